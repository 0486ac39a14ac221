import IdxDiagnostics
import Testing

@testable import IdxTables

/// Places of cells found again after reading.
@Suite struct PlacesTests {
  /// Returns line and text of the place of each of `cells`.
  private func places(
    _ text: String, _ cells: [(Int, String?)], _ format: TableFormat
  ) throws -> [String] {
    let bytes = Array(text.utf8)
    let header = try #require(
      TableHeader.read(bytes, format: format, file: FileID(0)).header)
    let source = SourceText(file: FileID(0), path: "t", text: text)
    let found = TablePlaces.places(
      of: cells.map { TablePlaces.Cell(row: $0.0, column: $0.1) }, in: bytes, header: header,
      format: format, file: FileID(0))
    return found.map { "\($0.line) \(source.text($0.span))" }
  }

  @Test(
    arguments: [
      ("u,y\nA,1\nB,1\nA,2\n", [(2, "u"), (0, "y")], ["4 A", "2 1"]),
      (
        "u,y\n\"A\nA\",1\nB,2\n\"A\nA\",3\n", [(2, "u"), (1, "y"), (2, "y")],
        ["5 A\nA", "4 2", "6 3"]
      ),
      ("y,u\r\n1,A\r\n,B\r\n,C\r\n", [(1, "u"), (2, nil)], ["3 B", "4 ,C"]),
      ("y,u\n1,A\n", [(0, "none"), (7, "u")], ["2 1,A", "3 "]),
    ] as [(String, [(Int, String?)], [String])])
  func placesCells(text: String, cells: [(Int, String?)], expected: [String]) throws {
    #expect(try places(text, cells, .csv) == expected)
  }

  @Test func placesLinesOfJSON() throws {
    let text = "{\"u\":\"A\"}\n{\"u\":\"B\"}\n{\"u\":\"C\"}"
    #expect(
      try places(text, [(2, "u"), (0, "u")], .jsonLines) == ["3 {\"u\":\"C\"}", "1 {\"u\":\"A\"}"])
  }
}
