extension Catalogue {
  /// The kinds of area E056x to E059x: evaluation, expectations and files.
  static let evaluation: [Entry] = [
    numericFailure, failedExpectation, missingExpectation, unreadableFile, unknownEvaluation,
    unknownObject, differsFromRecord,
  ]

  static let numericFailure = Entry(
    code: "E0560", name: "numeric-failure", title: "a number that could not be computed",
    explanation: """
      A division by zero, a logarithm of what is not positive, an overflow, a broken precondition or \
      an iteration that does not settle. The finding names the object, the indicator and the method.
      """,
    task: .run([]),
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 60    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
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
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """)
  static let failedExpectation = Entry(
    code: "E0561", name: "failed-expectation", title: "an expectation that does not hold",
    explanation: "An `expect` states what must be true of the results; here it is not.",
    failing: "expect 1 + 1 == 3 within 0", mended: "expect 1 + 1 == 2 within 0")
  static let missingExpectation = Entry(
    code: "E0562", name: "missing-expectation", title: "an expectation about what is missing",
    explanation: """
      What is expected is missing. Say where it counts, as in `expect … where present(x)`, or expect \
      `not present(x)`. An expectation whose `where` is never true expects nothing, and fails as well.
      """, failing: "expect missing == 1 within 0", mended: "expect not present(missing)")
  static let unreadableFile = Entry(
    code: "E0563", name: "unreadable-file", title: "a file that cannot be read",
    explanation: """
      Paths are relative to the model. Data and imports lie in the model's folder or below, or in a \
      folder allowed by `--allow-read`.
      """,
    failing: """
      data parks from "park.csv" { key park defines Park }
      expect all(parks.area > 0, over Park)
      """,
    mended: """
      data parks from "parks.csv" { key park defines Park }
      expect all(parks.area > 0, over Park)
      """,
    files: { ["parks.csv": Array("park,area\neast,3\nwest,4\n".utf8)] })
  static let unknownEvaluation = Entry(
    code: "E0564", name: "unknown-evaluation",
    title: "an evaluation or a `let` that the model does not have",
    explanation: """
      The command line names an evaluation or a `let` that the model does not declare, or a `let` that \
      holds neither numbers nor words.
      """,
    task: .run(["quality"]),
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | east | 60    | 120   |
        | west | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality2020 of Quality on parks {
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
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """)
  static let unknownObject = Entry(
    code: "E0565", name: "unknown-object", title: "something that the model or its data lacks",
    explanation: """
      The command line names an object that is not in the data, or an axis, a parameter or a table \
      that the model does not have.
      """,
    task: .why(object: "east"),
    failing: """
      data parks {
        key park defines Park
        | park | noise | trees |
        | south | 60    | 120   |
        | north | 48    | 90    |
      }
      index Quality { indicator noise cost  indicator trees benefit }
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
      index Quality { indicator noise cost  indicator trees benefit }
      evaluation quality of Quality on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }
      """)

  static let differsFromRecord = Entry(
    code: "E0566", name: "differs-from-record",
    title: "results that differ from those that were recorded",
    explanation: """
      `expect x matches "x.csv"` compares results with a file that `idx test --update` wrote: a row for \
      each cell, the elements of the axes and the value. If the new results are right, record them by \
      `idx test --update`, and look at the difference before it is committed.
      """,
    task: .run([]),
    failing: """
      data parks {
        key park defines Park
        | park | area |
        | east | 3    |
        | west | 4    |
      }
      let share = parks.area / sum(parks.area, over Park)
      expect share matches "share.csv" within 1e-9
      """,
    mended: """
      data parks {
        key park defines Park
        | park | area |
        | east | 3    |
        | west | 1    |
      }
      let share = parks.area / sum(parks.area, over Park)
      expect share matches "share.csv" within 1e-9
      """,
    files: { ["share.csv": Array("Park,value\neast,0.75\nwest,0.25\n".utf8)] })

  /// The lints about values that are known before any data is read.
  static let constantLints: [Entry] = [inconsistentJudgement]

  static let inconsistentJudgement = Entry(
    code: "W0620", name: "inconsistent-judgement", severity: .warning,
    title: "a judgement with a consistency ratio over 0.10",
    explanation: """
      The pairwise comparisons contradict each other more than chance allows: the consistency ratio, \
      with Saaty's random indices of 1980, is over 0.10. The finding names the pair that agrees least \
      with the others, and the value on the scale that would agree best. Source: Saaty, The Analytic \
      Hierarchy Process (1980).
      """,
    failing: """
      axis Part { a, b, c }
      judgement J on Part { a : b = 3  b : c = 3  a : c = 1/3 }
      let w = ahp(J).weights
      expect sum(w, over Part) == 1 within 1e-9
      """,
    mended: """
      axis Part { a, b, c }
      judgement J on Part { a : b = 3  b : c = 3  a : c = 7 }
      let w = ahp(J).weights
      expect sum(w, over Part) == 1 within 1e-9
      """)
}

