import Foundation
import IdxDiagnostics
import IdxDriver
import IdxTestSupport
import Testing

/// What is said of wrong models, exactly and completely: inline, and as it is shown.
///
/// A fixture whose first line is `// run` is run; all others are checked.
@Suite struct DiagnosticFixtureTests {
  private static let folder = "Tests/Fixtures/diagnostics"
  private static let fixtures = Fixtures.files(in: folder, "idx")

  @Test(arguments: fixtures) func findsWhatIsMarked(_ file: URL) throws {
    let text = try Fixtures.text(file)
    let task: Catalogue.Task = text.hasPrefix("// run\n") ? .run([]) : .check
    let report = try #require(Models.findings(in: text, by: task))
    let own = report.diagnostics.filter { $0.span.file == report.sources[0].file }
    #expect(own.count == report.diagnostics.count)
    let found = own.map {
      Annotation(text, bytes: $0.span.range, text: "\($0.code): \($0.message)")
    }
    if Golden.isBlessing {
      try Data(Annotated.annotate(text, with: found).utf8).write(to: file)
      // The places have moved with the marks.
      let again = Models.findings(in: try Fixtures.text(file), by: task)
      try bless(again?.diagnostics ?? [], again?.sources ?? [], beside: file)
      return
    }
    let difference = Annotated.difference(Annotated.annotations(in: text), found)
    #expect(difference == nil)
    #expect(!found.isEmpty)
    try bless(report.diagnostics, report.sources, beside: file)
  }

  private func bless(
    _ diagnostics: [Diagnostic], _ sources: [SourceText], beside file: URL
  ) throws {
    let shown = HumanRenderer(diagnostics, sources: sources).text
    let expected = file.deletingPathExtension().appendingPathExtension("expected")
    let difference = try Golden.difference(shown, from: expected)
    #expect(difference == nil)
  }

  @Test(arguments: fixtures) func isNamedByItsFirstCode(_ file: URL) throws {
    let name = file.deletingPathExtension().lastPathComponent
    let code = String(name.prefix { $0 != "-" })
    let entry = try #require(Catalogue.entry(code), "\(name)")
    let codes = Annotated.annotations(in: try Fixtures.text(file)).map { $0.text.prefix(5) }
    #expect(codes.contains(Substring(entry.code)), "\(name)")
  }

  /// The areas of names, types, steps and lints; the other areas have the examples of the catalogue.
  @Test(
    arguments: Catalogue.all.map(\.code).filter {
      $0.hasPrefix("E02") || $0.hasPrefix("E03") || $0.hasPrefix("E047") || $0.hasPrefix("W06")
    }
  )
  func everyCodeHasAFixture(_ code: String) {
    // Whether files import each other needs several files: the catalogue has that.
    if ["E0203", "E0204"].contains(code) { return }
    #expect(Self.fixtures.contains { $0.lastPathComponent.hasPrefix(code + "-") })
  }
}
