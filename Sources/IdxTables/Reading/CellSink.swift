/// Stores the cells of one chunk and collects what is wrong with them.
final class CellSink {
  /// Where the cells go.
  let cells: CellTargets
  private let base: UnsafePointer<UInt8>
  /// The findings of the chunk.
  var findings = FindingList()
  /// The texts of the chunk, for each column of texts.
  let labels: [LabelTable]

  /// Creates the sink for a chunk of the file that begins at `base`.
  init(_ cells: CellTargets, base: UnsafePointer<UInt8>) {
    self.cells = cells
    self.base = base
    labels = (0..<cells.textCount).map { _ in LabelTable() }
  }

  /// Returns the offsets of the bytes from `start` to `end`.
  func range(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Range<Int> {
    start - base..<max(end, start) - base
  }

  /// Stores the delimited cell `extent` of `column` in `row` in all targets from `first` on.
  func store(_ extent: CellExtent, column: Int, first: Int, row: Int) {
    let plain = UnsafeBufferPointer(start: extent.start, count: extent.end - extent.start)
    var target = first
    while target >= 0 {
      if extent.escaped {
        let bytes = extent.bytes
        bytes.withUnsafeBufferPointer {
          store($0, copying: bytes, extent, column: column, target: target, row: row)
        }
      } else {
        store(plain, copying: nil, extent, column: column, target: target, row: row)
      }
      target = cells.targets[target].next
    }
  }

  private func store(
    _ bytes: UnsafeBufferPointer<UInt8>, copying: [UInt8]?, _ extent: CellExtent, column: Int,
    target: Int, row: Int
  ) {
    let range = range(extent.start, extent.end)
    if cells.isMissing(bytes) {
      missing(bytes, range, column: column, target: target, row: row)
    } else if cells.targets[target].isNumber {
      number(bytes, range, column: column, target: target, row: row)
    } else {
      text(bytes, copying: copying, target: target, row: row)
    }
  }

  /// Stores the text `bytes`; they are copied where they are not in the file as they stand.
  func text(_ bytes: UnsafeBufferPointer<UInt8>, copying: [UInt8]?, target: Int, row: Int) {
    let target = cells.targets[target]
    let table = labels[target.textIndex]
    target.codes[row] = copying.map { table.code(copying: $0) } ?? table.code(bytes)
  }

  /// Stores the number that `bytes` write.
  func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, column: Int, target: Int, row: Int
  ) {
    switch cells.decimal.read(bytes) {
    case .number(let value): number(value, range, column: column, target: target, row: row)
    case .huge: findings.add(finding(.hugeNumber, bytes, range, column, target), .hugeNumber)
    case .tiny: findings.add(finding(.tinyNumber, bytes, range, column, target), .tinyNumber)
    case .notANumber: findings.add(finding(.notANumber, bytes, range, column, target), .notANumber)
    }
  }

  /// Stores `value`, which must lie in the valid range.
  func number(_ value: Double, _ range: Range<Int>, column: Int, target: Int, row: Int) {
    let request = target
    let target = cells.targets[target]
    target.values[row] = value
    target.mask?[row] = 1
    if value < target.lower || value > target.upper {
      findings.add(
        Finding(
          kind: .outOfRange, range: range, column: column, request: request, value: value),
        .outOfRange)
    }
  }

  /// Stores that the cell is missing; `bytes` are what stands there, `nil` for nothing at all.
  func missing(
    _ bytes: UnsafeBufferPointer<UInt8>?, _ range: Range<Int>, column: Int, target: Int, row: Int
  ) {
    let request = target
    let target = cells.targets[target]
    if target.isNumber {
      // The value is read by nobody, but equal bits make tables comparable.
      target.values[row] = 0
      target.mask?[row] = 0
    } else {
      target.codes[row] = -1
    }
    if target.optional { return }
    let text = bytes.map { $0.allSatisfy(\.isBlank) ? "" : FindingReport.shown($0) }
    findings.add(
      Finding(kind: .missingCell, range: range, column: column, request: request, text: text),
      .missingCell)
  }

  private func finding(
    _ kind: Finding.Kind, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ column: Int,
    _ target: Int
  ) -> Finding {
    Finding(
      kind: kind, range: range, column: column, request: target, text: FindingReport.shown(bytes))
  }
}
