internal import IdxDiagnostics
internal import IdxSyntax

/// Checks the nodes of an index as they are written, each once however often it is copied.
struct IndexSyntaxCheck {
  /// What is wrong, in the order of the source.
  private(set) var findings: [Diagnostic] = []

  /// Checks the children `nodes` of `parent`, whose name is at `span`.
  mutating func visit(_ nodes: [IndexNode], of parent: String, at span: Span, owner: Node) {
    if nodes.isEmpty, !owner.isBroken { findings.append(.emptyGroup(parent, at: span)) }
    checkCodes(nodes)
    let weighted = nodes.compactMap(weighted)
    if weighted.count == nodes.count, !owner.hasLostParts {
      findings += WeightCheck.findings(in: parent, at: span, weighted)
    }
    for node in nodes { visit(node) }
  }

  /// Checks `node` and what is below it.
  mutating func visit(_ node: IndexNode) {
    switch node {
    case .indicator(let indicator): check(indicator)
    case .group(let group):
      checkWeights(group.weights, of: group.name)
      guard let name = group.name, group.like == nil else { return }
      let nodes = group.nodes
      if nodes.count == 1, let child = nodes.first?.name, !group.node.isBroken {
        findings.append(.groupWithOneChild(name.text, child: child.text, at: name.span))
      }
      visit(nodes, of: name.text, at: name.span, owner: group.node)
    }
  }

  private mutating func checkCodes(_ nodes: [IndexNode]) {
    var first: [String: Span] = [:]
    for name in nodes.compactMap(\.name) {
      if let before = first[name.text] {
        findings.append(.duplicateCode(name.text, at: name.span, first: before))
      } else {
        first[name.text] = name.span
      }
    }
  }

  private func weighted(_ node: IndexNode) -> WeightedChild? {
    guard let name = node.name else { return nil }
    let weight = node.weights.first
    // Of a node with a syntax error nobody knows whether it has a weight.
    let isUnreadable = weight == nil ? node.node.isBroken : weight?.given == nil
    return WeightedChild(
      code: NamedSpan(name.text, name.span), weight: weight?.given, weightSpan: weight?.span,
      isUnreadable: isUnreadable)
  }

  private mutating func check(_ indicator: IndicatorSyntax) {
    checkWeights(indicator.weights, of: indicator.name)
    guard let name = indicator.name else { return }
    let directions = indicator.directions
    if directions.isEmpty, !indicator.node.isBroken {
      let end = indicator.label?.span ?? name.span
      findings.append(.missingDirection(name.text, at: name.span, insertingAt: end))
    }
    if let first = directions.first {
      for second in directions.dropFirst() {
        findings.append(.twoDirections(name.text, second.place, first: first.place))
      }
    }
    let duplicates = indicator.duplicates
    if !duplicates.isEmpty {
      // A second direction or weight is reported above.
      let reported = Set(directions.map(\.span) + indicator.weights.map(\.span))
      for span in duplicates where !reported.contains(span) {
        findings.append(.duplicateAttribute(of: name.text, at: span))
      }
    }
    for direction in directions { check(direction, of: name.text) }
    if let range = indicator.range {
      findings += RangeCheck.findings(range, what: "the range of `\(name.text)`")
    }
    checkGoalposts(indicator, name.text)
  }

  private mutating func check(_ direction: DirectionSyntax, of code: String) {
    if let target = direction.target { findings += ConstantCheck.findings(target) }
    guard direction.kind == .interval, let interval = direction.interval else { return }
    if interval.lower == nil || interval.upper == nil {
      findings.append(.openInterval(code, at: interval.span))
    }
    findings += RangeCheck.findings(interval, what: "the best interval of `\(code)`")
  }

  private mutating func checkGoalposts(_ indicator: IndicatorSyntax, _ code: String) {
    guard let goalposts = indicator.goalposts, let low = goalposts.0, let high = goalposts.1
    else { return }
    findings += ConstantCheck.findings(low) + ConstantCheck.findings(high)
    guard let a = low.value, let b = high.value, a >= b else { return }
    let exchange = [
      TextEdit(low.span, high.node.text), TextEdit(high.span, low.node.text),
    ]
    findings.append(
      .goalpostOrder(
        code, low: a, high: b, at: indicator.goalpostsSpan ?? low.span.union(high.span),
        exchange: exchange))
  }

  private mutating func checkWeights(_ weights: [WeightSyntax], of owner: Name?) {
    for weight in weights {
      if let constant = weight.constant { findings += ConstantCheck.findings(constant) }
    }
    guard let owner, let first = weights.first else { return }
    for second in weights.dropFirst() {
      findings.append(.duplicateAttribute(of: owner.text, at: second.span, first: first.span))
    }
  }
}

extension IndexNode {
  /// The weights written at the node.
  var weights: [WeightSyntax] {
    switch self {
    case .group(let group): group.weights
    case .indicator(let indicator): indicator.weights
    }
  }
}

/// Checks ranges.
enum RangeCheck {
  /// Returns what is wrong with `range`, which is called `what`.
  static func findings(_ range: RangeSyntax, what: String) -> [Diagnostic] {
    guard let lower = range.lower, let upper = range.upper, lower > upper else { return [] }
    return [.reversedRange(what, lower: lower, upper: upper, at: range.span)]
  }
}
