import Foundation
import IdxDiagnostics
import IdxTestSupport
import Testing

@testable import IdxSyntax

/// The tree of a changed text that is made of the tree before is the one that the text alone gives.
@Suite struct ReparseTests {
  /// Texts with what they become, each with a reason of its own why the old tree is not to be trusted.
  private static let changes: [(String, String)] = [
    ("", "let a = 1\n"), ("let a = 1\n", ""), ("let a = 1", "let a = 1\n"),
    // A comment begins, ends, or is opened, and reaches far.
    ("let a = 1\nlet b = 2\nlet c = 3\n", "let a = 1\n/* let b = 2\nlet c = 3\n"),
    ("/* let a = 1\nlet b = 2\nlet c = 3\n", "/* let a = 1\nlet b = 2\nlet c = 3 */\n"),
    ("/* a\n b */ let a = 1\nlet b = 2\n", "/* a\n b / let a = 1\nlet b = 2\n"),
    // Line ends.
    ("let a = 1\rlet b = 2\r\nlet c = 3\n", "let a = 1\r\nlet b = 2\rlet c = 3\n"),
    ("let a = \"x\nlet b = 2\n", "let a = \"xlet b = 2\n"),
    ("\u{FEFF}let a = 1\n", "let a = 1\n"), ("let a = 1\n", "\u{FEFF}let a = 1\n"),
    // What a mistake leaves behind for the lines after it.
    ("let a = 1\nlet b = 2\n", "let a =\nlet b = 2\n"),
    ("let a = (1,\nlet b = 2\nlet c = 3\n", "let a = (1)\nlet b = 2\nlet c = 3\n"),
    ("index I {\n group g {\n}\nlet b = 2\n", "index I {\n group g {\n}}\nlet b = 2\n"),
    ("foo\n  bar 1\n  baz 2\nlet a = 1\n", "foo x\n  bar 1\n  baz 2\nlet a = 1\n"),
    // A word that is read as another one, here or elsewhere.
    ("indx I {\n indicatr a benefit\n}\nlet b = 1\n", "indx I {\n indicatr a cost\n}\nlet b = 1\n"),
    ("lett a = 1\nmethd m() -> Real { 1 }\n", "let a = 1\nmethd m() -> Real { 1 }\n"),
    ("let a = 1 || 2\nlet b = !true\n", "let a = 12 || 2\nlet b = !true\n"),
    ("let a = x || :\nlet b = 1\n", "let a = x || :\nlet b = 12\n"),
    // What is looked at ahead.
    ("let a = if b\n\n\n\nlet c = 2 then 1\n", "let a = if b\n\n\n\nlet c = 2 the 1\n"),
    ("let a = x\nallow (b-c) \"\"\nlet c = 2\n", "let a = x\nallow [b-c) \"\"\nlet c = 2\n"),
    ("expect a\nor b == 1\n", "expect a\nor , b == 1\n"),
    ("let a = 1e\nlet b = 2\n", "let a = 1e\n+2\nlet b = 2\n"),
    // More than the lines say: a limit, an encoding.
    ("let a = 1\n", "let \u{202E}a = 1\n"), ("let \u{202E}a = 1\n", "let \u{202E}a = 12\n"),
    ("let a = 1\n", "l\0e\0t\0 \0a\0 \0=\0 \0 \01\0\n\0"),
  ]

  @Test(arguments: Self.changes)
  func equalsAFreshParse(_ old: String, _ new: String) {
    check(Array(old.utf8), Array(new.utf8))
    check(Array(new.utf8), Array(old.utf8))
  }

  private func check(_ old: [UInt8], _ new: [UInt8]) {
    let tree = SyntaxTree.parse(source(old))
    let reparse = SyntaxTree.parse(source(new), reusing: tree)
    let defect = defect(of: reparse, after: tree)
    #expect(defect == nil, "\(String(decoding: old, as: UTF8.self).debugDescription)")
  }

