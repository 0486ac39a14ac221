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
      isConstant.append(
        plan.nodes[index].inputs.allSatisfy { isConstant[Int($0)] }
          && isSmall(plan.nodes[index].axes, sizes) && isConstantItself(plan.nodes[index].operation)
          && plan.nodes[index].operation.axes.allSatisfy { sizes[Int($0.base)] != nil })
    }
    return isConstant
  }

  /// `true` iff arrays over `axes` are of a known size that is worth writing into the plan.
  private static func isSmall(_ axes: [Axis], _ sizes: [Int?]) -> Bool {
    var cells = 1
    for axis in axes {
      guard let size = sizes[Int(axis.base)], size <= largest else { return false }
      cells *= size
      if cells > largest { return false }
    }
    return true
  }

  /// `true` iff `operation` reads nothing but its inputs.
  private static func isConstantItself(_ operation: Operation) -> Bool {
    switch operation {
    case .column, .loopVariable, .capture: false
    case .loop(let body): !readsColumns(body)
    default: true
    }
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
