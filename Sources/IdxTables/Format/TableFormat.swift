/// The bytes of a data file, as an array or as a mapped file gives them.
public typealias TableBytes = UnsafeBufferPointer<UInt8>

/// How a data file writes its table.
public struct TableFormat: Hashable, Sendable {
  /// The family of formats.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// Cells between delimiters, one row a line, quotes around cells that need them (RFC 4180).
    case csv
    /// The same with tabulators.
    case tsv
    /// One flat JSON object a line.
    case jsonLines
  }

  /// The family of formats.
  public var kind: Kind
  /// The byte between cells; unused for JSON lines.
  public var delimiter: UInt8
  /// `true` iff the decimal mark is a comma.
  public var decimalComma: Bool
  /// The byte between groups of three digits, where numbers are so grouped.
  public var thousandsSeparator: UInt8?
  /// The texts that stand for a missing value besides the empty cell.
  public var missingMarks: [String]
  /// `true` iff the first line is a row; the columns are then named `1`, `2`, ….
  public var headerless: Bool
  /// The byte that begins the lines of comment above the header, where there may be any.
  public var commentMark: UInt8?
  /// The declared encoding. Whoever opens the file converts it: the bytes given here are UTF-8.
  public var encoding: String

  /// Creates a format; by default the delimiter follows from kind and decimal mark.
  public init(
    _ kind: Kind, delimiter: UInt8? = nil, decimalComma: Bool = false,
    thousandsSeparator: UInt8? = nil, missingMarks: [String] = [], headerless: Bool = false,
    commentMark: UInt8? = nil, encoding: String = "utf-8"
  ) {
    self.kind = kind
    self.decimalComma = decimalComma
    self.thousandsSeparator = thousandsSeparator
    self.missingMarks = missingMarks
    self.headerless = headerless
    self.commentMark = commentMark
    self.encoding = encoding
    self.delimiter =
      delimiter ?? (kind == .tsv ? .tabulator : decimalComma ? .semicolon : .comma)
  }

  /// Comma-separated values as RFC 4180 describes them.
  public static let csv = TableFormat(.csv)
  /// Tabulator-separated values.
  public static let tsv = TableFormat(.tsv)
  /// One JSON object a line.
  public static let jsonLines = TableFormat(.jsonLines)

  /// Returns the offset at which the table begins in `bytes`: behind the byte order mark and the lines of
  /// comment.
  func start(in bytes: TableBytes) -> Int {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let commentMark else { return start }
    while start < bytes.count, bytes[start] == commentMark {
      while start < bytes.count, bytes[start] != .lineFeed, bytes[start] != .carriageReturn {
        start += 1
      }
      let isPair = bytes[start...].starts(with: [.carriageReturn, .lineFeed])
      start = min(start + (isPair ? 2 : 1), bytes.count)
    }
    return start
  }

  /// The byte of the decimal mark.
  var decimalMark: UInt8 { decimalComma ? .comma : .point }
}

extension UInt8 {
  /// Ends a line.
  static let lineFeed: UInt8 = 0x0A
  /// Stands before LF in files of Windows.
  static let carriageReturn: UInt8 = 0x0D
  /// Stands between cells.
  static let tabulator: UInt8 = 0x09
  /// A blank.
  static let space: UInt8 = 0x20
  /// Stands around cells.
  static let quote: UInt8 = 0x22
  /// Stands between cells, or is the decimal mark.
  static let comma: UInt8 = 0x2C
  /// The decimal mark.
  static let point: UInt8 = 0x2E
  /// Stands between cells where the comma is the decimal mark.
  static let semicolon: UInt8 = 0x3B
  /// The sign of numbers below zero.
  static let minus: UInt8 = 0x2D
  /// The sign of other numbers.
  static let plus: UInt8 = 0x2B
  /// The first of the digits.
  static let zero: UInt8 = 0x30
  /// Begins an escape of JSON.
  static let backslash: UInt8 = 0x5C

  /// `true` iff the byte is a decimal digit.
  @inline(__always) var isDigit: Bool { self &- .zero < 10 }
  /// `true` iff the byte is a space or tabulator.
  @inline(__always) var isBlank: Bool { self == .space || self == .tabulator }
}
