extension Catalogue {
  /// The kinds E0500 to E0539: what is wrong with a data file as a table.
  static let tables: [Entry] = [
    .emptyData, .noRows, .duplicateColumn, .unknownColumn, .notUTF8, .spreadsheet, .binaryData,
    .rowLength, .strayQuote, .unclosedQuote, .notANumber, .hugeNumber, .missingCell, .outOfRange,
    .duplicateKey, .malformedLine, .nestedValue, .undecodable,
  ]
}

extension Catalogue.Entry {
  /// Creates an entry of this area, whose models read the areas of parks from `file` with the
  /// contents `failing` or `mended`, the column declared by `column`.
  private init(
    _ code: String, _ name: String, _ title: String, _ explanation: String,
    file: String = "parks.csv", column: String = "",
    failing: String, failingBytes: [UInt8] = [], mended: String = "park,area\neast,3\nwest,4\n"
  ) {
    let model = """
      data parks from "\(file)" {
        key park defines Park\(column.isEmpty ? "" : "\n  \(column)")
      }
      expect all(parks.area > 0, over Park)
      """
    self.init(
      code: code, name: name, title: title, explanation: explanation, task: .run([]),
      failing: model, mended: model, files: { [file: failingBytes + Array(failing.utf8)] },
      mendedFiles: { [file: Array(mended.utf8)] })
  }

  /// The data file is empty.
  static let emptyData = Self(
    "E0500", "empty-data", "the data file is empty",
    """
    A table begins with a line of column names; below it stands one line for each row. The file \
    holds nothing but blanks. Check the path, and whether the program that wrote it finished.
    """,
    failing: "\n")

  /// The table has no rows.
  static let noRows = Self(
    "E0501", "no-rows", "the table has no rows",
    """
    The header was found, but nothing below it: no unit could be evaluated. Check whether the \
    export was filtered, or whether the first row of a table without header was taken for one.
    """,
    failing: "park,area\n")

  /// Two columns have the same name.
  static let duplicateColumn = Self(
    "E0502", "duplicate-column", "two columns have the same name",
    """
    Columns are found by name, so that a name that stands twice in the header (or twice in one \
    JSON object) leaves open which is meant. Rename one of them or delete it.
    """,
    failing: "park,area,area\neast,3,3\nwest,4,4\n")

  /// The table has no column of this name.
  static let unknownColumn = Self(
    "E0503", "missing-column", "the table has no column of this name",
    """
    The model binds a column that the header does not have. Names are compared exactly, with \
    upper and lower case and blanks. A header that seems to be one single column usually means \
    that the delimiter is another one than declared.
    """,
    failing: "name,area\neast,3\nwest,4\n")

  /// The data file is not UTF-8.
  static let notUTF8 = Self(
    "E0504", "data-not-utf8", "the data file is not UTF-8",
    """
    Data files are UTF-8 unless their encoding is declared. The likely encoding is guessed from \
    the bytes. Save the file as UTF-8, or declare the encoding.
    """,
    failing: ",3\nwest,4\n", failingBytes: Array("park,area\n".utf8) + [0xB6, 0xAB, 0xB2, 0xBF])

  /// The data file does not have the encoding that is declared for it.
  static let undecodable = Self(
    "E0517", "undecodable-data", "the data file does not have the declared encoding",
    """
    The table declares an `encoding`, and the file holds bytes that have no meaning in it. The \
    message says where the first of them stands. Declare the encoding in which the file was saved, \
    or save it as UTF-8 and declare none. Some systems lack rarer encodings.
    """,
    column: "encoding \"gb18030\"", failing: ",3\n",
    failingBytes: Array("park,area\n".utf8) + [0xFF, 0xFF])

  /// The data file is a spreadsheet workbook.
  static let spreadsheet = Self(
    "E0505", "spreadsheet-data", "the data file is a spreadsheet workbook",
    """
    A workbook (`.xlsx`, `.ods`, `.xls`) holds several sheets, formulas and formats. Data files \
    are plain text. Export the sheet as “CSV UTF-8” and name that file.
    """,
    failing: "", failingBytes: [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00])

