internal import IdxDiagnostics

/// An index that is being changed: nodes keep their numbers while they come, go and move.
struct IndexDraft {
  /// All nodes that ever were, the root first; `parent` and `children` are what changes.
  private(set) var nodes: [IndexNodeModel]

  /// Creates a draft of `index`.
  init(_ index: IndexModel) { nodes = index.nodes }

  /// Returns the index as it is now, called `name`, and the number in the draft of each node.
  func flattened(_ name: String) -> (index: IndexModel, numbers: [Int]) {
    var result: [IndexNodeModel] = []
    var numbers: [Int] = []
    func add(_ number: Int, below parent: IndexNodeModel?) {
      var node = nodes[number]
      node.id = result.count
      node.parent = parent?.id
      node.depth = parent.map { $0.depth + 1 } ?? 0
      if let parent { node.path = parent.path.isEmpty ? node.code : "\(parent.path).\(node.code)" }
      let children = node.children
      node.children = []
      result.append(node)
      numbers.append(number)
      for child in children {
        result[node.id].children.append(result.count)
        add(child, below: node)
      }
    }
    add(0, below: nil)
    result[0].code = name
    return (IndexModel(name: name, nodes: result), numbers)
  }

  /// Takes node `number` out of its parent; returns where it stood.
  mutating func detach(_ number: Int) -> (parent: Int, position: Int)? {
    guard let parent = nodes[number].parent,
      let position = nodes[parent].children.firstIndex(of: number)
    else { return nil }
    nodes[parent].children.remove(at: position)
    nodes[number].parent = nil
    return (parent, position)
  }

  /// Puts node `number` below `parent`, at the end or at `position`.
  mutating func attach(_ number: Int, to parent: Int, at position: Int? = nil) {
    nodes[parent].children.insert(number, at: position ?? nodes[parent].children.count)
    nodes[number].parent = parent
  }

  /// Adds the nodes of `subtree`, numbered from 1 with its root first; returns the root's number.
  mutating func insert(_ subtree: [IndexNodeModel]) -> Int {
    let offset = nodes.count - 1
    for var node in subtree {
      node.parent = node.parent.flatMap { $0 == 0 ? nil : $0 + offset }
      node.children = node.children.map { $0 + offset }
      nodes.append(node)
    }
    return offset + 1
  }

  /// Gives node `number` the weight `weight`, written at `span`.
  mutating func weigh(_ number: Int, _ weight: GivenWeight?, at span: Span?) {
    nodes[number].weight = weight
    nodes[number].weightSpan = span
  }

  /// `true` iff `number` is `ancestor` or below it.
  func isWithin(_ number: Int, _ ancestor: Int) -> Bool {
    var node: Int? = number
    while let current = node {
      if current == ancestor { return true }
      node = nodes[current].parent
    }
    return false
  }

  /// `true` iff node `number` is the root or below it.
  func isAttached(_ number: Int) -> Bool { isWithin(number, 0) }
}
