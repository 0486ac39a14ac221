/// Chapters in Markdown, with tables and mathematics as GitHub, GitLab and Pandoc take them.
enum MarkdownChapter {
  /// Returns `chapter` as Markdown.
  static func text(_ chapter: Chapter) -> String {
    "# \(MarkdownText.escaped(chapter.title))\n" + blocks(chapter.blocks)
  }

  private static func blocks(_ blocks: [Chapter.Block]) -> String {
    blocks.map { block($0) }.filter { !$0.isEmpty }.map { "\n" + $0 }.joined()
  }

  private static func block(_ block: Chapter.Block) -> String {
    switch block {
    case .heading(let level, let title):
      String(repeating: "#", count: level) + " \(line(title))\n"
    case .paragraph(let parts): MarkdownText.shielded(line(parts)) + "\n"
    case .list(let items): items.map { "- \(line($0))\n" }.joined()
    case .references(let items):
      items.enumerated().map { "\($0.offset + 1). \(line($0.element))\n" }.joined()
    case .formula(let clauses):
      clauses.count == 1
        ? "> \(line(clauses[0]))\n" : clauses.map { "> - \(line($0))\n" }.joined()
    case .code(let text):
      text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "\n" : "    \($0)\n"
      }.joined()
    case .table(let table): text(table)
    case .figure, .pictured: ""
    case .details(let summary, let inner): "**\(line(summary))**\n" + blocks(inner)
    }
  }

  private static func text(_ table: Chapter.Table) -> String {
    var text = table.caption.isEmpty ? "" : "*\(MarkdownText.escaped(table.caption))*\n\n"
    text += row(table.columns.map { MarkdownText.escaped($0.title) })
    text += "|" + table.columns.map { $0.isNumeric ? "---:|" : "---|" }.joined() + "\n"
    return text + table.rows.map { cells in row(cells.map { line($0, isCell: true) }) }.joined()
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func line(_ parts: [Chapter.Inline], isCell: Bool = false) -> String {
    parts.map { part in
      switch part {
      case .text(let text): MarkdownText.escaped(text)
      case .code(let text): MarkdownText.code(text, isCell: isCell)
      case .strong(let inner): "**\(line(inner, isCell: isCell))**"
      case .emphasis(let inner): "*\(line(inner, isCell: isCell))*"
      case .math(let math): "$\(LatexMath.text(math))$"
      case .citation(let number, let place):
        "\\[\(number)" + (place.isEmpty ? "" : ", \(MarkdownText.escaped(place))") + "\\]"
      case .indent(let depth): String(repeating: "\u{2003}", count: depth)
      }
    }.joined()
  }
}

/// Text within Markdown.
enum MarkdownText {
  /// Returns `text` on one line, without meaning in Markdown.
  static func escaped(_ text: String) -> String {
    var result = ""
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "|", "\\", "`", "*", "_", "<", "[", "]", "#", "$": result += "\\\(scalar)"
      // What might be the name of a character: "&lt;".
      case "&" where scalars.first?.properties.isAlphabetic == true: result += "\\&"
      case "\n", "\r": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Returns `line` so that it does not begin a list, a quotation or a rule.
  static func shielded(_ line: String) -> String {
    guard let first = line.first else { return line }
    if [">", "+", "-", "=", "~"].contains(first) { return "\\" + line }
    let digits = line.prefix(while: \.isNumber)
    let mark = line.dropFirst(digits.count).first
    guard !digits.isEmpty, mark == "." || mark == ")" else { return line }
    return digits + "\\" + line.dropFirst(digits.count)
  }

  /// Returns `text` as a span of code, behind as many backquotes as it needs.
  static func code(_ text: String, isCell: Bool) -> String {
    var mark = "`"
    while text.contains(mark) { mark += "`" }
    let space = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    // A table is taken apart before its cells are read.
    let content =
      isCell
      ? flat.split(separator: "|", omittingEmptySubsequences: false)
        .joined(separator: "\\|") : flat
    return mark + space + content + space + mark
  }
}