  /// The data file is not text.
  static let binaryData = Self(
    "E0506", "binary-data", "the data file is not text",
    """
    The file holds bytes that no text has, such as zero bytes. It may be compressed, a database \
    or damaged. Export the table as CSV in UTF-8.
    """,
    failing: "\0\0,3\n", failingBytes: Array("park,area\n".utf8))

  /// A row has too few or too many cells.
  static let rowLength = Self(
    "E0507", "row-length", "a row has too few or too many cells",
    """
    Each row has as many cells as the header has names. A cell that contains the delimiter must \
    stand in quotes; an empty cell still needs its delimiter; a blank line is a row of one cell.
    """,
    failing: "park,area\neast,3,2\nwest,4\n")

  /// A quote stands inside a cell.
  static let strayQuote = Self(
    "E0508", "stray-quote", "a quote stands inside a cell",
    """
    A quoted cell begins and ends with a quote, and each quote in it is written twice. Reading \
    stops here, because after such a quote rows and cells can no longer be told apart.
    """,
    failing: "park,area\n\"ea\"st,3\nwest,4\n")

  /// A quoted cell does not end.
  static let unclosedQuote = Self(
    "E0509", "unclosed-quote", "a quoted cell does not end",
    """
    A cell begins with a quote, but no closing quote follows until the end of the file. Close it \
    where the cell ends.
    """,
    failing: "park,area\neast,3\n\"west,4\n")

  /// A cell of a number column is not a number.
  static let notANumber = Self(
    "E0510", "not-a-number", "a cell of a number column is not a number",
    """
    Numbers are written with digits, an optional sign, the declared decimal mark and an optional \
    power of ten: `-12.5`, `3e-4`. A text that stands for a missing value must be declared as a \
    missing mark; decimal commas and thousands separators must be declared as well.
    """,
    failing: "park,area\neast,3\nwest,large\n")

  /// A number is too large or infinite.
  static let hugeNumber = Self(
    "E0511", "huge-number", "a number is too large, infinite, or too small to be told from 0",
    """
    Numbers are 64-bit floating point, up to about 1.8e308 in size. Infinity is not a datum: \
    declare such a cell as missing, or correct it. What is nearer to 0 than about 5e-324 would be \
    taken for 0: if that is meant, write it.
    """,
    failing: "park,area\neast,3\nwest,4e999\n")

  /// A value is missing in a column that must be complete.
  static let missingCell = Self(
    "E0512", "missing-cell", "a value is missing in a column that must be complete",
    """
    A column is complete unless it is said what is missing in it: `missing ""`, for the table or one \
    column. Add the value, or say so, and choose methods that take missing values.
    """,
    failing: "park,area\neast,3\nwest,\n")

  /// A value lies outside of its valid range.
  static let outOfRange = Self(
    "E0513", "cell-out-of-range", "a value lies outside of its valid range",
    """
    The model declares which values the column can have. A value outside is usually a wrong unit, \
    a wrong decimal mark or a code for missing values such as `-999`.
    """,
    column: "column area range 0...100", failing: "park,area\neast,3\nwest,400\n")

  /// Two rows have the same key.
  static let duplicateKey = Self(
    "E0514", "duplicate-key", "two rows have the same key",
    """
    Each row is found by its key. If there are several rows for each unit (years, raters, \
    indicators in long layout), then the columns that tell them apart belong to the key.
    """,
    failing: "park,area\neast,3\neast,4\n")