  @Test func keepsWhatIsNotTouched() {
    let lines = (0..<100).map { "/// Number \($0).\nlet n\($0) = \($0)\n" }
    let tree = parse(lines.joined())
    func reuse(_ line: Int, _ text: String) -> [Int] {
      var changed = lines
      changed[line] = text
      let reparse = SyntaxTree.parse(source(Array(changed.joined().utf8)), reusing: tree)
      #expect(defect(of: reparse, after: tree) == nil)
      return [reparse.head, reparse.tail]
    }
    // Where a declaration ends, what follows tells.
    #expect(reuse(50, "/// Number 50.\nlet n50 = 51\n") == [49, 49])
    #expect(reuse(50, "/// Number 51.\nlet n50 = 50\n") == [49, 49])
    #expect(reuse(50, "/// Number 50.\n\nlet n50 = 50\n") == [49, 49])
    #expect(reuse(50, "/// Number 50.\nlet n50 = (\n") == [49, 48])
    #expect(reuse(50, "/// Number 50.\nlet n50 = 50\n/// And more.\n") == [50, 48])
    #expect(reuse(50, "") == [49, 49])
    #expect(reuse(0, "let n0 = 0\n") == [0, 99])
    #expect(reuse(99, "let n99 = 0\n") == [98, 0])
    #expect(reuse(50, lines[50]) == [99, 0])
  }

  @Test func readsAllWhereTheChangeIsWrong() {
    let old = parse("let a = 1\nlet b = 2\n")
    let new = source(Array("let a = 1\nlet b = 23\n".utf8))
    for change in [
      TextChange(0..<0, by: 0), TextChange(30..<30, by: 1), TextChange(-1..<0, by: 2),
      TextChange(0..<5, by: -1),
    ] {
      let reparse = SyntaxTree.parse(new, reusing: old, change)
      #expect(defect(of: reparse, after: old) == nil)
      #expect(reparse.head + reparse.tail == 0)
    }
  }

  /// What follows a change on its line may be more than room is made for at first.
  @Test(arguments: [1, 10, 1000, 5000]) func readsLongLines(_ count: Int) {
    let list = "let a = [" + Array(repeating: "1", count: count).joined(separator: ",")
    let renamed = "let c\(list.dropFirst(5))"
    check(Array("\(list)]\nlet b = 2\n".utf8), Array("\(renamed)]\nlet b = 2\n".utf8))
    check(Array("\(list)]\nlet b = 2".utf8), Array("\(list)]let b = 2".utf8))
  }

  /// A tree gets the memory of one that nobody holds, and of no other.
  @Test func treesThatAreHeldStay() throws {
    let lines = (0..<500).map { "let n\($0) = \($0)\n" }
    var tree = parse(lines.joined())
    var held: [SyntaxTree] = []
    var places: Set<UnsafeRawPointer> = []
    for number in 0..<60 {
      var changed = lines
      changed[number * 7] = "let m = [\(number), (2 + \(number))]\n"
      let next = SyntaxTree.parse(source(Array(changed.joined().utf8)), reusing: tree).tree
      if number % 5 == 0 { held.append(tree) }
      tree = next
      tree.records.withUnsafeBytes { if let place = $0.baseAddress { places.insert(place) } }
    }
    for tree in held + [tree] {
      let again = SyntaxTree.parse(tree.source)
      #expect(tree.tokens.kinds == again.tokens.kinds && tree.tokens.places == again.tokens.places)
      #expect(tree.nodeCount == again.nodeCount)
      #expect(tree.records.map(\.kind) == again.records.map(\.kind))
      #expect(tree.records.map(\.end) == again.records.map(\.end))
    }
    #expect(places.count <= held.count + 3)
  }

  @Test func stopsWhenCancelled() {
    let old = parse("let a = 1\nlet b = 2\nlet c = 3\n")
    let new = source(Array("let a = 1\nlet b =\nlet c = 3\n".utf8))
    let reparse = SyntaxTree.parse(new, reusing: old, isCancelled: { true })
    #expect(reparse.tree.isCancelled)
    #expect(reparse.tree.text == new.bytes)
    let again = SyntaxTree.parse(old.source, reusing: reparse.tree)
    #expect(defect(of: again, after: reparse.tree) == nil)
  }

