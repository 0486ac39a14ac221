import IdxDiagnostics
import IdxDriver
import IdxEditorTestSupport
import IdxIDE
import IdxSemantics
import Testing

/// What holds of all actions, wherever they are asked for.
@Suite struct ActionSafetyTests {
  /// A model without errors that has something for each refactoring.
  private static let whole = """
    data cities {
      key city defines City
      | city  | jobs | wages | trees | birds | parks |
      | Ashby |    4 |    20 |     2 |     3 |     1 |
      | Brent |    5 |    15 |     1 |     7 |     2 |
    }

    /// What a city is worth.
    index Good "Good" {
      group economy "Economy" weight 0.5 {
        indicator jobs  "Jobs"  benefit weight 0.25
        indicator wages "Wages" benefit weight 0.75
      }
      group nature weight 0.5 {
        indicator trees benefit weight 0.2
        indicator birds benefit weight 0.5
        indicator parks benefit weight 0.3
      }
    }

    variant Small of Good rescale { remove jobs }

    index Plain { group a { indicator jobs cost  indicator wages benefit }  indicator trees benefit }

    judgement Council on Plain {
      a : trees = 2
      at a { jobs : wages = 1/3 }
    }

    method doubled(x: Real, more: Real = 1 + 2) -> Real {
      let y = 2 * x
      require y > 0 else "no"
      -y ^ 2 + more * (x - 1)
    }

    evaluation e of Good on cities {
      normalise minmax
      weights   given
      aggregate arithmetic_mean
    }

    evaluation f of Plain on cities {
      normalise minmax
      weights   ahp(Council)
      aggregate arithmetic_mean
    }

    evaluation g of Small on cities { normalise minmax  weights given  aggregate arithmetic_mean }

    let total = sum(cities.jobs, over City)
    let part = cities.jobs / total - e.at(economy.jobs).share
    expect doubled(2) == -14 + part["Ashby"] * 0 within 1e-9
    expect e.at(economy).score["Ashby"] >= 0
    """

  /// A model with something for each quick fix.
  private static let broken = """
    import "none.idx"
    data cities {
      key city defines City
      | city  | jobs | trees |
      | Ashby |    4 |     2 |
    }
    index Good { group a weight 1 { indicator jobz benefit }  indicator trees weight 2 }
    judgement J on Good { a, trees = 3  a : = 2 }
    axis Part { x, y, z, w }
    judgement K on Part { x : y = 3 }
    evaluation e of Good on cities { weights given aggregate arithmetic_mean }
    allow(group-with-one-child) "no" parameter p = 3
    let a = totl × 2
    let b = a = 3
    """

  @Test(arguments: [whole, broken])
  func editsAreInRangeAndApart(_ text: String) {
    var check = ActionCheck(text)
    for offset in 0...text.utf8.count {
      check.takeAll(offset..<offset)
      if offset % 5 == 0 { check.takeAll(offset..<min(offset + 17, text.utf8.count)) }
    }
    #expect(check.taken > 20)
  }

  @Test(arguments: [whole, broken, broken.replacing("\n", with: "\r\n")])
  func worksInPartOfAModel(_ text: String) {
    let bytes = Array(text.utf8)
    for end in stride(from: 5, to: bytes.count, by: 61) {
      var check = ActionCheck(String(decoding: bytes[..<end], as: UTF8.self))
      for offset in [end, end - 4, end / 2] { check.takeAll(offset..<offset) }
      check.takeAll(max(0, end - 60)..<end)
    }
  }

  /// Refactorings of the hierarchy leave the effective weights as they are.
  @Test(arguments: ["Extract 2 nodes into a group", "Inline the group `nature`"])
  func keepsEffectiveWeights(_ title: String) throws {
    let path = "/models/main.idx"
    let start = try #require(Self.whole.utf8.firstRange(of: "nature".utf8))
    let offset = Self.whole.utf8.distance(from: Self.whole.startIndex, to: start.lowerBound)
    let ranges = [offset..<offset, offset + 24..<offset + 70]
    let weights = try ranges.compactMap { range -> [Double]? in
      let workspace = Workspace(host: MemoryHost(files: [:]))
      workspace.open(path, version: 1, bytes: Array(Self.whole.utf8))
      guard let action = workspace.actions(in: path, range)?.first(where: { $0.title == title }),
        case .edits(let files)? = workspace.outcome(of: action.id, in: path, range)
      else { return nil }
      let text = applied(files[0].edits, to: Array(Self.whole.utf8))
      workspace.open(path, version: 2, bytes: Array(text.utf8))
      return try Self.leafWeights(#require(workspace.analysis(of: path)))
    }
    #expect(weights.count == 1)
    let sizes = weights.first.map { $0.map { ($0 * 1e12).rounded() / 1e12 } }
    #expect(sizes == [0.125, 0.375, 0.1, 0.25, 0.15])
  }

  private static func leafWeights(_ analysis: Analysis) -> [Double] {
    guard let model = analysis.model(),
      let evaluation = model.evaluations.first(where: { $0.name == "e" })
    else { return [] }
    let known = model.weights(ofEvaluation: "e")
    return evaluation.index.leaves.compactMap { known[$0].effective }
  }
}

/// Takes the actions that a text is offered, each once in a while of bytes.
private struct ActionCheck {
  private let path = "/models/main.idx"
  private let workspace = Workspace(host: MemoryHost(files: [:]))
  private let bytes: [UInt8]
  private let isFree: Bool
  private var seen: Set<String> = []
  /// How many were taken.
  private(set) var taken = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    workspace.folders = ["/models"]
    workspace.open(path, version: 1, bytes: bytes)
    isFree = workspace.analysis(of: path).map { Self.errors(in: $0) == 0 } ?? false
  }

  /// Takes all actions at `range`: what they leave must be a model without errors where it was one.
  mutating func takeAll(_ range: Range<Int>) {
    let actions =
      (workspace.actions(in: path, range) ?? [])
      + (workspace.actions(in: path, range, only: ["source"]) ?? [])
    for action in actions
    where seen.insert("\(action.id) \(range.lowerBound / 64) \(range.count)").inserted {
      guard case .edits(let files)? = workspace.outcome(of: action.id, in: path, range) else {
        continue
      }
      taken += 1
      for file in files { check(file.edits, "\(action.title) at \(range)") }
    }
  }

  private func check(_ edits: [ByteEdit], _ title: String) {
    #expect(edits.allSatisfy { $0.range.upperBound <= bytes.count }, "\(title)")
    let isApart = zip(edits, edits.dropFirst()).allSatisfy {
      $0.range.upperBound <= $1.range.lowerBound
    }
    #expect(isApart, "\(title)")
    guard isFree else { return }
    let after = Workspace(host: MemoryHost(files: [:]))
    after.open(path, version: 1, bytes: Array(applied(edits, to: bytes).utf8))
    guard let changed = after.analysis(of: path) else { return }
    #expect(Self.errors(in: changed) == 0, "\(title): \(changed.findings.first?.message ?? "")")
  }

  private static func errors(in analysis: Analysis) -> Int {
    analysis.findings.count { $0.severity == .error }
  }
}
