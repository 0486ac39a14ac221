/// Chapters as one page of HTML that loads nothing and needs no script.
struct HTMLChapter {
  private var headings = 0
  private var figures = 0

  /// Returns `chapter` as a page.
  static func text(_ chapter: Chapter) -> String {
    var writer = HTMLChapter()
    let title = HTMLText.escaped(chapter.title)
    let body = chapter.blocks.map { writer.block($0) }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <link rel="icon" href="data:,"/>
      <title>\(title)</title>
      <style>
      \(HTMLStyle.sheet)
      </style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the text</a>
      <main id="main">
      <h1>\(title)</h1>
      \(contents(chapter.blocks))\(body)</main>
      </body>
      </html>

      """
  }

  /// Returns the list of the sections, with links to them.
  private static func contents(_ blocks: [Chapter.Block]) -> String {
    var number = 0
    var items = ""
    for case .heading(2, let title) in blocks {
      number += 1
      items += "<li><a href=\"#s\(number)\">\(line(title))</a></li>\n"
    }
    return items.isEmpty ? "" : "<nav aria-label=\"Contents\">\n<ul>\n\(items)</ul>\n</nav>\n"
  }

  private mutating func block(_ block: Chapter.Block) -> String {
    switch block {
    case .heading(let level, let title):
      if level > 2 { return "<h\(level)>\(Self.line(title))</h\(level)>\n" }
      headings += 1
      return "<h\(level) id=\"s\(headings)\">\(Self.line(title))</h\(level)>\n"
    case .paragraph(let parts): return "<p>\(Self.line(parts))</p>\n"
    case .list(let items): return Self.list("ul", items)
    case .references(let items):
      let lines = items.enumerated().map { number, item in
        "<li id=\"r\(number + 1)\">\(Self.line(item))</li>\n"
      }
      return lines.isEmpty ? "" : "<ol>\n\(lines.joined())</ol>\n"
    case .formula(let clauses):
      return "<div class=\"formula\">\n"
        + clauses.map { "<p>\(Self.line($0))</p>\n" }.joined() + "</div>\n"
    case .code(let text):
      return "<pre tabindex=\"0\"><code>\(HTMLText.escaped(text))</code></pre>\n"
    case .table(let table): return Self.table(table)
    case .figure(let figure):
      figures += 1
      return SVGText.figure(figure.drawing, id: "f\(figures)")
    case .pictured(let inner): return inner.map { self.block($0) }.joined()
    case .details(let summary, let inner):
      return "<details>\n<summary>\(Self.line(summary))</summary>\n"
        + inner.map { self.block($0) }.joined() + "</details>\n"
    }
  }

  private static func list(_ tag: String, _ items: [[Chapter.Inline]]) -> String {
    if items.isEmpty { return "" }
    return "<\(tag)>\n" + items.map { "<li>\(line($0))</li>\n" }.joined() + "</\(tag)>\n"
  }

  private static func table(_ table: Chapter.Table) -> String {
    let kinds = table.columns.map { $0.isNumeric ? " class=\"n\"" : "" }
    let head = zip(table.columns, kinds).map { column, kind in
      "<th scope=\"col\"\(kind)>\(HTMLText.escaped(column.title))</th>"
    }.joined()
    let rows = table.rows.map { cells in
      "<tr>" + zip(cells, kinds).map { "<td\($1)>\(line($0))</td>" }.joined() + "</tr>\n"
    }.joined()
    let caption =
      table.caption.isEmpty ? "" : "<caption>\(HTMLText.escaped(table.caption))</caption>\n"
    let label = HTMLText.escaped(table.caption.isEmpty ? "Table" : table.caption)
    // What is wider than the page is moved by the keyboard as well.
    return "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(label)\">\n<table>\n"
      + caption + "<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows)</tbody>\n</table>\n</div>\n"
  }

  private static func line(_ parts: [Chapter.Inline]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): HTMLText.escaped(text)
      case .code(let text): "<code>\(HTMLText.escaped(text))</code>"
      case .strong(let inner): "<strong>\(line(inner))</strong>"
      case .emphasis(let inner): "<em>\(line(inner))</em>"
      case .math(let math): MathML.element(math)
      case .citation(let number, let place):
        "[<a href=\"#r\(number)\">\(number)</a>"
          + (place.isEmpty ? "" : ", \(HTMLText.escaped(place))") + "]"
      case .indent(let depth): "<span class=\"d\" style=\"width:\(depth)em\"></span>"
      }
    }.joined()
  }
}
