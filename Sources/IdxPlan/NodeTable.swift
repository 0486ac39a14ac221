/// Finds nodes that do the same to the same, by their numbers alone: the nodes stay where they are.
package struct NodeTable {
  /// For each slot the number of a node, -1 where it is free; a power of two, half of them free.
  private var slots = [Int32](repeating: -1, count: 64)
  /// The hashes of the nodes in the table, by number.
  private var hashes: [Int] = []
  private var count = 0

  /// Creates a table without nodes.
  package init() {}

  /// Returns the number of the node in the table that does the same to the same as `node`; where
  /// there is none, adds `node` under `number` and returns `nil`.
  ///
  /// - Requires: `nodes` holds the nodes added before at their numbers, which increase.
  package mutating func find(
    _ node: PlanNode, in nodes: [PlanNode], orAdd number: Int
  ) -> NodeIndex? {
    let hash = Self.hash(node)
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash, Self.areSame(nodes[known], node) { return NodeIndex(known) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: number)
    while hashes.count < number { hashes.append(0) }
    hashes.append(hash)
    count += 1
    if count * 2 > slots.count { grow() }
    return nil
  }

  private mutating func grow() {
    let numbers = slots.filter { $0 >= 0 }
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in numbers {
      var slot = hashes[Int(number)] & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }

  private static func hash(_ node: PlanNode) -> Int {
    var hasher = Hasher()
    hasher.combine(node.operation)
    for input in node.inputs { hasher.combine(input) }
    for axis in node.axes { hasher.combine(axis) }
    return hasher.finalize()
  }

  private static func areSame(_ a: PlanNode, _ b: PlanNode) -> Bool {
    a.inputs == b.inputs && a.axes == b.axes && a.element == b.element
      && a.operation == b.operation
  }
}
