extension Catalogue {
  /// The kinds W0621 to W0629: what is questionable in a model without errors.
  static let modelLints: [Entry] = [
    .unusedDeclaration, .weightWithoutEffect, .doubleCounting, .gapsNotSaid, .comparedOverPeriods,
    .nearlyCollinear, .methodWarning, .constantIndicator, .unusedImport,
  ]
}

extension Catalogue.Entry {
  static let unusedDeclaration = Self(
    code: "W0621", name: "unused-declaration", severity: .warning,
    title: "a declaration that nothing refers to",
    explanation: """
      Nothing in the model refers to the declaration, so that it changes no result. Often a name is \
      misspelt or a step forgotten. A `let` is a number that somebody wants to know, and a file \
      without evaluation and `expect` is one that others import: neither is reported.
      """,
    failing: "parameter rate = 0.05\nexpect 2 * 2 == 4 within 0",
    mended: "parameter rate = 0.05\nexpect 2 * rate == 0.1 within 1e-12")
  static let weightWithoutEffect = Self(
    code: "W0622", name: "weight-without-effect", severity: .warning,
    title: "a weight that changes no score",
    explanation: """
      The index gives weights, but no evaluation of it takes them: `weights given` does. A weight of \
      0 has no effect either: the indicator is shown and counts for nothing.
      """,
    failing: weighted("equal"), mended: weighted("given"))
  static let doubleCounting = Self(
    code: "W0623", name: "double-counting", severity: .warning,
    title: "two indicators with the same numbers",
    explanation: """
      Two indicators of one index are read from one column, or by one formula. What they measure \
      counts twice, whatever the weights say. So it is with the indicators of a group that is `like` \
      another, unless the evaluation reads the two from different tables: `at B { on other }`. Source: OECD and JRC, Handbook on Constructing \
      Composite Indicators (2008), step 4.
      """,
    failing: doubled("from trees"), mended: doubled("from birds"))
  static let gapsNotSaid = Self(
    code: "W0624", name: "gaps-not-said", severity: .warning,
    title: "missing values are aggregated without saying how",
    explanation: """
      Some values may be missing. The mean then either leaves them out, which rescales the weights \
      of the rest, or is missing itself; the two give different rankings. Say which: `gaps: leave_out` \
      or `gaps: keep`, or fill the gaps before by a step `impute`. Source: OECD and JRC, Handbook on \
      Constructing Composite Indicators (2008), step 3.
      """,
    failing: gappy("arithmetic_mean"), mended: gappy("arithmetic_mean(gaps: keep)"))
  static let comparedOverPeriods = Self(
    code: "W0625", name: "compared-over-periods", severity: .warning,
    title: "scores made within each period are compared over periods",
    explanation: """
      A normalisation or a weighting that follows from the data of each period gives every period a \
      scale of its own: the best of each year has 1, however much all have improved. Scores are then \
      comparable within a year only. `pooling Year` makes one scale of all years, and so do fixed \
      goalposts. Source: OECD and JRC, Handbook on Constructing Composite Indicators (2008), step 5.
      """,
    failing: panel("minmax"), mended: panel("minmax pooling Year"))

  static let nearlyCollinear = Self(
    code: "W0626", name: "nearly-collinear", severity: .warning,
    title: "two indicators that say nearly the same",
    explanation: """
      Two indicators of one group are correlated with a coefficient over 0.99 in size, in ten objects \
      or more, in their values before any step: one of them is nearly a copy of the other, and what \
      they measure counts twice. It is found when the model is run. Source: OECD and JRC, Handbook on Constructing Composite Indicators \
      (2008), step 4.
      """,
    task: .run([]), failing: ten { 100 + 2 * $0 }, mended: ten { $0 * 7 % 10 })

  static let methodWarning = Self(
    code: "W0627", name: "method-warning", severity: .warning,
    title: "a method warns of how it is used",
    explanation: """
      A method says by `warn … else "…"` where its result exists and is doubtful: a formula that cannot \
      reach 1, variables that tell nearly the same, components of too few objects. The finding says \
      at which indicator or object. What needs data is found when the model is run. If it is meant, \
      silence it before the step or the declaration: `allow(method-warning) "…"`.
      """,
    task: .run([]), failing: coupled(", form: without_n"), mended: coupled(""))
  static let constantIndicator = Self(
    code: "W0628", name: "constant-indicator", severity: .warning,
    title: "an indicator that has the same value everywhere",
    explanation: """
      The indicator has one value in all objects and periods, in three cells or more, before any step: \
      it tells nothing apart. A normalisation by its extremes or its deviation has no scale for it, and \
      others give it a share of every score. It is found when the model is run. Source: OECD and \
      JRC, Handbook on Constructing Composite Indicators (2008), step 2.
      """,
    task: .run([]), failing: ten(sum: true) { _ in 7 }, mended: ten(sum: true) { $0 * 7 % 10 })
  static let unusedImport = Self(
    code: "W0629", name: "unused-import", severity: .warning,
    title: "an import of which nothing is used",
    explanation: """
      No name of the model stands for anything that the file or the module declares: without the line \
      all results stay. What a file imports is not seen by those that import it.
      """,
    failing: "import std.models.hdi\nlet pressure = 3",
    mended: "import std.models.hdi\nvariant Narrow of HDI { remove education }")

