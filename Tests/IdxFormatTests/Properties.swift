import IdxDiagnostics
import IdxFormat
import IdxSyntax

/// What a layout must leave alone: all but white space.
struct Content: Equatable {
  /// The tokens and comments in their order, comments without blanks at their ends.
  var tokens: [String] = []
  /// What the nodes of the tree are, and what documents them.
  var nodes: [String] = []

  /// Creates the content of `tree`.
  init(_ tree: SyntaxTree) {
    for index in 0..<tree.tokenCount {
      let token = tree.token(index)
      if token.kind == .whitespace { continue }
      var text = Substring(token.text)
      while let last = text.unicodeScalars.last, last.value <= 0x20 {
        text.unicodeScalars.removeLast()
      }
      tokens.append(String(text))
    }
    for index in 0..<tree.nodeCount {
      let node = tree.node(NodeID(index))
      nodes.append("\(node.kind) \(documentation(node) ?? "")")
    }
  }

  private func documentation(_ node: Node) -> String? {
    node.documentation?.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop(while: \.isWhitespace).reversed())
    }.joined(separator: "\n")
  }
}

/// Returns the tree of `text`.
func parse(_ text: String) -> SyntaxTree {
  SyntaxTree.parse(SourceText(file: FileID(0), path: "test.idx", text: text))
}

/// Returns what is wrong with how `text` is laid out, `nil` if nothing is or if it has errors.
func defect(of text: String) -> String? {
  let tree = parse(text)
  guard let laidOut = SourceLayout.text(of: tree) else { return nil }
  let again = parse(laidOut)
  func told(_ reason: String) -> String { "\(reason)\n\(text)\n--- became\n\(laidOut)" }
  guard again.diagnostics.map(\.code) == tree.diagnostics.map(\.code) else {
    let messages = again.diagnostics.map { "\($0.code) \($0.message)" }
    return told("other findings: \(messages.joined(separator: "; "))")
  }
  let (old, new) = (Content(tree), Content(again))
  if old.tokens != new.tokens {
    let place = zip(old.tokens, new.tokens).first { $0 != $1 }
    return told("other tokens: \(place.map { "\($0.0) became \($0.1)" } ?? "the end")")
  }
  if old.nodes != new.nodes {
    let place = zip(old.nodes, new.nodes).first { $0 != $1 }
    return told("another tree: \(place.map { "\($0.0) became \($0.1)" } ?? "the end")")
  }
  let lines = laidOut.split(separator: "\n", omittingEmptySubsequences: false)
  if lines.contains(where: { $0.last == " " }) { return told("blanks at the end of a line") }
  if let third = SourceLayout.text(of: again), third != laidOut {
    return told("not the last word:\n\(third)")
  }
  return nil
}
