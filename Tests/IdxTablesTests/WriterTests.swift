import Foundation
import IdxNumerics
import Testing

@testable import IdxTables

@Suite struct WriterTests {
  private func text(_ format: TableFormat = .csv, _ write: (inout TableWriter) -> Void) -> String {
    var writer = TableWriter(format)
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func quotesWhereNeeded() {
    let written = text { writer in
      for cell in ["plain", "a,b", "say \"x\"", "line\nend", " blank", "ü", ""] {
        writer.text(cell)
      }
      writer.endRow()
      writer.missing()
      writer.endRow()
      writer.missing()
      writer.missing()
      writer.endRow()
    }
    #expect(
      written == "plain,\"a,b\",\"say \"\"x\"\"\",\"line\nend\",\" blank\",ü,\n\"\"\n,\n")
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1e15, "1000000000000000"),
      (1e16, "1e16"), (1.5e-7, "1.5e-07"), (123_456_789_012, "123456789012"),
      (0.30000000000000004, "0.30000000000000004"), (.infinity, "inf"), (1e300, "1e300"),
    ] as [(Double, String)])
  func shortest(value: Double, expected: String) {
    #expect(text { $0.number(value) } == expected)
    #expect(Double(expected)?.bitPattern == value.bitPattern)
  }

  @Test(
    arguments: [
      (0.125, 2, "0.12"), (0.375, 2, "0.38"), (1.005, 2, "1.00"), (-0.001, 2, "0.00"),
      (2.5, 0, "2"), (3.5, 0, "4"), (999.996, 2, "1000.00"), (-1.5, 1, "-1.5"), (0, 3, "0.000"),
      (1e22, 1, "10000000000000000000000.0"), (0.1, 20, "0.10000000000000000555"),
      (0.1, 30, "0.100000000000000005551115123126"), (.leastNonzeroMagnitude, 3, "0.000"),
      (12, 0, "12"),
      (9.5, 0, "10"), (0.5, 0, "0"), (1.0, 25, "1.0000000000000000000000000"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, decimals: Int, expected: String) {
    #expect(text { $0.number(value, decimals: decimals) } == expected)
  }

  /// The C library rounds the exact binary value half to even as well.
  @Test func fixedLikeTheCLibrary() {
    var random = Seeded(state: 5)
    for _ in 0..<2000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let near = Double.random(in: -1000...1000, using: &random)
      for (number, decimals) in [(value, 3), (near, 4), (near, 0), (near, 24), (value, 330)] {
        var expected = String(format: "%.\(decimals)f", number)
        if expected.first == "-", !expected.contains(where: { "123456789".contains($0) }) {
          expected.removeFirst()
        }
        #expect(text { $0.number(number, decimals: decimals) } == expected)
      }
    }
  }

  @Test func writesDecimalCommas() {
    let format = TableFormat(.csv, decimalComma: true)
    #expect(
      text(format) {
        $0.number(1.5)
        $0.number(2.25, decimals: 1)
      } == "1,5;2,2")
    let commas = TableFormat(.csv, delimiter: .comma, decimalComma: true)
    #expect(
      text(commas) {
        $0.number(1.5)
        $0.number(2)
      } == "\"1,5\",2")
  }

  @Test(arguments: [
    TableFormat.csv, .tsv, TableFormat(.csv, decimalComma: true),
    TableFormat(.csv, delimiter: 0x7C),
    TableFormat(.csv, delimiter: .comma, decimalComma: true),
  ])
  func readsBack(_ format: TableFormat) {
    var random = Seeded(state: 11)
    var writer = TableWriter(format)
    writer.text("u")
    writer.text("x")
    writer.endRow()
    let pieces = ["a", ",", ";", "\t", "|", "\"", "\n", "\r", "\r\n", "é", "1", "."]
    var cells: [(String, Double?)] = []
    for _ in 0..<2000 {
      let count = Int.random(in: 1...5, using: &random)
      let label = "k" + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let number = Double(bitPattern: random.next())
      cells.append((label, number.isFinite && count > 1 ? number : nil))
    }
    for (label, number) in cells {
      writer.text(label)
      if let number { writer.number(number) } else { writer.missing() }
      writer.endRow()
    }
    let (table, found) = TableReader.read(
      writer.take(), format: format, columns: textAndNumber, threads: 2, chunkSize: 999)
    #expect(lines(found) == [])
    #expect(writer.bytes == [])
    guard let texts = table?["u"]?.text, let numbers = table?["x"]?.number else {
      Issue.record("no table")
      return
    }
    #expect(texts.codes.indices.map { texts[$0] } == cells.map(\.0))
    #expect((0..<numbers.count).map { numbers[$0]?.bitPattern } == cells.map { $0.1?.bitPattern })
  }
}
