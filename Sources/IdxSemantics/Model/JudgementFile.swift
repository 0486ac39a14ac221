public import IdxDiagnostics
public import IdxTables

/// A comparison read from a file.
public struct JudgementRow: Sendable {
  /// How many times one thing outweighs another.
  public enum Value: Hashable, Sendable {
    /// A number, or three equal ones if it is crisp.
    case numbers(low: Double, middle: Double, high: Double)
    /// A word of a scale.
    case word(String)
  }

  /// Who compared.
  public var rater: String?
  /// The element of the axis `per` for which was compared.
  public var set: String?
  /// The two things compared.
  public var left: String
  public var right: String
  /// How many times the left outweighs the right.
  public var value: Value
  /// The place in the file.
  public var span: Span

  /// Creates the row that says `left` outweighs `right` by `value`.
  public init(
    rater: String? = nil, set: String? = nil, left: String, right: String, value: Value,
    span: Span
  ) {
    self.rater = rater
    self.set = set
    self.left = left
    self.right = right
    self.value = value
    self.span = span
  }
}

/// Reads files of comparisons: tables with the columns `left`, `right` and `value`, or `low`,
/// `middle` and `high`; where there are several judgements also `rater`, and `set` for the element
/// of the axis after `per`.
public enum JudgementFile {
  /// Returns the comparisons in `bytes`, a table written in `format`, and what is wrong with it.
  public static func read(
    _ bytes: TableBytes, format: TableFormat, file: FileID
  ) -> (rows: [JudgementRow], diagnostics: [Diagnostic]) {
    let (header, faults) = TableHeader.read(bytes, format: format, file: file)
    guard let header, !faults.hasErrors else { return ([], faults) }
    let values =
      header.index(of: "value") == nil && header.index(of: "middle") != nil
      ? ["low", "middle", "high"] : ["value"]
    if let finding = strangeColumn(header, values) { return ([], faults + [finding]) }
    let optional = ["rater", "set"].filter { header.index(of: $0) != nil }
    let (table, findings) = TableReader.read(
      bytes, format: format, file: file,
      columns: (["left", "right"] + values + optional).map { ColumnRequest($0, .text) })
    guard let table else { return ([], faults + findings) }
    return rows(table, values) { rows, columns in
      TablePlaces.places(
        of: zip(rows, columns).map { TablePlaces.Cell(row: $0, column: $1) }, in: bytes,
        header: header, format: format, file: file)
    }
  }

  /// Words that stand above the column of raters elsewhere.
  private static let raters = [
    "expert", "judge", "respondent", "participant", "person", "evaluator", "assessor", "who",
    "name",
    "decision_maker", "dm", "id",
  ]

  /// Returns the finding of the first column in `header` that files of comparisons do not have.
  private static func strangeColumn(_ header: TableHeader, _ values: [String]) -> Diagnostic? {
    let known = ["left", "right"] + values + ["rater", "set"]
    guard let position = header.names.firstIndex(where: { !known.contains($0) }) else { return nil }
    let name = header.names[position]
    let free = known.filter { header.index(of: $0) == nil }
    let isRater = free.contains("rater") && raters.contains(name.lowercased())
    return .judgementColumns(
      header.names, unknown: name,
      meant: isRater ? "rater" : Suggestion.nearest(name, in: free), at: header.spans[position])
  }

  private static func rows(
    _ table: Table, _ values: [String], places: ([Int], [String?]) -> [DataPlace]
  ) -> (rows: [JudgementRow], diagnostics: [Diagnostic]) {
    let spans = places(Array(0..<table.rowCount), Array(repeating: nil, count: table.rowCount))
    func text(_ column: String, _ row: Int) -> String? { table[column]?.text?[row] }
    var faulty: [(row: Int, column: String)] = []
    let rows = spans.enumerated().compactMap { row, place -> JudgementRow? in
      let texts = values.map { text($0, row) ?? "" }
      let numbers = texts.map(number)
      var value = JudgementRow.Value.word(texts[0])
      if values.count == 3 {
        guard let low = numbers[0], let middle = numbers[1], let high = numbers[2] else {
          faulty.append((row, values[numbers.firstIndex { $0 == nil } ?? 0]))
          return nil
        }
        value = .numbers(low: low, middle: middle, high: high)
      } else if let crisp = numbers[0] {
        value = .numbers(low: crisp, middle: crisp, high: crisp)
      }
      return JudgementRow(
        rater: text("rater", row), set: text("set", row), left: text("left", row) ?? "",
        right: text("right", row) ?? "", value: value, span: place.span)
    }
    let bad = places(faulty.map(\.row), faulty.map(\.column))
    let findings = zip(faulty, bad).map { fault, place in
      Diagnostic.notANumber(
        text(fault.column, fault.row) ?? "",
        in: NumberDialect(decimalComma: false, thousands: nil, commaDelimits: true), at: place)
    }
    return (rows, findings)
  }

  /// Returns the number or quotient `text`, `nil` if it is a word.
  private static func number(_ text: String) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { "0123456789+-.eE ".contains($0) }
        ? Double(part.filter { $0 != " " }) : nil
    }
    guard let first = parts[0], first.isFinite, parts.count < 3 else { return nil }
    if parts.count == 1 { return first }
    guard let divisor = parts[1], divisor != 0 else { return nil }
    return first / divisor
  }
}
