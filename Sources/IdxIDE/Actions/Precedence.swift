import IdxSyntax

/// How tightly expressions bind.
enum Precedence {
  /// What binds most loosely: conditions, choices, loops.
  static let loosest = 0
  /// What never needs parentheses.
  static let tightest = 10

  /// Returns how tightly the expression at `node` binds.
  static func of(_ node: Node) -> Int {
    switch node.kind {
    case .conditional, .caseOf, .repeatLoop, .error: loosest
    case .not: 4
    case .negation: 8
    case .binary: ofOperator(in: node)
    default: tightest
    }
  }

  private static func ofOperator(in node: Node) -> Int {
    guard let kind = node.tokens.first?.kind else { return loosest }
    switch kind {
    case TokenKind(.otherwise): return 1
    case TokenKind(.or): return 2
    case TokenKind(.and): return 3
    case .plus, .minus: return 6
    case .times, .divide: return 7
    case .power: return 9
    default: return 5
    }
  }

  /// `true` iff the expression at `value` needs parentheses in the place of `child`, a child of `parent`.
  static func needsParentheses(_ value: Node, inPlaceOf child: Node, of parent: Node) -> Bool {
    let own = of(value)
    if own == tightest { return false }
    switch parent.kind {
    case .argument, .list, .parenthesised, .letDeclaration, .field, .indexer: return false
    case .binary:
      let outer = of(parent)
      let isLeft = parent.children.first == child
      // Only what stands on the left of an operator that goes from left to right may bind as tightly.
      return !(own > outer || own == outer && isLeft && outer != 5 && outer != 9)
    default: return true
    }
  }
}
