import IdxDiagnostics
import IdxNumerics
import Testing

@testable import IdxTables

/// What was read before is told again of the same bytes, and of no others.
@Suite struct KnownTableTests {
  private static let text = Array("u,x,y\nA,1,2\nB,3,z\n".utf8)

  /// Returns the column `name` of `bytes` by `known`, and whether it was read for that.
  private func read(
    _ bytes: [UInt8], _ name: String, by known: KnownTables, _ format: TableFormat = .csv
  ) -> (column: [Double?]?, isRead: Bool) {
    var isRead = false
    let columns = [ColumnRequest(name, .number(), optional: true)]
    let found = bytes.withUnsafeBufferPointer { bytes in
      known.table(bytes, format, FileID(1), columns) {
        isRead = true
        return TableReader.read(bytes, format: format, file: FileID(1), columns: columns)
      }
    }
    let column = found.table?.columns[0].number
    return (column.map { column in (0..<column.count).map { column[$0] } }, isRead)
  }

  @Test func answersAreOfTheSameQuestion() {
    let known = KnownTables()
    let bytes = known.held(Self.text)
    var isRead: [Bool] = []
    for (name, format) in [
      ("x", TableFormat.csv), ("x", .csv), ("y", TableFormat(.csv, missingMarks: ["z"])),
      ("y", TableFormat(.csv, missingMarks: ["2"])), ("x", .csv),
    ] {
      isRead.append(read(bytes, name, by: known, format).isRead)
    }
    // What holds an error is read each time.
    #expect(isRead == [true, false, true, true, false])
    #expect(read(bytes, "x", by: known).column == [1, 3])
  }

  @Test func otherBytesAreRead() {
    let known = KnownTables()
    #expect(read(known.held(Self.text), "x", by: known).isRead)
    // The same bytes elsewhere are those that are held; others are not, be they as many.
    #expect(!read(known.held(Array(Self.text.reversed().reversed())), "x", by: known).isRead)
    var other = Self.text
    other[8] = UInt8(ascii: "7")
    let found = read(known.held(other), "x", by: known)
    #expect(found.isRead)
    #expect(found.column == [7, 3])
    #expect(read(Self.text, "x", by: KnownTables()).isRead)
  }

  @Test func profilesAreThoseOfASniff() throws {
    let known = KnownTables()
    let bytes = known.held(Self.text)
    let header = try #require(TableHeader.read(bytes, format: .csv, file: FileID(1)).header)
    bytes.withUnsafeBufferPointer { bytes in
      let fresh = header.sniff(bytes, format: .csv, file: FileID(1))
      for _ in 0..<2 { #expect(known.profiles(bytes, header, .csv, FileID(1)) == fresh) }
      let marked = TableFormat(.csv, missingMarks: ["z"])
      #expect(known.profiles(bytes, header, marked, FileID(1)).last?.texts == 0)
    }
  }

  @Test func onlySomeFilesAreHeld() {
    let known = KnownTables()
    let first = known.held(Self.text)
    #expect(read(first, "x", by: known).isRead)
    for number in 0..<20 { _ = known.held(Array("u,x\nA,\(number)\n".utf8)) }
    #expect(read(first, "x", by: known).isRead)
    let long = Self.text + [UInt8](repeating: 0x0A, count: 2 << 20)
    _ = known.held(long)
    #expect(read(long, "x", by: known).isRead)
    #expect(read(long, "x", by: known).isRead)
  }
}
