import IdxDiagnostics
import Testing

@testable import IdxTables

/// Texts that are the same although their bytes differ, and numbers that are not held.
@Suite struct CanonicalTextTests {
  /// Labels of rows, and the numbers that they get.
  @Test(arguments: [
    (["caf\u{E9}", "cafe\u{301}", "b", "caf\u{E9}"], [0, 0, 1, 0]),
    (["K", "\u{212A}", "k"], [0, 0, 1]),
    (["a", "b", "a"], [0, 1, 0]),
    (["园区", "园", "园区"], [0, 1, 0]),
    (["\u{AC00}", "\u{1100}\u{1161}"], [0, 0]),
    (["κ\u{3AC}", "κα\u{301}", "κα"], [0, 0, 1]),
  ])
  func canonicallyEqualTextsAreOne(texts: [String], codes: [Int32]) throws {
    let file = Array(("u,x\n" + texts.map { "\($0),1\n" }.joined()).utf8)
    let table = file.withUnsafeBufferPointer { bytes in
      TableReader.read(
        bytes, format: .csv, file: FileID(0), columns: [ColumnRequest("u", .text)], threads: 1,
        isCancelled: { false }
      ).0
    }
    #expect(table?["u"]?.text?.codes == codes)
  }

  /// What is settled needs no comparison of characters, and is right not to get one.
  @Test func settledTextsAreInTheCanonicalForm() {
    for text in ["key-1", "clé", "园区", "ключ", "がぎ", "한국", "κλειδί"] {
      #expect(!CanonicalTexts.mayDiffer(text))
    }
    for text in ["e\u{301}", "\u{212A}", "\u{1100}\u{1161}", "か\u{3099}", "\u{37E}"] {
      #expect(CanonicalTexts.mayDiffer(text))
    }
  }

  @Test(arguments: [
    ("1e-400", true), ("-0.001e-330", true), ("0e-400", false), ("0.000e-999", false),
    ("5e-324", false), ("1e-300", false), ("0." + String(repeating: "0", count: 400) + "1", true),
  ])
  func numbersTooSmallAreTold(text: String, isTiny: Bool) {
    let outcome = Array(text.utf8).withUnsafeBufferPointer {
      DecimalText(mark: UInt8(ascii: "."), thousands: nil).read($0)
    }
    #expect((outcome == .tiny) == isTiny)
    #expect((NumberReach(text) != nil) == isTiny)
  }
}
