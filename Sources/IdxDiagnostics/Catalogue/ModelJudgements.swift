extension Catalogue {
  /// The kinds E0440 to E0456: what is wrong with pairwise comparisons.
  static let judgementKinds: [Entry] = [
    .unknownElement, .selfComparison, .repeatedPair, .contradictoryPair, .missingPair, .unconnected,
    .nonpositiveRatio, .offScale, .triangleOrder, .valueCount, .unknownSet, .tooFewCompared,
    .comparisonLimit, .unknownWord, .raterPlace, .notSiblings, .judgementColumns,
  ]
}

extension Catalogue.Entry {
  /// Creates an entry whose models are `comparisons` on an index of three indicators.
  private init(
    judgement code: String, _ name: String, _ title: String, _ explanation: String,
    on: String = "Quality", failing: String, mended: String
  ) {
    let index = """
      index Quality {
        indicator air benefit
        indicator water benefit
        indicator soil benefit
      }

      """
    self.init(
      code: code, name: name, title: title, explanation: explanation,
      failing: index + "judgement Experts on \(on) \(failing)",
      mended: index + "judgement Experts on \(on) \(mended)")
  }

  /// Comparisons without any fault.
  private static let sound = "{\n  air : water = 2\n  air : soil = 4\n  water : soil = 2\n}"

  static let unknownElement = Self(
    judgement: "E0440", "unknown-compared-element",
    "a comparison names something that is not compared",
    "A comparison is between two children of one group, or two elements of the axis, by code.",
    failing: "{\n  air : water = 2\n  air : soil = 4\n  water : soil = 2\n  noise : air = 2\n}",
    mended: sound)
  static let selfComparison = Self(
    judgement: "E0441", "self-comparison", "something is compared with itself",
    "Everything outweighs itself exactly once; that is never written.",
    failing: "{\n  air : air, water, soil = 1, 2, 4\n  water : soil = 2\n}", mended: sound)
  static let repeatedPair = Self(
    judgement: "E0442", "repeated-pair", "a pair is compared twice with the same result",
    "Each pair is written once, in either order: the reciprocal is filled in. Delete one of them.",
    failing: "{\n  air : water = 2\n  air : soil = 4\n  water : soil = 2\n  water : air = 1/2\n}",
    mended: sound)
  static let contradictoryPair = Self(
    judgement: "E0443", "contradictory-pair", "a pair is compared twice with different results",
    """
    Each pair is written once, in either order: `a : b = 2` says `b : a = 1/2` as well. Two \
    results for one pair cannot both hold. Keep the one that is meant.
    """,
    failing: "{\n  air : water = 2\n  air : soil = 4\n  water : soil = 2\n  water : air = 2\n}",
    mended: sound)
  static let missingPair = Self(
    judgement: "E0444", "missing-pair", "pairs are not compared",
    """
    n things have n(n-1)/2 pairs, and every one is compared. Where a pair was left out on purpose, \
    say `incomplete`; then only methods for incomplete judgements take it.
    """,
    failing: "{\n  air : water = 2\n  water : soil = 2\n}", mended: sound)
  static let unconnected = Self(
    judgement: "E0445", "unconnected-judgement", "an incomplete judgement falls apart",
    """
    Pairs may be missing as long as everything is connected with everything through other pairs. \
    Otherwise nothing says how the parts compare.
    """,
    failing: "incomplete {\n  air : water = 2\n}",
    mended: "incomplete {\n  air : water = 2\n  water : soil = 2\n}")
  static let nonpositiveRatio = Self(
    judgement: "E0446", "nonpositive-ratio", "the result of a comparison is not positive",
    """
    A comparison says how many times one thing outweighs another: above 1 if it weighs more, \
    between 0 and 1 if it weighs less. Zero and negative numbers mean nothing there.
    """,
    failing: "{\n  air : water = 0\n  air : soil = 4\n  water : soil = 2\n}", mended: sound)
  static let offScale = Self(
    judgement: "E0447", "off-scale", "the result of a comparison is off its scale",
    """
    Without another scale comparisons are made on the one from 1 to 9 and its reciprocals \
    (Saaty 1980): 1 equal, 3 moderate, 5 strong, 7 very strong, 9 extreme. A judgement in a scale \
    whose grades have ratios uses those.
    """,
    failing: "{\n  air : water = 2\n  air : soil = 12\n  water : soil = 2\n}", mended: sound)
  static let triangleOrder = Self(
    judgement: "E0448", "triangle-order", "a triangular number is out of order",
    "A triangular number (l, m, u) has its lowest, most plausible and highest value, l ≤ m ≤ u.",
    failing:
      "{\n  air : water = (2, 1, 3)\n  air : soil = (3, 4, 5)\n  water : soil = (1, 2, 3)\n}",
    mended: "{\n  air : water = (1, 2, 3)\n  air : soil = (3, 4, 5)\n  water : soil = (1, 2, 3)\n}")
  static let valueCount = Self(
    judgement: "E0449", "value-count", "a line of comparisons has too few or too many results",
    "`a : b, c = 2, 4` compares a with b and with c: as many results as names on the right.",
    failing: "{\n  air : water, soil = 2\n  water : soil = 2\n}", mended: sound)
  static let unknownSet = Self(
    judgement: "E0450", "unknown-set", "`at` names nothing whose parts are compared",
    """
    `at Group { … }` compares the children of a group of the index, `at Element { … }` what is \
    compared for one element of the axis named by `per`.
    """,
    failing: "{\n  at Nature { air : water = 2 }\n}", mended: sound)
  static let tooFewCompared = Self(
    code: "E0451", name: "too-few-compared", title: "there are fewer than two things to compare",
    explanation:
      "One thing alone has all the weight. Delete the comparisons, or add what is missing.",
    failing: """
      index Quality {
        indicator air benefit
      }
      judgement Experts on Quality {}
      """,
    mended: """
      index Quality {
        indicator air benefit
        indicator water benefit
      }
      judgement Experts on Quality { air : water = 1 }
      """)
  static let comparisonLimit = Self(
    code: "E0452", name: "comparison-limit", title: "more than 100 things are compared",
    explanation: """
      101 things have 5,050 pairs, which nobody compares. Put them into groups and compare the \
      groups, and the things within each.
      """,
    failing: Self.wide(101), mended: Self.wide(3))
  static let unknownWord = Self(
    judgement: "E0453", "unknown-word", "a comparison uses a word that stands for no ratio",
    """
    Words as results come from a scale whose grades have ratios: `judgement J on X in Words`, with \
    `scale Words best first { grade strong ratio 5 … }`.
    """,
    failing: "{\n  air : water = strong\n  air : soil = 4\n  water : soil = 2\n}", mended: sound)
  static let raterPlace = Self(
    judgement: "E0454", "rater-place", "comparisons and raters do not fit together",
    """
    A judgement `by` an axis of raters has all its comparisons in blocks `rater Name { … }`; one \
    without has none of them. Blocks of raters do not stand in one another.
    """,
    failing: "{\n  rater ann {\n    air : water, soil = 2, 4\n    water : soil = 2\n  }\n}",
    mended: sound)
  static let notSiblings = Self(
    code: "E0455", name: "not-siblings", title: "things of different groups are compared",
    explanation: """
      Only the children of one group are compared with each other. Write the comparison at the \
      group that both belong to.
      """,
    failing: """
      index Quality {
        group nature { indicator air benefit  indicator water benefit }
        indicator noise cost
      }
      judgement Experts on Quality {
        nature : noise = 2
        air : water = 2
      }
      """,
    mended: """
      index Quality {
        group nature { indicator air benefit  indicator water benefit }
        indicator noise cost
      }
      judgement Experts on Quality {
        nature : noise = 2
        at nature { air : water = 2 }
      }
      """)

