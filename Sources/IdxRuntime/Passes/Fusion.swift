import IdxPlan

/// Joins chains of element-wise operators to programs, so that what lies between is never stored.
enum Fusion {
  /// Returns `plan` with its element-wise chains joined.
  static func run(on plan: Plan) -> Plan {
    var result = fused(plan).plan
    result.note(.fuse, plan.nodes.count - result.nodes.count, "joined to programs")
    return result
  }

  /// Returns `plan` with its element-wise chains joined, and the old node of each new one.
  static func fused(_ plan: Plan) -> (plan: Plan, nodes: [NodeIndex]) {
    var result = plan
    let (nodes, old, renamed) = fused(plan.nodes, roots: plan.roots, plan)
    result.nodes = nodes
    result.rename { renamed[Int($0)] }
    return (result, old)
  }

  /// Returns `nodes` fused, the old node of each new one, and the new node of each old one.
  private static func fused(
    _ nodes: [PlanNode], roots: [NodeIndex], _ plan: Plan
  ) -> (nodes: [PlanNode], old: [NodeIndex], renamed: [NodeIndex]) {
    let choice = FusionChoice(nodes, roots: roots, plan)
    var result: [PlanNode] = []
    var old: [NodeIndex] = []
    var renamed: [NodeIndex] = Array(repeating: 0, count: nodes.count)
    for (index, node) in nodes.enumerated() where !choice.isInlined[index] {
      var node = choice.joined(node, nodes)
      node.inputs = node.inputs.map { renamed[Int($0)] }
      if case .loop(let body) = node.operation { node.operation = .loop(fused(body, plan)) }
      renamed[index] = NodeIndex(result.count)
      old.append(NodeIndex(index))
      result.append(node)
    }
    return (result, old, renamed)
  }

  private static func fused(_ body: LoopBody, _ plan: Plan) -> LoopBody {
    let (nodes, _, renamed) = fused(body.nodes, roots: [body.condition, body.next], plan)
    return LoopBody(
      nodes: nodes, condition: renamed[Int(body.condition)], isUntil: body.isUntil,
      next: renamed[Int(body.next)], mayNotSettle: body.mayNotSettle)
  }
}

/// Which nodes are computed within those that read them.
struct FusionChoice {
  /// How many operators that all cost little may be computed more than once rather than stored.
  private static let cheap = 4
  /// How many operators one program may hold: its registers must stay in the cache.
  private static let most = 48
  /// The cost of what takes far longer than reading a stored value.
  private static let dear = 1_000

  /// For each node, `true` iff it becomes part of programs and is not a node any more.
  private(set) var isInlined: [Bool]

  /// Chooses among `nodes`, of which `roots` must stay.
  init(_ nodes: [PlanNode], roots: [NodeIndex], _ plan: Plan) {
    isInlined = Array(repeating: false, count: nodes.count)
    var consumers: [[Int]] = Array(repeating: [], count: nodes.count)
    for (index, node) in nodes.enumerated() {
      for input in node.inputs { consumers[Int(input)].append(index) }
    }
    let spaces = nodes.map { FusionChoice.space($0, nodes, plan) }
    let costs = FusionChoice.costs(nodes)
    let fixed = Set(roots)
    // From the consumers to what they read: the programs that each node would become part of.
    var programs: [Set<Int>] = Array(repeating: [], count: nodes.count)
    var sizes = Array(repeating: 1, count: nodes.count)
    for index in nodes.indices.reversed() {
      let node = nodes[index]
      let readers = consumers[index]
      let homes = readers.reduce(into: Set<Int>()) { $0.formUnion(programs[$1]) }
      let isScalar = FusionChoice.isScalarConstant(node)
      let fits =
        !fixed.contains(NodeIndex(index)) && !readers.isEmpty
        && (node.operation.isElementwise || isScalar)
        && readers.allSatisfy { isScalar ? spaces[$0] != nil : spaces[$0] == node.axes }
        && homes.allSatisfy { sizes[$0] < FusionChoice.most }
      if fits && (homes.count == 1 || isScalar || costs[index] <= FusionChoice.cheap) {
        isInlined[index] = true
        programs[index] = homes
        for home in homes { sizes[home] += 1 }
      } else {
        programs[index] = [index]
      }
    }
  }

