internal import IdxDiagnostics
internal import IdxNumerics
public import IdxSemantics
internal import IdxSyntax
public import IdxTables
import IdxPlan

/// A column to be read, with the texts that mean missing in it.
struct MarkedRequest {
  /// What to read.
  var request: ColumnRequest
  /// The texts that mean missing besides the empty cell.
  var marks: [String]
}

/// A table whose header is known.
protocol OpenTable {
  /// The names of the columns.
  var names: [String] { get }
  /// The place of the header.
  var headerSpan: Span { get }

  /// Returns the columns of `requests`, all of which are in `names`, and the number of rows; no
  /// columns where an error was found.
  func read(
    _ requests: [MarkedRequest], threads: Int, isCancelled: @Sendable () -> Bool
  ) -> (columns: [TableColumn]?, rowCount: Int, diagnostics: [Diagnostic])

  /// Returns the places of cells, each given by row and column, in the same order.
  func places(of cells: [TablePlaces.Cell]) -> [DataPlace]

  /// Returns the place of the name of column `position`.
  func namePlace(_ position: Int) -> DataPlace
}

/// A table in a file.
struct FileTable: OpenTable {
  private let bytes: TableBytes
  private let format: TableFormat
  private let file: FileID
  private let header: TableHeader
  private let known: KnownTables?

  /// Opens the table of `data` that is in `bytes`, which may be `known`.
  static func open(
    _ data: DataModel, _ bytes: TableBytes, file: FileID, path: String, _ known: KnownTables?
  ) -> (table: FileTable?, diagnostics: [Diagnostic]) {
    let format = data.format(path: path)
    let (header, diagnostics) = TableHeader.read(bytes, format: format, file: file)
    guard let header, !diagnostics.hasErrors else { return (nil, diagnostics) }
    let table = FileTable(bytes: bytes, format: format, file: file, header: header, known: known)
    return (table, diagnostics)
  }

  var names: [String] { header.names }
  var headerSpan: Span { header.span ?? Span(file, 0, 0) }

  func read(
    _ requests: [MarkedRequest], threads: Int, isCancelled: @Sendable () -> Bool
  ) -> (columns: [TableColumn]?, rowCount: Int, diagnostics: [Diagnostic]) {
    var result = [TableColumn?](repeating: nil, count: requests.count)
    var rowCount = 0
    var findings: [Diagnostic] = []
    // One pass over the file for each list of marks, which is one in nearly every model.
    var lists: [[String]] = []
    for request in requests where !lists.contains(request.marks) { lists.append(request.marks) }
    for marks in lists {
      let positions = requests.indices.filter { requests[$0].marks == marks }
      var format = format
      format.missingMarks = marks
      let columns = positions.map { requests[$0].request }
      let (table, diagnostics) = read(columns, format, threads: threads, isCancelled: isCancelled)
      findings += diagnostics
      guard let table else { continue }
      rowCount = table.rowCount
      for (position, column) in zip(positions, table.columns) { result[position] = column }
    }
    let complete = result.compactMap { $0 }
    return (complete.count == requests.count ? complete : nil, rowCount, findings)
  }

  private func read(
    _ columns: [ColumnRequest], _ format: TableFormat, threads: Int,
    isCancelled: @Sendable () -> Bool
  ) -> TableReader.Result {
    func read() -> TableReader.Result {
      TableReader.read(
        bytes, format: format, file: file, columns: columns, threads: threads,
        isCancelled: isCancelled)
    }
    return known?.table(bytes, format, file, columns, read: read) ?? read()
  }

  func places(of cells: [TablePlaces.Cell]) -> [DataPlace] {
    TablePlaces.places(of: cells, in: bytes, header: header, format: format, file: file)
  }

  func namePlace(_ position: Int) -> DataPlace {
    let span = header.spans[position]
    return DataPlace(
      span, line: TablePlaces.line(of: span, in: bytes), column: header.names[position])
  }
}

extension DataModel {
  /// Returns how the file `path` of this table is written.
  public func format(path: String) -> TableFormat {
    let name = path.lowercased()
    let kind: TableFormat.Kind =
      name.hasSuffix(".tsv") || name.hasSuffix(".tab")
      ? .tsv : name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") ? .jsonLines : .csv
    return TableFormat(
      kind, delimiter: delimiter, decimalComma: decimal == UInt8(ascii: ","),
      thousandsSeparator: thousands, missingMarks: missing.marks,
      commentMark: comments, encoding: encoding ?? "utf-8")
  }
}
