public import IdxPlan

/// A transformation of plans that keeps what they compute, to the last bit.
///
/// The order of the cases is the order in which `Plan.optimised` runs them: folding makes nodes
/// equal that sharing then joins, both leave nodes behind that pruning takes away, and fusing comes
/// last because nothing else looks into programs.
public enum Pass: String, Sendable, CaseIterable {
  /// Computes what does not depend on data.
  case fold
  /// Joins nodes that do the same to the same.
  case share
  /// Takes away what no output needs.
  case prune
  /// Joins chains of element-wise operators to programs.
  case fuse

  /// Returns `plan` after the pass, which adds what it did to the plan's log.
  public func run(on plan: Plan) -> Plan {
    switch self {
    case .fold: ConstantFolding.run(on: plan)
    case .share: Sharing.run(on: plan)
    case .prune: Pruning.run(on: plan)
    case .fuse: Fusion.run(on: plan)
    }
  }
}

extension Plan {
  /// Returns the plan after `passes`, by default all.
  public func optimised(_ passes: [Pass] = Pass.allCases) -> Plan {
    passes.reduce(self) { $1.run(on: $0) }
  }

  /// Adds to the log that `pass` did something to `count` nodes.
  mutating func note(_ pass: Pass, _ count: Int, _ what: String) {
    log.append("\(pass.rawValue): \(count) \(count == 1 ? "node" : "nodes") \(what)")
  }

  /// The nodes that must stay, whatever becomes of the others: outputs and filters of axes.
  var roots: [NodeIndex] {
    outputs.map(\.node)
      + axes.compactMap { axis in
        if case .filtered(_, let by) = axis.elements { by } else { nil }
      }
  }

  /// Renames the outputs and the filters of axes, whose nodes have moved.
  mutating func rename(_ renamed: (NodeIndex) -> NodeIndex) {
    for i in outputs.indices { outputs[i].node = renamed(outputs[i].node) }
    axes = axes.map { $0.renamed(renamed) }
  }
}
