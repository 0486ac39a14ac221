import IdxDiagnostics
import IdxDriver
import IdxEditorTestSupport
import IdxIDE
import Testing

// What follows from a model and is shown in its text.
@Suite struct NumbersTests {
  private static let path = "/models/main.idx"

  private func workspace(_ text: String = "") -> Workspace {
    EditorFixture(parkModel + text + parkFile).workspace
  }

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
    let workspace = workspace()
    let source = try #require(workspace.document(Self.path)).source
    let text = source.text(in: 0..<source.bytes.count)
    let place = try #require(text.firstRange(of: before)).upperBound
    let offset = text.utf8.distance(from: text.startIndex, to: place)
    let hints = try #require(workspace.hints(of: Self.path, in: 0..<text.utf8.count))
    #expect(hints.first { $0.offset == offset }?.text == expected, "\(hints)")
    let hint = try #require(hints.first { $0.offset == offset })
    #expect(workspace.explanation(ofHint: hint.key, at: offset, of: Self.path) != nil)
    #expect(workspace.hints(of: Self.path, in: offset..<offset)?.count == 1)
  }

  @Test func hintsAtNothingThatIsWritten() throws {
    let hints = try #require(workspace().hints(of: Self.path, in: 0..<10_000))
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
    #expect(workspace().title(of: subject, name, in: Self.path) == expected)
  }

  @Test func saysThatBrokenModelsAreNotRun() throws {
    let broken = "let broken = nothing + total\n"
    let workspace = workspace(broken)
    #expect(workspace.title(of: .best, "e", in: Self.path) == "not run: the model has errors")
    #expect(
      workspace.title(of: .expectation, "0", in: Self.path) == "not run: the model has errors")
    let known = try assistant(broken).hierarchies()?.first?.nodes.prefix(3).map(\.effectiveWeights)
    #expect(known == [[nil], [0.6], [0.15]])
  }

  @Test func runsWhatIsNotBroken() throws {
    let workspace = workspace("let broken = nothing\n")
    #expect(
      workspace.title(of: .best, "e", in: Self.path)?.hasPrefix("3 units") == true)
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
    _ = try #require(analysis.assistant { true })
    let workspace = fixture.workspace
    #expect(workspace.title(of: .best, "e", in: Self.path) { true } == nil)
    // What was stopped is worked out when it is asked for again.
    #expect(workspace.title(of: .best, "e", in: Self.path) != nil)
  }
}
