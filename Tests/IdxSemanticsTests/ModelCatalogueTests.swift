import IdxDiagnostics
import Testing

@Suite struct ModelCatalogueTests {
  static let entries = Catalogue.all.filter {
    // E0433 is about a step, which needs more than the reading of declarations, as files do.
    $0.code.hasPrefix("E04") && $0.code < "E0470" && $0.code != "E0433"
      && $0.failingFiles.isEmpty
      || $0.code == "W0601" || $0.code == "W0602"
  }

  @Test(arguments: entries.map(\.code))
  func reportsTheFailingModelAndNothingElse(code: String) throws {
    let entry = try #require(Catalogue.entry(code))
    let failing = ModelReading(entry.failing)
    #expect(failing.diagnostics.map(\.code) == [code], "\(failing.lines)")
    #expect(failing.diagnostics.first?.severity == entry.severity)
    let mended = ModelReading(entry.mended)
    #expect(mended.lines == [])
  }

  @Test func codesAreUniqueAndEnough() {
    #expect(Set(Self.entries.map(\.code)).count == Self.entries.count)
    #expect(Set(Self.entries.map(\.name)).count == Self.entries.count)
    #expect(Self.entries.count == 53)
  }
}
