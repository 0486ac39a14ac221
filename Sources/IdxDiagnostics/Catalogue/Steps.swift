extension Catalogue {
  /// The kinds of area E047x: the steps of an evaluation.
  static let steps: [Entry] = [
    noWeights, noAggregate, stepResult, repeatedStep, unboundIndicator, judgementLacksGroup,
    noGivenWeights, misplacedStep, stepWithoutNode,
  ]

  static let noWeights = Entry(
    code: "E0471", name: "no-weights", title: "a group without weights",
    explanation: """
      Every group with two children or more gets its weights from exactly one step, if the method that \
      aggregates it takes weights, or one that aggregates all indicators below a group above it.
      """,
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        aggregate arithmetic_mean
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """)
  static let noAggregate = Entry(
    code: "E0472", name: "no-aggregate", title: "a group without an aggregation",
    explanation: "An evaluation says how the children of each group become the group's score.",
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """)
  static let stepResult = Entry(
    code: "E0473", name: "step-result", title: "a step whose result does not fit",
    explanation: """
      A step takes a method whose result has the axes of the step: one value for each indicator and \
      object to normalise, one for each child to weight, one for the group to aggregate.
      """,
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      method best[I: indicators](x: Real[I]) -> Real { max(x, over I) }
      evaluation quality of Quality on parks {
        treat     best
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      method doubled(x: Real) -> Real { 2 * x }
      evaluation quality of Quality on parks {
        treat     doubled
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """)
  static let repeatedStep = Entry(
    code: "E0474", name: "repeated-step", title: "a step written twice for the same node",
    explanation: "Each step is written once for a node; below it, `at` overrides it.",
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        weights   entropy
        aggregate arithmetic_mean
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   entropy
        aggregate arithmetic_mean
      }
      """)
  static let unboundIndicator = Entry(
    code: "E0475", name: "unbound-indicator", title: "an indicator without a column",
    explanation: """
      An indicator takes its values from the column with its code, from the column after `from`, or \
      from its formula. The table has no such column.
      """,
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator tree benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator tree benefit from trees }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """)
  static let judgementLacksGroup = Entry(
    code: "E0476", name: "judgement-lacks-group",
    title: "a judgement that does not compare a group",
    explanation:
      "The weights of a group are to come from a judgement that does not compare its children.",
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees | birds |
        | east | 60    | 120   | 14    |
        | west | 48    | 90    | 31    |
      }
      index Quality {
        indicator noise cost
        group nature { indicator trees benefit  indicator birds benefit }
      }
      judgement Experts on Quality { nature : noise = 2 }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   ahp(Experts)
        aggregate arithmetic_mean
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | noise | trees | birds |
        | east | 60    | 120   | 14    |
        | west | 48    | 90    | 31    |
      }
      index Quality {
        indicator noise cost
        group nature { indicator trees benefit  indicator birds benefit }
      }
      judgement Experts on Quality {
        nature : noise = 2
        at nature { trees : birds = 3 }
      }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   ahp(Experts)
        aggregate arithmetic_mean
      }
      """)
  static let noGivenWeights = Entry(
    code: "E0477", name: "no-given-weights", title: "a group whose weights are not given",
    explanation: "`weights given` takes the weights from the index, and here none are written.",
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees | birds |
        | east | 60    | 120   | 14    |
        | west | 48    | 90    | 31    |
      }
      index Quality {
        indicator noise cost weight 0.4
        group nature weight 0.6 { indicator trees benefit  indicator birds benefit }
      }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   given
        aggregate arithmetic_mean
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | noise | trees | birds |
        | east | 60    | 120   | 14    |
        | west | 48    | 90    | 31    |
      }
      index Quality {
        indicator noise cost weight 0.4
        group nature weight 0.6 { indicator trees benefit weight 0.5  indicator birds benefit weight 0.5 }
      }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   given
        aggregate arithmetic_mean
      }
      """)
  static let misplacedStep = Entry(
    code: "E0478", name: "misplaced-step", title: "a step that cannot stand below a node",
    explanation:
      "`combine` removes an axis from all scores at once, so it is not written inside of `at`.",
    failing: """
      data parks {
        key    park defines Park
        period year defines Year
        | park | year | noise | trees |
        | east | 2020 | 60    | 120   |
        | west | 2020 | 48    | 90    |
        | east | 2021 | 58    | 121   |
        | west | 2021 | 50    | 95    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      method average[T: periods](x: Real?[T]) -> Real? { mean(x, over T) }
      evaluation quality of Quality on parks {
        normalise minmax pooling Year
        weights   equal
        aggregate arithmetic_mean
        at trees { combine over Year average }
      }
      """,
    mended: """
      data parks {
        key    park defines Park
        period year defines Year
        | park | year | noise | trees |
        | east | 2020 | 60    | 120   |
        | west | 2020 | 48    | 90    |
        | east | 2021 | 58    | 121   |
        | west | 2021 | 50    | 95    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      method average[T: periods](x: Real?[T]) -> Real? { mean(x, over T) }
      evaluation quality of Quality on parks {
        normalise minmax pooling Year
        weights   equal
        aggregate arithmetic_mean
        combine over Year average
      }
      """)
}

extension Catalogue {
  static let stepWithoutNode = Entry(
    code: "E0479", name: "step-without-node",
    title: "a step of the base for a node that is not there",
    explanation: """
      An evaluation that is made `with` another takes its steps. One that stands in `at G` needs G: \
      it cannot be taken where another index is named that has no node of that path. (Where a change \
      removes G, the step goes with it.) Name an index that has the node, or write the evaluation in \
      full, by `of` and `on`, without the step.
      """,
    failing: withBase(
      """
      index Loud { indicator noise cost  indicator trees benefit }
      evaluation loud with quality of Loud {}
      """),
    mended: withBase(
      """
      evaluation silence with quality { remove nature }
      """))

  private static func withBase(_ changed: String) -> String {
    """
    data parks {
      key park defines Park
      | park | noise | trees | ponds |
      | east | 60    | 120   | 1     |
      | west | 48    | 90    | 3     |
    }
    index Quality {
      indicator noise cost
      group nature { indicator trees benefit  indicator ponds benefit }
    }
    evaluation quality of Quality on parks {
      normalise minmax
      weights   equal
      aggregate arithmetic_mean
      at nature { weights entropy }
    }
    \(changed)
    """
  }
}

extension Diagnostic {
  /// Returns the finding that the step of the evaluation `owner` at `step` is for the node `path`, which the
  /// index named at `span` does not have.
  public static func stepWithoutNode(
    _ path: String, at span: Span, step: Span, owner: String
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.stepWithoutNode,
      "expected \(path.quoted) in this index, for which \(owner.quoted) has a step, found none",
      at: span, labels: [Label(step, "the step")],
      hints: ["write the evaluation in full, without the step"])
  }
}

extension Diagnostic {
  /// Returns the finding that `group` has no weights.
  public static func noWeights(_ group: String, at span: Span, group place: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.noWeights, "the group `\(group)` has no weights in this evaluation", at: span,
      labels: [Label(place, "this group")],
      hints: ["add a step such as `weights equal` or `weights given`"])
  }

  /// Returns the finding that `group` is not aggregated.
  public static func noAggregate(_ group: String, at span: Span, group place: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.noAggregate, "the group `\(group)` is not aggregated in this evaluation", at: span,
      labels: [Label(place, "this group")],
      hints: ["add a step such as `aggregate arithmetic_mean`"])
  }

  /// Returns the finding that the result of the step `slot` does not fit.
  public static func stepResult(
    _ slot: String, _ expected: String, found: String, at span: Span, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.stepResult, "the step `\(slot)` needs \(expected), and this gives \(found)",
      at: span, hints: hint.map { [$0] } ?? [])
  }

  /// Returns the finding that the step `slot` is written twice.
  public static func repeatedStep(_ slot: String, at span: Span, earlier: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.repeatedStep, "the step `\(slot)` is written twice for the same node", at: span,
      labels: [Label(earlier, "the first")])
  }

  /// Returns the finding that the indicator `code` has no column.
  public static func unboundIndicator(
    _ code: String, column: String, table: String, at span: Span, known: [String], evaluation: Span
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(column, in: known)
    return Diagnostic(
      Catalogue.unboundIndicator,
      "the table `\(table)` has no column `\(column)` for the indicator `\(code)`", at: span,
      labels: [Label(evaluation, "evaluated here")],
      hints: [
        nearest.map { Suggestion.column($0, for: column) }
          ?? "its columns are \(known.prefix(12).map { "`\($0)`" }.joined(separator: ", "))"
      ],
      fixes: bindings(of: column, code, to: known, nearest, at: span))
  }

  /// Returns the fixes that bind the indicator `code`, bound to `column` at `span`, to a column of `known`, to
  /// the `nearest` first.
  private static func bindings(
    of column: String, _ code: String, to known: [String], _ nearest: String?, at span: Span
  ) -> [Fix] {
    let others = known.filter { $0 != nearest && !$0.contains("`") }.prefix(mostBindings)
    return ([nearest].compactMap { $0 } + others).map { name in
      // Where the indicator names the column already, `span` is that name.
      let edit =
        column == code
        ? TextEdit(span.endPoint, " from \(Suggestion.written(name))")
        : TextEdit(span, Suggestion.written(name))
      return Fix("bind it to `\(name)`", [edit], name == nearest ? .likely : .possible)
    }
  }

  /// The most columns to choose from.
  private static let mostBindings = 20

  /// Returns the finding that a judgement does not compare the children of `group`.
  public static func judgementLacksGroup(
    _ judgement: String, group: String, at span: Span, group place: Span, judgement other: Span
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.judgementLacksGroup, "`\(judgement)` does not compare the children of `\(group)`",
      at: span, labels: [Label(place, "this group"), Label(other, "the judgement")],
      hints: [
        "add `at \(group) { … }` to the judgement, or override the step: `at \(group) { weights equal }`"
      ])
  }

  /// Returns the finding that the weights of `group` are not written.
  public static func noGivenWeights(_ group: String, at span: Span, group place: Span) -> Diagnostic
  {
    Diagnostic(
      Catalogue.noGivenWeights, "the index gives no weights to the children of `\(group)`",
      at: span,
      labels: [Label(place, "this group")],
      hints: ["write `weight` or `importance` at each child, or use another step here"])
  }

  /// Returns the finding that `step` is written inside of `at`.
  public static func misplacedStep(_ step: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.misplacedStep, "`\(step)` works on the whole evaluation", at: span,
      hints: ["write it outside of `at`"])
  }
}