  /// A line is not a JSON object.
  static let malformedLine = Self(
    "E0515", "malformed-line", "a line is not a JSON object",
    """
    In JSON lines each line is one object: `{"unit": "A", "income": 12.5}`. Member names and \
    texts stand in double quotes, and nothing follows the closing brace.
    """,
    file: "parks.jsonl",
    failing: #"{"park": "east", "area": 3"# + "\n", mended: #"{"park": "east", "area": 3}"# + "\n")

  /// A JSON value is an object or an array.
  static let nestedValue = Self(
    "E0516", "nested-value", "a JSON value is an object or an array",
    """
    A table has one number, text, truth value or null in each cell. Write the parts of a nested \
    value as members of their own.
    """,
    file: "parks.jsonl",
    failing: #"{"park": "east", "area": 3}"# + "\n" + #"{"park": "west", "area": [4]}"# + "\n",
    mended: #"{"park": "east", "area": 3}"# + "\n" + #"{"park": "west", "area": 4}"# + "\n")
}

/// A place in a data file, with what people need to find it without opening it at an offset.
public struct DataPlace: Hashable, Sendable {
  /// The bytes.
  public let span: Span
  /// The line, from 1.
  public let line: Int
  /// The name of the column, `nil` where the place is a whole row.
  public let column: String?

  /// Creates the place `span` on `line` in `column`.
  public init(_ span: Span, line: Int, column: String? = nil) {
    self.span = span
    self.line = line
    self.column = column
  }

  /// The place in words: ``line 3, column `x```.
  public var words: String { "line \(line)" + (column.map { ", column `\($0)`" } ?? "") }
}

/// Findings about a data file as a whole.
extension Diagnostic {
  /// The byte at `offset` of a data file has no meaning in `encoding`.
  public static func undecodable(
    _ encoding: String, offset: Int, at place: Span, declaration: Span
  ) -> Diagnostic {
    Diagnostic(
      .undecodable, "expected \(encoding), found other bytes (byte offset \(offset))", at: place,
      labels: [Label(declaration, "declared here")],
      hints: ["declare the encoding in which the file was saved"])
  }

  /// This system cannot read `encoding`, which the table at `declaration` declares.
  public static func unsupportedEncoding(_ encoding: String, at declaration: Span) -> Diagnostic {
    Diagnostic(
      .undecodable, "this system has no conversion from `\(encoding)`", at: declaration,
      hints: ["save the file as UTF-8, and declare no encoding"])
  }

  /// A data file without contents.
  public static func emptyData(at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyData, "expected a table with a header, found an empty file", at: span,
      hints: ["write the column names in the first line and one row on each line below"])
  }

  /// A table with a header alone.
  public static func noRows(at span: Span) -> Diagnostic {
    Diagnostic(
      .noRows, "expected rows below the header, found none", at: span,
      hints: ["add at least one row below the column names"])
  }

  /// The name of a column that stands a second time, first at `first`.
  public static func duplicateColumn(
    _ name: String, at place: DataPlace, first: DataPlace
  ) -> Diagnostic {
    Diagnostic(
      .duplicateColumn, "line \(place.line): expected each column name once, found `\(name)` again",
      at: place.span, labels: [Label(first.span, "line \(first.line): first here")],
      hints: ["rename one of the columns or delete it"])
  }

  /// A column that the header, at `header`, does not have among `names`.
  public static func unknownColumn(
    _ name: String, names: [String], at header: Span, hints: [String] = []
  ) -> Diagnostic {
    let shown = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    let rest = names.count > 8 ? " and \(names.count - 8) more" : ""
    let near = Suggestion.nearest(name, in: names).map { [Suggestion.column($0, for: name)] } ?? []
    return Diagnostic(
      .unknownColumn,
      "expected a column `\(name)`, found " + (names.isEmpty ? "no column" : shown + rest),
      at: header, hints: near + hints)
  }

  /// Bytes that are not UTF-8 but look like `encoding`.
  public static func notUTF8(
    _ encoding: String, offset: Int, at place: DataPlace
  ) -> Diagnostic {
    Diagnostic(
      .notUTF8,
      "line \(place.line): expected UTF-8, found bytes that look like \(encoding) "
        + "(byte offset \(offset))",
      at: place.span,
      hints: ["save the file as UTF-8, or declare what it probably is: `encoding \"\(encoding)\"`"])
  }

  /// A workbook of the kind `kind` in place of a text.
  public static func spreadsheet(_ kind: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .spreadsheet, "expected a table as text, found a spreadsheet workbook or archive (\(kind))",
      at: span,
      hints: ["open it in the spreadsheet program, export the sheet as `CSV UTF-8`, and name that"])
  }

  /// Bytes of which `what`, at `offset`, shows that they are not text.
  public static func binaryData(_ what: String, offset: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .binaryData, "expected a table as text, found \(what) (byte offset \(offset))", at: span,
      hints: ["export the table as CSV in UTF-8"])
  }

  /// The summary of `count` findings like `listed` that are not listed, the first at `place`.
  public static func more(_ count: Int, like listed: Diagnostic, at place: DataPlace) -> Diagnostic
  {
    guard let entry = Catalogue.entry(listed.code) else { return listed }
    return Diagnostic(
      entry, "and \(count) more, from line \(place.line) on: \(entry.title)", at: place.span)
  }
}

