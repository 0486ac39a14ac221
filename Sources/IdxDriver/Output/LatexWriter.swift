/// Tables in LaTeX, which need no package.
enum LatexWriter {
  /// Returns `table` as a `tabular` environment, its title as a comment.
  static func text(_ table: ResultTable, layout: ResultLayout) -> String {
    let rows = table.rows.map { row in row.map { $0.shown(decimals: layout.decimals) } }
    let alignment = table.columns.map { $0.isNumeric ? "r" : "l" }.joined()
    var text = "% \(table.title.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    text += "\\begin{tabular}{\(alignment)}\n\\hline\n"
    text += line(table.columns.map(\.title)) + "\\hline\n"
    return text + rows.map(line).joined() + "\\hline\n\\end{tabular}\n"
  }

  private static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: " & ") + " \\\\\n"
  }

  private static func cell(_ text: String) -> String {
    let depth = text.prefix { $0 == " " }.count
    // A line that begins with "[" would be read as an argument of the line break before it.
    let rest = LatexText.escaped(String(text.dropFirst(depth)))
    let shielded = rest.hasPrefix("[") ? "{}" + rest : rest
    return String(repeating: "\\quad ", count: depth / 2) + shielded
  }
}
