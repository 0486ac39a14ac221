import IdxDiagnostics
import Testing

@testable import IdxTables

@Suite struct FindingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    var format = TableFormat.csv
    let expected: [String]

    init(
      _ description: String, _ text: String, _ format: TableFormat = .csv, _ expected: String...
    ) {
      testDescription = description
      bytes = Array(text.utf8)
      self.format = format
      self.expected = expected
    }

    init(_ description: String, bytes: [UInt8], _ expected: String...) {
      testDescription = description
      self.bytes = bytes
      self.expected = expected
    }
  }

  static let requests = [
    ColumnRequest("u", .text), ColumnRequest("x", .number(lower: 0, upper: 100)),
  ]

  static let files = [
    Case("empty", "", .csv, "E0500 expected a table with a header, found an empty file"),
    Case(
      "blank", "\u{FEFF} \n\n", .csv, "E0500 expected a table with a header, found an empty file"),
    Case(
      "empty JSON", "\n", .jsonLines, "E0500 expected a table with a header, found an empty file"),
    Case("header alone", "u,x\n\n", .csv, "E0501 expected rows below the header, found none"),
    Case(
      "header alone, no line end", "u,x", .csv, "E0501 expected rows below the header, found none"),
    Case(
      "duplicate column", "u,x,\"u\"\nA,1,2\n", .csv,
      "E0502 line 1: expected each column name once, found `u` again"),
    Case(
      "comments alone", "# one\n# two", TableFormat(.csv, commentMark: UInt8(ascii: "#")),
      "E0500 expected a table with a header, found an empty file"),
    Case(
      "line numbers below comments", "# \"one\n# two\nu,x\nA,1\nB,a\n",
      TableFormat(.csv, commentMark: UInt8(ascii: "#")),
      "E0510 line 5, column `x`: expected a number, found `a`"),
    Case(
      "duplicate column below comments", "# one\nu,x,u\nA,1,2\n",
      TableFormat(.csv, commentMark: UInt8(ascii: "#")),
      "E0502 line 2: expected each column name once, found `u` again"),
    Case(
      "unknown column", "u,X\nA,1\n", .csv, "E0503 expected a column `x`, found `u`, `X`"),
    Case(
      "other delimiter", "u;x\nA;1\n", .csv, "E0503 expected a column `u`, found `u;x`"),
    Case(
      "unknown column in JSON", "{\"u\":\"A\"}\n", .jsonLines,
      "E0503 expected a column `x`, found `u`"),
    Case(
      "many columns", "a,b,c,d,e,f,g,h,i,x\n", .csv,
      "E0503 expected a column `u`, found `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 2 more"),
    Case(
      "UTF-16 with mark", bytes: [0xFF, 0xFE] + "u,x\nA,1\n".utf8.flatMap { [$0, 0] },
      "E0504 line 1: expected UTF-8, found bytes that look like UTF-16LE (byte offset 0)"),
    Case(
      "UTF-16 without mark", bytes: "u,x\nA,1\n".utf8.flatMap { [0, $0] },
      "E0504 line 1: expected UTF-8, found bytes that look like UTF-16BE (byte offset 0)"),
    Case(
      "GB18030", bytes: Array("u,x\nA,1\n".utf8) + [0xB1, 0xB1, 0xBE, 0xA9] + ",2\n".utf8,
      "E0504 line 3: expected UTF-8, found bytes that look like gb18030 (byte offset 8)"),
    Case(
      "GB18030 in the header", bytes: [0xB1, 0xB1, 0xBE, 0xA9] + ",2\n".utf8,
      "E0504 line 1: expected UTF-8, found bytes that look like gb18030 (byte offset 0)"),
    Case(
      "Latin-1", bytes: Array("u,x\nCur".utf8) + [0xE7] + "ao,2\n".utf8,
      "E0504 line 2: expected UTF-8, found bytes that look like windows-1252 (byte offset 7)"),
    Case(
      "workbook", bytes: [0x50, 0x4B, 3, 4, 0x14, 0, 6, 0],
      "E0505 expected a table as text, found a spreadsheet workbook or archive (.xlsx or .ods)"),
    Case(
      "old workbook", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1],
      "E0505 expected a table as text, found a spreadsheet workbook or archive (.xls)"),
    Case(
      "compressed", bytes: [0x1F, 0x8B, 8],
      "E0506 expected a table as text, found compressed data (gzip) (byte offset 0)"),
    Case(
      "zero byte", bytes: Array("u,x\nA".utf8) + [0] + ",1\n".utf8,
      "E0506 expected a table as text, found binary data, a zero byte (byte offset 5)"),
    Case(
      "zero byte far in", bytes: Array("u,x\n".utf8) + Array("A,1\n".utf8.cycled(2000)) + [0, 10],
      "E0506 expected a table as text, found binary data, a zero byte (byte offset 8004)"),
    Case(
      "control bytes", bytes: Array("u,x\n".utf8) + [1, 2, 3, 4, 0xFF, 0xFE, 5, 6, 10],
      "E0506 expected a table as text, found binary data, control bytes (byte offset 8)"),
  ]

  static let cells = [
    Case(
      "short and long rows", "u,x\nA\nB,1,2\n\nC,1\n", .csv,
      "E0507 line 2: expected 2 cells, found 1", "E0507 line 3: expected 2 cells, found 3",
      "E0507 line 4: expected 2 cells, found 1"),
    Case(
      "stray quote", "u,x\nA,k\nB \"b\",1\n", .csv,
      "E0508 line 3, column `u`: expected quotes only around a whole cell, found one inside"),
    Case(
      "text behind a quote", "u,x\n\"B\" ,1\nA,k\n", .csv,
      "E0508 line 2, column `u`: expected quotes only around a whole cell, found one inside"),
    Case(
      "stray quote in the header", "u,x\"\nA,1\n", .csv,
      "E0508 line 1: expected quotes only around a whole cell, found one inside"),
    Case(
      "unclosed quote", "u,x\nA,k\n\"B,2\nC,3\n", .csv,
      "E0509 line 3, column `u`: expected a closing quote, found the end of the file"),
    Case(
      "not a number", "u,x\nA,abc\n\"B\nb\",1.2.3\nC,0x10\nD,nan\nE,\"1,000\"\n", .csv,
      "E0510 line 2, column `x`: expected a number, found `abc`",
      "E0510 line 4, column `x`: expected a number, found `1.2.3`",
      "E0510 line 5, column `x`: expected a number, found `0x10`",
      "E0510 line 6, column `x`: expected a number, found `nan`",
      "E0510 line 7, column `x`: expected a number, found `1,000`"),
    Case(
      "wrong groups", "u;x\nA;1.23\nB;1234.567\n",
      TableFormat(.csv, decimalComma: true, thousandsSeparator: .point),
      "E0510 line 2, column `x`: expected a number, found `1.23`",
      "E0510 line 3, column `x`: expected a number, found `1234.567`"),
    Case(
      "huge", "u,x\nA,1e400\nB,-inf\n", .csv,
      "E0511 line 2, column `x`: expected a finite number, found a huge number `1e400`",
      "E0511 line 3, column `x`: expected a finite number, found a huge number `-inf`"),
    Case(
      "missing", "u,x\nA,\n,2\nB,NA\n", TableFormat(.csv, missingMarks: ["NA"]),
      "E0512 line 2, column `x`: expected a value, found an empty cell",
      "E0512 line 3, column `u`: expected a value, found an empty cell",
      "E0512 line 4, column `x`: expected a value, found the missing mark `NA`"),
    Case(
      "out of range", "u,x\r\nA,-0.5\r\nB,100\r\nC,1e3\r\n", .csv,
      "E0513 line 2, column `x`: expected a value from 0 to 100, found -0.5",
      "E0513 line 4, column `x`: expected a value from 0 to 100, found 1000"),
    Case(
      "lines of a file with CR", "u,x\rA,1\rB,\r", .csv,
      "E0512 line 3, column `x`: expected a value, found an empty cell"),
    Case(
      "JSON cells",
      "{\"u\":\"A\",\"x\":\"1\"}\n{\"u\":\"A\",\"x\":true}\n{\"u\":\"A\"}\n{\"u\":\"A\",\"x\":1e999}\n"
        + "{\"u\":null,\"x\":[1]}\n{\"u\":{},\"x\":1}\n{\"x\":101,\"u\":\"A\",\"x\":3}\n",
      .jsonLines,
      "E0510 line 1, column `x`: expected a number, found `\"1\"`",
      "E0510 line 2, column `x`: expected a number, found `true`",
      "E0512 line 3, column `x`: expected a value, found no member for it",
      "E0511 line 4, column `x`: expected a finite number, found a huge number `1e999`",
      "E0512 line 5, column `u`: expected a value, found an empty cell",
      "E0516 line 5, column `x`: expected a number, a text, true, false or null, found an array",
      "E0516 line 6, column `u`: expected a number, a text, true, false or null, found an object",
      "E0513 line 7, column `x`: expected a value from 0 to 100, found 101",
      "E0502 line 7: expected each column name once, found `x` again"),
    Case(
      "JSON lines",
      "{\"u\":\"A\",\"x\":1}\n[1]\n{\"u\" 1}\n{\"u\":\"a\\q\"}\n{\"u\":1,}\n{\"u\":1\n{} x\n\n{\"u\":tru}\n",
      .jsonLines,
      "E0515 line 2: expected a JSON object, found `[1]`",
      "E0515 line 3: expected `:` after the member name, found `1}`",
      "E0515 line 4: expected an escape of JSON, found `\\q\"}`",
      "E0515 line 5: expected a member name in quotes, found `}`",
      "E0515 line 6: expected `,` or `}`, found the end of the line",
      "E0515 line 7: expected the end of the line after `}`, found `x`",
      "E0515 line 8: expected a JSON object, found the end of the line",
      "E0515 line 9: expected a number, a text, true, false or null, found `tru}`"),
    Case(
      "CSV given as JSON lines", "u,x\nA,1\n", .jsonLines,
      "E0515 line 1: expected a JSON object, found `u,x`"),
  ]

  @Test(arguments: files + cells)
  func reports(_ test: Case) {
    var before: [Diagnostic]?
    for (threads, chunkSize) in [(1, 1 << 20), (2, 1), (3, 7), (8, 16)] {
      let (table, found) = TableReader.read(
        test.bytes, format: test.format, columns: Self.requests, threads: threads,
        chunkSize: chunkSize)
      #expect(table == nil)
      #expect(lines(found) == test.expected)
      #expect(before == nil || before == found)
      before = found
    }
  }

  @Test func pointsAtTheCell() throws {
    let text = "u,x\nA,abc\n"
    let source = SourceText(file: FileID(3), path: "t.csv", text: text)
    let (_, found) = TableReader.read(
      source.bytes, format: .csv, file: source.file, columns: Self.requests)
    let finding = try #require(found.first)
    #expect(finding.span.file == source.file)
    #expect(source.text(finding.span) == "abc")
  }

  @Test func suggestsColumnAndDelimiter() {
    func hints(_ text: String) -> [String] {
      TableReader.read(
        Array(text.utf8), format: .csv, file: FileID(0),
        columns: [ColumnRequest("income", .number())]
      ).diagnostics.flatMap(\.hints)
    }
    #expect(hints("incme,u\n1,2\n") == ["did you mean `incme`?"])
    #expect(
      hints("unit;income\nA;1\n") == [
        "the header has one column only; the delimiter may be `;`"
      ])
  }

  @Test(arguments: [1, 3, 1000])
  func listsTwentyOfAKind(chunkSize: Int) {
    let text = "u,x\n" + (0..<50).map { "A,\($0 % 2 == 0 ? "no" : "200")\n" }.joined()
    let (_, found) = TableReader.read(
      Array(text.utf8), format: .csv, columns: Self.requests, threads: 2, chunkSize: chunkSize)
    #expect(found.count == 42)
    #expect(
      lines(found).suffix(2) == [
        "E0510 and 5 more, from line 42 on: a cell of a number column is not a number",
        "E0513 and 5 more, from line 43 on: a value lies outside of its valid range",
      ])
  }

  @Test func catalogueIsComplete() {
    let entries = Catalogue.all.filter { ("E0500"..."E0539").contains($0.code) }
    #expect(entries.count == 18)
    for entry in entries {
      #expect(Catalogue.all.filter { $0.code == entry.code }.count == 1, "\(entry.code)")
      #expect(Catalogue.all.filter { $0.name == entry.name }.count == 1, "\(entry.name)")
    }
  }
}

extension Collection {
  /// Returns the elements `count` times over.
  func cycled(_ count: Int) -> [Element] { (0..<count).flatMap { _ in Array(self) } }
}
