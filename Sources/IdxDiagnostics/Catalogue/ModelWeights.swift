extension Catalogue {
  /// The kinds E0420 to E0425: what is wrong with written weights and numbers.
  static let weightKinds: [Entry] = [
    .mixedWeights, .partialWeights, .shareSum, .negativeWeight, .zeroWeights, .noNumber,
  ]
}

extension Catalogue.Entry {
  static let mixedWeights = Self(
    code: "E0420", name: "mixed-weights", title: "siblings mix shares and importances",
    explanation: """
      `weight` is a share: those of all siblings sum to 1. `importance` is a number that is \
      rescaled among the siblings. Below one parent all weights are of one kind.
      """,
    failing: "index Q {\n  indicator a benefit weight 0.5\n  indicator b benefit importance 1\n}",
    mended: "index Q {\n  indicator a benefit weight 0.5\n  indicator b benefit weight 0.5\n}")
  static let partialWeights = Self(
    code: "E0421", name: "partial-weights", title: "some siblings have a weight and some have none",
    explanation: """
      Nothing is guessed: below one parent either all children have a weight or none has, and \
      then the evaluation says how they are weighted.
      """,
    failing: "index Q {\n  indicator a benefit weight 0.5\n  indicator b benefit\n}",
    mended: "index Q {\n  indicator a benefit weight 0.5\n  indicator b benefit weight 0.5\n}")
  static let shareSum = Self(
    code: "E0422", name: "share-sum", title: "the shares of siblings do not sum to 1",
    explanation: """
      The shares (`weight`) of all children of one parent sum to 1, within 1e-9. Nothing is \
      rescaled silently. If the numbers only say how many times one outweighs another, then \
      write `importance`, which is rescaled.
      """,
    failing: "index Q {\n  indicator a benefit weight 0.5\n  indicator b benefit weight 0.4\n}",
    mended: "index Q {\n  indicator a benefit weight 0.5\n  indicator b benefit weight 0.5\n}")
  static let negativeWeight = Self(
    code: "E0423", name: "negative-weight", title: "a weight is negative",
    explanation: """
      Weights are 0 or more. An indicator that counts against the score is one of the direction \
      `cost` with a positive weight.
      """,
    failing: "index Q {\n  indicator a benefit weight 1.5\n  indicator b benefit weight -0.5\n}",
    mended: "index Q {\n  indicator a benefit weight 0.75\n  indicator b cost weight 0.25\n}")
  static let zeroWeights = Self(
    code: "E0424", name: "zero-weights", title: "all weights of siblings are zero",
    explanation: """
      Importances are divided by their sum. If all of them are zero, then nothing is left to \
      weigh the group by.
      """,
    failing:
      "index Q {\n  indicator a benefit importance 0\n  indicator b benefit importance 0\n}",
    mended: "index Q {\n  indicator a benefit importance 1\n  indicator b benefit importance 1\n}")
  static let noNumber = Self(
    code: "E0425", name: "no-number", title: "a constant is not a finite number",
    explanation: """
      Constants are numbers such as `0.5`, `-2` and `1e6`, or quotients such as `1/3`. A division \
      by zero has no value. Numbers reach to about 1.8e308, and down to about 5e-324: what is nearer \
      to 0 would be taken for it.
      """,
    failing: "index Q {\n  indicator a target 1/0\n  indicator b benefit\n}",
    mended: "index Q {\n  indicator a target 1/2\n  indicator b benefit\n}")
}

extension Diagnostic {
  /// Children of `parent` of which some, like `share`, have shares and some, like `importance`,
  /// importances.
  public static func mixedWeights(
    in parent: String, share: NamedSpan, importance: NamedSpan
  ) -> Diagnostic {
    let (first, second) =
      share.span.start <= importance.span.start ? (share, importance) : (importance, share)
    let isShare = first == share
    return Diagnostic(
      .mixedWeights,
      "expected weights of one kind in \(parent.quoted), found \(second.name.quoted) with "
        + (isShare ? "an importance" : "a share"),
      at: second.span,
      labels: [
        Label(first.span, "\(first.name.quoted) has " + (isShare ? "a share" : "an importance"))
      ],
      hints: ["`weight` is a share of 1, `importance` is rescaled among the siblings"])
  }

  /// Children of `parent` of which `bare` have no weight and others, like `weighted`, have one.
  public static func partialWeights(
    in parent: String, weighted: NamedSpan, bare: [NamedSpan]
  ) -> Diagnostic {
    Diagnostic(
      .partialWeights,
      "expected weights for all or for none in \(parent.quoted), found none for "
        + bare.map(\.name).quotedList,
      at: bare.first?.span ?? weighted.span,
      labels: bare.dropFirst().map { Label($0.span, "no weight") }
        + [Label(weighted.span, "\(weighted.name.quoted) has one")])
  }

  /// Shares of the children of `parent` that sum to `sum`; `rescaled` would sum to 1.
  public static func shareSum(
    _ sum: Double, in parent: String, at span: Span, shares: [NamedSpan], rescaled: [TextEdit]
  ) -> Diagnostic {
    Diagnostic(
      .shareSum,
      "expected the weights in \(parent.quoted) to sum to 1, found \(sum.plainText)",
      at: span, labels: shares.map { Label($0.span, $0.name) },
      hints: ["if they are relative, write `importance` instead of `weight`"],
      fixes: rescaled.isEmpty ? [] : [Fix("rescale the weights to sum to 1", rescaled)])
  }

  /// A negative weight of `code`.
  public static func negativeWeight(_ number: Double, of code: String, at span: Span) -> Diagnostic
  {
    Diagnostic(
      .negativeWeight,
      "expected a weight of 0 or more for \(code.quoted), found \(number.plainText)", at: span)
  }

  /// Importances in `parent` that are all zero.
  public static func zeroWeights(in parent: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .zeroWeights, "expected a positive weight in \(parent.quoted), found all of them 0", at: span)
  }

  /// A constant `text` without a finite value.
  public static func noNumber(_ text: String, at span: Span) -> Diagnostic {
    guard let reach = NumberReach(text) else {
      return Diagnostic(.noNumber, "expected a finite number, found \(text.quoted)", at: span)
    }
    return Diagnostic(
      .noNumber, "expected a number that can be held, found \(text.quoted), \(reach.words)",
      at: span, hints: [reach.hint])
  }
}
