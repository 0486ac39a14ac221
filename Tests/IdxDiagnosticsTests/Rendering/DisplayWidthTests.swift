import IdxDiagnostics
import Testing

@Suite struct DisplayWidthTests {
  @Test func agreesWithTheUnicodeDatabase() {
    #expect(displayWidthSamples.count > 200)
    for sample in displayWidthSamples {
      guard let scalar = Unicode.Scalar(sample.scalar) else { continue }
      #expect(DisplayWidth.cells(scalar) == sample.cells, "U+\(String(sample.scalar, radix: 16))")
    }
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("中国", 4), ("e\u{301}", 1), ("\u{200B}", 0), ("ﾊﾝ", 2), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("–…", 2), ("\u{AD}", 1), ("🙂", 2),
  ])
  func counts(text: String, cells: Int) {
    #expect(DisplayWidth.cells(text) == cells)
  }

  @Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("中国人", 5, "中国…"), ("中国人", 4, "中…"), ("ab", 1, "…"),
    ("ab", 0, ""), ("e\u{301}tudes", 3, "e\u{301}t…"),
  ])
  func cuts(text: String, width: Int, expected: String) {
    #expect(DisplayWidth.cut(text, to: width) == expected)
  }
}
