import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// The limits of the language: each an error, none a crash.
@Suite struct LimitTests {
  private func codes(_ text: String) -> [String] { parse(text).diagnostics.map(\.code) }

  @Test(arguments: [
    ("(", ")"), ("[", "]"), ("f(", ")"), ("x[", "]"), ("(a: ", ")"), ("- ", ""), ("not ", ""),
    ("x ^ ", ""), ("if x then y else ", ""), ("if ", " then x else y"), ("case x { a: ", " }"),
    ("f(x, over I where ", ")"),
  ])
  func limitsNestingOfExpressions(_ open: String, _ close: String) {
    func nested(_ depth: Int, closed: Bool = true) -> String {
      let end = closed ? String(repeating: close, count: depth) : ""
      return "let a = " + String(repeating: open, count: depth) + "1" + end + "\nlet b = 2\n"
    }
    #expect(codes(nested(256)) == [])
    #expect(codes(nested(257)) == ["E0119"])
    let count = open == "(" ? 100_000 : 4000
    for isClosed in [true, false] {
      let tree = parse(nested(count, closed: isClosed))
      #expect(tree.diagnostics.map(\.code) == ["E0119"])
      #expect(tree.model.declarations.last?.name?.text == "b")
      #expect(tree.text == tree.source.bytes)
    }
  }

  @Test(arguments: [
    ("index I { ", "group g { ", "", "} ", "}"), ("judgement J on I { ", "at g { ", "", "} ", "}"),
    ("judgement J on I { ", "rater r { ", "", "} ", "}"),
    ("evaluation e of I on d { ", "at g { ", "", "} ", "}"),
  ])
  func limitsNestingOfDeclarations(
    _ head: String, _ open: String, _ inner: String, _ close: String, _ end: String
  ) {
    func nested(_ depth: Int) -> String {
      head + String(repeating: open, count: depth) + inner
        + String(repeating: close, count: depth) + end + "\nlet b = 2\n"
    }
    #expect(codes(nested(256)) == [])
    #expect(codes(nested(257)) == ["E0119"])
    #expect(codes(nested(10_000)) == ["E0119"])
    let open = head + String(repeating: open, count: 10_000)
    #expect(codes(open) == ["E0119"])
  }

  @Test(arguments: [" + 1", " * x", " and x", " or x", " otherwise x", ".x", "(1)", "[1]"])
  func limitsChains(_ link: String) {
    let deepest = 1000
    func chain(_ count: Int) -> String { "let a = x" + String(repeating: link, count: count - 1) }
    #expect(codes(chain(deepest)) == [])
    #expect(codes(chain(deepest + 1)) == ["E0119"])
    #expect(codes(chain(20_000)) == ["E0119"])
  }

  @Test func limitsNames() {
    let name = String(repeating: "x", count: 256)
    #expect(codes("let \(name) = 1") == [])
    #expect(codes("let `\(name)` = 1") == [])
    #expect(codes("let \(name)x = 1") == ["E0120"])
    #expect(codes("let `\(name)x` = 1") == ["E0120"])
    #expect(codes("let \(String(repeating: "水", count: 86)) = 1") == ["E0120"])
  }

  @Test func limitsFiles() {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: (16 << 20) + 1)
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "large", bytes: bytes))
    #expect(tree.diagnostics.map(\.code) == ["E0121"])
    #expect(tree.tokenCount == 1)
    #expect(tree.model.declarations.isEmpty)
  }

  @Test func limitsLines() {
    let line = "//" + String(repeating: " ", count: (1 << 20) - 2)
    #expect(codes("let a = 1\n\(line)\nlet b = 2\n") == [])
    let tree = parse("let a = 1\n\(line) \nlet b = 2\n")
    #expect(tree.diagnostics.map(\.code) == ["E0125"])
    #expect(tree.diagnostics.first?.span.start == 10)
    #expect(tree.text == tree.source.bytes)
  }

  @Test func readsManyOpenComments() {
    // Each of them could look for its end through the whole file.
    let tree = parse(String(repeating: "/* x\n", count: 100_000))
    #expect(tree.diagnostics.count == 100_000)
    #expect(tree.tokenCount == 200_000)
  }

  @Test func stopsWhenCancelled() {
    var asked = 0
    let source = SourceText(file: FileID(0), path: "x", text: "let a = 1\nlet b = 2\nlet c = 3\n")
    let tree = SyntaxTree.parse(source) {
      asked += 1
      return asked == 3
    }
    #expect(tree.isCancelled)
    #expect(tree.model.declarations.count == 2)
    #expect(tree.diagnostics.isEmpty)
    #expect(tree.text == source.bytes)
  }
}
