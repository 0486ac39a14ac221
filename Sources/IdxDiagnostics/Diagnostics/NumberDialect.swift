/// How numbers are written where a text was found in place of one: advice depends on it.
public struct NumberDialect: Hashable, Sendable {
  /// `true` iff the decimal mark is a comma.
  public var decimalComma: Bool
  /// The mark between groups of three digits, if it is declared.
  public var thousands: Character?
  /// `true` iff a comma stands between cells, so that it cannot be declared as decimal mark.
  public var commaDelimits: Bool
  /// `true` iff the number stands in a model, where all numbers have a point.
  public var isModel: Bool

  /// Creates the dialect of a data file.
  public init(decimalComma: Bool, thousands: Character?, commaDelimits: Bool) {
    self.decimalComma = decimalComma
    self.thousands = thousands
    self.commaDelimits = commaDelimits
    isModel = false
  }

  private init() {
    decimalComma = false
    commaDelimits = false
    isModel = true
  }

  /// The dialect of tables that are written in a model.
  public static let model = NumberDialect()

  /// Returns what to do about the cell `text`, which is no number of this dialect, and what to write in
  /// its place if that is certain.
  func advice(on text: String) -> (hints: [String], replacement: String?) {
    let readings = NumberReading.readings(of: text)
    guard let first = readings.first else {
      return (["correct the cell, or declare `\(text)` as a missing mark if it means that"], nil)
    }
    var hints: [String] = []
    if isModel || !first.affix.isEmpty {
      let ways = readings.map { "`\(spelled($0))`" }.joined(separator: " or ")
      hints.append("write \(ways)" + (first.affix.isEmpty ? "" : ", without `\(first.affix)`"))
    } else {
      hints.append(readings.map(declaration).joined(separator: ", or "))
    }
    if first.affix == "%" {
      hints.append("declare for the whole column that it is `in percent`")
    } else if first.affix.contains(where: { $0.isLetter || $0.isCurrencySymbol }) {
      let unit = first.affix.allSatisfy(\.isLetter) ? "as in `in \(first.affix)`" : "by `in`"
      hints.append("declare the measure for the whole column, \(unit)")
    }
    let isCertain = isModel && readings.count == 1 && first.affix.isEmpty
    return (hints, isCertain ? first.plain : nil)
  }

  /// Returns `reading` as the table writes numbers.
  private func spelled(_ reading: NumberReading) -> String {
    decimalComma ? reading.plain.replacingPoint : reading.plain
  }

  /// Returns what makes the table understand `reading`.
  private func declaration(_ reading: NumberReading) -> String {
    var declared: [String] = []
    switch reading.decimal {
    case "," where !decimalComma && commaDelimits:
      return "write `\(reading.plain)`; or let `;` stand between the cells, and declare "
        + "`decimal \",\"` in the table"
    case "," where !decimalComma: declared.append("`decimal \",\"`")
    case "." where decimalComma:
      return "write `\(spelled(reading))`, since the table declares `decimal \",\"`"
    default: break
    }
    if let mark = reading.thousands, mark != thousands {
      guard mark.isASCII else { return "write `\(spelled(reading))`" }
      declared.append("`thousands \"\(mark)\"`")
    }
    if declared.isEmpty { return "write `\(spelled(reading))`" }
    return "declare \(declared.joined(separator: " and ")) in the table"
      + (reading.decimal == nil ? " if that mark groups the digits" : "")
  }
}

extension String {
  /// The text with its point made a comma.
  fileprivate var replacingPoint: String { String(map { $0 == "." ? "," : $0 }) }
}

extension Diagnostic {
  /// A cell `text` that is not a number, in a table that writes numbers in `dialect`.
  public static func notANumber(
    _ text: String, in dialect: NumberDialect, at place: DataPlace
  ) -> Diagnostic {
    let (hints, replacement) = dialect.advice(on: text)
    return Diagnostic(
      Catalogue.Entry.notANumber, "\(place.words): expected a number, found `\(text)`",
      at: place.span, hints: hints,
      fixes: replacement.map { [Fix("write `\($0)`", [TextEdit(place.span, $0)])] } ?? [])
  }

  /// The text `text` of a model is a number without its first digit: `fix` is the whole.
  public static func invalidNumber(_ text: String, at span: Span, fix: String) -> Diagnostic {
    Diagnostic(
      Catalogue.invalidNumber, "`\(text)` is neither a number nor a name", at: span,
      fixes: [Fix("write `\(fix)`", [TextEdit(span, fix)])])
  }

  /// The text `text` of a model, which cannot be read as a number: digits with a decimal comma, `%`, or
  /// letters behind them. In a row of a table a share is no fraction but a matter of the measure.
  public static func invalidNumber(_ text: String, at span: Span, isCell: Bool = false)
    -> Diagnostic
  {
    let message = "`\(text)` is neither a number nor a name"
    let readings = NumberReading.readings(of: text)
    guard let reading = readings.first, !text.contains("_") else {
      return Diagnostic(Catalogue.invalidNumber, message, at: span)
    }
    if isCell || text.contains(" ") {
      let (hints, replacement) = NumberDialect.model.advice(on: text)
      return Diagnostic(
        Catalogue.invalidNumber, message, at: span, hints: hints,
        fixes: replacement.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
    }
    if reading.affix == "%" || reading.affix.isEmpty {
      let isShare = reading.affix == "%"
      let values = readings.map { isShare ? $0.hundredth : $0.plain }
      let hint =
        isShare
        ? "percentages are written as fractions" : "numbers are written with a decimal point"
      return Diagnostic(
        Catalogue.invalidNumber, message, at: span, hints: [hint],
        fixes: values.count == 1
          ? [Fix("write `\(values[0])`", [TextEdit(span, values[0])])] : [])
    }
    return Diagnostic(
      Catalogue.invalidNumber, message, at: span,
      hints: [
        "write `\(reading.plain)`: a measure is declared by `in`, and stands behind no number"
      ])
  }
}
