import IdxDiagnostics
import IdxDriver
import Testing

/// Every entry of the catalogue, compiled.
@Suite struct CatalogueTests {
  @Test(arguments: Catalogue.all.map(\.code))
  func failingModelIsReportedForExactlyThis(_ code: String) throws {
    let entry = try #require(Catalogue.entry(code))
    let report = try #require(
      Models.findings(in: entry.failing, files: entry.failingFiles, by: entry.task))
    #expect(report.diagnostics.map(\.code) == [code], "\(Models.lines(report))")
    #expect(report.diagnostics.first?.severity == entry.severity)
  }

  @Test(arguments: Catalogue.all.map(\.code))
  func mendedModelIsFreeOfFindings(_ code: String) throws {
    let entry = try #require(Catalogue.entry(code))
    #expect(!entry.failing.isEmpty && !entry.mended.isEmpty)
    let report = try #require(
      Models.findings(in: entry.mended, files: entry.mendedFiles, by: entry.task))
    #expect(Models.lines(report) == [])
  }

  @Test(arguments: Catalogue.all.map(\.code))
  func eachFixMendsTheFailingModel(_ code: String) throws {
    let entry = try #require(Catalogue.entry(code))
    let files = entry.failingFiles
    let report = try #require(
      Models.findings(in: entry.failing, files: files, by: entry.task))
    for fix in report.diagnostics.flatMap(\.fixes) where report.sources[0].path == "model.idx" {
      #expect(!fix.title.isEmpty && !fix.edits.isEmpty)
      guard fix.edits.allSatisfy({ $0.span.file.index == 0 }) else { continue }
      let text = Models.applied(fix.edits, to: entry.failing)
      let again = Models.findings(in: text, files: files, by: entry.task)
      #expect(again?.diagnostics.map(\.code).contains(code) == false, "\(fix.title): \(text)")
    }
  }

  @Test func codesAndNamesAreUnique() {
    let all = Catalogue.all
    #expect(Set(all.map(\.code)).count == all.count)
    #expect(Set(all.map(\.name)).count == all.count)
    for entry in all {
      #expect(Catalogue.entry(entry.name)?.code == entry.code)
      #expect(entry.code.hasPrefix(entry.severity == .error ? "E" : "W"))
      #expect(!entry.title.isEmpty && !entry.explanation.isEmpty, "\(entry.code)")
    }
  }
}
