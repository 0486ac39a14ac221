import IdxDiagnostics
import IdxSemantics
import IdxSyntax
import IdxTables

extension Compilation {
  /// The columns of a file of comparisons; `rater` and `per` may lack.
  private static let comparisonColumns = ["left", "right", "value"]

  func comparisons(in name: StringLiteral, of module: Int) -> [JudgementRow]? {
    switch provider.read(name.value, from: modules[module].path, for: .data, limit: nil) {
    case .failure(let failure):
      diagnostics.append(
        .unreadableFile(failure.message, at: name.node.span, hint: failure.hint))
      return nil
    case .success(let source):
      let file = add(source.displayPath, source.bytes)
      return source.bytes.withUnsafeBufferPointer { rows(in: $0, file, source.displayPath) }
    }
  }

  private func rows(in bytes: TableBytes, _ file: FileID, _ path: String) -> [JudgementRow]? {
    let format = path.lowercased().hasSuffix(".tsv") ? TableFormat.tsv : .csv
    let (header, found) = TableHeader.read(bytes, format: format, file: file)
    diagnostics += found
    guard let header, !found.hasErrors else { return nil }
    let optional = ["rater", "per"].filter { header.index(of: $0) != nil }
    let columns = Self.comparisonColumns + optional
    let (table, faults) = TableReader.read(
      bytes, format: format, file: file, columns: columns.map { ColumnRequest($0, .text) },
      threads: 1, isCancelled: options.isCancelled)
    diagnostics += faults
    guard let table else { return nil }
    let places = TablePlaces.places(
      of: (0..<table.rowCount).map { TablePlaces.Cell(row: $0, column: "value") }, in: bytes,
      header: header, format: format, file: file)
    func text(_ column: String, _ row: Int) -> String? { table[column]?.text?[row] }
    var result: [JudgementRow] = []
    for row in 0..<table.rowCount {
      let span = places[row].span
      guard let value = Self.ratio(text("value", row) ?? "") else {
        diagnostics.append(
          .unreadableRatio(text("value", row) ?? "", line: places[row].line, at: span))
        return nil
      }
      result.append(
        JudgementRow(
          rater: text("rater", row), set: text("per", row), left: text("left", row) ?? "",
          right: text("right", row) ?? "", value: value, span: span))
    }
    return result
  }

  /// Returns the ratio that `text` writes: `3`, `0.5` or `1/3`.
  private static func ratio(_ text: String) -> Double? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) }
    switch parts.count {
    case 1: return parts[0]
    case 2:
      guard let above = parts[0], let below = parts[1], below != 0 else { return nil }
      return above / below
    default: return nil
    }
  }
}
