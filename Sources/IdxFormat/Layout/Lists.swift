import IdxSyntax

// What stands in brackets, with commas between.
extension LayoutBuilder {
  /// Returns a list, a record, a call or an indexing.
  ///
  /// Where not all fits on a line, elements that all have a name stand under each other; others fill
  /// the lines.
  mutating func bracketed(_ node: Node) -> Document {
    var parts = node.parts[...]
    var base: [Document] = []
    if case .node(let callee)? = parts.first {
      base = [document(callee)]
      parts.removeFirst()
    }
    guard case .token(let opening)? = parts.first, case .token(let closing)? = parts.last else {
      return joined(node)
    }
    let elements = Array(parts.dropFirst().dropLast())
    let open = token(opening.index)
    let body = list(elements)
    return .sequence(base + [.bracket(open, body, token(closing.index))])
  }

  private mutating func list(_ parts: [Node.Part]) -> Document {
    let nodes = parts.compactMap { if case .node(let node) = $0 { node } else { nil } }
    if nodes.count > 1, nodes.allSatisfy({ LayoutBuilder.isLabelled($0) }) {
      return .rows(labelled(parts))
    }
    var elements: [Document] = []
    for part in parts {
      switch part {
      case .token(let comma):
        let last = elements.popLast() ?? .nothing
        elements.append(.sequence([last, token(comma.index)]))
      case .node(let node): elements.append(element(node, isAlone: nodes.count == 1))
      }
    }
    return .list(elements)
  }

  /// `true` iff `node` is a field or an argument with a name.
  private static func isLabelled(_ node: Node) -> Bool {
    guard node.kind == .field || node.kind == .argument else { return false }
    return node.parts.contains { isToken($0, .colon) }
  }

  private mutating func labelled(_ parts: [Node.Part]) -> [Row] {
    var rows: [Row] = []
    for (node, comma) in LayoutBuilder.elements(parts) {
      rows.append(
        row(node, upTo: comma) { builder, parts in
          let value = builder.element(parts.suffix(1))
          let separator = comma.map { builder.token($0) } ?? .nothing
          return [
            Cell(tag: "name", document: builder.words(parts.dropLast())),
            Cell(tag: "value", document: .sequence([value, separator])),
          ]
        })
    }
    return rows
  }

  /// Returns the value behind a name.
  private mutating func element(_ parts: ArraySlice<Node.Part>) -> Document {
    if case .node(let node)? = parts.first { value(node) } else { words(parts) }
  }

  /// Returns an element of a list.
  private mutating func element(_ node: Node, isAlone: Bool) -> Document {
    switch node.kind {
    case .clause: return clause(node)
    case .argument, .field, .indexer:
      let parts = node.parts
      guard case .node(let value)? = parts.last else { return words(node) }
      let document = expression(value, isNested: !isAlone || parts.count > 1)
      return parts.count > 1 ? .words([words(parts.dropLast()), document]) : document
    default: return expression(node, isNested: !isAlone)
    }
  }

  /// Returns the axes that a call works over, and what is said of them.
  private mutating func clause(_ node: Node) -> Document {
    var phrases: [Document] = []
    var words: [Node.Part] = []
    for part in node.parts {
      if [TokenKind(.where), TokenKind(.by)].contains(LayoutBuilder.ends(of: part).first),
        case .token = part
      {
        phrases.append(self.words(words))
        words = []
      }
      words.append(part)
    }
    phrases.append(self.words(words))
    return .group(.nested(SourceLayout.indentation, .joined(phrases, by: .line)))
  }
}
