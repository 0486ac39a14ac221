import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax
import IdxTables

/// Results in the form in which they are recorded: a file with a row for each cell.
public struct RecordedResults: Sendable {
  /// The file, as the model names it.
  public let path: String
  /// Its contents: CSV with a column for each axis and one for the value.
  public let text: String

  /// Creates the contents `text` of the file `path`.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

/// One cell of results that are compared with recorded ones.
private struct RecordedCell {
  /// Its number in the array.
  let number: Int
  /// The codes of the elements of its axes.
  let key: [String]
  /// What stands in the file; empty for missing.
  let text: String
  /// The number, if it is one.
  let value: Double?
}

extension Session {
  /// Returns how the cells of `values` compare with those that were recorded.
  func comparison(
    _ expectation: ElaboratedExpectation, _ values: ArrayValue, _ filter: ArrayValue?,
    _ elements: Elements
  ) -> Verdict {
    var verdict = Verdict(expectation)
    guard let record = expectation.record else { return verdict }
    let names = values.axes.map { name(of: $0) }
    let cells = (0..<values.cellCount).filter { number in
      filter.map { $0.cell(alongside: values, number: number) == 1 } ?? true
    }.map { cell($0, of: values, expectation, elements) }
    if cells.isEmpty {
      verdict.finding = .nothingExpected(
        cells: values.cellCount, at: expectation.span, condition: expectation.filterSpan)
      return verdict
    }
    let written = RecordedResults(path: record.path, text: Self.text(cells, names))
    switch recorded(expectation, names) {
    case .failure(let finding):
      verdict.finding = finding.finding
      // What may not be read is not to be written either.
      verdict.record = finding.mayBeRecorded ? written : nil
    case .success(let known):
      compare(cells, known, values, elements, &verdict)
      verdict.record = verdict.finding == nil ? nil : written
    }
    return verdict
  }

  private func cell(
    _ number: Int, of values: ArrayValue, _ expectation: ElaboratedExpectation, _ elements: Elements
  ) -> RecordedCell {
    let place = values.place(ofCell: number)
    func code(_ axis: Axis, _ position: Int) -> String {
      let codes = elements.codes(axis)
      return codes.indices.contains(position) ? codes[position] : "\(position + 1)"
    }
    let value = values.cell(number: number)
    let text = value.map { value in
      expectation.elements.map { code($0, Int(value)) } ?? JSONValue.shortest(value)
    }
    return RecordedCell(
      number: number, key: values.axes.map { code($0, place[$0] ?? 0) }, text: text ?? "",
      value: expectation.elements == nil ? value : nil)
  }

  private static func text(_ cells: [RecordedCell], _ names: [String]) -> String {
    var writer = IdxTables.TableWriter()
    for name in names + ["value"] { writer.text(name) }
    writer.endRow()
    for cell in cells {
      for code in cell.key { writer.text(code) }
      if cell.text.isEmpty { writer.missing() } else { writer.text(cell.text) }
      writer.endRow()
    }
    return String(decoding: writer.take(), as: UTF8.self)
  }

  /// Why recorded results cannot be compared with.
  private struct Obstacle: Error {
    let finding: Diagnostic
    /// `true` iff recording would mend it.
    let mayBeRecorded: Bool
  }

  /// Returns the recorded cells by the codes of their axes, which are called `names`.
  private func recorded(
    _ expectation: ElaboratedExpectation, _ names: [String]
  ) -> Result<[[String]: String], Obstacle> {
    guard let record = expectation.record else { return .success([:]) }
    let module = compilation.modules.first { $0.tree.source.file == expectation.span.file }
    let result = compilation.provider.read(
      record.path, from: module?.path ?? "", for: .data, limit: nil)
    func obstacle(_ message: String, _ mayBeRecorded: Bool, _ hint: String?) -> Obstacle {
      Obstacle(
        finding: .unreadableFile(message, at: record.span, hint: hint),
        mayBeRecorded: mayBeRecorded)
    }
    let advice = "record the results: `idx test --update`"
    switch result {
    case .failure(let failure):
      if case .missing = failure { return .failure(obstacle(failure.message, true, advice)) }
      return .failure(obstacle(failure.message, false, failure.hint))
    case .success(let file):
      if compilation.dataFiles.values.contains(where: { $0.path == file.displayPath }) {
        return .failure(
          obstacle(
            "`\(record.path)` is a table of the model, not a record of results", false,
            "name another file"))
      }
      // Whoever runs tests again when a file changes looks at this one, too.
      _ = compilation.add(file.displayPath, [])
      let (table, _) = TableReader.read(
        file.bytes, format: .csv, file: record.span.file,
        columns: (names + ["value"]).map { ColumnRequest($0, .text, optional: true) }, threads: 1,
        isCancelled: options.isCancelled)
      let columns = (names + ["value"]).map { table?[$0]?.text }
      guard let table, columns.allSatisfy({ $0 != nil }) else {
        let header = (names + ["value"]).map { "`\($0)`" }.joined(separator: ", ")
        return .failure(
          obstacle("`\(record.path)` does not have the columns \(header)", true, advice))
      }
      var known: [[String]: String] = [:]
      for row in 0..<table.rowCount {
        let cells = columns.map { $0?[row] ?? "" }
        known[Array(cells.dropLast())] = cells.last
      }
      return .success(known)
    }
  }

  /// Compares `cells` with the `known` ones.
  private func compare(
    _ cells: [RecordedCell], _ known: [[String]: String], _ values: ArrayValue,
    _ elements: Elements, _ verdict: inout Verdict
  ) {
    let tolerance = verdict.expectation.tolerance ?? 0
    var worst: (cell: RecordedCell, distance: Double)?
    var wrong = 0
    for cell in cells {
      let distance: Double
      if let text = known[cell.key] {
        if text == cell.text { continue }
        let recorded = Double(text)
        distance = cell.value.flatMap { value in recorded.map { abs($0 - value) } } ?? .infinity
      } else {
        distance = .infinity
      }
      if distance <= tolerance { continue }
      wrong += 1
      if distance > worst?.distance ?? -1 { worst = (cell, distance) }
    }
    let own = Set(cells.map(\.key))
    let gone = known.keys.filter { !own.contains($0) }
    let counted = cells.count + gone.count
    let tail = verdict.expectation.tolerance.map { " within \(Interval.text($0))" } ?? ""
    func differs(_ message: String) -> Diagnostic {
      .differsFromRecord(
        message, wrong: wrong + gone.count, counted: counted, at: verdict.expectation.span)
    }
    func shown(_ text: String) -> String { text.isEmpty ? "missing" : text }
    if let cell = worst?.cell {
      verdict.cell = values.place(ofCell: cell.number)
      verdict.place = elements.place(values, cell: cell.number)
      verdict.got = shown(cell.text)
      verdict.wanted = known[cell.key].map(shown)
      let place = verdict.place.isEmpty ? "" : ", for \(verdict.place)"
      let recorded = verdict.wanted.map { "recorded \($0)\(tail)" } ?? "and nothing is recorded"
      verdict.finding = differs("got \(shown(cell.text)), \(recorded)\(place)")
    } else if let key = gone.min(by: { $0.lexicographicallyPrecedes($1) }) {
      verdict.finding = differs(
        "there is no result for \(key.joined(separator: ", ")), which is recorded")
    } else if cells.count == 1 {
      verdict.cell = values.place(ofCell: cells[0].number)
      verdict.got = shown(cells[0].text)
      verdict.wanted = known[cells[0].key].map(shown)
    }
  }
}