  static let judgementColumns = Self(
    code: "E0456", name: "judgement-columns", title: "a file of comparisons has other columns",
    explanation: """
      A file of comparisons is a table with the columns `left`, `right` and `value`, or `low`, \
      `middle` and `high`; where several people have judged also `rater`, and `set` where a judgement \
      is `per` an axis. A column of another name would be read by nobody: rename it, or delete it.
      """,
    failing: """
      index Quality { indicator air benefit  indicator water benefit }
      judgement Experts on Quality by Expert from "panel.csv"
      """,
    mended: """
      index Quality { indicator air benefit  indicator water benefit }
      judgement Experts on Quality by Expert from "panel.csv"
      """,
    files: { ["panel.csv": Array("expert,left,right,value\nann,air,water,2\n".utf8)] },
    mendedFiles: { ["panel.csv": Array("rater,left,right,value\nann,air,water,2\n".utf8)] })

  /// Returns a model that compares `count` indicators of one group.
  private static func wide(_ count: Int) -> String {
    let names = (1...count).map { "i\($0)" }
    let nodes = names.map { "  indicator \($0) benefit\n" }.joined()
    let lines = zip(names, names.dropFirst()).map { "  \($0) : \($1) = 1\n" }.joined()
    return "index Quality {\n\(nodes)}\njudgement Experts on Quality incomplete {\n\(lines)}"
  }
}
