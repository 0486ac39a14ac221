import IdxPlan
import IdxSyntax

/// Nodes of a hierarchy that make up an axis.
enum NodeSet {
  /// The children of a group.
  case children(of: Int)
  /// The indicators below a group.
  case leaves(below: Int)
  /// The indicators on which step number `order` of an evaluation is taken.
  case step(Slot, order: Int, nodes: [Int])
}

/// What tells sets of nodes apart.
struct NodeAxisKey: Hashable {
  let index: SymbolID
  let nodes: [Int]
}

extension Elaborator {
  /// Returns the axis of the nodes `set` of the index `id`, the same for the same nodes.
  func nodeAxis(_ set: NodeSet, of id: SymbolID, _ model: IndexModel) -> Axis {
    seeBeyondShape()
    let nodes = set.nodes(in: model)
    let key = NodeAxisKey(index: id, nodes: nodes)
    if let known = nodeAxes[key] { return known }
    // The path is the code where siblings' codes do not tell the nodes apart.
    let codes = nodes.map { model.nodes[$0].code }
    let unique = Set(codes).count == codes.count ? codes : nodes.map { model.nodes[$0].path }
    let name = set.name(in: model)
    let axis = makeAxis(
      AxisInfo(
        name: name, kind: .indicators,
        origin: .nodes(index: id, nodes: nodes),
        span: model.nodes[0].span, codes: unique),
      elements: .fixed(codes: unique, labels: nodes.map { model.nodes[$0].title(nil) }),
      name: unusedName([name, "\(model.name).\(set.path(in: model))"]))
    nodeAxes[key] = axis
    return axis
  }

  /// Returns the first of `candidates` that no axis has, else the last with a number.
  private func unusedName(_ candidates: [String]) -> String {
    if let free = candidates.first(where: { !axisNames.contains($0) }) { return free }
    let last = candidates.last ?? ""
    var number = 2
    while axisNames.contains("\(last) \(number)") { number += 1 }
    return "\(last) \(number)"
  }
}

extension NodeSet {
  /// Returns the nodes of `model` in the set.
  fileprivate func nodes(in model: IndexModel) -> [Int] {
    switch self {
    case .children(let group): model.nodes[group].children
    case .leaves(let group): model.leaves(below: group)
    case .step(_, _, let nodes): nodes
    }
  }

  /// Returns the name for people, which sets of the same hierarchy may share.
  fileprivate func name(in model: IndexModel) -> String {
    switch self {
    case .children(let group): group == 0 ? model.name : model.nodes[group].code
    case .leaves(let group): "\(group == 0 ? model.name : model.nodes[group].code).leaves"
    case .step(let slot, let order, let nodes):
      if nodes == model.leaves {
        "\(model.name).leaves"
      } else if nodes.count == 1 {
        model.nodes[nodes[0]].code
      } else if let group = group(of: nodes, in: model) {
        Self.children(of: group).name(in: model)
      } else {
        "\(model.name).\(slot.rawValue)\(order)"
      }
    }
  }

  /// Returns the name with the path from the root, which tells the sets of groups apart.
  fileprivate func path(in model: IndexModel) -> String {
    switch self {
    case .children(let group): group == 0 ? model.name : model.nodes[group].path
    case .leaves(let group): group == 0 ? "leaves" : "\(model.nodes[group].path).leaves"
    case .step(let slot, let order, let nodes):
      if nodes == model.leaves {
        "leaves"
      } else if nodes.count == 1 {
        model.nodes[nodes[0]].path
      } else if let group = group(of: nodes, in: model) {
        Self.children(of: group).path(in: model)
      } else {
        nodes.first.flatMap { model.nodes[$0].parent }.map {
          "\(model.nodes[$0].path).\(slot.rawValue)\(order)"
        } ?? "\(slot.rawValue)\(order)"
      }
    }
  }

  /// Returns the group whose children `nodes` are.
  private func group(of nodes: [Int], in model: IndexModel) -> Int? {
    nodes.first.flatMap { model.nodes[$0].parent }.flatMap {
      model.nodes[$0].children == nodes ? $0 : nil
    }
  }
}
