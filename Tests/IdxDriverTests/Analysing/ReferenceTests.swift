import Foundation
import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxStandardLibrary
import IdxTestSupport
import Testing

/// Whether names are known, and whether a model that is wrong does harm.
@Suite struct ReferenceTests {
  private static let everything = Fixtures.repository.appending(
    path: "Tests/IdxDriverTests/Robustness/everything.idx")

  private static let modules = StandardLibrary.files.map(\.path).filter {
    $0.hasPrefix("methods/") && $0.hasSuffix(".idx")
  }

  /// Every name of every model of the library stands for something.
  @Test(arguments: LibraryModelTests.models) func everyNameIsKnown(_ path: String) throws {
    let model = try AnalysedModel(library: path)
    #expect(model.namesWithoutReference() == [])
    #expect(model.fault == nil)
    #expect(model.analysis.facts.references(in: 0).count > 20)
    #expect(model.analysis.report.diagnostics.isEmpty)
  }

  @Test func everyNameOfTheWholeLanguageIsKnown() throws {
    let model = try AnalysedModel(Fixtures.text(Self.everything))
    #expect(model.namesWithoutReference() == [])
    #expect(model.fault == nil)
  }

  /// Names in methods of the library, which are checked as if they were the model.
  @Test(arguments: Self.modules) func everyNameOfMethodsIsKnown(_ path: String) throws {
    let model = try AnalysedModel(library: path)
    #expect(model.namesWithoutReference() == [])
    #expect(model.fault == nil)
  }

  /// Every name of the models that the language accepts stands for something, in what they import as well.
  @Test(arguments: ModelCase.all("accepted")) func everyNameIsKnown(_ text: ModelCase) throws {
    let model = try AnalysedModel(text.files)
    for module in model.analysis.modules where !module.isStandard {
      #expect(model.namesWithoutReference(in: module.id) == [], "\(module.path)")
    }
    #expect(model.fault == nil)
  }

  /// Of a broken model as much is known as was walked, and what is wrong is what a check says.
  @Test(arguments: Catalogue.all.map(\.code)) func brokenModelIsAnalysed(_ code: String) throws {
    let entry = try #require(Catalogue.entry(code))
    var files = entry.failingFiles
    files[AnalysedModel.path] = Array(entry.failing.utf8)
    let model = try AnalysedModel(MemoryProvider(files: files))
    #expect(model.fault == nil)
    #expect(Models.lines(model.analysis.report) == Models.lines(model.checked))
  }

  @Test(arguments: ModelCase.all("refused")) func refusedModelIsAnalysed(_ text: ModelCase) throws {
    let model = try AnalysedModel(text.files)
    #expect(model.fault == nil)
    #expect(Models.lines(model.analysis.report) == Models.lines(model.checked))
  }

  /// A model that is being typed: cut off anywhere, and with a word left out.
  @Test func survivesWhatIsBeingTyped() throws {
    let bytes = Array(try Fixtures.text(Self.everything).utf8)
    var random = SeededRandom(7)
    for _ in 0..<60 {
      let cut = Int.random(in: 0...bytes.count, using: &random)
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(start + Int.random(in: 1...12, using: &random), bytes.count)
      for text in [Array(bytes[..<cut]), Array(bytes[..<start] + bytes[end...])] {
        let model = try AnalysedModel(MemoryProvider(files: [AnalysedModel.path: text]))
        #expect(model.fault == nil, "\(String(decoding: text, as: UTF8.self))")
      }
    }
  }
}
