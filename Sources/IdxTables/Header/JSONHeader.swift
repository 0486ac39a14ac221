import IdxDiagnostics

/// Finds the columns of JSON lines from the first of them.
enum JSONHeader {
  /// How many lines are looked at.
  private static let lines = 1000

  /// Returns the columns of the first lines from offset `start` on.
  static func read(
    _ bytes: TableBytes, from start: Int, file: FileID
  ) -> (header: TableHeader?, diagnostics: [Diagnostic]) {
    var names: [String] = []
    var spans: [Span] = []
    var known = Set<String>()
    var nested: Diagnostic?
    let problem = members(bytes, from: start, lines: lines) { base, _, member in
      let name = member.name
      if case .nested(let what) = member.value, nested == nil {
        let range = member.range
        nested = .nestedValue(
          what,
          at: DataPlace(
            Places.span(file, range.lowerBound, range.upperBound),
            line: Places.line(bytes, at: range.lowerBound),
            column: String(decoding: name.bytes, as: UTF8.self)))
      }
      let text = String(decoding: name.bytes, as: UTF8.self)
      if known.insert(text).inserted {
        names.append(text)
        spans.append(Places.span(file, name.start - base, name.end - base))
      }
    }
    // A first line that is no object means that the format is another one; later ones are
    // reported with the rows.
    if let problem, names.isEmpty {
      let offset = min(problem.offset, bytes.count)
      let end = min(offset + 1, bytes.count)
      let place = DataPlace(
        Places.span(file, offset, end), line: Places.line(bytes, at: offset))
      if let invalid = UTF8Check.firstInvalid(bytes, 0..<min(bytes.count, 4096)) {
        return (nil, [FileSignature.invalid(bytes, at: invalid, file: file)])
      }
      let found = offset < bytes.count && bytes[offset] != .lineFeed
      let rest = bytes[offset..<min(offset + 12, bytes.count)].prefix { $0 != .lineFeed }
      return (
        nil,
        [
          .malformedLine(
            expected: problem.expected,
            found: found ? "`" + FindingReport.shown(rest) + "`" : "the end of the line", at: place)
        ]
      )
    }
    return (TableHeader(names: names, spans: spans, bodyStart: start, obstacle: nested), [])
  }

  /// Counts into `profiles` what the members of the first `rows` lines are.
  static func sniff(
    _ bytes: TableBytes, header: TableHeader, format: TableFormat, file: FileID, rows: Int,
    _ profiles: inout [ColumnProfile]
  ) {
    let cells = CellTargets([], positions: [], width: 0, rowCount: 0, format: format)
    var seen = 0
    var present = [Int](repeating: 0, count: profiles.count)
    _ = members(bytes, from: header.bodyStart, lines: rows) { _, line, member in
      let range = member.range
      seen = line + 1
      guard let column = header.index(of: String(decoding: member.name.bytes, as: UTF8.self)) else {
        return
      }
      present[column] += 1
      profiles[column].add(member.value, cells) { shown in
        let place = Places.span(file, range.lowerBound, range.upperBound)
        return (
          shown,
          DataPlace(
            place, line: Places.line(bytes, at: range.lowerBound), column: header.names[column])
        )
      }
    }
    for column in profiles.indices { profiles[column].missing += seen - present[column] }
  }

  /// Calls `body` for the members of the first `lines` lines; returns what broke the first bad one.
  private static func members(
    _ bytes: TableBytes, from start: Int, lines: Int,
    _ body: (UnsafePointer<UInt8>, Int, JSONMember) -> Void
  ) -> JSONProblem? {
    guard let base = bytes.baseAddress else { return nil }
    var p = start
    var line = 0
    while p < bytes.count, line < lines {
      var end = p
      while end < bytes.count, bytes[end] != .lineFeed { end += 1 }
      var scanner = JSONScanner(base, base + p, base + end)
      do throws(JSONProblem) {
        while let member = try scanner.next() {
          body(base, line, member)
          if case .nested = member.value { break }
        }
      } catch {
        return error
      }
      p = end + 1
      line += 1
    }
    return nil
  }
}

extension ColumnProfile {
  /// Counts `value`; `describe` gives text and place of a text.
  fileprivate mutating func add(
    _ value: JSONValue, _ cells: CellTargets, _ describe: (String) -> (String, DataPlace)
  ) {
    var shown = ""
    switch value {
    case .number(let bytes):
      if cells.isMark(bytes) { missing += 1 } else { numbers += 1 }
      return
    case .null:
      missing += 1
      return
    case .text(let text):
      let bytes = text.bytes
      if bytes.withUnsafeBufferPointer(cells.isMissing) {
        missing += 1
        return
      }
      shown = FindingReport.shown(bytes)
    case .truth(let bytes): shown = FindingReport.shown(bytes)
    // No text, and reported when it is read.
    case .nested: return
    }
    texts += 1
    if firstText == nil { (firstText, firstTextPlace) = describe(shown) }
  }
}
