/// Writes rows of delimited text into memory.
///
/// Cells are appended in the order of the columns; `endRow()` closes a row.
public struct TableWriter: Sendable {
  /// What was written so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private let decimalMark: UInt8
  private var isRowStart = true
  private var isEmptyRow = false

  /// Creates a writer of `format`, which is CSV or TSV; `capacity` bytes are set aside.
  public init(_ format: TableFormat = .csv, capacity: Int = 0) {
    delimiter = format.delimiter
    decimalMark = format.decimalMark
    bytes.reserveCapacity(capacity)
  }

  /// Takes what was written out of the writer, which goes on with the next row.
  public mutating func take() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  /// Appends the text `text`, in quotes where it needs them.
  public mutating func text(_ text: String) {
    separate()
    var text = text
    let mark = (delimiter, decimalMark)
    text.withUTF8 { cell in
      isEmptyRow = isEmptyRow && cell.isEmpty
      let needsQuotes =
        cell.contains { $0 == mark.0 || $0 == .quote || $0 < 0x20 }
        || cell.first == .space || cell.last == .space
      if needsQuotes {
        bytes.append(.quote)
        for byte in cell {
          if byte == .quote { bytes.append(.quote) }
          bytes.append(byte)
        }
        bytes.append(.quote)
      } else {
        bytes.append(contentsOf: cell)
      }
    }
  }

  /// Appends `value` as the shortest text that reads back as the same number.
  ///
  /// Whole numbers have no point; `inf` and `nan` are written as such and do not read back.
  public mutating func number(_ value: Double) {
    separate()
    isEmptyRow = false
    let start = beginNumber()
    if abs(value) < 1e15, let whole = Int64(exactly: value) {
      if value.sign == .minus { bytes.append(.minus) }
      integer(whole.magnitude)
    } else {
      shortest(value)
    }
    endNumber(start)
  }

  /// Appends `value` with `decimals` digits behind the point.
  ///
  /// The exact binary value is rounded, half to even: `0.125` with two digits is `0.12`, and
  /// `1.005`, which is a little less than it seems, is `1.00`. A zero has no sign.
  public mutating func number(_ value: Double, decimals: Int) {
    separate()
    isEmptyRow = false
    let start = beginNumber()
    if value.isFinite {
      FixedDecimals.append(value, decimals: max(0, decimals), to: &bytes)
    } else {
      shortest(value)
    }
    endNumber(start)
  }

  /// Appends an empty cell.
  public mutating func missing() { separate() }

  /// Ends the row with LF. A row of one empty cell is written as `""`, so that it is not blank.
  public mutating func endRow() {
    if isEmptyRow { bytes += [.quote, .quote] }
    bytes.append(.lineFeed)
    isRowStart = true
    isEmptyRow = false
  }

  private mutating func separate() {
    if isRowStart {
      isRowStart = false
      isEmptyRow = true
    } else {
      bytes.append(delimiter)
      isEmptyRow = false
    }
  }

  private mutating func shortest(_ value: Double) {
    var text = value.description
    text.withUTF8 { digits in
      var end = digits.count
      if end > 2, digits[end - 1] == .zero, digits[end - 2] == .point { end -= 2 }
      for byte in digits[..<end] where byte != .plus { bytes.append(byte) }
    }
  }

  private mutating func integer(_ value: UInt64) {
    let start = bytes.count
    var rest = value
    repeat {
      bytes.append(.zero + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private func beginNumber() -> Int { bytes.count }

  /// Puts the declared decimal mark in place of the point of the number that begins at `start`.
  private mutating func endNumber(_ start: Int) {
    guard decimalMark != .point, let point = bytes[start...].firstIndex(of: .point) else { return }
    bytes[point] = decimalMark
    if decimalMark == delimiter {
      bytes.insert(.quote, at: start)
      bytes.append(.quote)
    }
  }
}
