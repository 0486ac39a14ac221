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
      if slots[place].hash == hash, Self.isSame(node, as: known, of: nodes) {
        return NodeIndex(known)
      }
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

  /// Returns a number that is the same for nodes that do the same to the same.
  ///
  /// It is asked for each node that is made: the inputs tell most nodes apart, so that mixing them is enough.
  private static func hash(_ node: PlanNode) -> UInt32 {
    var bits: UInt64 = 0
    func mix(_ value: Int) {
      bits = (bits ^ UInt64(truncatingIfNeeded: value)) &* 0x9E37_79B9_7F4A_7C15
      bits ^= bits &>> 32
    }
    switch node.operation {
    case .unary: mix(1)
    case .binary: mix(2)
    case .select: mix(3)
    case .element(let axis, let position):
      mix(Int(axis.base))
      mix(position)
    case .constant(let value):
      // Zeros are equal whatever their signs.
      for cell in value.cells { mix(cell.map { Int(bitPattern: UInt(($0 + 0).bitPattern)) } ?? -1) }
    default: mix(node.operation.hashValue)
    }
    for input in node.inputs { mix(Int(input)) }
    for axis in node.axes { mix(Int(axis.base) &<< 8 | Int(axis.primes)) }
    return UInt32(truncatingIfNeeded: bits)
  }

  /// `true` iff `node` does the same to the same as the one at `place` of `nodes`.
  private static func isSame(_ node: PlanNode, as place: Int, of nodes: [PlanNode]) -> Bool {
    nodes[place].inputs == node.inputs && nodes[place].axes == node.axes
      && nodes[place].element == node.element && nodes[place].operation == node.operation
  }
}
