import IdxSemantics
import IdxSyntax

/// Which nodes of two indexes are the same, though they may have moved or have another name.
struct NodeMatching {
  let old: IndexModel
  let new: IndexModel
  /// The node of the new index for each one of the old index, and the other way round.
  private(set) var newNodes: [Int?]
  private(set) var oldNodes: [Int?]

  /// Matches the nodes of `old` and `new`: those of one path, then what is sure of the others.
  init(_ old: IndexModel, _ new: IndexModel) {
    self.old = old
    self.new = new
    newNodes = Array(repeating: nil, count: old.nodes.count)
    oldNodes = Array(repeating: nil, count: new.nodes.count)
    match(0, 0)
    let byPath = Dictionary(new.nodes.map { ($0.path, $0.id) }) { first, _ in first }
    for node in old.nodes.dropFirst() {
      if let other = byPath[node.path], isOfOneKind(node.id, other) { match(node.id, other) }
    }
    // What is found tells more of the rest: the children of a group with another name have new paths.
    while matchSiblings() || matchOnly(Self.identity) || matchOnly(Self.source) || matchGroups() {}
  }

  /// The paths in the new index by those in the old one, of nodes that are in both.
  var newPaths: [String: String] {
    let pairs = old.nodes.compactMap { node in
      newNodes[node.id].map { (node.path, new.nodes[$0].path) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private mutating func match(_ a: Int, _ b: Int) {
    newNodes[a] = b
    oldNodes[b] = a
  }

  private func isOfOneKind(_ a: Int, _ b: Int) -> Bool {
    old.nodes[a].isIndicator == new.nodes[b].isIndicator
  }

  /// Matches nodes of one code below parents that are the same. Returns `true` iff there were any.
  private mutating func matchSiblings() -> Bool {
    var isChanged = false
    for node in old.nodes where newNodes[node.id] == nil {
      guard let parent = node.parent.flatMap({ newNodes[$0] }),
        let other = new.nodes[parent].children.first(where: {
          new.nodes[$0].code == node.code && oldNodes[$0] == nil && isOfOneKind(node.id, $0)
        })
      else { continue }
      match(node.id, other)
      isChanged = true
    }
    return isChanged
  }

  /// Matches nodes that are alone in what `key` says of them. Returns `true` iff there were any.
  private mutating func matchOnly(_ key: (IndexNodeModel) -> String?) -> Bool {
    func lone(_ index: IndexModel, _ partners: [Int?]) -> [String: Int] {
      var groups: [String: [Int]] = [:]
      for node in index.nodes.dropFirst() where partners[node.id] == nil {
        if let key = key(node) {
          groups["\(node.isIndicator) \(key)", default: []].append(node.id)
        }
      }
      return groups.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
    let (olds, news) = (lone(old, newNodes), lone(new, oldNodes))
    var isChanged = false
    for (key, node) in olds.sorted(by: { $0.value < $1.value }) {
      guard let other = news[key] else { continue }
      match(node, other)
      isChanged = true
    }
    return isChanged
  }

  /// Returns the code of a group, and of an indicator with what it is made of: another indicator that
  /// goes by the name of one that is gone is not that one.
  private static func identity(_ node: IndexNodeModel) -> String? {
    source(node).map { "\(node.code) \($0)" } ?? node.code
  }

  /// Returns what an indicator is made of: its column, or its formula.
  static func source(_ node: IndexNodeModel) -> String? {
    guard let indicator = node.indicator else { return nil }
    if let formula = indicator.formula { return "= " + Wording(formula.node).text }
    return "from " + (indicator.source?.text ?? node.code)
  }

  /// Matches groups whose indicators are the same. Returns `true` iff there were any.
  private mutating func matchGroups() -> Bool {
    // A group that holds nothing but a group has the same indicators: the outer one comes first.
    let open = new.groups.filter { oldNodes[$0] == nil }
    let byLeaves = Dictionary(open.map { (Set(new.leaves(below: $0)), $0) }) { first, _ in first }
    var isChanged = false
    for group in old.groups where newNodes[group] == nil {
      let leaves = old.leaves(below: group)
      let others = Set(leaves.compactMap { newNodes[$0] })
      guard !others.isEmpty, others.count == leaves.count, let other = byLeaves[others],
        oldNodes[other] == nil
      else { continue }
      match(group, other)
      isChanged = true
    }
    return isChanged
  }
}