  @Test func survivesRandomEdits() throws {
    var random = SeededRandom(11)
    let writer = EditWriter(texts: try Self.texts())
    let end = Date.now + Fixtures.fuzzSeconds
    var count = 0
    while count < 10_000 || Date.now < end {
      var bytes = writer.text(&random)
      var tree = SyntaxTree.parse(source(bytes))
      var before: [[UInt8]] = []
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        count += 1
        let isUndone = !before.isEmpty && random.once(in: 3)
        let change: TextChange
        if let last = before.last, isUndone {
          before.removeLast()
          change = TextChange(from: bytes, to: last)
          bytes = last
        } else {
          before.append(bytes)
          change = writer.edit(&bytes, &random)
        }
        let reparse = SyntaxTree.parse(source(bytes), reusing: tree, change)
        if let defect = defect(of: reparse, after: tree) {
          let old = String(decoding: tree.source.bytes, as: UTF8.self).debugDescription
          let new = String(decoding: bytes, as: UTF8.self).debugDescription
          Issue.record("\(defect)\n\(change)\n\(old)\n\(new)")
          return
        }
        tree = reparse.tree
      }
    }
  }

  /// The models of the library and of the tests.
  private static func texts() throws -> [[UInt8]] {
    let files = ["stdlib", "Tests/Fixtures"].flatMap { Fixtures.files(in: $0, "idx") }
    return try files.map { try Fixtures.bytes($0) }.filter { $0.count < 100_000 }
  }
}

private func source(_ bytes: [UInt8]) -> SourceText {
  SourceText(file: FileID(0), path: "test.idx", bytes: bytes)
}

/// Returns in what `reparse`, made of the tree `old`, is not what the text alone gives.
private func defect(of reparse: Reparse, after old: SyntaxTree) -> String? {
  let tree = reparse.tree
  let fresh = SyntaxTree.parse(tree.source)
  if tree.tokens.kinds != fresh.tokens.kinds { return "other tokens" }
  if tree.tokens.places != fresh.tokens.places { return "tokens at other places" }
  if !tree.records.elementsEqual(fresh.records, by: { $0.isSame(as: $1) }) { return "other nodes" }
  if tree.diagnostics != fresh.diagnostics {
    return "other findings\n\(summary(tree))\ninstead of\n\(summary(fresh))"
  }
  if tree.isCancelled != fresh.isCancelled { return "cancelled" }
  let (notes, wanted) = (tree.notes, fresh.notes)
  if notes.seams != wanted.seams || notes.end != wanted.end { return "other seams" }
  if notes.respelt != wanted.respelt { return "other words are respelt" }
  if notes.parsed != wanted.parsed { return "other findings of the parser" }
  if Set(notes.lexical) != Set(wanted.lexical) { return "other findings of the lexer" }
  if notes.isReusable != wanted.isReusable { return "as reusable as it is not" }
  return falseClaim(of: reparse, after: old)
}

/// Returns what `reparse` says of unchanged declarations that is not so.
private func falseClaim(of reparse: Reparse, after old: SyntaxTree) -> String? {
  let (new, old) = (reparse.tree.model.declarations, old.model.declarations)
  let most = min(new.count, old.count)
  if reparse.head > most || reparse.tail > most { return "more unchanged than there is" }
  func isSame(_ a: Declaration, _ b: Declaration) -> Bool {
    a.node.kind == b.node.kind && a.node.text == b.node.text && a.documentation == b.documentation
  }
  let head = zip(new.prefix(reparse.head), old.prefix(reparse.head))
  if !head.allSatisfy({ isSame($0, $1) && $0.node.span == $1.node.span }) {
    return "a changed declaration in the head"
  }
  let tail = zip(new.suffix(reparse.tail), old.suffix(reparse.tail))
  return tail.allSatisfy(isSame) ? nil : "a changed declaration in the tail"
}

extension SyntaxTree.Record {
  fileprivate func isSame(as other: SyntaxTree.Record) -> Bool {
    first == other.first && end == other.end && size == other.size && kind == other.kind
  }
}
