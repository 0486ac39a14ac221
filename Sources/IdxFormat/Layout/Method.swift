import IdxSyntax

// Methods.
extension LayoutBuilder {
  /// Returns a method or an external: the signature, and the body.
  ///
  /// A long signature is filled, its lines indented more than those of the body.
  mutating func method(_ parts: [Node.Part]) -> Document {
    var head: [Document] = []
    var result: [Document] = []
    var inputs: [Document] = []
    var body: Document?
    var isInside = false
    for part in parts {
      switch part {
      case .token(let token) where token.kind == .leftParenthesis:
        head.append(self.token(token.index))
        isInside = true
      case .token(let token) where token.kind == .comma && isInside:
        append(token, to: &inputs)
      case .token(let token) where token.kind == .rightParenthesis:
        isInside = false
        append(token, to: &inputs)
      case .token(let token) where token.kind == .arrow: result.append(self.token(token.index))
      case .token(let token) where token.kind == .comma:
        head.append(contentsOf: [self.token(token.index), .text(" ")])
      case .node(let node) where node.kind == .input: inputs.append(document(node))
      case .node(let node) where node.kind == .result: result.append(self.result(node))
      case .node(let node) where node.kind == .block: body = self.body(node)
      case .node(let node) where node.kind == .name:
        head.append(contentsOf: [.text(" "), document(node)])
      default: head.append(self.part(part))
      }
    }
    var all = [
      Document.sequence(head), .nested(4, .fill(inputs)),
      .nested(4, .group(.sequence([.line, .words(result)]))),
    ]
    if let body { all += [.text(" "), body] }
    return .sequence(all)
  }

  /// Puts `token` directly behind the last of `documents`.
  private func append(_ token: Token, to documents: inout [Document]) {
    let last = documents.popLast() ?? .nothing
    documents.append(.sequence([last, self.token(token.index)]))
  }

  /// Returns what a method gives.
  private mutating func result(_ node: Node) -> Document {
    let parts = node.parts
    guard parts.count > 1, case .token(let open) = parts[0] else { return words(parts) }
    var fields: [Document] = []
    for part in parts.dropFirst() {
      if case .token(let token) = part {
        append(token, to: &fields)
      } else {
        fields.append(self.part(part))
      }
    }
    return .sequence([token(open.index), .nested(4, .fill(fields))])
  }

  /// Returns an input: a type or words of which one is chosen, and what it is by default.
  mutating func input(_ node: Node) -> Document { .nested(4, words(node)) }

  /// Returns words of which one is chosen.
  mutating func choice(_ node: Node) -> Document {
    var words: [Document] = []
    var bar: Document?
    for part in node.parts {
      if case .token(let token) = part {
        bar = self.token(token.index)
      } else {
        let word = self.part(part)
        words.append(bar.map { .words([$0, word]) } ?? word)
      }
    }
    return .fill(words)
  }

  /// Returns the braces of a method or a loop.
  mutating func body(_ node: Node) -> Document {
    // The result begins a line where anything stands before it.
    block(node.parts, mayBeFlat: node.children.count == 1) { $0.statement($1) }
  }

  private mutating func statement(_ node: Node) -> Row {
    row(node) { builder, parts in
      let document: Document =
        switch node.kind {
        case .letDeclaration: builder.definition(parts)
        case .require: builder.claim(parts)
        default: builder.expression(node)
        }
      return [Cell(tag: "", document: document)]
    }
  }
}
