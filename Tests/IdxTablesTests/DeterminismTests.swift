import IdxDiagnostics
import IdxNumerics
import Testing

@testable import IdxTables

@Suite struct DeterminismTests {
  /// Returns everything that a table holds, bit by bit.
  private func bits(_ result: TableReader.Result) -> [UInt64] {
    guard let table = result.table else { return [] }
    return [UInt64(table.rowCount)]
      + table.columns.flatMap { column -> [UInt64] in
        switch column {
        case .number(let numbers):
          (0..<numbers.count).flatMap {
            [numbers.values[$0].bitPattern, UInt64(numbers.mask?[$0] ?? 2)]
          }
        case .text(let texts):
          texts.codes.map { UInt64(bitPattern: Int64($0)) }
            + texts.labels.flatMap { $0.utf8.map(UInt64.init) + [256] }
        }
      }
  }

  @Test(arguments: [2, 3, 8])
  func sameForAnyNumberOfThreads(threads: Int) {
    var random = Seeded(state: 7)
    var text = "u,x,skip,y\n"
    for _ in 0..<3000 {
      let label =
        ["A", "\"a,\nb\"", "\"say \"\"x\"\"\"", "", "Ä"].randomElement(using: &random) ?? ""
      let x = Double.random(in: -1e6...1e6, using: &random)
      text +=
        "\(label),\(x),\"\n\n\",\(Int.random(in: 0...3, using: &random) == 0 ? "" : "\(x / 3)")\n"
    }
    let requests = textAndNumber + [ColumnRequest("y", .number(), optional: true)]
    let bytes = Array(text.utf8)
    let one = bits(
      TableReader.read(bytes, format: .csv, columns: requests, threads: 1, chunkSize: 1 << 20))
    #expect(one.first == 3000)
    for chunkSize in [61, 1000, 4096, 1 << 20] {
      let many = TableReader.read(
        bytes, format: .csv, columns: requests, threads: threads, chunkSize: chunkSize)
      #expect(bits(many) == one)
    }
  }

  /// Bytes of any kind give a table or findings, the same for all chunks and threads.
  @Test(arguments: 0..<40)
  func survivesRandomBytes(seed: Int) {
    var random = Seeded(state: UInt64(seed))
    let alphabets: [[UInt8]] = [
      Array(0...255), Array(1...127), Array("ux,\"\n\r1.5-e ".utf8), Array("ux,\n\r12\"".utf8),
      Array("{}[]\":,ux\\n1tf\n".utf8), Array("u,x\n".utf8) + [0xC3, 0xA9, 0xE2, 0x82, 0xAC],
    ]
    for alphabet in alphabets {
      for format in [TableFormat.csv, .tsv, .jsonLines, TableFormat(.csv, decimalComma: true)] {
        let head = format.kind == .jsonLines ? "{\"u\":1,\"x\":2}\n" : "u,x\n1,2\n"
        let noise = (0..<Int.random(in: 0...400, using: &random)).map { _ in
          alphabet[Int(random.next() % UInt64(alphabet.count))]
        }
        for bytes in [noise, Array(head.utf8) + noise] {
          check(bytes, format)
        }
      }
    }
  }

  private func check(_ bytes: [UInt8], _ format: TableFormat) {
    let requests = textAndNumber
    let one = TableReader.read(
      bytes, format: format, columns: requests, threads: 1, chunkSize: 1 << 20)
    #expect((one.table == nil) == one.diagnostics.hasErrors)
    let many = TableReader.read(bytes, format: format, columns: requests, threads: 3, chunkSize: 5)
    #expect(lines(many.diagnostics) == lines(one.diagnostics))
    #expect(bits(many) == bits(one))
    let header = TableHeader.read(bytes, format: format, file: FileID(0)).header
    let profiles = header?.sniff(bytes, format: format, file: FileID(0)) ?? []
    #expect(profiles.count == header?.names.count ?? 0)
  }
}
