import IdxDiagnostics
import Testing

@testable import IdxTables

@Suite struct HeaderTests {
  private func read(_ text: String, _ format: TableFormat = .csv) -> TableHeader? {
    TableHeader.read(Array(text.utf8), format: format, file: FileID(0)).header
  }

  @Test func namesHavePlaces() throws {
    let text = "\u{FEFF}unit,\"a \"\"b\"\"\",,\nA,1,2,3\n"
    let header = try #require(read(text))
    #expect(header.names == ["unit", "a \"b\"", "", ""])
    let source = SourceText(file: FileID(0), path: "t", text: text)
    #expect(header.spans.map(source.text) == ["unit", "a \"\"b\"\"", "", ""])
    #expect(header.index(of: "a \"b\"") == 1)
    #expect(header.index(of: "b") == nil)
    #expect(source.text(in: header.bodyStart..<source.bytes.count) == "A,1,2,3\n")
  }

  @Test func membersInOrderOfAppearance() throws {
    let header = try #require(read("{\"b\":1,\"a\":2}\n{\"c\":1,\"b\":2}\n", .jsonLines))
    #expect(header.names == ["b", "a", "c"])
  }

  @Test func duplicatesAreLabelled() throws {
    let found = TableHeader.read(Array("a,b,a,a\n".utf8), format: .csv, file: FileID(0)).diagnostics
    #expect(found.count == 2)
    #expect(found.first?.labels == [Label(Span(FileID(0), 0, 1), "line 1: first here")])
  }

  @Test(arguments: [
    ("u,x,y\nA,1,NA\n,2,x\nB,3,y\n\n", TableFormat(.csv, missingMarks: ["NA"])),
    (
      "{\"u\":\"A\",\"x\":1,\"y\":null}\n{\"x\":2,\"y\":\"x\"}\n{\"u\":\"B\",\"x\":3,\"y\":true}\n",
      .jsonLines
    ),
  ])
  func sniffs(text: String, format: TableFormat) throws {
    let bytes = Array(text.utf8)
    let header = try #require(read(text, format))
    let found = header.sniff(bytes, format: format, file: FileID(0))
    #expect(found.map(\.numbers) == [0, 3, 0])
    #expect(found.map(\.missing) == [1, 0, 1])
    #expect(found.map(\.texts) == [2, 0, 2])
    #expect(found.map(\.isNumeric) == [false, true, false])
    #expect(found.map(\.firstText) == ["A", nil, "x"])
    #expect(found[2].firstTextPlace?.line == (format.kind == .csv ? 3 : 2))
    let one = header.sniff(bytes, format: format, file: FileID(0), rows: 1)
    #expect(one.map(\.numbers) == [0, 1, 0])
  }
}
