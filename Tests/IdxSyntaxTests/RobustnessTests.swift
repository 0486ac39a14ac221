import Foundation
import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// Whatever the bytes are, parsing ends, loses nothing, and says little.
@Suite struct RobustnessTests {
  /// More than this for one changed token is a cascade.
  static let mostForOneMistake = 4

  @Test(arguments: Fixtures.files(in: "Tests/Fixtures/syntax/trees", "idx"))
  func survivesMutationOfEachToken(_ file: URL) throws {
    let tree = try parse(file)
    let tokens = (0..<tree.tokenCount).map { tree.token($0) }
    let texts = tokens.map { Array(tree.source.bytes[$0.span.range]) }
    // Large files: some of the tokens.
    let places = tokens.indices.filter { !tokens[$0].kind.isTrivia }
    for place in stride(from: 0, to: places.count, by: 1 + places.count / 150) {
      let i = places[place]
      var dropped = texts
      dropped.remove(at: i)
      try check(dropped, file)
      var doubled = texts
      doubled.insert(Array(" ".utf8) + texts[i], at: i + 1)
      try check(doubled, file)
      guard let next = tokens[(i + 1)...].firstIndex(where: { !$0.kind.isTrivia }) else { continue }
      var swapped = texts
      swapped.swapAt(i, next)
      try check(swapped, file)
    }
  }

  private func check(_ texts: [[UInt8]], _ file: URL) throws {
    let bytes = Array(texts.joined())
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "mutant", bytes: bytes))
    let text = String(decoding: bytes, as: UTF8.self)
    if let defect = defect(of: tree) { Issue.record("\(defect)\n\(text)") }
    if tree.diagnostics.count > Self.mostForOneMistake {
      Issue.record("a cascade\n\(summary(tree))\n\(text)")
    }
  }

  @Test func survivesRandomBytes() {
    var random = SeededRandom(3)
    repeatRandomly(300) {
      let count = Int.random(in: 0..<300, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "random", bytes: bytes))
      #expect(defect(of: tree) == nil, "\(bytes)")
      if count > 100 { #expect(tree.diagnostics.count == 1, "\(bytes)") }
    }
  }

  @Test func survivesRandomTokens() {
    var random = SeededRandom(4)
    let signs = "( ) [ ] { } , . ... : ; = == != < <= > >= + - * / ^ | ? ' -> ! \" ` \n // ///"
    let others = ["x", "水", "12", "0.5", "\"a\"", "`a b`", "\u{202E}", "（", "”", "\\", "%"]
    let texts = signs.components(separatedBy: " ") + Keyword.allCases.map(\.text) + others
    repeatRandomly(300) {
      let count = Int.random(in: 0..<200, using: &random)
      var text = ""
      for _ in 0..<count { text += random.pick(texts) + random.pick([" ", " ", "", "\n"]) }
      let tree = parse(text)
      #expect(defect(of: tree) == nil, "\(text)")
      #expect(tree.diagnostics.count <= count + 1, "\(text)")
    }
  }

  private func repeatRandomly(_ count: Int, _ body: () -> Void) {
    for _ in 0..<count { body() }
    let end = Date.now + Fixtures.fuzzSeconds
    while Date.now < end { body() }
  }
}
