/// Finds nodes that do the same to the same, by their numbers alone: the nodes stay where they are.
package struct NodeTable {
  /// A place in the table: a node's number with a part of its hash.
  private struct Slot {
    var number: Int32
    var hash: UInt32

    static let free = Slot(number: -1, hash: 0)
  }

  /// A power of two of slots, half of them free.
  private var slots = [Slot](repeating: .free, count: 64)
  private var count = 0

  /// Creates a table without nodes.
  package init() {}

  /// Returns the number of the node in the table that does the same to the same as `node`; where
  /// there is none, adds `node` under `number` and returns `nil`.
  ///
  /// - Requires: `nodes` holds the nodes added before at their numbers.
  package mutating func find(
    _ node: PlanNode, in nodes: [PlanNode], orAdd number: Int
  ) -> NodeIndex? {
    let hash = Self.hash(node)
    var place = Int(hash) & (slots.count - 1)
    while slots[place].number >= 0 {
      let known = Int(slots[place].number)
      if slots[place].hash == hash, Self.areSame(nodes[known], node) { return NodeIndex(known) }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = Slot(number: Int32(truncatingIfNeeded: number), hash: hash)
    count += 1
    if count * 2 > slots.count { grow() }
    return nil
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .free, count: old.count * 2)
    for slot in old where slot.number >= 0 {
      var place = Int(slot.hash) & (slots.count - 1)
      while slots[place].number >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }

  private static func hash(_ node: PlanNode) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(node.operation)
    for input in node.inputs { hasher.combine(input) }
    for axis in node.axes { hasher.combine(axis) }
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  private static func areSame(_ a: PlanNode, _ b: PlanNode) -> Bool {
    a.inputs == b.inputs && a.axes == b.axes && a.element == b.element
      && a.operation == b.operation
  }
}
