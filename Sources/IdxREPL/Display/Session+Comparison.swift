import IdxDiagnostics
import IdxDriver

extension Session {
  /// Returns the evaluations `a` and `b`, as they were typed, side by side.
  func comparison(_ a: EvaluationReport, _ b: EvaluationReport, titles: [String]) -> String {
    let tables = a.tables(
      besides: b, titles: (Self.line(titles[0]), Self.line(titles[1])), options: bench.options)
    guard !tables.isEmpty else {
      return "`\(titles[0])` and `\(titles[1])` have no slice in common\n"
    }
    var layout = settings.layout
    layout.width = max(layout.width, 60)
    return text(of: tables, layout)
  }

  /// Returns `text` on one line.
  static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
