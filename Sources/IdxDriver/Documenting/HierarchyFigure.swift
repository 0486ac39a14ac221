/// A hierarchy as columns of boxes, each as high as its share of the whole.
struct HierarchyFigure: Sendable {
  /// A node: what people call it, its share of the whole and its children.
  struct Node: Sendable {
    let label: String
    let share: Double
    let children: [Node]

    /// How many levels it has, itself included.
    var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }
    /// How many nodes without children it has.
    var leaves: Int { children.isEmpty ? 1 : children.reduce(0) { $0 + $1.leaves } }
  }

  let title: String
  let caption: String
  let root: Node

  private static let width = 900.0

  /// The picture.
  var drawing: Drawing {
    let height = min(max(Double(root.leaves) * 30, 160), 2400)
    let words = root.children.map { "\($0.label) \(Self.percent($0.share))" }
    return Drawing(
      title: title, description: words.joined(separator: ", "), caption: caption,
      width: Self.width, height: height, shapes: boxes(root, level: 0, y: 0, height: height))
  }

  /// Returns where the column of `level` begins: the first is narrow, for it has one box, and the last
  /// wide, for its boxes are low and cannot break their labels.
  private func start(of level: Int) -> Double {
    let depth = root.depth
    let parts = (0..<depth).map { $0 == 0 && depth > 1 ? 0.7 : $0 == depth - 1 ? 1.5 : 1 }
    return Self.width * parts.prefix(level).reduce(0, +) / parts.reduce(0, +)
  }

  private func boxes(
    _ node: Node, level: Int, y: Double, height: Double
  ) -> [Drawing.Shape] {
    let x = start(of: level)
    // A node without children reaches to the edge.
    let width = node.children.isEmpty ? Self.width - x : start(of: level + 1) - x
    let percent = level == 0 ? "" : Self.percent(node.share)
    var shapes: [Drawing.Shape] = [
      .rectangle(
        .cell, x: x, y: y, width: width, height: height,
        title: "\(node.label): \(Self.percent(node.share))")
    ]
    if height >= 14 {
      let room = width - 16 - Double(percent.count + 1) * 7
      shapes.append(.text(node.label, x: x + 8, y: y + height / 2 + 4, room: room))
      shapes.append(
        .text(percent, x: x + width - 8, y: y + height / 2 + 4, isEnd: true, isSoft: true))
    }
    let sum = node.children.reduce(0) { $0 + max($1.share, 0) }
    var next = y
    for child in node.children where sum > 0 {
      let part = height * max(child.share, 0) / sum
      shapes += boxes(child, level: level + 1, y: next, height: part)
      next += part
    }
    return shapes
  }

  private static func percent(_ share: Double) -> String {
    DecimalText.fixed(share * 100, decimals: 1) + " %"
  }
}
