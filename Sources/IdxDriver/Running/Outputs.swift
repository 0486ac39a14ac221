import IdxDiagnostics
import IdxPlan
import IdxSemantics

/// The names under which a plan is asked for results.
enum OutputName {
  static func node(_ evaluation: String, _ path: String, _ part: String) -> String {
    path.isEmpty ? "\(evaluation).\(part)" : "\(evaluation).at(\(path)).\(part)"
  }

  static func value(_ name: String) -> String { "let \(name)" }

  static func elements(of axis: Axis) -> String { "elements \(axis.base)" }

  static func expectation(_ number: Int, _ part: String) -> String {
    "expect \(number + 1) \(part)"
  }

  static func caution(_ number: Int) -> String { "caution \(number + 1)" }

  static func working(_ score: NodeIndex, _ number: Int) -> String {
    "working \(score) \(number + 1)"
  }

  static func judgement(_ number: Int, _ part: String) -> String {
    "judgement \(number + 1) \(part)"
  }
}

extension Session {
  /// Asks the plan for the results of `evaluation` that are wanted.
  func ask(for evaluation: ElaboratedEvaluation) {
    let wanted = options.wanted
    for axis in (evaluation.objects.map { [$0] } ?? []) + evaluation.others {
      askForElements(of: axis)
    }
    for (node, results) in zip(evaluation.index.nodes, evaluation.nodes)
    where node.depth <= wanted.level {
      func ask(_ part: String, _ array: ArrayTerm?) {
        guard let array else { return }
        elaborator.builder.output(OutputName.node(evaluation.name, node.path, part), array.node)
      }
      if wanted.hasScores { ask("score", results.score) }
      if wanted.hasRanks(atDepth: node.depth) { ask("rank", results.rank) }
      if wanted.hasGrades(atDepth: node.depth) { ask("grade", results.grade) }
      if wanted.hasMemberships { ask("membership", results.membership) }
      if wanted.hasWeights {
        ask("weight", results.localWeight)
        ask("effective", results.effectiveWeight)
      }
    }
  }

  /// Asks the plan for what the expectations need, those at `places` only if these are given.
  func askForExpectations(at places: Set<Span>? = nil) {
    for (number, expectation) in elaborator.expectations.enumerated()
    where places?.contains(expectation.span) ?? true {
      elaborator.builder.output(OutputName.expectation(number, "holds"), expectation.condition)
      if expectation.record != nil {
        // The names of the elements stand in the file.
        let axes = elaborator.builder.axes(of: expectation.condition)
        for axis in axes + (expectation.elements.map { [$0] } ?? []) { askForElements(of: axis) }
      }
      if let filter = expectation.filter {
        elaborator.builder.output(OutputName.expectation(number, "filter"), filter)
      }
      if let sides = expectation.sides {
        elaborator.builder.output(OutputName.expectation(number, "left"), sides.left)
        elaborator.builder.output(OutputName.expectation(number, "right"), sides.right)
      }
    }
  }

  /// Asks the plan for the consistency of the judgements, of those that are not known if only these are asked for.
  func askForJudgements(onlyUnknown: Bool = false) {
    if !onlyUnknown { elaborator.workOutKnownConsistencies() }
    for (number, judgement) in elaborator.consistencies.enumerated() {
      elaborator.builder.output(OutputName.judgement(number, "ratio"), judgement.ratio)
      elaborator.builder.output(OutputName.judgement(number, "weights"), judgement.weights)
    }
  }
}
