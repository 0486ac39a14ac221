import IdxDiagnostics
import IdxDriver

extension Session {
  /// Shows the results of `report` if they are to be shown, with what methods warn of; `text` is what was typed.
  func reply(
    _ report: RunReport, _ text: TypedText? = nil, isShown: Bool = true
  ) -> Reply {
    var reply = Reply(isShown ? display(report) : "")
    reply.messages = shown(report.check, text) { $0.code == Self.methodWarning }
    return reply
  }

  private static let methodWarning = Catalogue.entry("method-warning")?.code

  /// Returns the results of `report` as people read them.
  func display(_ report: RunReport) -> String {
    if report.evaluations.isEmpty, report.values.count == 1 {
      let value = report.values[0]
      if value.axes.isEmpty { return scalar(value) + "\n" }
      if let chart = DistributionChart(value, settings) { return chart.text }
    }
    let values = ResultWriter.text(
      [], values: report.values, format: .table, layout: settings.layout)
    return report.evaluations.map { evaluation in
      text(of: evaluation.tables(.scores, level: 1), settings.layout)
    }.joined() + values
  }

  /// Returns `tables`, one for each slice, as the settings say which are shown.
  func text(of tables: [ResultTable], _ layout: ResultLayout) -> String {
    let shown = settings.showsAllSlices ? tables : tables.suffix(1)
    let text = ResultWriter.text(shown, format: .table, layout: layout)
    if shown.count == tables.count { return text }
    return text + "(the last of \(tables.count) slices: :set slices all shows them)\n"
  }

  /// Returns the only cell of `value`, a number with seven digits that count.
  private func scalar(_ value: ValueReport) -> String {
    let text =
      switch value.cells.first {
      case .text(let text): value.isBoolean ? text : "\"\(text)\""
      case .number(let number): Self.digits(number)
      case .ordinal(let number): JSONValue.shortest(number)
      case .missing, nil: "missing"
      }
    return PrintableText.shown(text) + (value.measure.isEmpty ? "" : " \(value.measure)")
  }

  /// Returns `number` with seven digits that count, or all of them where it is whole.
  static func digits(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return JSONValue.shortest(number) }
    var scale = 1.0
    while abs(number) * scale < 1e6, scale < 1e22 { scale *= 10 }
    let rounded = (number * scale).rounded() / scale
    return JSONValue.shortest(rounded.isFinite ? rounded : number)
  }
}
