import IdxNumerics

/// Where the cells of one requested column go. A part of a list: several requests may share cells.
struct CellTarget {
  /// `true` iff it is a column of numbers.
  let isNumber: Bool
  /// `true` iff cells may be missing.
  let optional: Bool
  /// The least valid number.
  let lower: Double
  /// The greatest valid number.
  let upper: Double
  /// The numbers, where it is a column of numbers.
  let values: UnsafeMutablePointer<Double>
  /// Their mask, where cells may be missing.
  let mask: UnsafeMutablePointer<UInt8>?
  /// The codes, where it is a column of texts.
  let codes: UnsafeMutablePointer<Int32>
  /// The position among the columns of texts.
  let textIndex: Int
  /// The next target of the same cells, −1 for none.
  let next: Int
}

/// The memory that rows are read into, and what cells mean.
final class CellTargets: @unchecked Sendable {
  /// How the file writes its table.
  let format: TableFormat
  /// What is to be read.
  let requests: [ColumnRequest]
  /// The number of rows.
  let rowCount: Int
  /// One target a request.
  let targets: UnsafeMutablePointer<CellTarget>
  /// For each column of the file its first target, −1 for a column that is skipped.
  let firstTargets: UnsafeMutablePointer<Int>
  /// The number of columns of the file.
  let width: Int
  /// The number of columns of texts.
  let textCount: Int
  /// What numbers are scaled with.
  let powers = PowerTable()
  /// The missing marks as bytes, without the empty text.
  let marks: [[UInt8]]
  /// `true` iff a missing mark could be taken for a number.
  let marksLookNumeric: Bool
  /// What reads the numbers that are not plain.
  let decimal: DecimalText

  private let columns: [Column?]
  private let codes: [UnsafeMutablePointer<Int32>]

  /// Creates the memory for `rowCount` rows; `positions` has the column of each request.
  init(
    _ requests: [ColumnRequest], positions: [Int], width: Int, rowCount: Int, format: TableFormat
  ) {
    self.format = format
    self.requests = requests
    self.rowCount = rowCount
    self.width = width
    marks = format.missingMarks.filter { !$0.isEmpty }.map { Array($0.utf8) }
    let decimal = DecimalText(mark: format.decimalMark, thousands: format.thousandsSeparator)
    self.decimal = decimal
    marksLookNumeric = marks.contains {
      $0.withUnsafeBufferPointer { decimal.read($0) != .notANumber }
    }
    columns = requests.map {
      $0.kind == .text ? nil : Column(uninitialized: rowCount, masked: $0.optional)
    }
    targets = .allocate(capacity: max(requests.count, 1))
    firstTargets = .allocate(capacity: max(width, 1))
    firstTargets.initialize(repeating: -1, count: max(width, 1))
    var codes: [UnsafeMutablePointer<Int32>] = []
    let none = Column(uninitialized: 0, masked: false)
    for (i, request) in requests.enumerated() {
      var bounds = (-Double.infinity, Double.infinity)
      if case .number(let lower, let upper) = request.kind { bounds = (lower, upper) }
      let text = UnsafeMutablePointer<Int32>.allocate(
        capacity: request.kind == .text ? max(rowCount, 1) : 1)
      codes.append(text)
      (targets + i).initialize(
        to: CellTarget(
          isNumber: request.kind != .text, optional: request.optional,
          lower: bounds.0, upper: bounds.1, values: (columns[i] ?? none).values,
          mask: columns[i]?.mask, codes: text,
          textIndex: requests[..<i].count { $0.kind == .text },
          next: firstTargets[positions[i]]))
      firstTargets[positions[i]] = i
    }
    self.codes = codes
    textCount = requests.count { $0.kind == .text }
  }

  deinit {
    for pointer in codes { pointer.deallocate() }
    targets.deallocate()
    firstTargets.deallocate()
  }

  /// `true` iff `bytes` stand for a missing value: nothing, blanks, or a missing mark.
  func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.allSatisfy(\.isBlank) { return true }
    return isMark(bytes)
  }

  /// `true` iff `bytes` are a missing mark; blanks around it do not count.
  func isMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if marks.isEmpty { return false }
    var low = 0
    var high = bytes.count
    while low < high, bytes[low].isBlank { low += 1 }
    while low < high, bytes[high - 1].isBlank { high -= 1 }
    return marks.contains { $0.elementsEqual(bytes) || $0.elementsEqual(bytes[low..<high]) }
  }

  /// Returns the finished column of request `i`; `labels` are its texts, if it is one of texts.
  func finished(_ i: Int, labels: [[String]]) -> TableColumn {
    guard let column = columns[i] else {
      let cells = Array(UnsafeBufferPointer(start: codes[i], count: rowCount))
      return .text(CanonicalTexts.column(cells, labels[targets[i].textIndex]))
    }
    return .number(Self.withoutIdleMask(column))
  }

  /// Returns `column` without its mask where no cell is missing.
  private static func withoutIdleMask(_ column: Column) -> Column {
    guard let mask = column.mask else { return column }
    let cells = UnsafeBufferPointer(start: mask, count: column.count)
    if cells.contains(0) { return column }
    let complete = Column(uninitialized: column.count, masked: false)
    complete.values.update(from: column.values, count: column.count)
    return complete
  }
}
