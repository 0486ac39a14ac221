public import IdxDiagnostics

/// The names of a table's columns, in the order of the file.
public struct TableHeader: Sendable {
  /// The names.
  public let names: [String]
  /// The places of the names, one for each.
  public let spans: [Span]
  /// The offset at which the rows begin.
  public let bodyStart: Int
  /// What is wrong with the first value behind which further columns cannot be found, if any.
  public let obstacle: Diagnostic?
  private let positions: [String: Int]

  /// Creates a header; of equal names the first is found.
  init(names: [String], spans: [Span], bodyStart: Int, obstacle: Diagnostic? = nil) {
    self.names = names
    self.spans = spans
    self.bodyStart = bodyStart
    self.obstacle = obstacle
    positions = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// Returns the position of the column `name`, `nil` where there is none.
  public func index(of name: String) -> Int? { positions[name] }

  /// The place of the whole header.
  public var span: Span? {
    guard let first = spans.first, let last = spans.last else { return nil }
    return first.union(last)
  }

  /// Returns the header of the table `bytes`, read from its beginning only.
  ///
  /// JSON lines have no header: the columns are the members of the first 1000 lines, in the order
  /// of their first appearance.
  public static func read(
    _ bytes: TableBytes, format: TableFormat, file: FileID
  ) -> (header: TableHeader?, diagnostics: [Diagnostic]) {
    if let finding = FileSignature.check(bytes, file: file) { return (nil, [finding]) }
    let start = format.start(in: bytes)
    guard let base = bytes.baseAddress,
      bytes[start...].contains(where: { !$0.isBlank && $0 != .lineFeed && $0 != .carriageReturn })
    else { return (nil, [.emptyData(at: Places.span(file, 0, bytes.count))]) }
    if format.kind == .jsonLines {
      return JSONHeader.read(bytes, from: start, file: file)
    }
    let row = HeaderRow(base, start: start, count: bytes.count, CellScanner(format, bytes))
    return row.header(bytes, headerless: format.headerless, file: file)
  }

  /// Returns the header of `bytes`, see `read(_:format:file:)`.
  public static func read(
    _ bytes: [UInt8], format: TableFormat, file: FileID
  ) -> (header: TableHeader?, diagnostics: [Diagnostic]) {
    bytes.withUnsafeBufferPointer { read($0, format: format, file: file) }
  }
}

/// The first row of delimited text.
private struct HeaderRow {
  private var extents: [CellExtent] = []
  private var bodyStart: Int
  private let start: Int
  private let base: UnsafePointer<UInt8>

  /// Reads the row at `start` of the `count` bytes at `base`.
  init(_ base: UnsafePointer<UInt8>, start: Int, count: Int, _ scanner: CellScanner) {
    self.base = base
    self.start = start
    let end = base + count
    var p = base + start
    while true {
      let extent = scanner.cell(p, end)
      extents.append(extent)
      p = extent.next
      guard extent.problem == .none, p < end, p.pointee == scanner.delimiter else { break }
      p += 1
    }
    bodyStart = min(p - base + 1, count)
  }

  /// Returns the header that the row is, or the numbered columns of a table without header.
  func header(
    _ bytes: TableBytes, headerless: Bool, file: FileID
  ) -> (header: TableHeader?, diagnostics: [Diagnostic]) {
    if let offset = UTF8Check.firstInvalid(bytes, 0..<bodyStart) {
      return (nil, [FileSignature.invalid(bytes, at: offset, file: file)])
    }
    let spans = extents.map { Places.span(file, $0.start - base, $0.end - base) }
    if let last = extents.last, last.problem != .none {
      let offset = last.start - base
      let place = DataPlace(
        Places.span(file, offset, offset + 1), line: Places.line(bytes, at: offset))
      return (
        nil, [last.problem == .strayQuote ? .strayQuote(at: place) : .unclosedQuote(at: place)]
      )
    }
    let names =
      headerless
      ? extents.indices.map { "\($0 + 1)" }
      : extents.map { String(decoding: $0.bytes, as: UTF8.self) }
    let header = TableHeader(
      names: names, spans: spans, bodyStart: headerless ? start : bodyStart)
    return (header, duplicates(names, spans, bytes))
  }

  /// Returns the findings of names that stand twice; columns without name may.
  private func duplicates(
    _ names: [String], _ spans: [Span], _ bytes: TableBytes
  ) -> [Diagnostic] {
    var first: [String: Int] = [:]
    var result: [Diagnostic] = []
    for (i, name) in names.enumerated() where !name.isEmpty {
      guard let before = first.updateValue(first[name] ?? i, forKey: name) else { continue }
      func place(_ i: Int) -> DataPlace {
        DataPlace(spans[i], line: Places.line(bytes, at: Int(spans[i].start)), column: name)
      }
      result.append(.duplicateColumn(name, at: place(i), first: place(before)))
    }
    return result
  }
}
