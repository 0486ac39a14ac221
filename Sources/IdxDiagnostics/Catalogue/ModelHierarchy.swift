extension Catalogue {
  /// The kinds E0401 to E0410: what is wrong with the nodes of an index.
  static let hierarchyKinds: [Entry] = [
    .duplicateCode, .missingDirection, .twoDirections, .duplicateAttribute, .emptyGroup,
    .unknownCopy, .circularCopy, .reversedRange, .goalpostOrder, .indexLimit,
  ]
}

extension Catalogue.Entry {
  static let duplicateCode = Self(
    code: "E0401", name: "duplicate-code", title: "two siblings have the same code",
    explanation: """
      Codes are the names by which judgements, variants and evaluations refer to groups and \
      indicators. Below one parent each code stands once; in different groups a code may be used \
      again. Rename one of the two.
      """,
    failing: """
      index Quality {
        indicator life benefit
        indicator life benefit
      }
      """,
    mended: """
      index Quality {
        indicator life benefit
        indicator income benefit
      }
      """)
  static let missingDirection = Self(
    code: "E0402", name: "missing-direction", title: "an indicator has no direction",
    explanation: """
      Without a direction nobody can say whether a high value is good. Write `benefit` (more is \
      better), `cost` (less is better), `target 21` (the nearer the better) or \
      `interval 18...24` (best inside). Groups have none: they are scores, where more is better.
      """,
    failing: """
      index Quality {
        indicator life
        indicator income benefit
      }
      """,
    mended: """
      index Quality {
        indicator life benefit
        indicator income benefit
      }
      """)
  static let twoDirections = Self(
    code: "E0403", name: "two-directions", title: "an indicator has more than one direction",
    explanation: """
      An indicator is good in exactly one way. If both too little and too much are bad, then write \
      `target` with the best value or `interval` with the best range.
      """,
    failing: """
      index Quality {
        indicator warmth benefit cost
        indicator income benefit
      }
      """,
    mended: """
      index Quality {
        indicator warmth interval 18...24
        indicator income benefit
      }
      """)
  static let duplicateAttribute = Self(
    code: "E0404", name: "duplicate-attribute", title: "an attribute is given twice",
    explanation: """
      Each attribute of an indicator, group, column or table is said once, so that there is no \
      question which one holds. Delete one of the two.
      """,
    failing: """
      index Quality {
        indicator life benefit range 0...120 range 0...100
        indicator income benefit
      }
      """,
    mended: """
      index Quality {
        indicator life benefit range 0...120
        indicator income benefit
      }
      """)
  static let emptyGroup = Self(
    code: "E0405", name: "empty-group", title: "a group or an index has no children",
    explanation: """
      The score of a group comes from its children. A group without any has no score: write \
      indicators or groups into it, or delete it.
      """,
    failing: """
      index Quality {
        group health {}
        indicator income benefit
      }
      """,
    mended: """
      index Quality {
        indicator health benefit
        indicator income benefit
      }
      """)
  static let unknownCopy = Self(
    code: "E0406", name: "unknown-copy", title: "`like` names no group of the index",
    explanation: """
      `group A like B` gives A the children of B, a group that is written out in the same index, \
      before or after. B is named by its code or, if that is ambiguous, by its path.
      """,
    failing: """
      index Quality {
        group now { indicator life benefit  indicator income benefit }
        group then like past
      }
      """,
    mended: """
      index Quality {
        group now { indicator life benefit  indicator income benefit }
        group then like now
      }
      """)
  static let circularCopy = Self(
    code: "E0407", name: "circular-copy", title: "a group would contain itself",
    explanation: """
      A group that is `like` itself, like a group around it, or like a group that is like it, \
      would never end. Write the children of one of them out.
      """,
    failing: """
      index Quality {
        group now like then
        group then like now
      }
      """,
    mended: """
      index Quality {
        group now { indicator life benefit  indicator income benefit }
        group then like now
      }
      """)
  static let reversedRange = Self(
    code: "E0408", name: "reversed-range", title: "a range has no room",
    explanation: """
      A range goes from its lower to its upper end: `0...100`. The best interval of an indicator \
      needs both ends; a valid range may leave one of them open.
      """,
    failing: """
      index Quality {
        indicator warmth interval 24...18
        indicator income benefit
      }
      """,
    mended: """
      index Quality {
        indicator warmth interval 18...24
        indicator income benefit
      }
      """)
  static let goalpostOrder = Self(
    code: "E0409", name: "goalpost-order", title: "the lower goalpost is not below the upper",
    explanation: """
      Goalposts are written low first, then high, whatever the direction: the direction says which \
      of them is the better one. Equal goalposts would divide by zero.
      """,
    failing: """
      index Quality {
        indicator mortality cost goalposts 50, 0
        indicator income benefit
      }
      """,
    mended: """
      index Quality {
        indicator mortality cost goalposts 0, 50
        indicator income benefit
      }
      """)
  static let indexLimit = Self(
    code: "E0410", name: "index-limit", title: "an index is too large",
    explanation: """
      An index has at most 256 levels and 100,000 nodes. Few come near; groups that are \
      `like` groups that are again `like` others multiply quickly, however.
      """,
    failing: Self.growing(copies: 17), mended: Self.growing(copies: 3))

