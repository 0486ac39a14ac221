public import IdxDiagnostics

/// What was found while reading, before it is put into words.
struct Finding {
  /// What is wrong.
  enum Kind: Int, CaseIterable {
    /// The kinds of diagnostics that readers make, see their factories.
    case strayQuote, unclosedQuote, malformedLine, nestedValue, duplicateMember
    case rowLength, notANumber, hugeNumber, tinyNumber, missingCell, outOfRange

    /// `true` iff rows and cells behind it cannot be told apart.
    var isStructural: Bool { self == .strayQuote || self == .unclosedQuote }
  }

  /// What is wrong.
  let kind: Kind
  /// The bytes, as offsets into the file.
  let range: Range<Int>
  /// The column in the header, −1 for a row.
  var column = -1
  /// The request that the cell breaks.
  var request = -1
  /// The number of cells, or the offset of the first of two.
  var count = 0
  /// The value out of range.
  var value = 0.0
  /// The cell's text or what is wrong with the line.
  var text: String?
  /// What was expected of the line.
  var expected = ""
}

/// Findings of one chunk: the first of each kind, and how many more there are.
struct FindingList {
  /// How many findings of one kind a table lists.
  static let listed = 20

  /// The findings, of each kind the first.
  private(set) var items: [Finding] = []
  /// How many findings of each kind there are.
  private(set) var counts = [Int](repeating: 0, count: Finding.Kind.allCases.count)

  /// Adds `finding`; one more than is listed is kept as the place of the summary.
  mutating func add(_ finding: @autoclosure () -> Finding, _ kind: Finding.Kind) {
    if counts[kind.rawValue] <= Self.listed { items.append(finding()) }
    counts[kind.rawValue] += 1
  }

  /// Returns the findings of all `lists`, which follow each other in the file, in order.
  static func joined(_ lists: [FindingList]) -> FindingList {
    var all = FindingList()
    for list in lists {
      var kept = all.counts
      for item in list.items where kept[item.kind.rawValue] <= listed {
        all.items.append(item)
        kept[item.kind.rawValue] += 1
      }
      for kind in Finding.Kind.allCases { all.counts[kind.rawValue] += list.counts[kind.rawValue] }
    }
    all.items.sort {
      ($0.range.lowerBound, $0.kind.rawValue) < ($1.range.lowerBound, $1.kind.rawValue)
    }
    return all
  }
}

/// Puts findings into words.
struct FindingReport {
  /// The whole file.
  let bytes: TableBytes
  /// The identity of the file.
  let file: FileID
  /// What was to be read.
  let requests: [ColumnRequest]
  /// The names of the columns.
  let names: [String]
  /// How the file writes its table.
  let format: TableFormat

  /// Returns the diagnostics of `list`, in the order of their places.
  func diagnostics(_ list: FindingList) -> [Diagnostic] {
    var lines = LineCounter(bytes)
    // What follows a stray quote are consequences of it.
    if let first = list.items.first(where: { $0.kind.isStructural }) {
      return [diagnostic(first, place(first, &lines))]
    }
    var result: [Diagnostic] = []
    var seen = [Int](repeating: 0, count: Finding.Kind.allCases.count)
    for finding in list.items {
      let kind = finding.kind.rawValue
      let place = place(finding, &lines)
      let diagnostic = diagnostic(finding, place)
      seen[kind] += 1
      let more = list.counts[kind] - FindingList.listed
      if seen[kind] <= FindingList.listed {
        result.append(diagnostic)
      } else if seen[kind] == FindingList.listed + 1 {
        result.append(.more(more, like: diagnostic, at: place))
      }
    }
    return result
  }

  private func place(_ finding: Finding, _ lines: inout LineCounter) -> DataPlace {
    let column =
      finding.column >= 0 && finding.column < names.count
      ? names[finding.column] : finding.request >= 0 ? requests[finding.request].name : nil
    return DataPlace(
      Places.span(file, finding.range.lowerBound, finding.range.upperBound),
      line: lines.line(at: finding.range.lowerBound), column: column)
  }

  private var dialect: NumberDialect { NumberDialect(format) }

  private func diagnostic(_ finding: Finding, _ place: DataPlace) -> Diagnostic {
    let text = finding.text ?? ""
    switch finding.kind {
    case .strayQuote: return .strayQuote(at: place)
    case .unclosedQuote: return .unclosedQuote(at: place)
    case .rowLength: return .rowLength(finding.count, expected: names.count, at: place)
    case .notANumber: return .notANumber(text, in: dialect, at: place)
    case .hugeNumber: return .hugeNumber(text, at: place)
    case .tinyNumber: return .hugeNumber(text, .tiny, at: place)
    case .missingCell:
      let isKey = finding.request >= 0 && requests[finding.request].isKey
      return .missingCell(finding.text, isKey: isKey, at: place)
    case .outOfRange:
      guard case .number(let lower, let upper) = requests[finding.request].kind else { break }
      return .outOfRange(finding.value, lower: lower, upper: upper, at: place)
    case .malformedLine:
      return .malformedLine(expected: finding.expected, found: text, at: place)
    case .nestedValue: return .nestedValue(text, at: place)
    case .duplicateMember:
      let first = Places.span(file, finding.count, finding.count)
      return .duplicateColumn(text, at: place, first: DataPlace(first, line: place.line))
    }
    return .notANumber(text, in: dialect, at: place)
  }

  /// Returns `bytes` as messages show them: on one line and not longer than a few words.
  static func shown(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes.prefix(160), as: UTF8.self)
    let line = text.prefix(40).map { $0.isNewline || $0 == "\t" ? " " : $0 }
    return String(line) + (bytes.count > 160 || text.count > 40 ? "…" : "")
  }
}

extension FindingList {
  /// `true` iff a line could not be read as an object.
  var hasBrokenLines: Bool {
    items.contains { [.malformedLine, .nestedValue, .duplicateMember].contains($0.kind) }
  }
}

extension NumberDialect {
  /// Creates the dialect of the numbers in a file of `format`.
  public init(_ format: TableFormat) {
    self.init(
      decimalComma: format.decimalComma,
      thousands: format.thousandsSeparator.map { Character(UnicodeScalar($0)) },
      commaDelimits: format.kind != .jsonLines && format.delimiter == .comma)
  }
}
