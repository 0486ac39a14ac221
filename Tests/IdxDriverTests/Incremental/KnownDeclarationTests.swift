import Foundation
import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax
import IdxTestSupport
import Testing

/// What is known of declarations that an edit does not touch is what a check of them would find.
@Suite struct KnownDeclarationTests {
  /// A model of one part, with `methods`, and edits in front of them.
  private static func model(
    _ methods: String, step: String = "scaled", edit: String = "", end: String = ""
  ) -> String {
    """
    data t {
      key u defines Unit
      | u | a | b |
      | "A" | 1 | 4 |
      | "B" | 3 | 2 |
    }
    index Good "Good\(edit)" {
      group g { indicator a benefit  indicator b cost }
      group h { indicator c benefit from a  indicator d benefit from b }
    }
    \(methods)
    evaluation e of Good on t { normalise \(step)  weights equal  aggregate arithmetic_mean }
    \(end)
    """
  }

  private static let scaled = """
    method scaled[U: objects, I: indicators](x: Real?[U, I]) -> oriented Real?[U, I] {
      let most = max(x, over U where present(x))
      case I.direction { benefit: half(x: x) / most  cost: half(x: x / 7) + (2 - 1) }
    }
    """
  private static let half = "method half(x: Real?) -> Real? { x / 2 }"

  private static let withoutHalf =
    scaled.replacing("half(x: x) / most", with: "x / most").replacing("half(x: x / 7)", with: "x")

  /// Texts that follow each other, each with another edit in front.
  private static func edited(
    _ parts: [String], _ text: (_ part: String, _ edit: String) -> String
  ) -> [String] {
    parts.enumerated().map { text($1, "\($0)") }
  }

  private static let histories: [[String]] = [
    // What a method calls gets another input, another result, another body, another kind, or goes.
    edited([
      half, half, "method half(x: Real?, by: Real) -> Real? { x / by }", half,
      "method half(x: Real?) -> Bool { present(x) }",
      "method half(x: Real?) -> Real? { x / \"2\" }", half, "let half = 2", half, "", half,
    ]) { model("\(scaled)\n\($0)", edit: $1) },
    // The same of what is called by what is called.
    edited(["x / 2", "x / 2", "x / \"a\"", "x / 2", "present(x)"]) {
      let quarter = "method quarter(x: Real?) -> Real? { \($0) }"
      return model(
        "\(scaled)\nmethod half(x: Real?) -> Real? { quarter(x: x) * 2 }\n\(quarter)", edit: $1)
    },
    // A method of the library gets a namesake in the model, which is named by no edit.
    edited(["", "", "method max(x: Real) -> Real { x }", "let max = 1", "let present = 1", ""]) {
      model("\(scaled)\n\(half)\n\($0)", edit: $1)
    },
    // A method is declared twice, before and behind the one that was known.
    edited([
      half, half, "\(half)\nmethod half(x: Bool) -> Bool { x }", half,
      "method half(x: Bool) -> Bool { x }\n\(half)", half,
    ]) { model("\($0)\n\(scaled)", edit: $1) },
    // Only what is known uses another, then it does not.
    edited([
      scaled, scaled, withoutHalf,
      withoutHalf, scaled,
    ]) { model("\($0)\n\(half)", edit: $1) },
    // What is known uses another with a word that no call gives.
    edited(["", "", ""]) {
      let choosing = """
        method scaled[U: objects, I: indicators](
          x: Real?[U, I], how: plain | halved = plain
        ) -> oriented Real?[U, I] {
          case how { plain: x * 3  halved: half(x: x) }
        }
        """
      return model("\(choosing)\n\(half)\($0)", edit: $1)
    },
    // Nothing uses what is known.
    edited(["scaled", "scaled", "minmax", "minmax", "scaled"]) {
      model("\(scaled)\n\(half)", step: $0, edit: $1)
    },
    // What methods need is imported, or not.
    edited(["import \"plain.idx\"", "import \"plain.idx\"", "", "", "import \"plain.idx\""]) {
      let half = half.replacing("x / 2", with: "thrice(x: x otherwise 0)")
      return model("\(scaled)\n\(half)", edit: $1) + $0 + "\n"
    },
    // What is imported has the name of what the library has.
    edited(["", "", "import \"other.idx\"", ""]) {
      model("\(scaled)\n\(half)", edit: $1) + $0 + "\n"
    },
    // What fails is told where it was first asked for: in a method that is known.
    edited(["", "", "// \n", ""]) {
      let half = half.replacing("x / 2", with: "x * (1e200 * 1e200)")
      return model(
        "\($0)\(half)\n\(scaled)", edit: $1,
        end: "let huge = 1e200 * 1e200\nlet shown = e.score * huge")
    },
    // A method warns, is wrong, and is mended.
    edited(["x / 2", "x / 2", "x / 2 + y", "x / 2", "x / 0", "x / 0", "ln(x: 0)"]) {
      model("\(scaled)\n\(half.replacing("x / 2", with: $0))", edit: $1)
    },
    // What is called again and again fails in its body, which moves.
    ["", "", "// moved\n", "", "// moved again\n"].map {
      $0 + """
        axis P { p, q }
        method middle[I: parts](x: Real[I]) -> Real {
          require sum(x, over I) < 5 else "much"
          sum(x, over I) / 2
        }
        let a = P(p: 1, q: 2)
        let b = P(p: 1, q: 3)
        let c = P(p: 1, q: 4)
        let k = middle(x: a)
        let l = middle(x: b)
        let m = middle(x: c)
        expect k + l + m > 0
        """
    },
  ]

