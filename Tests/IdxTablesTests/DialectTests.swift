import IdxDiagnostics
import IdxNumerics
import Testing

@testable import IdxTables

@Suite struct DialectTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    var format = TableFormat.csv
    var expected = ["A|1.5", "B|-2.0"]
  }

  static let cases = [
    Case(testDescription: "LF", text: "u,x\nA,1.5\nB,-2\n"),
    Case(testDescription: "no line end at the end", text: "u,x\nA,1.5\nB,-2"),
    Case(testDescription: "CRLF", text: "u,x\r\nA,1.5\r\nB,-2\r\n"),
    Case(testDescription: "CRLF, text last", text: "x,u\r\n1.5,A\r\n-2,B\r\n"),
    Case(testDescription: "CR", text: "u,x\rA,1.5\rB,-2\r"),
    Case(testDescription: "byte order mark", text: "\u{FEFF}u,x\nA,1.5\nB,-2\n"),
    Case(testDescription: "blank lines at the end", text: "u,x\nA,1.5\nB,-2\n\n\r\n"),
    Case(testDescription: "blanks around numbers", text: "u,x\nA, 1.5\nB,-2\t\n"),
    Case(testDescription: "other columns", text: "k,x,l,u,m\n1,1.5,\"\n\",A,3\n,-2,,B,\n"),
    Case(testDescription: "quotes", text: "\"u\",\"x\"\n\"A\",\"1.5\"\n\"B\",\"-2\"\n"),
    Case(
      testDescription: "doubled quotes, line ends and delimiters in quotes",
      text: "u,x\n\"a\"\"b\"\"\",1\n\"c\nd\",2\n\"e,f\",3\n",
      expected: ["a\"b\"|1.0", "c\nd|2.0", "e,f|3.0"]),
    Case(
      testDescription: "tabulators", text: "u\tx\nA,a\t1.5\nB\t-2\n", format: .tsv,
      expected: ["A,a|1.5", "B|-2.0"]),
    Case(
      testDescription: "semicolons and decimal commas", text: "u;x\nA;1,5\nB;-2\n",
      format: TableFormat(.csv, decimalComma: true)),
    Case(
      testDescription: "decimal commas in quotes", text: "u,x\nA,\"1,5\"\nB,-2\n",
      format: TableFormat(.csv, delimiter: .comma, decimalComma: true)),
    Case(
      testDescription: "thousands", text: "u;x\nA;1.234.567,5\nB;-12.345\nC;1234\n",
      format: TableFormat(.csv, decimalComma: true, thousandsSeparator: .point),
      expected: ["A|1234567.5", "B|-12345.0", "C|1234.0"]),
    Case(
      testDescription: "missing marks", text: "u,x\nA,NA\nB,-999\n..,-99.0\n,\nC, \n",
      format: TableFormat(.csv, missingMarks: ["NA", "-999", ".."]),
      expected: ["A|-", "B|-", "-|-99.0", "-|-", "C|-"]),
    Case(
      testDescription: "comments, with quotes and delimiters",
      text: "# \"It's, so; far\n#\tsecond \"\nu,x\nA,1.5\nB,-2\n",
      format: TableFormat(.csv, commentMark: UInt8(ascii: "#"))),
    Case(
      testDescription: "comments, byte order mark and CRLF",
      text: "\u{FEFF}# one\r\n# two\r\nu,x\r\nA,1.5\r\nB,-2\r\n",
      format: TableFormat(.csv, commentMark: UInt8(ascii: "#"))),
    Case(
      testDescription: "comments and CR", text: "# one\ru,x\rA,1.5\rB,-2\r",
      format: TableFormat(.csv, commentMark: UInt8(ascii: "#"))),
    Case(
      testDescription: "comments above the header alone", text: "# one\nu,x\n#A,1.5\nB,-2\n",
      format: TableFormat(.csv, commentMark: UInt8(ascii: "#")), expected: ["#A|1.5", "B|-2.0"]),
    Case(
      testDescription: "comments above JSON lines",
      text: "# one\n{\"u\": \"A\", \"x\": 1.5}\n{\"u\": \"B\", \"x\": -2}\n",
      format: TableFormat(.jsonLines, commentMark: UInt8(ascii: "#"))),
    Case(
      testDescription: "headerless", text: "A,1.5\nB,-2\n",
      format: TableFormat(.csv, headerless: true)),
    Case(
      testDescription: "JSON lines",
      text: """
        {"u": "A", "x": 1.5, "z": true}
        {"x":-2e0,"u":"B"}\r
        {"u":"\\u00e9\\ud83d\\ude00\\n\\"","x":null}
        { }
        {"u":12.50,"x":0.1}
        {"u":false}
        """, format: .jsonLines,
      expected: ["A|1.5", "B|-2.0", "é😀\n\"|-", "-|-", "12.50|0.1", "false|-"]),
    Case(
      testDescription: "missing marks in JSON lines",
      text: "{\"u\":\"NA\",\"x\":-999}\n{\"u\":\"A\",\"x\":\"NA\"}\n",
      format:
        TableFormat(.jsonLines, missingMarks: ["NA", "-999"]), expected: ["-|-", "A|-"]),
  ]

  @Test(arguments: cases, [1, 2, 3, 8])
  func reads(_ test: Case, threads: Int) {
    var requests = textAndNumber
    if test.format.headerless {
      requests[0].name = "1"
      requests[1].name = "2"
    }
    for chunkSize in [1, 2, 5, 16, 1 << 20] {
      let (table, found) = TableReader.read(
        Array(test.text.utf8), format: test.format, columns: requests, threads: threads,
        chunkSize: chunkSize)
      #expect(lines(found) == [])
      #expect(rows(table) == test.expected, "chunks of \(chunkSize)")
    }
  }

  @Test(arguments: [
    ("0", 0), ("-0", -0.0), ("+7", 7), (".5", 0.5), ("-.5", -0.5), ("5.", 5), ("1e3", 1000),
    ("1E-3", 0.001), ("12345678", 12_345_678), ("123456789012345678", 123_456_789_012_345_680),
    ("12345678.12345678", 12_345_678.12345678), ("0.1", 0.1), ("000000000000000000000001.5", 1.5),
    ("0.30000000000000004", 0.30000000000000004), ("9007199254740993", 9_007_199_254_740_992),
    ("1.7976931348623157e308", 1.7976931348623157e308), ("5e-324", .leastNonzeroMagnitude),
    ("1e22", 1e22), ("1e23", 1e23), ("0.0000000000000000000000123", 1.23e-23),
    ("179769313486231570000", 179_769_313_486_231_568_384),
  ])
  func numbers(text: String, expected: Double) {
    // Padding puts the cell in reach of the fast path, which the end of a file is not.
    for padding in ["", String(repeating: "1\n", count: 40)] {
      let (table, found) = TableReader.read(
        Array("x\n\(text)\n\(padding)".utf8), format: .csv, file: .init(0),
        columns: [ColumnRequest("x", .number())])
      #expect(lines(found) == [])
      #expect(table?["x"]?.number?.values[0].bitPattern == expected.bitPattern)
    }
  }

  @Test func masksOnlyWhereNeeded() {
    let (table, _) = TableReader.read(
      Array("x,y\n1,1\n2,\n".utf8), format: .csv, file: .init(0),
      columns: ["x", "y"].map { ColumnRequest($0, .number(), optional: true) })
    #expect(table?["x"]?.number?.mask == nil)
    #expect(table?["y"]?.number?.mask != nil)
  }

  @Test func sharesCells() {
    let (table, found) = TableReader.read(
      Array("x\n1\n02\n".utf8), format: .csv, file: .init(0),
      columns: [
        ColumnRequest("x", .number()), ColumnRequest("x", .text), ColumnRequest("x", .number()),
      ])
    #expect(lines(found) == [])
    #expect(rows(table) == ["1.0|1|1.0", "2.0|02|2.0"])
  }

  @Test func stopsWhenCancelled() {
    let (table, found) = TableReader.read(
      Array("x\n1\n".utf8), format: .csv, file: .init(0),
      columns: [ColumnRequest("x", .number())], isCancelled: { true })
    #expect(table == nil)
    #expect(found == [])
  }

  @Test func readsHugeRow() {
    let text = String(repeating: "x", count: 10 << 20)
    let (table, found) = TableReader.read(
      Array("u,x\na,1\n\"\(text)\n\",2\nb,3\n".utf8), format: .csv, file: .init(0),
      columns: textAndNumber, threads: 2)
    #expect(lines(found) == [])
    #expect(table?["u"]?.text?.labels.map(\.utf8.count) == [1, text.utf8.count + 1, 1])
    #expect(table?["u"]?.text?.codes == [0, 1, 2])
  }
}
