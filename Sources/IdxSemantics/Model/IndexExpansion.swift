internal import IdxDiagnostics
internal import IdxSyntax

/// The groups that are written out in an index, to be found by `like`.
struct GroupTable {
  /// A node with its path.
  private struct Entry {
    let path: String
    let node: IndexNode
  }

  private var entries: [Entry] = []

  /// Creates the table of `nodes` and all that is below them.
  init(_ nodes: [IndexNode]) { add(nodes, below: "") }

  private mutating func add(_ nodes: [IndexNode], below parent: String) {
    for node in nodes {
      guard let name = node.name else { continue }
      let path = parent.isEmpty ? name.text : "\(parent).\(name.text)"
      entries.append(Entry(path: path, node: node))
      if case .group(let group) = node { add(group.nodes, below: path) }
    }
  }

  /// What a path leads to.
  enum Target {
    case group(GroupSyntax)
    case other(found: String)
    case nothing(nearest: String?)
  }

  /// Returns what `path` leads to, as `IndexModel.find` would.
  func find(_ path: Path) -> Target {
    let wanted = path.text
    let exact = entries.filter { $0.path == wanted }
    let fits = exact.isEmpty ? entries.filter { $0.path.hasSuffix("." + wanted) } : exact
    let groups = fits.compactMap { if case .group(let group) = $0.node { group } else { nil } }
    if let group = groups.first, groups.count == 1 { return .group(group) }
    if groups.count > 1 { return .other(found: "\(groups.count) groups of this name") }
    if !fits.isEmpty { return .other(found: "an indicator") }
    let codes = entries.compactMap { entry -> String? in
      if case .group(let group) = entry.node { group.name?.text } else { nil }
    }
    return .nothing(nearest: Suggestion.nearest(path.names.last?.text ?? "", in: codes))
  }
}

/// Flattens the nodes of an index to preorder, with copies in place of `like`.
struct IndexExpansion {
  /// The nodes, the root first.
  private(set) var nodes: [IndexNodeModel]
  /// What is wrong with the copies.
  private(set) var findings: [Diagnostic] = []
  private let groups: GroupTable
  private let outside: IndexModel?
  /// The groups that are being filled, and those of them that turned out to contain themselves.
  private var active: [Node] = []
  private var circular: Set<Node> = []
  private var reported: Set<Node> = []
  private var isFull = false

  /// Creates the expansion below `root`; groups that are not in `groups` are looked for in
  /// `outside`.
  init(root: IndexNodeModel, groups: GroupTable, outside: IndexModel?) {
    var root = root
    root.children = []
    nodes = [root]
    self.groups = groups
    self.outside = outside
  }

  /// Adds the written `children` below node `parent`.
  mutating func add(_ children: [IndexNode], below parent: Int) {
    for child in children {
      guard let name = child.name, let id = append(child, name, below: parent) else { continue }
      if case .group(let group) = child { fill(group, id) }
    }
  }

  private mutating func append(_ node: IndexNode, _ name: Name, below parent: Int) -> Int? {
    var model = IndexNodeModel(
      id: 0, parent: nil, children: [], code: name.text, path: "", depth: 0, span: name.span,
      syntax: node.node)
    model.label = node.label
    let weight = node.weights.first
    model.weight = weight?.given
    model.weightSpan = weight?.span
    if case .indicator(let indicator) = node { model.indicator = indicator.facts }
    return append(model, below: parent)
  }

  /// Adds `model` below `parent` unless the index is full.
  private mutating func append(_ model: IndexNodeModel, below parent: Int) -> Int? {
    if isFull { return nil }
    let above = nodes[parent]
    if nodes.count >= IndexReader.nodeLimit || above.depth >= IndexReader.depthLimit {
      isFull = true
      findings.append(
        above.depth >= IndexReader.depthLimit
          ? .indexLimit("levels", limit: IndexReader.depthLimit, at: model.span)
          : .indexLimit("nodes", limit: IndexReader.nodeLimit, at: model.span))
      return nil
    }
    var model = model
    model.id = nodes.count
    model.parent = parent
    model.children = []
    model.depth = above.depth + 1
    model.path = above.path.isEmpty ? model.code : "\(above.path).\(model.code)"
    nodes.append(model)
    nodes[parent].children.append(model.id)
    return model.id
  }

  /// Gives node `id` the children of `group`: those written, or those of the group it is like.
  private mutating func fill(_ group: GroupSyntax, _ id: Int) {
    active.append(group.node)
    defer { active.removeLast() }
    guard let like = group.like else { return add(group.nodes, below: id) }
    switch groups.find(like) {
    case .group(let target) where active.contains(target.node):
      if !circular.contains(group.node) {
        circular.formUnion(active)
        findings.append(
          .circularCopy(group.name?.text ?? "", like: like.text, at: like.span))
      }
    case .group(let target): fill(target, id)
    case .other(let found): report(group, like, found: found, nearest: nil)
    case .nothing(let nearest): copyFromOutside(group, like, nearest, id)
    }
  }

  private mutating func copyFromOutside(
    _ group: GroupSyntax, _ like: Path, _ nearest: String?, _ id: Int
  ) {
    guard let outside else {
      return report(group, like, found: "no group of this name", nearest: nearest)
    }
    switch outside.find(like.names.map(\.text)) {
    case .found(let target) where !outside.nodes[target].isIndicator:
      copy(outside, target, id)
    case .found: report(group, like, found: "an indicator", nearest: nil)
    case .ambiguous(let all):
      report(group, like, found: "\(all.count) groups of this name", nearest: nil)
    case .missing(let near):
      report(group, like, found: "no group of this name", nearest: nearest ?? near)
    }
  }

  private mutating func copy(_ index: IndexModel, _ source: Int, _ target: Int) {
    for child in index.nodes[source].children {
      guard let id = append(index.nodes[child], below: target) else { return }
      copy(index, child, id)
    }
  }

  /// Reports that `like` leads to no group, once however often `group` is copied.
  private mutating func report(
    _ group: GroupSyntax, _ like: Path, found: String, nearest: String?
  ) {
    guard reported.insert(group.node).inserted else { return }
    findings.append(.unknownCopy(like.text, found: found, nearest: nearest, at: like.span))
  }
}
