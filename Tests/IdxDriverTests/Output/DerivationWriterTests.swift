import IdxDiagnostics
import IdxDriver
import Testing

@Suite struct DerivationWriterTests {
  private static let source = SourceText(
    file: FileID(0), path: "m.idx", text: "first\n  weights   equal\n")

  private static let derivation = Derivation(
    title: "Index of Norway", value: 0.75, word: "High",
    notes: ["arithmetic_mean: the weighted mean"], span: Span(FileID(0), 8, 15),
    parts: [
      .init(
        weight: 0.5, contribution: 0.5,
        derivation: Derivation(title: "Life", value: 1, notes: [], span: nil, parts: [])),
      .init(
        weight: 0.5, contribution: nil,
        derivation: Derivation(
          title: "中国\u{1B}", value: nil, notes: ["not in the data"], span: nil, parts: [])),
    ])

  @Test func alignsNumbers() {
    let text = DerivationWriter.text(
      Self.derivation, sources: [Self.source], decimals: 2, width: nil)
    let expected = [
      "   0.75                 Index of Norway (High)",
      "                            arithmetic_mean: the weighted mean",
      "                            m.idx:2: weights   equal",
      "   1.00  × 0.50 = 0.50    Life",
      "missing  × 0.50           中国\\u{1b}",
      "                              not in the data",
    ]
    #expect(text == expected.map { $0 + "\n" }.joined())
  }

  @Test func showsAValueWithTheNameAboveIt() {
    let source = SourceText(
      file: FileID(0), path: "m.idx", text: "let gain \"Gain\" = \n  a - b\nlet x =")
    func text(_ start: Int) -> String {
      let derivation = Derivation(
        title: "Gain", value: 1, notes: [], span: Span(FileID(0), start, start + 3), parts: [])
      return DerivationWriter.text(derivation, sources: [source], decimals: 0, width: nil)
    }
    #expect(text(0).hasSuffix("m.idx:1: let gain \"Gain\" = a - b\n"))
    #expect(text(27).hasSuffix("m.idx:3: let x =\n"))
  }

  @Test func cutsToTheScreen() {
    let text = DerivationWriter.text(
      Self.derivation, sources: [Self.source], decimals: 2, width: 40)
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.cells($0) <= 40 })
    #expect(lines[0].hasSuffix("Index of Norway…"))
  }
}