/// Findings about rows and cells.
extension Diagnostic {
  /// A row of `found` cells where the header has `expected`.
  public static func rowLength(_ found: Int, expected: Int, at place: DataPlace) -> Diagnostic {
    let hint =
      found < expected
      ? "write a delimiter for each empty cell" : "put cells that contain the delimiter in quotes"
    return Diagnostic(
      .rowLength, "line \(place.line): expected \(cells(expected)), found \(found)", at: place.span,
      hints: [hint])
  }

  /// A quote inside of a cell.
  public static func strayQuote(at place: DataPlace) -> Diagnostic {
    Diagnostic(
      .strayQuote,
      "\(place.words): expected quotes only around a whole cell, found one inside",
      at: place.span, hints: ["put the cell in quotes and write each quote in it twice"])
  }

  /// A quoted cell that begins at `place` and does not end.
  public static func unclosedQuote(at place: DataPlace) -> Diagnostic {
    Diagnostic(
      .unclosedQuote, "\(place.words): expected a closing quote, found the end of the file",
      at: place.span, hints: ["close the quote where the cell ends"])
  }

  /// A number `text` that is infinite, above what 64 bits hold, or so near to 0 as they cannot.
  public static func hugeNumber(
    _ text: String, _ reach: NumberReach = .huge, at place: DataPlace
  ) -> Diagnostic {
    let what =
      switch reach {
      case .huge: "a finite number, found a huge number `\(text)`"
      case .tiny: "a number that can be held, found `\(text)`, \(reach.words)"
      }
    return Diagnostic(
      .hugeNumber, "\(place.words): expected \(what)", at: place.span, hints: [reach.hint])
  }

  /// A cell without value, `text` being what stands there, in a column that must be complete.
  public static func missingCell(
    _ text: String?, isKey: Bool = false, at place: DataPlace
  ) -> Diagnostic {
    let found =
      text.map { $0.isEmpty ? "an empty cell" : "the missing mark `\($0)`" } ?? "no member for it"
    return Diagnostic(
      .missingCell, "\(place.words): expected a value, found \(found)", at: place.span,
      hints: [
        isKey
          ? "add the value, or delete the row: each has a key"
          : "add the value, or say what is missing: `missing \"\"`"
      ])
  }

  /// A `value` outside of `lower` to `upper`.
  public static func outOfRange(
    _ value: Double, lower: Double, upper: Double, at place: DataPlace
  ) -> Diagnostic {
    let range =
      upper == .infinity
      ? "of at least \(number(lower))"
      : lower == -.infinity
        ? "of at most \(number(upper))" : "from \(number(lower)) to \(number(upper))"
    return Diagnostic(
      .outOfRange, "\(place.words): expected a value \(range), found \(number(value))",
      at: place.span,
      hints: ["correct the value or its unit, or widen the valid range of the column"])
  }

  /// A row whose `key` an earlier row has already.
  public static func duplicateKey(
    _ key: [String], at place: DataPlace, first: DataPlace
  ) -> Diagnostic {
    let shown = key.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      .duplicateKey, "line \(place.line): expected each key once, found \(shown) again",
      at: place.span, labels: [Label(first.span, "line \(first.line): first here")],
      hints: ["delete one of the rows, or add the column that tells them apart to the key"])
  }

  /// A line of JSON on which `found` stands instead of `expected`.
  public static func malformedLine(
    expected: String, found: String, at place: DataPlace
  ) -> Diagnostic {
    Diagnostic(
      .malformedLine, "line \(place.line): expected \(expected), found \(found)", at: place.span,
      hints: ["write one JSON object on each line"])
  }

  /// A JSON value that is an object or an array.
  public static func nestedValue(_ what: String, at place: DataPlace) -> Diagnostic {
    Diagnostic(
      .nestedValue,
      "\(place.words): expected a number, a text, true, false or null, found \(what)",
      at: place.span, hints: ["write the parts as members of their own"])
  }

  /// Returns `count` cells in words.
  private static func cells(_ count: Int) -> String { count == 1 ? "1 cell" : "\(count) cells" }

  /// Returns `value` as people write it, whole numbers without a point.
  private static func number(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
