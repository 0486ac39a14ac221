import IdxDiagnostics
import Testing

@testable import IdxTables

@Suite struct KeyTests {
  private func duplicates(_ text: String, _ key: [String], _ format: TableFormat) -> [Diagnostic] {
    let bytes = Array(text.utf8)
    let (header, _) = TableHeader.read(bytes, format: format, file: FileID(0))
    let (table, _) = TableReader.read(
      bytes, format: format, file: FileID(0),
      columns: key.map { ColumnRequest($0, .text, optional: true) })
    guard let header, let table else { return [] }
    return TableKeys.duplicates(
      in: table, key: key, bytes: bytes, header: header, format: format, file: FileID(0))
  }

  @Test(
    arguments: [
      ("u,y\nA,1\nB,1\nA,2\n", ["u", "y"], []),
      (
        "u,y\nA,1\nB,1\nA,2\n", ["u"],
        ["line 4: expected each key once, found `A` again / line 2: first here"]
      ),
      (
        "u,y\n\"A\nA\",1\nB,1\n\"A\nA\",1\nB,1\n", ["u", "y"],
        [
          "line 5: expected each key once, found `A\nA`, `1` again / line 2: first here",
          "line 7: expected each key once, found `B`, `1` again / line 4: first here",
        ]
      ),
      (
        "y,u\r\n1,A\r\n,B\r\n,B\r\n", ["u", "y"],
        ["line 4: expected each key once, found `B`, `` again / line 3: first here"]
      ),
    ] as [(String, [String], [String])])
  func reports(text: String, key: [String], expected: [String]) {
    let found = duplicates(text, key, .csv)
    #expect(found.map { "\($0.message) / \($0.labels[0].text)" } == expected)
  }

  @Test func reportsInJSONLines() {
    let found = duplicates("{\"u\":\"A\"}\n{\"u\":\"B\"}\n{\"u\":\"A\"}", ["u"], .jsonLines)
    #expect(lines(found) == ["E0514 line 3: expected each key once, found `A` again"])
    #expect(found.first?.span == Span(FileID(0), 20, 29))
  }

  @Test func pointsAtTheCells() {
    let found = duplicates("y,u\n1,A\n2,\"A\"\n", ["u"], .csv)
    #expect(found.map(\.span) == [Span(FileID(0), 11, 12)])
    #expect(found.first?.labels.map(\.span) == [Span(FileID(0), 6, 7)])
  }

  @Test func listsTwenty() {
    let found = duplicates("u\n" + String(repeating: "A\n", count: 30), ["u"], .csv)
    #expect(found.count == 21)
    #expect(lines(found).last == "E0514 and 9 more, from line 23 on: two rows have the same key")
  }
}
