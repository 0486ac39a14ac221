import IdxDiagnostics
import Testing

@Suite struct ModelRobustnessTests {
  /// All models of the catalogue that the readers speak of, but for the very large ones.
  static let models = ModelCatalogueTests.entries.filter { !["E0410", "E0452"].contains($0.code) }
    .flatMap { [$0.failing, $0.mended] }

  /// Without any one of its words a model is read to its end, and findings lie within it.
  @Test(arguments: models)
  func readsModelsThatLackAWord(model: String) {
    let words = model.split(separator: " ", omittingEmptySubsequences: false)
    for position in words.indices {
      var rest = words
      rest.remove(at: position)
      let reading = ModelReading(rest.joined(separator: " "))
      let size = reading.source.bytes.count
      for finding in reading.diagnostics {
        let places =
          [finding.span] + finding.labels.map(\.span)
          + finding.fixes.flatMap { fix in
            fix.edits.map(\.span)
          }
        #expect(places.allSatisfy { $0.start <= $0.end && Int($0.end) <= size })
        #expect(finding.message.hasPrefix("expected") || finding.code.hasPrefix("E01"))
      }
    }
  }

  /// A model that is cut off anywhere has no more findings of the readers than parts that stand.
  @Test(arguments: models)
  func readsModelsThatAreCutOff(model: String) {
    let whole = Set(ModelReading(model).diagnostics.map(\.code))
    for length in stride(from: 1, to: model.unicodeScalars.count, by: 7) {
      let reading = ModelReading(
        String(String.UnicodeScalarView(model.unicodeScalars.prefix(length))))
      let cascaded = reading.diagnostics.filter {
        $0.code.hasPrefix("E04") && !whole.contains($0.code)
      }
      let isBroken = reading.diagnostics.contains { $0.code.hasPrefix("E01") }
      #expect(!isBroken || cascaded.count <= 1, "\(reading.lines)")
    }
  }
}
