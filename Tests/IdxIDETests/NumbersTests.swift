import IdxDiagnostics
import IdxDriver
import IdxEditorTestSupport
import IdxIDE
import Testing

// What follows from a model and is shown in its text.
@Suite struct NumbersTests {
  private func assistant(_ text: String = "") throws -> Assistant {
    try #require(EditorFixture(parkModel + text + parkFile).assistant)
  }

  @Test(arguments: [
    // The weight in the whole index behind each indicator.
    ("range 0... weight 0.25", "0.150"), ("water cost weight 0.75", "0.450"),
    ("jobs benefit weight 0.4", "0.400"),
    // The weights that follow from comparisons.
    ("nature : jobs = 3", "nature 0.750, jobs 0.250"),
    ("trees : water = 1/3", "trees 0.250, water 0.750"),
    ("a : b, c = 2, 4", "a 0.547"), ("b : c = 4", "b 0.345, c 0.109"),
    // The axes of values.
    ("let doubled", "[Park]"),
  ])
  func hints(_ before: String, _ expected: String) throws {
    let assistant = try assistant()
    let text = assistant.document.source.text(in: 0..<assistant.document.bytes.count)
    let place = try #require(text.firstRange(of: before)).upperBound
    let offset = text.utf8.distance(from: text.startIndex, to: place)
    let hints = assistant.hints(in: 0..<text.utf8.count)
    #expect(hints.first { $0.offset == offset }?.text == expected, "\(hints)")
    let hint = try #require(hints.first { $0.offset == offset })
    #expect(assistant.explanation(ofHint: hint.key) != nil)
    #expect(assistant.hints(in: offset..<offset).count == 1)
  }

  @Test func hintsAtNothingThatIsWritten() throws {
    let hints = try assistant().hints(in: 0..<10_000)
    #expect(!hints.contains { $0.key == "axes:total" })
    #expect(hints.count == 8)
  }

  @Test(arguments: [
    (CodeLens.Subject.run, "e", "Run"),
    (.best, "e", "3 units, top three: Cedar 0.550, Ash 0.450, Birch 0.313"),
    (.consistency, "K", "CR 0.046"), (.consistency, "J", "no consistency ratio"),
    (.expectation, "0", "passes: got 8"), (.expectation, "1", "fails: got 8"),
  ])
  func titles(_ subject: CodeLens.Subject, _ name: String, _ expected: String) throws {
    let assistant = try assistant()
    #expect(assistant.document.lenses.contains { $0.subject == subject && $0.name == name })
    #expect(assistant.title(of: subject, name) == expected)
  }

  @Test func saysThatBrokenModelsAreNotRun() throws {
    let assistant = try assistant("let broken = nothing\n")
    #expect(assistant.title(of: .best, "e") == "not run: the model has errors")
    #expect(assistant.title(of: .expectation, "0") == "not run: the model has errors")
    let known = assistant.hierarchies()?.first?.nodes.prefix(3).map(\.effectiveWeights)
    #expect(known == [[nil], [0.6], [0.15]])
  }

  @Test func tellsTheHierarchy() throws {
    let found = try assistant().hierarchies("e")
    let hierarchy = try #require(found?.first)
    #expect(hierarchy.nodes.map(\.path) == ["", "nature", "nature.trees", "nature.water", "jobs"])
    #expect(hierarchy.objects == ["Ash", "Birch", "Cedar"])
    #expect(hierarchy.nodes[2].scores == [[0, 0.75, 1]])
    #expect(hierarchy.nodes.map(\.weights) == [[], [0.6], [0.25], [0.75], [0.4]])
  }

  @Test func showsResultsPlansAndDerivations() throws {
    let fixture = EditorFixture(parkModel + parkFile)
    let analysis = try #require(fixture.analysis)
    let table = try assistant().table(of: "e")
    #expect(table?.contains("Birch") == true)
    let plan = analysis.plan(of: [], format: .dot) { false }
    #expect(plan?.hasPrefix("digraph") == true)
    let why = analysis.explanation(of: ["e", "Birch"]) { false }
    #expect(why?.contains("Trees") == true)
  }

  @Test func stopsWhereSomethingNewerArrives() throws {
    let fixture = EditorFixture(parkModel + parkFile)
    let analysis = try #require(fixture.analysis)
    #expect(analysis.assistant { true } == nil)
    _ = analysis.assistant()
    let assistant = try #require(analysis.assistant { true })
    #expect(assistant.title(of: .best, "e") == nil)
    // What was stopped is worked out when it is asked for again.
    _ = analysis.assistant()
    #expect(assistant.title(of: .best, "e") != nil)
  }
}
