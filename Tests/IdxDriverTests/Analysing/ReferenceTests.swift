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

  /// Names of other files, seen from the one that imports them, directly and under an alias.
  @Test func namesOfOtherFilesAreKnown() throws {
    let base = """
      scale Level best first { grade good from 0.5  grade poor }
      index Base { indicator a benefit  indicator b cost }
      variant Half of Base { remove b }
      method twice(x: Real) -> Real { 2 * x }
      """
    let text = """
      import "base.idx" as base
      import "open.idx"
      let v = base.twice(open) + count(over base.Level)
      let w = count(over base.Half.leaves where base.Base.leaves.direction == base.Base.leaves.direction)
      """
    let model = try AnalysedModel(text, files: ["base.idx": base, "open.idx": "let open = 1"])
    #expect(model.namesWithoutReference() == [])
    let analysis = model.analysis
    try #require(analysis.modules.count > 1)
    let imported = analysis.modules[1].id
    let twice = try #require(analysis.symbol(named: "twice", in: imported))
    let uses = analysis.facts.references(to: .symbol(twice.id))
    #expect(
      uses.map { analysis.sources[Int($0.span.file.index)].path } == ["model.idx", "base.idx"])
    #expect(uses.map(\.isDeclaration) == [false, true])
    let open = try #require(analysis.symbol(named: "open"))
    #expect(analysis.module(of: open.span.file)?.path == "open.idx")
    #expect(analysis.facts.references(to: .symbol(open.id)).count == 2)
    let alias = analysis.facts.references(to: .alias(importer: 0, name: "base"))
    #expect(alias.map(\.isDeclaration) == [true, false, false, false, false, false])
    // A node is the same one in a variant.
    let half = try #require(analysis.symbol(named: "Half", in: imported))
    #expect(analysis.facts.references(to: .node(index: half.id, position: 1)).count == 1)
    #expect(analysis.facts.references(in: imported).count > 10)
  }

  /// A name that is a label and a value at once stands for both.
  @Test func labelsThatAreValuesCountTwice() throws {
    let model = try AnalysedModel(
      """
      method f(x: Real) -> (low: Real, high: Real) {
        let low = x
        (low, high: 2 * x)
      }
      let v = f(1).low
      """)
    let method = try #require(model.analysis.symbol(named: "f")).id
    let facts = model.analysis.facts
    let field = facts.references(to: .field(method: method, name: "low"))
    #expect(field.map(\.kind) == [.field, .local, .field])
    let pun = try #require(field[1].label)
    #expect(pun == .field(method: method, name: "low"))
    #expect(facts.references(to: field[1].target).count == 2)
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
