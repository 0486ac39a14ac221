extension Diagnostic {
  /// An element that is not among those compared in `set`.
  public static func unknownElement(
    _ name: String, in set: String, nearest: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownElement, "expected an element of \(set.quoted), found \(name.quoted)", at: span,
      hints: nearest.map { ["did you mean \($0.quoted)?"] } ?? [],
      fixes: Fix.writing(nearest, for: name, at: span))
  }

  /// An element that belongs to `group`, not to the set compared here.
  public static func notSiblings(
    _ name: String, in set: String, group: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .notSiblings, "expected a child of \(set.quoted), found \(name.quoted) of \(group.quoted)",
      at: span, hints: ["write the comparison in `at \(group) { … }`"])
  }

  /// Two elements in a file of comparisons that have no parent in common.
  public static func notSiblings(_ left: String, _ right: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .notSiblings,
      "expected two children of one group, found \(left.quoted) and \(right.quoted)", at: span)
  }

  /// An element that is compared with itself.
  public static func selfComparison(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .selfComparison, "expected two different elements, found \(name.quoted) twice", at: span,
      hints: ["delete it; everything outweighs itself once"])
  }

  /// A pair that was compared before, with the same result.
  public static func repeatedPair(
    _ left: String, _ right: String, at span: Span, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .repeatedPair, "expected each pair once, found `\(left) : \(right)` again", at: span,
      labels: [Label(first, "first here")], hints: ["delete one of the two"])
  }

  /// A pair that was compared before, with the result `first`.
  public static func contradictoryPair(
    _ left: String, _ right: String, _ value: String, at span: Span, first: String, place: Span
  ) -> Diagnostic {
    Diagnostic(
      .contradictoryPair,
      "expected \(first) for `\(left) : \(right)` as said before, found \(value)", at: span,
      labels: [Label(place, "\(first) here")], hints: ["keep the one that is meant"])
  }

  /// A file of comparisons with the columns `found`, of which `unknown` is not one that such files have;
  /// `meant` is the one that it probably stands for.
  public static func judgementColumns(
    _ found: [String], unknown: String, meant: String?, at span: Span
  ) -> Diagnostic {
    var hints = meant.map { ["rename `\(unknown)` to `\($0)`"] } ?? []
    if found.count == 1, let mark = [";", "\t", "|", ","].first(where: { unknown.contains($0) }) {
      hints = [
        "let commas stand between the cells, not \(mark == "\t" ? "tabulators" : "`\(mark)`")"
      ]
    } else if meant == nil {
      hints = ["rename or delete the column `\(unknown)`"]
    }
    return Diagnostic(
      .judgementColumns,
      "expected the columns `left`, `right` and `value`, and `rater` or `set` where they are due, "
        + "found \(found.prefix(8).map(\.quoted).joined(separator: ", "))",
      at: span, hints: hints, fixes: Fix.writing(meant, for: unknown, at: span))
  }

  /// Pairs in `set` that are not compared; `fix` adds them.
  public static func missingPairs(
    _ pairs: [String], in set: String, rater: String?, at span: Span, fix: Fix?
  ) -> Diagnostic {
    let shown = pairs.prefix(5).map(\.quoted).joined(separator: ", ")
    let rest = pairs.count > 5 ? " and \(pairs.count - 5) more" : ""
    let whom = rater.map { " by \($0.quoted)" } ?? ""
    let what = pairs.count == 1 ? "1 missing" : "\(pairs.count) missing"
    return Diagnostic(
      .missingPair,
      "expected every pair of \(set.quoted) to be compared\(whom), found \(what): \(shown)\(rest)",
      at: span, hints: ["compare them, or say `incomplete`"],
      fixes: [fix].compactMap { $0 })
  }

  /// Parts of `set` that no comparison connects.
  public static func unconnected(
    _ parts: [[String]], in set: String, rater: String?, at span: Span
  ) -> Diagnostic {
    let shown = parts.prefix(5).map { part in
      let names = part.prefix(5).map(\.quoted).joined(separator: ", ")
      return part.count > 5 ? names + ", …" : names
    }
    let whom = rater.map { " by \($0.quoted)" } ?? ""
    return Diagnostic(
      .unconnected,
      "expected comparisons\(whom) that connect all of \(set.quoted), found \(parts.count) parts: "
        + shown.joined(separator: " | ") + (parts.count > 5 ? " | …" : ""),
      at: span, hints: ["compare one element of each part with one of another"])
  }

  /// A result that is zero or negative.
  public static func nonpositiveRatio(_ value: Double, at span: Span) -> Diagnostic {
    Diagnostic(
      .nonpositiveRatio, "expected a positive ratio, found \(value.plainText)", at: span,
      hints: ["where the right side weighs more, write `1/3` for instance"])
  }

  /// A result outside of `scale`, which reaches from `lowest` to `highest`.
  public static func offScale(
    _ value: Double, scale: String, lowest: String, highest: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .offScale,
      "expected a ratio from \(lowest) to \(highest) on \(scale), found \(value.plainText)",
      at: span)
  }

  /// A triangular number that does not rise.
  public static func triangleOrder(
    _ low: Double, _ middle: Double, _ high: Double, at span: Span
  ) -> Diagnostic {
    let sorted = [low, middle, high].sorted().map(\.plainText).joined(separator: ", ")
    return Diagnostic(
      .triangleOrder,
      "expected a triangular number from low to high, found "
        + "(\(low.plainText), \(middle.plainText), \(high.plainText))",
      at: span, fixes: [Fix("put the three in order", [TextEdit(span, "(\(sorted))")])])
  }

  /// A line with `values` results for `names` names on the right.
  public static func valueCount(_ values: Int, names: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .valueCount,
      "expected \(names) \(names == 1 ? "result" : "results"), one for each name on the right, "
        + "found \(values)",
      at: span)
  }

  /// A path after `at` that leads to nothing that has parts to compare.
  public static func unknownSet(
    _ path: String, expected: String, found: String, nearest: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownSet, "expected \(path.quoted) to be \(expected), found \(found)", at: span,
      hints: nearest.map { ["did you mean \($0.quoted)?"] } ?? [],
      fixes: Fix.writing(nearest, for: path, at: span))
  }

  /// A set of `count` elements, too few to compare.
  public static func tooFewCompared(_ set: String, count: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .tooFewCompared,
      "expected two elements or more to compare in \(set.quoted), found \(count)", at: span)
  }

  /// A set of `count` elements, too many to compare.
  public static func comparisonLimit(_ set: String, count: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .comparisonLimit,
      "expected at most 100 elements to compare in \(set.quoted), found \(count)", at: span,
      hints: ["compare groups of them, and the elements within each group"])
  }

  /// A word that is no grade with a ratio of `scale`.
  public static func unknownWord(
    _ word: String, scale: String?, nearest: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownWord,
      scale.map { "expected a grade of \($0.quoted) with a ratio, found \(word.quoted)" }
        ?? "expected a number, found the word \(word.quoted) and no scale",
      at: span,
      hints: nearest.map { ["did you mean \($0.quoted)?"] }
        ?? (scale == nil ? ["name the scale after `in`"] : []),
      fixes: Fix.writing(nearest, for: word, at: span))
  }

  /// A block of a rater where none may stand.
  public static func strayRater(_ name: String, isNested: Bool, at span: Span) -> Diagnostic {
    Diagnostic(
      .raterPlace,
      isNested
        ? "expected comparisons, found the rater \(name.quoted) within a rater's block"
        : "expected comparisons, found the rater \(name.quoted) in a judgement without raters",
      at: span, hints: isNested ? [] : ["name the axis of the raters: `by Expert`"])
  }

  /// A comparison outside of the raters' blocks.
  public static func noRater(at span: Span) -> Diagnostic {
    Diagnostic(
      .raterPlace, "expected the name of the rater, found a comparison outside of any block",
      at: span, hints: ["put it into `rater Name { … }`"])
  }
}
