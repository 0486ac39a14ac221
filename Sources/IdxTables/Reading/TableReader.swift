public import IdxDiagnostics

/// Reads the columns that a model asks for from the bytes of a data file.
///
/// The bytes are cut into chunks of a fixed size, which are read on any number of threads: the
/// table and the findings are the same for each number. Lines and cells are found from the parity
/// of the quotes before them (Langdale and Lemire 2019, "Parsing gigabytes of JSON per second",
/// use the same idea), so that a chunk can be counted before it is known how it begins.
public struct TableReader {
  private let bytes: TableBytes
  private let format: TableFormat
  private let file: FileID
  private let requests: [ColumnRequest]
  private let threads: Int
  private let chunkSize: Int
  private let isCancelled: @Sendable () -> Bool

  /// What reading gave: no table where an error was found or the reading was cancelled.
  public typealias Result = (table: Table?, diagnostics: [Diagnostic])

  /// The bytes that one thread reads at a time.
  static let defaultChunkSize = 1 << 20

  /// Returns the table of the requested `columns`, or what is wrong with it.
  ///
  /// At most 20 findings of each kind are listed, and one that counts the others.
  public static func read(
    _ bytes: TableBytes, format: TableFormat, file: FileID, columns: [ColumnRequest],
    threads: Int = 1, isCancelled: @Sendable () -> Bool = { false }
  ) -> Result {
    withoutActuallyEscaping(isCancelled) {
      TableReader(
        bytes: bytes, format: format, file: file, requests: columns, threads: threads,
        chunkSize: defaultChunkSize, isCancelled: $0
      ).read()
    }
  }

  /// Returns the table of the requested `columns`, see `read(_:format:file:columns:threads:…)`.
  public static func read(
    _ bytes: [UInt8], format: TableFormat, file: FileID, columns: [ColumnRequest],
    threads: Int = 1, isCancelled: @Sendable () -> Bool = { false }
  ) -> Result {
    bytes.withUnsafeBufferPointer {
      read(
        $0, format: format, file: file, columns: columns, threads: threads,
        isCancelled: isCancelled)
    }
  }

  /// Returns the table as read in chunks of `chunkSize` bytes.
  static func read(
    _ bytes: [UInt8], format: TableFormat, columns: [ColumnRequest], threads: Int, chunkSize: Int
  ) -> Result {
    bytes.withUnsafeBufferPointer {
      TableReader(
        bytes: $0, format: format, file: FileID(0), requests: columns, threads: threads,
        chunkSize: chunkSize, isCancelled: { false }
      ).read()
    }
  }

  private func read() -> Result {
    let (header, findings) = TableHeader.read(bytes, format: format, file: file)
    guard let header, let base = bytes.baseAddress, !findings.hasErrors else {
      return (nil, findings)
    }
    let (names, positions, unknown) = positions(header)
    if !unknown.isEmpty { return (nil, unknown) }
    let scanner =
      format.kind == .jsonLines
      ? CellScanner(delimiter: .comma, lineEnd: .lineFeed) : CellScanner(format, bytes)
    let body = body(header, scanner)
    if body.isEmpty { return (nil, [.noRows(at: header.span ?? Span(file, 0, 0))]) }

    let scan = ChunkScan(
      bytes: bytes, lineEnd: scanner.lineEnd, quoting: format.kind != .jsonLines)
    let ranges = stride(from: body.lowerBound, to: body.upperBound, by: chunkSize).map {
      $0..<min($0 + chunkSize, body.upperBound)
    }
    guard let summaries = map(ranges.count, { scan.summary(ranges[$0]) }) else { return (nil, []) }
    if let finding = notText(summaries) { return (nil, [finding]) }
    let (chunks, rows) = ChunkScan.join(ranges, summaries)

    let cells = CellTargets(
      requests, positions: positions, width: names.count, rowCount: rows, format: format)
    let parse = parser(base, body.upperBound, scanner, cells, names)
    guard let parts = map(chunks.count, { parse(chunks[$0], $0 == 0) }) else { return (nil, []) }
    if let unknown = neverSeen(parts, names, header) { return (nil, unknown) }
    let report = FindingReport(
      bytes: bytes, file: file, requests: requests, names: names, format: format)
    let diagnostics = report.diagnostics(FindingList.joined(parts.map(\.sink.findings)))
    if diagnostics.hasErrors { return (nil, diagnostics) }
    guard let table = table(cells, chunks, parts) else { return (nil, []) }
    return (table, diagnostics)
  }
}

/// The parts of the work.
extension TableReader {
  /// What one chunk gave.
  private struct Part {
    let sink: CellSink
    /// For JSON lines, the columns that some line has.
    var seen: [Bool] = []
  }

  /// Returns the value of `body` for each number below `count`, `nil` where cancelled.
  private func map<T>(_ count: Int, _ body: (Int) -> T) -> [T]? {
    var results = [T?](repeating: nil, count: count)
    let done = results.withUnsafeMutableBufferPointer { results in
      Workers.run(count, threads: threads, isCancelled: isCancelled) { results[$0] = body($0) }
    }
    return done ? results.compactMap { $0 } : nil
  }