  /// Returns a model of two systems with the argument `form`.
  private static func coupled(_ form: String) -> String {
    """
    axis System { nature, economy }
    let c = coupling(System(nature: 0.6, economy: 0.5)\(form)).c
    expect c > 0
    """
  }

  /// Returns a model of ten parks with `birds` of each.
  private static func ten(sum: Bool = false, _ birds: (Int) -> Int) -> String {
    let rows = (1...10).map {
      "  | p\($0) | \($0 * $0 % 17 + $0) | \(birds($0 * $0 % 17 + $0)) |\n"
    }
    return """
      data parks {
        key park defines Park
        | park | trees | birds |
      \(rows.joined())}
      index Quality { indicator trees benefit  indicator birds benefit }
      evaluation quality of Quality on parks {
        normalise \(sum ? "by_sum" : "minmax")
        weights   equal
        aggregate arithmetic_mean
      }
      """
  }

  /// Returns a model whose index has weights and whose evaluation takes those of `method`.
  private static func weighted(_ method: String) -> String {
    """
    data parks {
      key park defines Park
      | park | noise | trees |
      | east | 60    | 120   |
      | west | 48    | 90    |
    }
    index Quality {
      indicator noise cost    weight 0.4
      indicator trees benefit weight 0.6
    }
    evaluation quality of Quality on parks {
      normalise minmax
      weights   \(method)
      aggregate arithmetic_mean
    }
    """
  }

  /// Returns a model in which the indicator `nature` is bound by `binding`.
  private static func doubled(_ binding: String) -> String {
    """
    data parks {
      key park defines Park
      | park | trees | birds |
      | east | 120   | 14    |
      | west | 90    | 31    |
    }
    index Quality {
      indicator trees  benefit
      indicator nature benefit \(binding)
    }
    evaluation quality of Quality on parks {
      normalise minmax
      weights   equal
      aggregate arithmetic_mean
    }
    """
  }

  /// Returns a model with a gap that is aggregated by `method`.
  private static func gappy(_ method: String) -> String {
    """
    data parks {
      key park defines Park
      missing ""
      | park  | trees | birds |
      | east  | 120   | 14    |
      | north | 100   |       |
      | west  | 90    | 31    |
    }
    index Quality { indicator trees benefit  indicator birds benefit }
    evaluation quality of Quality on parks {
      normalise minmax
      weights   equal
      aggregate \(method)
    }
    """
  }

  /// Returns a model of two years, normalised by `step`, whose scores are compared.
  private static func panel(_ step: String) -> String {
    """
    data parks {
      key    park defines Park
      period year defines Year
      | park | year | trees | birds |
      | east | 2020 | 120   | 14    |
      | west | 2020 | 90    | 31    |
      | east | 2021 | 125   | 17    |
      | west | 2021 | 94    | 35    |
    }
    index Quality { indicator trees benefit  indicator birds benefit }
    evaluation quality of Quality on parks {
      normalise \(step)
      weights   equal
      aggregate arithmetic_mean
    }
    let gain "Gain" = quality.score[Year: "2021"] - quality.score[Year: "2020"]
    """
  }
}

extension Diagnostic {
  /// Returns the finding that nothing refers to the `kind` `name`, which `deletion` would remove.
  public static func unusedDeclaration(
    _ name: String, _ kind: String, at span: Span, deletion: Span?
  ) -> Diagnostic {
    Diagnostic(
      .unusedDeclaration, "nothing refers to the \(kind) \(name.quoted)", at: span,
      hints: ["use it, delete it, or silence this: `allow(unused-declaration) \"…\"`"],
      fixes: deletion.map { [Fix("delete it", [TextEdit($0, "")])] } ?? [])
  }

  /// Returns the finding that nothing of `imported` is used, which is imported at `span` by what `deletion` would
  /// remove.
  public static func unusedImport(
    of imported: String, at span: Span, deletion: Span
  ) -> Diagnostic {
    Diagnostic(
      .unusedImport, "nothing of \(imported.quoted) is used", at: span,
      hints: ["use it, delete the import, or silence this: `allow(unused-import) \"…\"`"],
      fixes: [Fix("delete the import", [TextEdit(deletion, "")])])
  }