  /// Returns a model in which each group holds the one before it twice, `copies` times.
  private static func growing(copies: Int) -> String {
    let groups = (1...copies).map {
      "  group g\($0) { group a like g\($0 - 1)  group b like g\($0 - 1) }"
    }
    let first = "  group g0 { indicator life benefit  indicator income benefit }"
    return "index Quality {\n" + ([first] + groups).joined(separator: "\n") + "\n}"
  }
}

extension Diagnostic {
  /// A `code` that an earlier sibling, at `first`, has already.
  public static func duplicateCode(_ code: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateCode, "expected codes that differ among siblings, found \(code.quoted) again",
      at: span, labels: [Label(first, "first here")], hints: ["rename one of the two"])
  }

  /// An indicator `code` without direction; `place` is where one could be inserted.
  public static func missingDirection(
    _ code: String, at span: Span, insertingAt place: Span
  ) -> Diagnostic {
    Diagnostic(
      .missingDirection, "expected a direction for \(code.quoted), found none", at: span,
      hints: [
        "write `benefit` if more is better, `cost` if less is, `target` or `interval` if some "
          + "values between are best"
      ],
      fixes: [
        Fix("say that more is better", [TextEdit(place.endPoint, " benefit")]),
        Fix("say that less is better", [TextEdit(place.endPoint, " cost")]),
      ])
  }

  /// An indicator `code` with a second direction `second` at `span`, after `first`.
  public static func twoDirections(
    _ code: String, _ second: NamedSpan, first: NamedSpan
  ) -> Diagnostic {
    Diagnostic(
      .twoDirections,
      "expected one direction for \(code.quoted), found \(second.name.quoted) after "
        + first.name.quoted,
      at: second.span, labels: [Label(first.span, "the first direction")],
      hints: ["keep the one that is meant"])
  }

  /// An attribute that `owner` has already.
  public static func duplicateAttribute(
    of owner: String, at span: Span, first: Span? = nil
  ) -> Diagnostic {
    Diagnostic(
      .duplicateAttribute, "expected each attribute of \(owner.quoted) once, found one again",
      at: span, labels: first.map { [Label($0, "first here")] } ?? [],
      hints: ["delete one of the two"])
  }

  /// A group or index `code` without children.
  public static func emptyGroup(_ code: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .emptyGroup, "expected groups or indicators in \(code.quoted), found none", at: span,
      hints: ["add an indicator or delete the group"])
  }

  /// A group that shall be like `path`, which is `found` instead of a group.
  public static func unknownCopy(
    _ path: String, found: String, nearest: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownCopy, "expected \(path.quoted) to be a group of this index, found \(found)",
      at: span, hints: nearest.map { ["did you mean \($0.quoted)?"] } ?? [],
      fixes: Fix.writing(nearest, for: path, at: span))
  }

  /// A group `code` that is like `path`, which contains it.
  public static func circularCopy(_ code: String, like path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .circularCopy,
      "expected \(path.quoted) to be apart from \(code.quoted), found a group that contains itself",
      at: span, hints: ["write the children out"])
  }

  /// A range of `what` from `lower` to `upper` that holds no more than a point, if any.
  public static func reversedRange(
    _ what: String, lower: Double, upper: Double, at span: Span
  ) -> Diagnostic {
    let turned = "\(upper.plainText)...\(lower.plainText)"
    return Diagnostic(
      .reversedRange,
      "expected \(what) from low to high, found \(lower.plainText) before \(upper.plainText)",
      at: span, fixes: [Fix("exchange the ends", [TextEdit(span, turned)])])
  }

  /// An interval of `code` that is open at an end.
  public static func openInterval(_ code: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .reversedRange, "expected both ends of the best interval of \(code.quoted), found one open",
      at: span, hints: ["where only one end matters, `benefit` or `cost` with a range is meant"])
  }

  /// Goalposts `low` and `high` of `code` that are equal or reversed.
  public static func goalpostOrder(
    _ code: String, low: Double, high: Double, at span: Span, exchange: [TextEdit]
  ) -> Diagnostic {
    Diagnostic(
      .goalpostOrder,
      "expected the lower goalpost of \(code.quoted) first, found \(low.plainText), "
        + high.plainText,
      at: span,
      hints: ["the lower stands first whatever the direction is"],
      fixes: low > high ? [Fix("exchange the goalposts", exchange)] : [])
  }

  /// An index with more than `limit` of `what`.
  public static func indexLimit(_ what: String, limit: Int, at span: Span) -> Diagnostic {
    Diagnostic(.indexLimit, "expected at most \(limit) \(what), found more", at: span)
  }
}
