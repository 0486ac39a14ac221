public import IdxPlan

/// Replaces what does not depend on data by its value, which the evaluator itself computes.
enum ConstantFolding {
  /// The most cells of a value that is worth writing into the plan.
  private static let largest = 65_536

  /// Returns `plan` with its constant parts computed.
  static func run(on plan: Plan) -> Plan {
    let isConstant = constants(plan)
    let frontier = self.frontier(plan, isConstant)
    let workers = Workers(threads: 1, isCancelled: { false })
    let run = PlanRun(plan, PlanInputs(), workers)
    let values = run.evaluate(roots: frontier, keepsAll: false) ?? []
    var result = plan
    var count = 0
    for index in frontier {
      // What fails stays as it is, so that it can be traced.
      guard let cells = values[Int(index)]?.cells, !cells.contains(where: { $0?.isNaN ?? false })
      else { continue }
      count += 1
      result.nodes[Int(index)].operation = .constant(ConstantValue(cells))
      result.nodes[Int(index)].inputs = []
      result.nodes[Int(index)].isOptional = cells.contains { $0 == nil }
    }
    result.note(.fold, count, "replaced by their values")
    return result
  }

  /// Returns for each node whether it is known before any data is read.
  static func constants(_ plan: Plan) -> [Bool] {
    let extents = Extents(plan.axes, PlanInputs())
    // The number of elements of each axis, `nil` where it comes from data.
    let sizes = plan.axes.indices.map { base -> Int? in
      extents.isFixed(Axis(base)) ? extents.size(Axis(base)) : nil
    }
    var isConstant: [Bool] = []
    isConstant.reserveCapacity(plan.nodes.count)
    for index in plan.nodes.indices {
      guard plan.nodes[index].inputs.allSatisfy({ isConstant[Int($0)] }) else {
        isConstant.append(false)
        continue
      }
      let node = plan.nodes[index]
      let isKnown =
        node.axes.allSatisfy { sizes[Int($0.base)] != nil }
        && node.operation.axes.allSatisfy { sizes[Int($0.base)] != nil }
        && node.axes.reduce(1) { $0 * (sizes[Int($1.base)] ?? 0) } <= largest
      switch node.operation {
      case .column, .loopVariable, .capture: isConstant.append(false)
      case .loop(let body): isConstant.append(isKnown && !readsColumns(body))
      default: isConstant.append(isKnown)
      }
    }
    return isConstant
  }

  private static func readsColumns(_ body: LoopBody) -> Bool {
    body.nodes.contains { node in
      switch node.operation {
      case .column: true
      case .loop(let inner): readsColumns(inner)
      default: false
      }
    }
  }

  /// Returns the constant nodes that others read, or somebody asked for, and that are not yet values.
  private static func frontier(_ plan: Plan, _ isConstant: [Bool]) -> [NodeIndex] {
    var isRead = Array(repeating: false, count: plan.nodes.count)
    for index in plan.nodes.indices where !isConstant[index] {
      for input in plan.nodes[index].inputs { isRead[Int(input)] = true }
    }
    for root in plan.roots { isRead[Int(root)] = true }
    return plan.nodes.indices.filter { index in
      if case .constant = plan.nodes[index].operation { return false }
      return isRead[index] && isConstant[index]
    }.map { NodeIndex($0) }
  }
}

extension Plan {
  /// Returns the plan of those outputs that need no data, each replaced by its value where it has one.
  public func withoutData() -> Plan {
    let isConstant = ConstantFolding.constants(self)
    var plan = self
    plan.outputs = outputs.filter { isConstant[Int($0.node)] }
    return plan.optimised([.prune, .fold])
  }
}
