/// Tables in Markdown.
enum MarkdownWriter {
  /// Returns `table` under its title.
  static func text(_ table: ResultTable, layout: ResultLayout) -> String {
    let rows = table.rows.map { row in row.map { $0.shown(decimals: layout.decimals) } }
    var text = "**\(MarkdownText.escaped(table.title))**\n\n"
    text += line(table.columns.map(\.title))
    text += "|" + table.columns.map { $0.isNumeric ? "---:|" : "---|" }.joined() + "\n"
    return text + rows.map(line).joined()
  }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.map { MarkdownText.escaped(indented($0)) }.joined(separator: " | ") + " |\n"
  }

  /// Returns `text` with the spaces before it kept: they show the hierarchy.
  private static func indented(_ text: String) -> String {
    let depth = text.prefix { $0 == " " }.count
    return String(repeating: "\u{00A0}", count: depth) + text.dropFirst(depth)
  }
}
