/// Chapters as documents for LaTeX. Tables break over pages; the profiles of single objects are left out, since
/// what they show stands in tables.
enum LatexChapter {
  /// Returns `chapter` as a document.
  static func text(_ chapter: Chapter) -> String {
    preamble + "\\title{\(LatexText.escaped(chapter.title))}\n\\date{}\n"
      + "\\begin{document}\n\\maketitle\n" + chapter.blocks.map { block($0) }.joined()
      + "\n\\end{document}\n"
  }

  /// Letters beyond Latin need XeLaTeX or LuaLaTeX and a font that has them.
  private static let preamble = """
    % Letters beyond Latin need XeLaTeX or LuaLaTeX, and a font that has them by \\setmainfont.
    \\documentclass[a4paper]{article}
    \\usepackage{iftex}
    \\ifPDFTeX
      \\usepackage[T1]{fontenc}
      \\usepackage[utf8]{inputenc}
      \\usepackage{textcomp}
    \\else
      \\usepackage{fontspec}
    \\fi
    \\usepackage[margin=25mm]{geometry}
    \\usepackage{amsmath}
    \\usepackage{array}
    \\usepackage{longtable}
    \\setlength{\\parindent}{0pt}
    \\setlength{\\parskip}{6pt}
    \\emergencystretch=3em

    """

  private static func block(_ block: Chapter.Block) -> String {
    switch block {
    case .heading(let level, let title):
      "\n\\\(level < 3 ? "section" : level == 3 ? "subsection" : "subsubsection")*{\(line(title))}\n"
    case .paragraph(let parts): "\n\(line(parts))\n"
    case .list(let items): environment("itemize", items)
    case .references(let items): environment("enumerate", items)
    case .formula(let clauses):
      "\n\\begin{quote}\n"
        + clauses.map { line($0, isDisplayed: true) }.joined(separator: " \\\\\n")
        + "\n\\end{quote}\n"
    case .code(let text): code(text)
    case .table(let table): self.table(table)
    case .figure(let figure): LatexPicture.text(figure.drawing)
    case .pictured: ""
    case .details(let summary, let inner):
      "\n\\paragraph*{\(line(summary))}\n" + inner.map { self.block($0) }.joined()
    }
  }

  private static func environment(_ name: String, _ items: [[Chapter.Inline]]) -> String {
    if items.isEmpty { return "" }
    return "\n\\begin{\(name)}\n" + items.map { "\\item {}\(line($0))\n" }.joined()
      + "\\end{\(name)}\n"
  }

  /// Returns `text` line by line. It is no `verbatim`: nothing in it can end that before its time.
  private static func code(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let depth = line.prefix { $0 == " " }.count
      return "\\mbox{}" + String(repeating: "~", count: depth)
        + LatexText.escaped(String(line.dropFirst(depth)))
    }
    return "\n{\\small\\ttfamily\\raggedright\n" + lines.joined(separator: " \\\\\n") + "\n\\par}\n"
  }

  // MARK: - Tables

  private static func table(_ table: Chapter.Table) -> String {
    let widths = widths(of: table)
    let columns = zip(table.columns, widths).map { column, width in
      let room =
        "p{\\dimexpr \(DecimalText.fixed(width, decimals: 3))\\linewidth - 2\\tabcolsep\\relax}"
      return ">{\(column.isNumeric ? "\\raggedleft" : "\\raggedright")\\arraybackslash}" + room
    }
    let head = table.columns.map { LatexText.escaped($0.title) }.joined(separator: " & ")
    let rows = table.rows.map { cells in
      cells.map { cell($0) }.joined(separator: " & ") + " \\\\\n"
    }
    let caption =
      table.caption.isEmpty ? "" : "\n\\textit{\(LatexText.escaped(table.caption))}\n"
    return caption + "\n{\\small\n\\begin{longtable}{\(columns.joined())}\n\\hline\n\(head) \\\\\n"
      + "\\hline\n\\endhead\n\(rows.joined())\\hline\n\\end{longtable}}\n"
  }

  private static func cell(_ parts: [Chapter.Inline]) -> String {
    let text = line(parts)
    // A line that begins with "[" would be read as an argument of the line break before it.
    return text.hasPrefix("[") ? "{}" + text : text
  }

  /// Returns the shares of the line that the columns take: by their longest cell, with a least and most.
  private static func widths(of table: Chapter.Table) -> [Double] {
    let lengths = table.columns.indices.map { column -> Double in
      let cells = table.rows.prefix(200).map { Chapter.Inline.plain($0[column]).count }
      let title = table.columns[column].title.count
      return Double(min(max(cells.max() ?? 0, min(title, 12), 4), 40) + 2)
    }
    let sum = max(lengths.reduce(0, +), 60)
    return lengths.map { $0 / sum }
  }

  private static func line(_ parts: [Chapter.Inline], isDisplayed: Bool = false) -> String {
    parts.map { part in
      switch part {
      case .text(let text): LatexText.escaped(text)
      case .code(let text): "\\texttt{\(breakable(text))}"
      case .strong(let inner): "\\textbf{\(line(inner))}"
      case .emphasis(let inner): "\\emph{\(line(inner))}"
      case .math(let math): (isDisplayed ? "$\\displaystyle " : "$") + LatexMath.text(math) + "$"
      case .citation(let number, let place):
        "{}[\(number)" + (place.isEmpty ? "" : ", \(LatexText.escaped(place))") + "]"
      case .indent(let depth): String(repeating: "\\quad ", count: depth)
      }
    }.joined()
  }

  /// Returns code that may break behind signs: it has no hyphens.
  private static func breakable(_ text: String) -> String {
    text.map { sign in
      LatexText.escaped(String(sign)) + ("_.,(/=".contains(sign) ? "\\allowbreak{}" : "")
    }.joined()
  }
}
