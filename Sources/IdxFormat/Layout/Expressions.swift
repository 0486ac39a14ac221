import IdxSyntax

// Expressions.
extension LayoutBuilder {
  /// Returns the expression `node`; the lines of a chain of operators are indented if `isNested`.
  mutating func expression(_ node: Node, isNested: Bool = true) -> Document {
    switch node.kind {
    case .binary:
      let chain = chain(node)
      return isNested ? .nested(SourceLayout.indentation, chain) : chain
    case .not: return .words(node.parts.map { part($0) })
    case .conditional: return conditional(node)
    case .caseOf: return caseOf(node)
    case .repeatLoop: return loop(node)
    case .parenthesised: return parenthesised(node)
    case .list, .record, .call, .indexing: return bracketed(node)
    default: return joined(node)
    }
  }

  /// Returns the expression `node` as it stands behind `=` or the like.
  mutating func value(_ node: Node) -> Document {
    .value(expression(node, isNested: false), LayoutBuilder.valueKind(node))
  }

  private static func valueKind(_ node: Node) -> ValueKind {
    switch node.kind {
    case .caseOf, .repeatLoop: .block
    case .binary: node.children.first.map { valueKind($0) == .block } ?? false ? .block : .other
    case .call, .indexing, .list, .record, .parenthesised: .bracket
    case .member: node.children.first.map(valueKind) ?? .other
    default: .other
    }
  }

  /// How tightly an operator binds, from `otherwise` on.
  private static func strength(_ kind: TokenKind) -> Int {
    switch kind {
    case .power: 6
    case .times, .divide: 5
    case .plus, .minus: 4
    case TokenKind(.and): 2
    case TokenKind(.or): 1
    case TokenKind(.otherwise): 0
    default: 3
    }
  }

  /// Returns operators that bind equally, with their operands. Lines end behind an operator, since one
  /// that begins with `-` begins a new value.
  private mutating func chain(_ node: Node) -> Document {
    var operands: [Node] = []
    var signs: [Token] = []
    collect(node, nil, &operands, &signs)
    guard let sign = signs.first else { return joined(node) }
    let strength = LayoutBuilder.strength(sign.kind)
    if strength == 6 { return joined(node) }
    var parts: [Document] = []
    for (place, operand) in operands.enumerated() {
      var part = document(operand)
      if place < signs.count { part = .sequence([part, .text(" "), token(signs[place].index)]) }
      parts.append(part)
    }
    let isLogical = strength == 1 || strength == 2
    return isLogical ? .group(.joined(parts, by: .line)) : .fill(parts)
  }

  private func collect(
    _ node: Node, _ wanted: Int?, _ operands: inout [Node], _ signs: inout [Token]
  ) {
    let parts = node.parts
    guard node.kind == .binary, parts.count == 3, case .node(let left) = parts[0],
      case .token(let sign) = parts[1], case .node(let right) = parts[2]
    else {
      operands.append(node)
      return
    }
    let strength = LayoutBuilder.strength(sign.kind)
    guard wanted == nil || strength == wanted else {
      operands.append(node)
      return
    }
    collect(left, strength, &operands, &signs)
    signs.append(sign)
    operands.append(right)
  }

  private mutating func parenthesised(_ node: Node) -> Document {
    let parts = node.parts
    guard parts.count == 3, case .node(let inner) = parts[1] else { return joined(node) }
    let open = part(parts[0])
    let body = expression(inner, isNested: false)
    return .bracket(open, body, part(parts[2]))
  }

  /// Returns a choice between two values: on one line, or each branch on a line of its own, as one is
  /// that was written so.
  private mutating func conditional(_ node: Node) -> Document {
    var branches: [Document] = []
    var rest: Node? = node
    var wasBroken = false
    var start: [Document] = []
    while let current = rest {
      rest = nil
      let parts = current.parts
      guard parts.count == 6 else { return words(node) }
      let condition = Document.sequence([
        .words(start + [part(parts[0]), part(parts[1])]),
        .nested(
          SourceLayout.indentation, .sequence([.line, .words([part(parts[2]), part(parts[3])])])),
      ])
      branches.append(.group(condition))
      if case .token(let word) = parts[4] { wasBroken = wasBroken || word.isFirstOnLine }
      let word = part(parts[4])
      if case .node(let next) = parts[5], next.kind == .conditional {
        start = [word]
        rest = next
      } else {
        branches.append(.words([word, part(parts[5])]))
      }
    }
    return .group(.joined(branches, by: wasBroken ? .lineEnd : .line))
  }

  private mutating func caseOf(_ node: Node) -> Document {
    let parts = node.parts
    guard let open = parts.firstIndex(where: { LayoutBuilder.isBrace($0) }) else {
      return words(node)
    }
    let head = Document.words(parts[..<open].map { part($0) })
    let body = block(parts[open...]) { builder, arm in
      builder.row(arm) { builder, parts in builder.armCells(parts) }
    }
    return .sequence([head, .text(" "), body])
  }

  private mutating func armCells(_ parts: [Node.Part]) -> [Cell] {
    guard case .node(let value)? = parts.last else {
      return [Cell(tag: "", document: words(parts))]
    }
    return [
      Cell(tag: "name", document: words(parts.dropLast())),
      Cell(tag: "value", document: self.value(value)),
    ]
  }

  private mutating func loop(_ node: Node) -> Document {
    let parts = node.parts
    guard case .node(let round)? = parts.last, round.kind == .block else { return words(node) }
    // A phrase begins with a word of the loop: `repeat`, `at`, `while` or `until`.
    var phrases: [[Document]] = []
    for part in parts.dropLast() {
      let kind = LayoutBuilder.ends(of: part).first
      let isWord = if case .token = part { true } else { false }
      if phrases.isEmpty || isWord && kind != .equals && kind != TokenKind(.most) {
        phrases.append([])
      }
      phrases[phrases.count - 1].append(self.part(part))
    }
    let head = Document.nested(4, .fill(phrases.map { .words($0) }))
    return .sequence([head, .text(" "), body(round)])
  }
}
