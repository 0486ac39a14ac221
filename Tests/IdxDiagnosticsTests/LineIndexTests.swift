import IdxDiagnostics
import IdxTestSupport
import Testing

/// Where lines begin, told from the definition, in texts that were changed as well.
@Suite struct LineIndexTests {
  @Test(arguments: [
    ("", [0]), ("\n", [0, 1]), ("\r", [0, 1]), ("\r\n", [0, 2]), ("\n\r", [0, 1, 2]),
    ("ab\ncd\r\nef\rgh", [0, 3, 7, 10]), ("12345678\n12345678\n", [0, 9, 18]),
    ("1234567\r\n234567\r", [0, 9, 16]), ("\t\u{B}\u{C}\u{1}\u{E}\n\u{F}\0é\u{85}\n", [0, 6, 13]),
  ])
  func findsLineStarts(_ text: String, _ starts: [Int]) {
    #expect(LineIndex(source(Array(text.utf8))).starts == starts)
  }

  @Test func followsChanges() {
    var random = SeededRandom(5)
    let letters = Array("\n\r\r\nx水".utf8)
    func text(_ most: Int) -> [UInt8] {
      let size = Int.random(in: 0...most, using: &random)
      return (0..<size).map { _ in random.once(in: 3) ? random.pick(letters) : 0x61 }
    }
    for _ in 0..<1000 {
      let old = text(40)
      let low = Int.random(in: 0...old.count, using: &random)
      let range = low..<Int.random(in: low...old.count, using: &random)
      let inserted = text(20)
      var new = old
      new.replaceSubrange(range, with: inserted)
      let index = LineIndex(source(old))
      let fresh = LineIndex(source(new)).starts
      #expect(fresh == Self.starts(of: new))
      let change = TextChange(range, by: inserted.count)
      #expect(LineIndex(source(new), reusing: index, change).starts == fresh, "\(old) \(change)")
      var replaced = index
      replaced.replace(range, with: inserted)
      #expect(replaced.bytes == new)
      #expect(replaced.starts == fresh, "\(old) \(change)")
      let found = TextChange(from: old, to: new)
      #expect(LineIndex(source(new), reusing: index, found).starts == fresh, "\(old) \(found)")
    }
  }

  @Test func findsSmallestChanges() {
    var random = SeededRandom(6)
    for _ in 0..<1000 {
      let old = (0..<Int.random(in: 0...40, using: &random)).map { _ in random.once(in: 8) ? 1 : 0 }
        .map { UInt8($0) }
      let low = Int.random(in: 0...old.count, using: &random)
      let range = low..<Int.random(in: low...old.count, using: &random)
      var new = old
      new.replaceSubrange(range, with: [0, 1].prefix(Int.random(in: 0...2, using: &random)))
      let change = TextChange(from: old, to: new)
      var changed = old
      changed.replaceSubrange(
        change.replaced, with: new[change.replaced.lowerBound..<change.newEnd])
      #expect(changed == new)
      #expect(change.shift == new.count - old.count)
      #expect(change.replaced.count <= range.count)
      let inside = zip(old[change.replaced], new[change.replaced.lowerBound..<change.newEnd])
      #expect(inside.first { _ in true }.map { $0.0 != $0.1 } ?? true)
    }
  }

  /// The definition: a line begins behind each LF, and behind each CR that no LF follows.
  private static func starts(of bytes: [UInt8]) -> [Int] {
    [0]
      + bytes.indices.filter {
        bytes[$0] == 0x0A || bytes[$0] == 0x0D && ($0 + 1 == bytes.count || bytes[$0 + 1] != 0x0A)
      }.map { $0 + 1 }
  }

  private func source(_ bytes: [UInt8]) -> SourceText {
    SourceText(file: FileID(0), path: "test.idx", bytes: bytes)
  }
}