  @Test(arguments: histories)
  func methodsAreFoundAsTheyAre(_ texts: [String]) throws { try agree(on: texts) }

  private static let compared = "a : b = 2  a : c = 1/7  b : c = 3"

  private static let judgements: [[String]] = [
    // Comparisons that are not consistent move, with the number that should be another.
    ["", "one", "more than one", "// \n"].map { judged("c", compared, label: $0) },
    // What is compared is called otherwise, stands elsewhere, or is a group.
    ["c", "c", "d", "c", "g.c", "c"].map { judged($0, compared) },
    // The comparisons change, and are wrong.
    [compared, compared, "a : b = 2", compared, "a : b = 2  a : c = x  b : c = 3", compared].map {
      judged("c", $0)
    },
    // The raters, and their axis.
    edited(["", "", "axis R { k l }", "axis R { m }", ""]) {
      let both = "rater k { \(compared) }  rater l { \(compared) }"
      return judged("c", both, by: " by R", label: $1) + $0 + "\n"
    },
  ]

  @Test(arguments: judgements)
  func judgementsAreFoundAsTheyAre(_ texts: [String]) throws { try agree(on: texts) }

  private static func judged(
    _ last: String, _ comparisons: String, by raters: String = "", label: String = ""
  ) -> String {
    let indicators = ["a", "b"] + (last == "g.c" ? ["c"] : [last])
    let lines = indicators.map { "indicator \($0) benefit" }.joined(separator: "\n  ")
    let nodes = last == "g.c" ? "group g {\n  \(lines) }\n  indicator z benefit" : lines
    return """
      index I "I \(label)" {
        \(nodes)
      }
      judgement J on I\(raters) { \(comparisons) }
      let used = J.weights

      """
  }

  /// The types of expressions in methods that were not walked are there for who asks.
  @Test func bodiesThatWereNotWalkedAreToldOfOnRequest() throws {
    let checker = ModelChecker(path: "edited.idx")
    for (number, edit) in ["", "a", "b"].enumerated() {
      let text = Self.model(
        "\(Self.scaled)\n\(Self.half)\nmethod alone(x: Real?) -> Real? { half(x: x) }", edit: edit)
      let (tree, provider) = Self.read(text)
      _ = try #require(checker.check(tree, provider: provider, options: options))
      let part = try #require(checker.parts(of: tree).part(around: 1))
      let after = try #require(
        Driver.analyse("edited.idx", part: part, provider: provider, options: options))
      let fresh = try #require(
        Driver.analyse("edited.idx", provider: provider, options: options))
      let methods = tree.model.declarations.map(\.node).filter { $0.kind == .methodDeclaration }
      let told = methods.prefix(2).map { types(in: $0, after) }
      #expect(told == methods.prefix(2).map { types(in: $0, fresh) }, "\(number)")
      #expect(told.allSatisfy { $0.count > 2 })
    }
  }

  private func types(in node: Node, _ model: ModelAnalysis) -> [String] {
    (model.facts.type(of: node).map { ["\(node.text): \($0.words)"] } ?? [])
      + node.children.flatMap { types(in: $0, model) }
  }

  private let options = DriverOptions()

  private static func read(_ text: String) -> (SyntaxTree, MemoryProvider) {
    let bytes = Array(text.utf8)
    let folder = Fixtures.repository.appendingPathComponent("Tests/Fixtures/evaluation/modules")
    return (
      SyntaxTree.parse(SourceText(file: FileID(0), path: "edited.idx", bytes: bytes)),
      MemoryProvider(
        files: ["edited.idx": bytes, "other.idx": Array("method max(x: Real) -> Real { x }".utf8)],
        folder: folder)
    )
  }

  /// Checks that each of `texts`, edited into each other, is told to be wrong as by itself.
  private func agree(on texts: [String]) throws {
    let checker = ModelChecker(path: "edited.idx")
    for (number, text) in texts.enumerated() {
      let (tree, provider) = Self.read(text)
      let found = try #require(checker.check(tree, provider: provider, options: options))
      let fresh = ModelChecker(path: "edited.idx")
      let expected = try #require(fresh.check(tree, provider: provider, options: options))
      #expect(found.diagnostics == expected.diagnostics, "text \(number)")
    }
  }
}

extension String {
  fileprivate func replacing(_ part: String, with other: String) -> String {
    replacingOccurrences(of: part, with: other)
  }
}
