extension Catalogue {
  /// The kinds E0426 to E0433: what is wrong with a scale.
  static let scaleKinds: [Entry] = [
    .emptyScale, .duplicateGrade, .thresholdOrder, .missingThreshold, .twoThresholds, .equalPoints,
    .ratioWord, .noThresholds,
  ]
}

extension Catalogue.Entry {
  static let emptyScale = Self(
    code: "E0426", name: "empty-scale", title: "a scale has no grades",
    explanation: "A scale is a list of grades, from the best to the worst or the other way round.",
    failing: "scale Level best first {}",
    mended: "scale Level best first { grade high  grade low }")
  static let duplicateGrade = Self(
    code: "E0427", name: "duplicate-grade", title: "two grades have the same code",
    explanation: "Grades are referred to by their codes, each of which stands once in its scale.",
    failing: "scale Level best first { grade high  grade high }",
    mended: "scale Level best first { grade high  grade low }")
  static let thresholdOrder = Self(
    code: "E0428", name: "threshold-order", title: "the thresholds of a scale are out of order",
    explanation: """
      A grade reaches from its own threshold to that of the next better one. So that no value has \
      two grades or none, the thresholds fall strictly in a scale that is written best first, and \
      rise strictly in one that is written worst first.
      """,
    failing: "scale Level best first { grade high from 0.4  grade middle from 0.7  grade low }",
    mended: "scale Level best first { grade high from 0.7  grade middle from 0.4  grade low }")
  static let missingThreshold = Self(
    code: "E0429", name: "missing-threshold", title: "a grade has no threshold",
    explanation: """
      If one grade of a scale has a threshold, then all have, but for the worst, which takes \
      everything below the others.
      """,
    failing: "scale Level best first { grade high from 0.7  grade middle  grade low from 0 }",
    mended:
      "scale Level best first { grade high from 0.7  grade middle from 0.4  grade low from 0 }"
  )
  static let twoThresholds = Self(
    code: "E0430", name: "two-thresholds", title: "a grade has two thresholds",
    explanation: """
      A grade begins at one value: `from 0.7` includes it, `above 0.7` does not. Where it ends \
      follows from the next better grade.
      """,
    failing: "scale Level best first { grade high from 0.7 above 0.6  grade low }",
    mended: "scale Level best first { grade high from 0.7  grade low }")
  static let equalPoints = Self(
    code: "E0431", name: "equal-points", title: "two grades have the same points",
    explanation: """
      Points turn grades into numbers. Two grades with the same points could not be told apart, \
      and would be one grade.
      """,
    failing: "scale Level best first { grade high points 5  grade low points 5 }",
    mended: "scale Level best first { grade high points 5  grade low points 3 }")
  static let ratioWord = Self(
    code: "E0432", name: "ratio-word", title: "the ratio of a grade is not a number",
    explanation: """
      `ratio` says which number, or which triangular number `(2, 3, 4)`, a word stands for in a \
      pairwise comparison. A word there would need a number in turn.
      """,
    failing: "scale Words best first { grade strong ratio much  grade equal ratio 1 }",
    mended: "scale Words best first { grade strong ratio 5  grade equal ratio 1 }")
  static let noThresholds = Self(
    code: "E0433", name: "no-thresholds", title: "scores are graded on a scale without thresholds",
    explanation: """
      `classify` asks where each grade of a scale begins. The scale does not say: write `from` or \
      `above` at each grade but the worst.
      """,
    failing: parks("scale Level worst first { grade low  grade high }", "classify  Level"),
    mended: parks("scale Level worst first { grade low  grade high from 0.5 }", "classify  Level"))

  /// Returns a model of two parks with `declaration`, whose evaluation ends with `step`.
  static func parks(_ declaration: String, _ step: String) -> String {
    """
    data parks {
      key park defines Park
      | park | noise | trees |
      | east | 60    | 120   |
      | west | 48    | 90    |
    }
    \(declaration)
    index Quality { indicator noise cost  indicator trees benefit }
    evaluation quality of Quality on parks {
      normalise minmax
      weights   equal
      aggregate arithmetic_mean
      \(step)
    }
    """
  }
}

extension Diagnostic {
  /// A scale `name` without grades.
  public static func emptyScale(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(.emptyScale, "expected grades in \(name.quoted), found none", at: span)
  }

  /// A grade `code` that stands a second time, first at `first`.
  public static func duplicateGrade(_ code: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateGrade, "expected each grade once, found \(code.quoted) again", at: span,
      labels: [Label(first, "first here")])
  }

  /// A threshold of `grade` that does not follow in order on that of `before`.
  public static func thresholdOrder(
    _ grade: NamedSpan, _ threshold: Double, after before: NamedSpan, _ earlier: Double,
    bestFirst: Bool
  ) -> Diagnostic {
    Diagnostic(
      .thresholdOrder,
      "expected a threshold \(bestFirst ? "below" : "above") \(earlier.plainText) for "
        + "\(grade.name.quoted), found \(threshold.plainText)",
      at: grade.span, labels: [Label(before.span, "\(earlier.plainText) here")],
      hints: ["the scale is written \(bestFirst ? "best" : "worst") first"])
  }

  /// A grade `code` without threshold in a scale whose worst grade is `worst`.
  public static func missingThreshold(
    _ code: String, worst: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .missingThreshold,
      "expected a threshold for \(code.quoted), found none",
      at: span, hints: ["only \(worst.quoted), the worst grade, may have none"])
  }

  /// A scale `name`, declared at `scale`, on which scores are to be graded though it has no thresholds.
  public static func noThresholds(_ name: String, at span: Span, scale: Span?) -> Diagnostic {
    Diagnostic(
      .noThresholds, "expected a scale with thresholds, found \(name.quoted) without", at: span,
      labels: scale.map { [Label($0, "the scale")] } ?? [],
      hints: ["write where each grade begins: `grade high from 0.7`"])
  }

  /// A grade `code` with both `from` and `above`.
  public static func twoThresholds(_ code: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .twoThresholds, "expected one threshold for \(code.quoted), found `from` and `above`",
      at: span, labels: [Label(first, "the other")])
  }

  /// Two grades with the same `points`.
  public static func equalPoints(
    _ points: Double, of grade: NamedSpan, and first: NamedSpan
  ) -> Diagnostic {
    Diagnostic(
      .equalPoints,
      "expected points that differ, found \(points.plainText) for \(grade.name.quoted) and "
        + first.name.quoted,
      at: grade.span, labels: [Label(first.span, "\(points.plainText) here")])
  }

  /// A word as the ratio of the grade `code`.
  public static func ratioWord(_ word: String, of code: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .ratioWord, "expected a number as the ratio of \(code.quoted), found \(word.quoted)",
      at: span, hints: ["write a number or three as in `(2, 3, 4)`"])
  }
}
