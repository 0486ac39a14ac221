import IdxDiagnostics
import Testing

/// What is said of texts that are nearly numbers.
@Suite struct NumberAdviceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    var dialect = NumberDialect(decimalComma: false, thousands: nil, commaDelimits: false)
    let hints: [String]

    init(_ text: String, _ dialect: NumberDialect? = nil, _ hints: String...) {
      self.text = text
      if let dialect { self.dialect = dialect }
      self.hints = hints
    }

    var testDescription: String { "\(text) \(dialect)" }
  }

  static let commas = NumberDialect(decimalComma: false, thousands: nil, commaDelimits: true)
  static let german = NumberDialect(decimalComma: true, thousands: nil, commaDelimits: false)

  static let percent = "declare for the whole column that it is `in percent`"
  static let measure = "declare the measure for the whole column"
  static let mark = "as a missing mark if it means that"
  static let groups = "declare `thousands \" \"` in the table if that mark groups the digits"
  static let apart =
    "write `-3.5`; or let `;` stand between the cells, and declare `decimal \",\"` in the table"
  static let either =
    "declare `decimal \",\"` in the table, "
    + "or declare `thousands \",\"` in the table if that mark groups the digits"

  static let cases = [
    Case("30%", nil, "write `30`, without `%`", percent),
    Case("3.5 %", german, "write `3,5`, without `%`", percent),
    Case("3,5", nil, "declare `decimal \",\"` in the table"),
    Case("-3,5", commas, apart),
    Case("1.234,5", nil, "declare `decimal \",\"` and `thousands \".\"` in the table"),
    Case("1.234,5", german, "declare `thousands \".\"` in the table"),
    Case("3.5", german, "write `3,5`, since the table declares `decimal \",\"`"),
    Case("1,234.5", nil, "declare `thousands \",\"` in the table"),
    Case("1,234", nil, either),
    Case("1 234 567", nil, groups),
    Case("1’234", nil, "write `1234`"),
    Case("3 km", nil, "write `3`, without `km`", "\(measure), as in `in km`"),
    Case("$3", nil, "write `3`, without `$`", "\(measure), by `in`"),
    Case("12*", nil, "write `12`, without `*`"),
    Case("30%", .model, "write `30`, without `%`", percent),
    Case("3,5", .model, "write `3.5`"),
    Case("(3)", nil, "correct the cell, or declare `(3)` as a missing mark if it means that"),
    Case("2020-01-01", nil, "correct the cell, or declare `2020-01-01` \(mark)"),
    Case("n/a", nil, "correct the cell, or declare `n/a` as a missing mark if it means that"),
  ]

  @Test(arguments: cases) func saysWhatToWrite(_ test: Case) {
    let place = DataPlace(Span(FileID(0), 0, test.text.utf8.count), line: 1, column: "x")
    let finding = Diagnostic.notANumber(test.text, in: test.dialect, at: place)
    #expect(finding.hints == test.hints)
    #expect(finding.fixes.isEmpty == !(test.dialect.isModel && test.text == "3,5"))
  }

  @Test(arguments: [
    ("60%", "0.6"), ("5%", "0.05"), ("100%", "1"), ("12.5%", "0.125"), ("0,4", "0.4"),
    ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("0,400", "0.400"), ("3,500", nil), ("5km", nil),
  ]) func mendsNumbersOfModels(_ text: String, _ expected: String?) {
    let finding = Diagnostic.invalidNumber(text, at: Span(FileID(0), 0, text.utf8.count))
    #expect(finding.fixes.first?.edits.first?.text == expected)
    #expect(!finding.hints.isEmpty)
  }
}