  /// Returns the columns of the file, and where among them each request is found.
  private func positions(
    _ header: TableHeader
  ) -> (names: [String], positions: [Int], unknown: [Diagnostic]) {
    if format.kind == .jsonLines {
      var names: [String] = []
      let positions = requests.map { request in
        if let known = names.firstIndex(of: request.name) { return known }
        names.append(request.name)
        return names.count - 1
      }
      return (names, positions, [])
    }
    let unknown = requests.filter { header.index(of: $0.name) == nil }
    return (
      header.names, requests.compactMap { header.index(of: $0.name) },
      // If the cells were not told apart, one finding says so.
      unknown.prefix(likelyDelimiter(header) == nil ? unknown.count : 1).map {
        self.unknown($0.name, header)
      }
    )
  }

  /// Returns the sign that stands between the cells of a header which was read as one name.
  private func likelyDelimiter(_ header: TableHeader) -> String? {
    guard header.names.count == 1, format.kind != .jsonLines, let only = header.names.first else {
      return nil
    }
    return [",", ";", "\t", "|"].first { only.contains($0) }
  }

  private func unknown(_ name: String, _ header: TableHeader) -> Diagnostic {
    var hints: [String] = []
    if let delimiter = likelyDelimiter(header) {
      let shown = delimiter == "\t" ? "a tabulator" : "`\(delimiter)`"
      hints = ["the header has one column only; the delimiter may be \(shown)"]
    }
    return .unknownColumn(
      name, names: header.names, at: header.span ?? Span(file, 0, 0), hints: hints)
  }

  /// Returns the bytes of the rows without the blank lines at their end.
  ///
  /// In a table of one column a blank line is an empty cell; there only the last line end goes.
  private func body(_ header: TableHeader, _ scanner: CellScanner) -> Range<Int> {
    var end = bytes.count
    let start = min(header.bodyStart, end)
    let manyColumns = header.names.count > 1 || format.kind == .jsonLines
    while end > start, bytes[end - 1] == .lineFeed || bytes[end - 1] == .carriageReturn {
      let isPair = bytes[start..<end].suffix(2).elementsEqual([.carriageReturn, .lineFeed])
      end -= isPair ? 2 : 1
      if !manyColumns { break }
    }
    return start..<end
  }

  /// Returns the finding of a zero byte or of bytes that are not UTF-8.
  private func notText(_ summaries: [ChunkScan.Summary]) -> Diagnostic? {
    let zero = summaries.lazy.compactMap(\.firstZero).first
    let invalid = summaries.lazy.compactMap(\.firstInvalid).first
    if let zero, zero < invalid ?? .max { return FileSignature.zeroByte(at: zero, file: file) }
    return invalid.map { FileSignature.invalid(bytes, at: $0, file: file) }
  }

  /// Returns what reads a chunk.
  private func parser(
    _ base: UnsafePointer<UInt8>, _ end: Int, _ scanner: CellScanner, _ cells: CellTargets,
    _ names: [String]
  ) -> (Chunk, Bool) -> Part {
    if format.kind == .jsonLines {
      let columns = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
      return { chunk, isFirst in
        let sink = CellSink(cells, base: base)
        var parser = JSONLineParser(base, end: end, columns: columns, sink: sink)
        parser.read(chunk, isFirst: isFirst)
        return Part(sink: sink, seen: parser.seen)
      }
    }
    return { chunk, isFirst in
      let sink = CellSink(cells, base: base)
      DelimitedParser(base, end: end, scanner: scanner, sink: sink).read(chunk, isFirst: isFirst)
      return Part(sink: sink)
    }
  }

  /// Returns the findings of columns that no line of JSON has, `nil` where there are none.
  private func neverSeen(
    _ parts: [Part], _ names: [String], _ header: TableHeader
  ) -> [Diagnostic]? {
    guard format.kind == .jsonLines else { return nil }
    let missing = names.indices.filter { i in !parts.contains { $0.seen[i] } }
    // Broken lines may be the cause; they are reported first.
    if missing.isEmpty || parts.contains(where: { $0.sink.findings.hasBrokenLines }) { return nil }
    return missing.map { unknown(names[$0], header) }
  }

  /// Returns the finished table; the texts of the chunks are numbered anew in their order.
  private func table(_ cells: CellTargets, _ chunks: [Chunk], _ parts: [Part]) -> Table? {
    let texts = requests.indices.filter { requests[$0].kind == .text }
    let tables = map(texts.count) { text -> LabelTable in
      let most = parts.reduce(0) { $0 + $1.sink.labels[text].labels.count }
      let all = LabelTable(capacity: min(most, cells.rowCount))
      let codes = cells.targets[texts[text]].codes
      for (i, part) in parts.enumerated() {
        let renamed = part.sink.labels[text].labels.map { all.code($0) }
        let end = i + 1 < chunks.count ? chunks[i + 1].firstRow : cells.rowCount
        for row in chunks[i].firstRow..<end where codes[row] >= 0 {
          codes[row] = renamed[Int(codes[row])]
        }
      }
      return all
    }
    guard let tables, let labels = strings(tables),
      let columns = map(requests.count, { cells.finished($0, labels: labels) })
    else { return nil }
    return Table(rowCount: cells.rowCount, requests: requests, columns: columns)
  }

  /// Returns the texts of `tables`, `nil` where cancelled.
  private func strings(_ tables: [LabelTable]) -> [[String]]? {
    let piece = 1 << 14
    var result: [[String]] = []
    for table in tables {
      let labels = table.labels
      let pieces = map((labels.count + piece - 1) / piece) { i in
        labels[(i * piece)..<min((i + 1) * piece, labels.count)].map {
          String(decoding: $0.bytes, as: UTF8.self)
        }
      }
      guard let pieces else { return nil }
      result.append(Array(pieces.joined()))
    }
    return result
  }
}