extension Diagnostic {
  /// Returns the finding that a number could not be computed.
  public static func numericFailure(
    _ reason: String, place: String, method: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.numericFailure,
      reason + (method.map { ", in `\($0)`" } ?? "") + (place.isEmpty ? "" : ", for \(place)"),
      at: span)
  }

  /// Returns the finding that an expectation does not hold.
  public static func failedExpectation(_ message: String, at span: Span, hints: [String])
    -> Diagnostic
  {
    Diagnostic(Catalogue.failedExpectation, message, at: span, hints: hints)
  }

  /// Returns the finding that results differ from those that were recorded: at one cell, by `message`,
  /// and in all at `wrong` of `counted`.
  public static func differsFromRecord(
    _ message: String, wrong: Int, counted: Int, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.differsFromRecord, message, at: span,
      hints: (wrong > 1 ? ["\(wrong) of \(counted) differ; this is the worst"] : [])
        + ["if the new results are right, record them: `idx test --update`"])
  }

  /// Returns the finding that what is expected is missing.
  public static func missingExpectation(place: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.missingExpectation,
      "what is expected is missing" + (place.isEmpty ? "" : " for \(place)"), at: span,
      hints: ["say where it counts: `expect … where present(…)`"])
  }

  /// Returns the finding that an expectation compares nothing: its condition, where it has one at
  /// `condition`, holds for none of `cells`.
  public static func nothingExpected(cells: Int, at span: Span, condition: Span?) -> Diagnostic {
    let reason =
      condition == nil || cells == 0
      ? "there is nothing to compare"
      : cells == 1 ? "`where` is not true" : "`where` is true for none of \(cells)"
    return Diagnostic(
      Catalogue.missingExpectation, "nothing is expected here: \(reason)", at: condition ?? span,
      hints: [
        "an expectation that looks at nothing would hold whatever happens: mend it, or take it away"
      ])
  }

  /// Returns the finding that a file cannot be read.
  public static func unreadableFile(_ message: String, at span: Span, hint: String?) -> Diagnostic {
    Diagnostic(Catalogue.unreadableFile, message, at: span, hints: hint.map { [$0] } ?? [])
  }

  /// Returns the finding that nothing was named where one of `known` has to be.
  public static func unsaidResult(known: [String], at span: Span) -> Diagnostic {
    let some = known.prefix(5).map { "`\($0)`" } + (known.count > 5 ? ["…"] : [])
    return Diagnostic(
      Catalogue.unknownEvaluation,
      known.isEmpty
        ? "the model has no evaluation and no `let`" : "the model has several `let`s: say which",
      at: span, hints: known.isEmpty ? [] : ["it has \(some.joined(separator: ", "))"])
  }

  /// Returns the finding that the model has neither an evaluation nor a `let` called `name`.
  public static func unknownEvaluation(_ name: String, known: [String], at span: Span) -> Diagnostic
  {
    let nearest = Suggestion.nearest(name, in: known)
    return Diagnostic(
      Catalogue.unknownEvaluation, "the model has no evaluation and no `let` called `\(name)`",
      at: span,
      hints: nearest.map { ["did you mean `\($0)`?"] }
        ?? (known.isEmpty
          ? ["it has none"] : ["it has \(known.map { "`\($0)`" }.joined(separator: ", "))"]))
  }

  /// Returns the finding that the `let` called `name` holds nothing that can be shown.
  public static func notAValue(_ name: String, declared: Span, at span: Span) -> Diagnostic {
    var finding = Diagnostic(
      Catalogue.unknownEvaluation, "`\(name)` holds nothing that can be shown", at: span)
    finding.labels.append(Label(declared, "it is another name, declared here"))
    return finding
  }

  /// Returns the finding that the data has no object `name`.
  public static func unknownObject(_ name: String, of axis: String, nearest: String?, at span: Span)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.unknownObject, "there is no \(axis) `\(name)`", at: span,
      hints: nearest.map { ["did you mean `\($0)`?"] } ?? [])
  }

  /// Returns the finding that there are results for each element of `axis` and none was asked for, which is done
  /// by `prefix` and `AXIS=LABEL`.
  public static func unsaidElement(
    _ axis: String, example: String?, isAlone: Bool, isEmpty: Bool, prefix: String, at span: Span
  ) -> Diagnostic {
    if isEmpty {
      return Diagnostic(
        Catalogue.unknownObject, "there is no result: \(axis) has no elements", at: span)
    }
    let way = isAlone ? "name it after the result" : "name it, or say `\(prefix)\(axis)=…`"
    return Diagnostic(
      Catalogue.unknownObject, "there is a result for each \(axis): say for which", at: span,
      hints: [way + (example.map { ", such as `\($0)`" } ?? "")])
  }

  /// Returns the finding that `name` follows what needs no further name.
  public static func needlessElement(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownObject, "there is nothing left for `\(name)` to choose", at: span,
      hints: ["all axes of the result are fixed without it"])
  }

  /// Returns the finding that a judgement contradicts itself too much.
  public static func inconsistentJudgement(
    _ name: String, group: String?, rater: String?, ratio: String, pair: String, better: String,
    at span: Span, fix: Fix?
  ) -> Diagnostic {
    let of = (group.map { " of `\($0)`" } ?? "") + (rater.map { " by \($0)" } ?? "")
    return Diagnostic(
      Catalogue.inconsistentJudgement,
      "the consistency ratio\(of) in `\(name)` is \(ratio), over 0.10 (random indices of Saaty 1980)",
      at: span, hints: ["the pair \(pair) agrees least with the others; they suggest \(better)"],
      fixes: fix.map { [$0] } ?? [])
  }
}