  /// Returns the axes that a program in place of `node` would run over; `nil` if it cannot have one.
  private static func space(_ node: PlanNode, _ nodes: [PlanNode], _ plan: Plan) -> [Axis]? {
    switch node.operation {
    case .reduce(let operation, let over, _, _) where !operation.takesExtra:
      return plan.ordered(node.inputs.flatMap { nodes[Int($0)].axes } + over)
    default: return node.operation.isElementwise ? node.axes : nil
    }
  }

  /// Returns how many element-wise operators each node takes to compute, `dear` or more if it is dear.
  private static func costs(_ nodes: [PlanNode]) -> [Int] {
    var costs: [Int] = []
    for node in nodes {
      guard node.operation.isElementwise else {
        costs.append(0)
        continue
      }
      let own = node.operation.isCheap ? 1 : dear
      let operands = node.inputs.reduce(0) { sum, input in
        sum + (nodes[Int(input)].axes == node.axes ? costs[Int(input)] : 0)
      }
      costs.append(min(own + operands, 2 * dear))
    }
    return costs
  }

  private static func isScalarConstant(_ node: PlanNode) -> Bool {
    guard case .constant(let value) = node.operation else { return false }
    return node.axes.isEmpty && value.cells.count == 1
  }

  /// Returns `node` with all that is inlined in it as a program, its inputs the old nodes.
  func joined(_ node: PlanNode, _ nodes: [PlanNode]) -> PlanNode {
    guard node.inputs.contains(where: { isInlined[Int($0)] }) else { return node }
    var writer = ProgramWriter(nodes, isInlined)
    var result = node
    if case .reduce(let operation, let over, let hasCondition, let by) = node.operation {
      let program = writer.program(results: node.inputs)
      result.operation = .mapReduce(
        program, operation, over: over, hasCondition: hasCondition, by: by)
    } else {
      result.operation = .map(writer.program(of: node))
    }
    result.inputs = writer.inputs
    return result
  }
}

/// Writes one program.
private struct ProgramWriter {
  private let nodes: [PlanNode]
  private let isInlined: [Bool]
  /// The nodes read, by register.
  private(set) var inputs: [NodeIndex] = []
  private var order: [NodeIndex] = []
  private var seen: Set<NodeIndex> = []

  init(_ nodes: [PlanNode], _ isInlined: [Bool]) {
    self.nodes = nodes
    self.isInlined = isInlined
  }

  /// Returns the program whose results are the nodes `results`.
  mutating func program(results: [NodeIndex]) -> Program {
    for result in results { visit(result) }
    let registers = self.registers()
    return Program(
      inputCount: inputs.count, instructions: order.map { instruction(nodes[Int($0)], registers) },
      results: results.compactMap { registers[$0] })
  }

  /// Returns the program whose one result is that of `node`.
  mutating func program(of node: PlanNode) -> Program {
    for input in node.inputs { visit(input) }
    let registers = self.registers()
    let instructions = order.map { instruction(nodes[Int($0)], registers) }
    return Program(
      inputCount: inputs.count, instructions: instructions + [instruction(node, registers)],
      results: [inputs.count + order.count])
  }

  /// Notes `node` after all that it reads.
  private mutating func visit(_ node: NodeIndex) {
    guard seen.insert(node).inserted else { return }
    guard isInlined[Int(node)] else { return inputs.append(node) }
    for input in nodes[Int(node)].inputs { visit(input) }
    order.append(node)
  }

  private func registers() -> [NodeIndex: Int] {
    Dictionary(uniqueKeysWithValues: zip(inputs + order, 0...))
  }

  private func instruction(
    _ node: PlanNode, _ registers: [NodeIndex: Int]
  ) -> Program.Instruction {
    Program.Instruction(
      node.operation, node.inputs.compactMap { registers[$0] }, origin: node.origin)
  }
}

extension Operation {
  /// `true` iff computing it again takes no longer than reading a stored value.
  fileprivate var isCheap: Bool {
    switch self {
    case .unary(let unary):
      switch unary {
      case .negate, .not, .abs, .floor, .present: true
      case .sqrt, .exp, .ln, .log10, .sin, .cos, .atan, .normalQuantile: false
      }
    case .binary(let binary): ![.power, .atan2, .round].contains(binary)
    default: true
    }
  }
}
