/// The lines of one file that a diagnostic points into, with its places marked under them.
struct Excerpt {
  /// A place to mark.
  struct Mark {
    /// The bytes.
    let range: Range<Int>
    /// What is written after the mark.
    let text: String
    /// `true` iff it is the place of the diagnostic itself.
    let isPrimary: Bool
  }

  /// The file and its lines.
  let source: SourceText
  let lines: LineIndex
  /// The places, the primary one first.
  let marks: [Mark]

  /// How many lines are shown of a place that stretches over more.
  private static let mostLines = 3

  /// The numbers, from 0, of the lines that are shown, in order.
  var shownLines: [Int] {
    var shown = Set<Int>()
    for mark in marks {
      let first = lines.line(at: mark.range.lowerBound)
      let last = lastLine(of: mark)
      if last - first < Self.mostLines {
        shown.formUnion(first...last)
      } else {
        shown.formUnion([first, first + 1, last])
      }
    }
    return shown.sorted()
  }

  /// Returns the rows, each with what stands in the gutter, for a screen of `width` cells.
  func rows(width: Int, paint: Paint, severity: Severity) -> [(gutter: String, text: String)] {
    var rows: [(gutter: String, text: String)] = []
    var previous: Int?
    for line in shownLines {
      if let previous, line > previous + 1 { rows.append(("...", "")) }
      previous = line
      rows += marked(line, width: width, paint: paint, severity: severity)
    }
    return rows
  }

  private func lastLine(of mark: Mark) -> Int {
    lines.line(at: max(mark.range.lowerBound, mark.range.upperBound - 1))
  }

  /// Returns the rows of line `line`: the text, and a row for each mark that touches it.
  private func marked(
    _ line: Int, width: Int, paint: Paint, severity: Severity
  ) -> [(gutter: String, text: String)] {
    let range = lines.range(ofLine: line)
    let here = marks.filter { mark in
      (lines.line(at: mark.range.lowerBound)...lastLine(of: mark)).contains(line)
    }
    let anchor = max(range.lowerBound, here.first?.range.lowerBound ?? range.lowerBound)
    let shown = ShownLine(source.bytes, line: range, anchor: anchor, width: width)
    var rows = [(gutter: String(line + 1), text: shown.text)]
    for mark in here {
      // The white space before the text of a later line is not what is meant.
      let indent = source.bytes[range].prefix { $0 == 0x20 || $0 == 0x09 }.count
      let start = max(mark.range.lowerBound, min(range.lowerBound + indent, range.upperBound))
      let cells = shown.cells(of: start..<max(start, min(mark.range.upperBound, range.upperBound)))
      let sign = String(repeating: mark.isPrimary ? "^" : "-", count: cells.count)
      let isEnd = line == lastLine(of: mark)
      let text = isEnd && !mark.text.isEmpty ? sign + " " + PrintableText.shown(mark.text) : sign
      let space = String(repeating: " ", count: cells.lowerBound)
      rows.append(("", space + paint(text, mark.isPrimary ? severity.role : .gutter)))
    }
    return rows
  }
}