  /// Returns the finding that no evaluation takes the weights below `group`, the first at `span`.
  public static func weightsNotTaken(of group: String, at span: Span, evaluation: Span)
    -> Diagnostic
  {
    Diagnostic(
      .weightWithoutEffect,
      "the weights below \(group.quoted) have no effect: no evaluation takes them", at: span,
      labels: [Label(evaluation, "evaluated here, with other weights")],
      hints: ["write `weights given` in the evaluation, or delete them"])
  }

  /// Returns the finding that the evaluation does not take the weight below `group` that it changes at `span`.
  public static func weightChangeNotTaken(in group: String, at span: Span, evaluation: Span)
    -> Diagnostic
  {
    Diagnostic(
      .weightWithoutEffect,
      "this weight has no effect: the steps take other weights than the index's in \(group.quoted)",
      at: span, labels: [Label(evaluation, "evaluated here")],
      hints: ["write `weights given` for that group, or delete the change"])
  }

  /// Returns the finding that the weight of `code` is 0.
  public static func zeroWeight(of code: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .weightWithoutEffect, "\(code.quoted) has the weight 0, so that it counts for nothing",
      at: span,
      hints: ["give it a weight, or take it out of the index"])
  }

  /// Returns the finding that the indicator `code` has the numbers of `other`.
  public static func countedTwice(
    _ code: String, at span: Span, as other: String, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .doubleCounting, "\(code.quoted) has the same numbers as \(other.quoted): they count twice",
      at: span, labels: [Label(first, "the other")],
      hints: ["bind one of them to another column by `from`, or delete it"])
  }

  /// Returns the finding that the indicators of the group `code` have the numbers of those of `other`,
  /// which it is like.
  public static func copyCountedTwice(
    _ code: String, at span: Span, as other: String, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .doubleCounting,
      "\(code.quoted) is like \(other.quoted), down to the numbers of its indicators: they count twice",
      at: span, labels: [Label(first, "the other")],
      hints: [
        "let the evaluation read one of them from another table: `at \(code) { on … }`"
      ])
  }

  /// Returns the finding that the indicators `code` and `other` have a `correlation` near 1 in size.
  public static func nearlyCollinear(
    _ code: String, at span: Span, with other: String, first: Span, correlation: String
  ) -> Diagnostic {
    Diagnostic(
      .nearlyCollinear,
      "\(code.quoted) says nearly the same as \(other.quoted): their correlation is \(correlation)",
      at: span, labels: [Label(first, "the other")],
      hints: ["leave one of them out, or silence this: `allow(nearly-collinear) \"…\"`"])
  }

  /// Returns the finding that `method`, called at `span`, warns of `message` at `place` and at `others`
  /// more.
  public static func methodWarning(
    _ message: String, method: String, place: String, others: Int, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .methodWarning,
      message + ", in `\(method)`" + (place.isEmpty ? "" : ", for \(place)")
        + (others > 0 ? " and \(others) more" : ""), at: span,
      hints: ["if that is meant, silence it: `allow(method-warning) \"…\"`"])
  }

  /// Returns the finding that the indicator `code` is `value` everywhere.
  public static func constantIndicator(_ code: String, value: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .constantIndicator, "\(code.quoted) is \(value) everywhere, so that it tells nothing apart",
      at: span,
      hints: ["leave it out, or silence this: `allow(constant-indicator) \"…\"`"])
  }

  /// Returns the finding that the step with `method` at `span` does not say what becomes of the
  /// missing values of `code`.
  public static func gapsNotSaid(of code: String, at span: Span, place: Span) -> Diagnostic {
    Diagnostic(
      .gapsNotSaid,
      "values of \(code.quoted) may be missing, and this does not say what happens then", at: span,
      labels: [Label(place, "these values")],
      hints: ["say `gaps: leave_out` or `gaps: keep`, or fill the gaps by a step `impute`"])
  }

  /// Returns the finding that scores of `evaluation` that stand on one scale for each `period` are
  /// compared at `span`.
  public static func comparedOverPeriods(
    _ name: String, _ period: String, at span: Span, evaluation: Span
  ) -> Diagnostic {
    Diagnostic(
      .comparedOverPeriods,
      "this compares scores over \(period), and each \(period) of \(name.quoted) has a scale of its own",
      at: span, labels: [Label(evaluation, "evaluated here")],
      hints: ["write `pooling \(period)` at the steps that follow from the data of each \(period)"])
  }
}
