import IdxDiagnostics
import Testing

/// The smallest change between two texts, which are compared in blocks and words.
@Suite struct TextChangeTests {
  @Test(arguments: [1, 7, 8, 9, 31, 32, 33, 40, 63, 64, 65, 100])
  func findsWhatDiffersAnywhere(count: Int) {
    let old = (0..<count).map { UInt8($0) }
    for place in 0..<count {
      var other = old
      other[place] = 255
      #expect(TextChange(from: old, to: other) == TextChange(place..<place + 1, by: 1))
      #expect(!TextChange.isSame(old[...], other[...]))
      other.remove(at: place)
      #expect(TextChange(from: old, to: other) == TextChange(place..<place + 1, by: 0))
      #expect(TextChange(from: other, to: old) == TextChange(place..<place, by: 1))
    }
    #expect(TextChange(from: old, to: old) == TextChange(count..<count, by: 0))
    #expect(TextChange.isSame(old[...], old[...]))
  }

  @Test func comparesPartsOfTexts() {
    let text = (0..<200).map { UInt8($0 % 50) }
    #expect(TextChange.isSame(text[0..<50], text[100..<150]))
    #expect(!TextChange.isSame(text[0..<50], text[101..<151]))
    #expect(!TextChange.isSame(text[0..<50], text[100..<149]))
  }
}
