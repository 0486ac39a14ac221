import IdxDiagnostics
import IdxNumerics
import IdxTables

/// What the columns of a table seem to be, judged by all of its cells.
struct TableGuess {
  /// What a column is good for.
  enum Role: Hashable {
    /// Says which row it is.
    case key
    /// Says of which period a row tells.
    case period
    /// Numbers that differ; cells may be missing, written as an empty cell or as one of `marks`.
    case numbers(marks: [String], hasGaps: Bool)
    /// Nothing that an index could use, for the reason given.
    case leftOut(String)
  }

  /// The columns that have a name, in the order of the file.
  let columns: [(name: String, role: Role)]
  /// How the file is written.
  let format: TableFormat

  /// Returns the columns of a role that `isWanted` names.
  func names(where isWanted: (Role) -> Bool) -> [String] {
    columns.filter { isWanted($0.role) }.map(\.name)
  }

  /// What people write into cells that hold nothing.
  private static let marks: Set = [
    "NA", "N/A", "n/a", "na", "#N/A", "NaN", "nan", "NULL", "null", "-", "–", ".", "..", "...",
  ]
  /// What columns of periods are called, in small letters.
  private static let periodNames: Set = [
    "year", "years", "period", "quarter", "month", "date", "time", "jahr", "année", "año", "ano",
    "年", "年份", "年度",
  ]

  /// Returns what `bytes`, the contents of a file called `name`, seem to be, or what is wrong with them.
  static func make(_ bytes: [UInt8], name: String) -> (guess: TableGuess?, findings: [Diagnostic]) {
    let format = format(of: bytes, name: name)
    let (header, findings) = TableHeader.read(bytes, format: format, file: FileID(0))
    guard let header, !findings.hasErrors else { return (nil, findings) }
    if let obstacle = header.obstacle { return (nil, [obstacle]) }
    let names = header.names.filter { !$0.isEmpty }
    let (table, faults) = TableReader.read(
      bytes, format: format, file: FileID(0),
      columns: names.map { ColumnRequest($0, .text, optional: true) })
    guard let table else { return (nil, faults) }
    let texts = table.columns.compactMap(\.text)
    return (guess(names, texts, bytes, format), [])
  }

  private static func guess(
    _ names: [String], _ texts: [TextColumn], _ bytes: [UInt8], _ format: TableFormat
  ) -> TableGuess {
    var format = format
    var numbers = numericColumns(names, texts, bytes, format)
    if format.delimiter != UInt8(ascii: ",") {
      var other = format
      other.decimalComma = true
      let more = numericColumns(names, texts, bytes, other)
      if more.count > numbers.count { (format, numbers) = (other, more) }
    }
    let periods = names.indices.filter { isPeriod(names[$0], texts[$0]) }
    let (key, period) = keys(
      texts, words: names.indices.filter { numbers[$0] == nil }, periods: periods)
    let rows = texts.first?.codes.count ?? 0
    let hasAbsentRows = period.map { period in
      rows < (key.map { texts[$0].labels.count } ?? 1) * texts[period].labels.count
    }
    let columns = names.indices.map { place -> (name: String, role: Role) in
      let role: Role
      if place == key {
        role = .key
      } else if place == period {
        role = .period
      } else if periods.contains(place) {
        role = .leftOut("a period")
      } else if texts[place].labels.count < 2 {
        role = .leftOut("the same in all rows")
      } else if let number = numbers[place] {
        let isGapped = number.hasGaps || hasAbsentRows == true
        role =
          number.isConstant
          ? .leftOut("the same in all rows") : .numbers(marks: number.marks, hasGaps: isGapped)
      } else {
        role = .leftOut("not only numbers")
      }
      return (names[place], role)
    }
    return TableGuess(columns: columns, format: format)
  }

  /// Returns how the file `name` is written, as its ending and its first line show.
  private static func format(of bytes: [UInt8], name: String) -> TableFormat {
    let isTabbed = name.lowercased().hasSuffix(".tsv")
    var format = isTabbed ? TableFormat.tsv : .csv
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lines = bytes[start...].split(
      maxSplits: 1000, omittingEmptySubsequences: false,
      whereSeparator: { $0 == 0x0A || $0 == 0x0D }
    ).filter { !$0.isEmpty }[...]
    if lines.first?.first == UInt8(ascii: "#") {
      format.commentMark = UInt8(ascii: "#")
      lines = lines.drop { $0.first == UInt8(ascii: "#") }
    }
    guard let header = lines.first, !isTabbed, !header.contains(UInt8(ascii: ",")) else {
      return format
    }
    for other in [UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] where header.contains(other) {
      format.delimiter = other
      break
    }
    return format
  }

  /// What a column of numbers lacks.
  private struct Numbers {
    var marks: [String]
    var hasGaps: Bool
    var isConstant: Bool
  }

  /// Returns what is known of the columns all of whose cells are numbers or missing, by position.
  private static func numericColumns(
    _ names: [String], _ texts: [TextColumn], _ bytes: [UInt8], _ format: TableFormat
  ) -> [Int: Numbers] {
    var result: [Int: Numbers] = [:]
    for place in names.indices {
      let found = texts[place].labels.filter { marks.contains($0) }
      var format = format
      format.missingMarks = found
      let (table, _) = TableReader.read(
        bytes, format: format, file: FileID(0),
        columns: [ColumnRequest(names[place], .number(), optional: true)])
      guard let column = table?.columns.first?.number else { continue }
      let cells = (0..<column.count).map { column[$0] }
      let there = cells.compactMap { $0 }
      guard let first = there.first else { continue }
      let isEmptySomewhere = texts[place].codes.contains { $0 < 0 }
      result[place] = Numbers(
        marks: (isEmptySomewhere ? [""] : []) + found, hasGaps: there.count < cells.count,
        isConstant: there.allSatisfy { $0 == first })
    }
    return result
  }

  private static func isPeriod(_ name: String, _ column: TextColumn) -> Bool {
    periodNames.contains(name.lowercased()) && !column.labels.isEmpty
      && !column.codes.contains { $0 < 0 }
      && column.labels.allSatisfy { text in
        let bytes = Array(text.utf8)
        return (4...10).contains(bytes.count) && bytes.prefix(4).allSatisfy(isDigit)
          && bytes.allSatisfy { isDigit($0) || "-QMHqmh".utf8.contains($0) }
      }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Returns the columns that tell the rows apart: the first of `words` that does alone, else the first that
  /// does together with a period, else the first column of the table, if its whole numbers do.
  private static func keys(
    _ texts: [TextColumn], words: [Int], periods: [Int]
  ) -> (key: Int?, period: Int?) {
    func isThere(_ place: Int) -> Bool { !texts[place].codes.contains { $0 < 0 } }
    let words = words.filter { isThere($0) && !periods.contains($0) }
    if let key = words.first(where: { texts[$0].labels.count == texts[$0].codes.count }) {
      return (key, nil)
    }
    let first = texts.first.map { texts in
      texts.labels.count == texts.codes.count
        && texts.labels.allSatisfy { $0.utf8.allSatisfy(isDigit) }
    }
    for period in periods {
      for key in words + (words.isEmpty && isThere(0) && !periods.contains(0) ? [0] : []) {
        let pairs = Set(zip(texts[key].codes, texts[period].codes).map { [$0, $1] })
        if pairs.count == texts[key].codes.count { return (key, period) }
      }
    }
    return (first == true && !periods.contains(0) ? 0 : nil, nil)
  }
}
