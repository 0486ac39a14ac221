extension Catalogue {
  /// The kinds of area E03xx: types, axes, ranges and measures.
  static let types: [Entry] = [
    wrongType, arguments, axisNotThere, axesPaired, axisNotFound, missingNotAllowed, outOfRange,
    measuresDiffer, measureMustGo, unknownChoice, notOriented, unhandledCase, resultDiffers,
    notShares, unknownType, needsTolerance, extraAxis,
  ]

  static let wrongType = Entry(
    code: "E0301", name: "wrong-type", title: "a value of the wrong type",
    explanation: "An operator or a method was given a value of a type that it does not work on.",
    failing: "let x = 1 + true", mended: "let x = 1 + 1\nexpect x == 2 within 0")
  static let arguments = Entry(
    code: "E0302", name: "arguments", title: "arguments that do not fit the signature",
    explanation: """
      A call gives each argument once, those without a default always. Arguments after the first are \
      best given by label.
      """, failing: "let x = sqrt(1, 2)", mended: "let x = sqrt(4)\nexpect x == 2 within 0")
  static let axisNotThere = Entry(
    code: "E0303", name: "axis-not-there", title: "a value without the axis that is named",
    explanation: """
      A reduction removes, and indexing reads, an axis that the value has. The value here does not \
      have it.
      """,
    failing: "axis Part { a, b }\naxis Other { c, d }\nlet x = sum(Part(a: 1, b: 2), over Other)",
    mended: "axis Part { a, b }\nlet x = sum(Part(a: 1, b: 2), over Part)\nexpect x == 3 within 0")
  static let axesPaired = Entry(
    code: "E0304", name: "axes-paired", title: "two axes that should be one",
    explanation: """
      Arithmetic lines values up by the names of their axes. These two values have different axes of \
      objects, or an axis and its twin, so that each element of the one would meet each of the other. \
      Reduce one of them first, read it at an element or through a map, or index it by a twin: `x[I']`.
      """,
    failing: """
      data parks {
        key park defines Park
        | park | area |
        | east | 3 |
        | west | 4 |
      }
      data towns {
        key town defines Town
        | town | area |
        | north | 30 |
        | south | 40 |
      }
      expect all(parks.area / towns.area > 0, over Park, Town)
      """,
    mended: """
      data parks {
        key park defines Park
        | park | area |
        | east | 3 |
        | west | 4 |
      }
      data towns {
        key town defines Town
        | town | area |
        | north | 30 |
        | south | 40 |
      }
      expect all(parks.area / sum(towns.area, over Town) > 0, over Park)
      """)
  static let axisNotFound = Entry(
    code: "E0305", name: "axis-not-found", title: "a method that finds no axis, or several",
    explanation: """
      Each axis variable of a method takes the one axis of its kind that the arguments have. Where \
      there are several, say which: `f[U = Province](x)`.
      """,
    failing: """
      axis Part { a, b }
      axis Side { left, right }
      method spread[P: parts](x: Real[P]) -> Real { max(x, over P) - min(x, over P) }
      let table = Part(a: Side(left: 1, right: 2), b: Side(left: 3, right: 4))
      expect all(spread(table) > 0, over Part)
      """,
    mended: """
      axis Part { a, b }
      axis Side { left, right }
      method spread[P: parts](x: Real[P]) -> Real { max(x, over P) - min(x, over P) }
      let table = Part(a: Side(left: 1, right: 2), b: Side(left: 3, right: 4))
      expect all(spread[P = Side](table) > 0, over Part)
      """)
  static let missingNotAllowed = Entry(
    code: "E0306", name: "missing-not-allowed", title: "missing values where none may be",
    explanation: """
      Some cells of the value may be missing, and the method does not say what to do then. Impute \
      them first, say `x otherwise …`, or choose a method that takes missing values.
      """,
    failing: """
      data parks {
        key park defines Park
        missing "?"
        | park | trees |
        | east | 120 |
        | west | "?" |
      }
      method many(x: Real) -> Bool { x > 100 }
      expect any(many(parks.trees), over Park)
      """,
    mended: """
      data parks {
        key park defines Park
        missing "?"
        | park | trees |
        | east | 120 |
        | west | "?" |
      }
      method many(x: Real) -> Bool { x > 100 }
      expect any(many(parks.trees otherwise 0), over Park)
      """)
  static let outOfRange = Entry(
    code: "E0307", name: "out-of-range", title: "numbers outside the range that is allowed",
    explanation: """
      The method works for a range of numbers only, and the value surely leaves it: the geometric \
      mean of what min-max made 0, say, or the logarithm of a share that may not be positive.
      """, failing: "let x = ln(0)", mended: "let x = ln(1)\nexpect x == 0 within 0")
  static let measuresDiffer = Entry(
    code: "E0308", name: "measures-differ", title: "measures that do not go together",
    explanation:
      "Values are added and compared in one measure. Years and kilometres have none in common.",
    failing: """
      parameter a = 1 in km
      parameter b = 2 in person
      let x = a + b
      """,
    mended: """
      parameter a = 1 in km
      parameter b = 2 in m
      expect number(a + b) == 1.002 within 1e-12
      """)
  static let measureMustGo = Entry(
    code: "E0309", name: "measure-must-go", title: "a measure where plain numbers are due",
    explanation: """
      Logarithms, exponentials and sums over indicators of different measures need plain numbers. \
      Normalise first, divide by a value of the same measure, or say `number(x)`.
      """, failing: "parameter a = 2 in km\nlet x = ln(a)",
    mended: "parameter a = 2 in km\nexpect ln(number(a)) > 0.69")
  static let unknownChoice = Entry(
    code: "E0310", name: "unknown-choice", title: "a word that is not one of the choices",
    explanation: "The argument takes one of a few words, fixed before any data is read.",
    failing: """
      method f(x: Real, op: twice | half = twice) -> Real { case op { twice: 2 * x  half: x / 2 } }
      let x = f(1, op: thrice)
      """,
    mended: """
      method f(x: Real, op: twice | half = twice) -> Real { case op { twice: 2 * x  half: x / 2 } }
      expect f(1, op: half) == 0.5 within 0
      """)
  static let notOriented = Entry(
    code: "E0311", name: "not-oriented", title: "an indicator that is not oriented",
    explanation: """
      A cost, target or interval indicator reaches a method that takes more for better. Normalise by \
      a method that turns indicators by their direction, such as `minmax`.
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
  static let unhandledCase = Entry(
    code: "E0312", name: "unhandled-case", title: "a case without an arm",
    explanation: "Every case that occurs has an arm, or there is an `else`.",
    failing: """
      axis Part { a, b }
      expect sum(case Part { a: 1 }, over Part) == 3 within 0
      """,
    mended: """
      axis Part { a, b }
      expect sum(case Part { a: 1  b: 2 }, over Part) == 3 within 0
      """)
  static let resultDiffers = Entry(
    code: "E0313", name: "result-differs", title: "a result that is not as declared",
    explanation: "The body of the method gives a value of another type than the signature says.",
    failing: """
      method ends(x: Real) -> (low: Real, high: Real) { x - 1 }
      expect ends(3).low == 2 within 0
      """,
    mended: """
      method ends(x: Real) -> (low: Real, high: Real) { (low: x - 1, high: x + 1) }
      expect ends(3).low == 2 within 0
      """)
  static let notShares = Entry(
    code: "E0314", name: "not-shares", title: "weights that do not sum to one",
    explanation: "Weights are not negative and sum to one over the axis that is named.",
    failing: """
      axis Part { a, b }
      method f[P: parts](x: Real[P], w: Weights[P]) -> Real { sum(w * x, over P) }
      let x = f(Part(a: 1, b: 2), w: Part(a: 0.5, b: 0.6))
      """,
    mended: """
      axis Part { a, b }
      method f[P: parts](x: Real[P], w: Weights[P]) -> Real { sum(w * x, over P) }
      expect f(Part(a: 1, b: 2), w: Part(a: 0.5, b: 0.5)) == 1.5 within 0
      """)
  static let unknownType = Entry(
    code: "E0315", name: "unknown-type", title: "a type that is not there",
    explanation: "Types are Real, Int, Bool, Text, Weights, Membership, Ratio, or an axis.",
    failing: "method f(x: Number) -> Real { x }",
    mended: "method f(x: Real) -> Real { x }\nexpect f(1) == 1 within 0")
  static let needsTolerance = Entry(
    code: "E0316", name: "needs-tolerance",
    title: "numbers compared for equality without a tolerance",
    explanation: "Computed numbers are rounded: an `expect` says `within` how much they are equal.",
    failing: "expect 0.1 + 0.2 == 0.3", mended: "expect 0.1 + 0.2 == 0.3 within 1e-12")
  static let extraAxis = Entry(
    code: "E0317", name: "extra-axis", title: "an argument with an axis too many",
    explanation: """
      An argument has an axis that another argument of the same call gave a meaning, so that it is \
      not clear what would be paired with what.
      """,
    failing: """
      axis Part { a, b }
      method weighed[P: parts](x: Real[P], factor: Real) -> Real { sum(factor * x, over P) }
      expect weighed(Part(a: 1, b: 2), factor: Part(a: 3, b: 4)) == 11 within 0
      """,
    mended: """
      axis Part { a, b }
      method weighed[P: parts](x: Real[P], factor: Real) -> Real { sum(factor * x, over P) }
      expect weighed(Part(a: 1, b: 2), factor: 3) == 9 within 0
      """)
}

extension Diagnostic {
  /// Returns the finding that `found` stands where `expected` is due.
  public static func wrongType(
    expected: String, found: String, at span: Span, hints: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.wrongType, "expected \(expected), found \(found)", at: span, hints: hints)
  }

  /// Returns the finding that the arguments of a call do not fit.
  public static func arguments(_ message: String, at span: Span, hints: [String] = []) -> Diagnostic
  {
    Diagnostic(Catalogue.arguments, message, at: span, hints: hints)
  }

  /// Returns the finding that `method` has no argument `label` among `known`.
  public static func unknownArgument(
    _ label: String, of method: String, known: [String], at span: Span
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(label, in: known)
    return Diagnostic(
      Catalogue.arguments, "`\(method)` has no argument `\(label)`", at: span,
      hints: [
        nearest.map { "did you mean `\($0)`?" }
          ?? "it has \(known.map { "`\($0)`" }.joined(separator: ", "))"
      ], fixes: Fix.writing(nearest, for: label, at: span))
  }

  /// Returns the finding that a value with `axes` does not have `axis`.
  public static func axisNotThere(
    _ axis: String, axes: [String], at span: Span, hints: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.axisNotThere,
      "the value has no axis \(axis): "
        + (axes.isEmpty ? "it is a single number" : "it is over \(axes.joined(separator: ", "))"),
      at: span, hints: hints)
  }

  /// Returns the finding that `first` and `second` would be paired.
  public static func axesPaired(
    _ first: String, _ second: String, at span: Span, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.axesPaired, "this would pair each element of \(first) with each of \(second)",
      at: span,
      hints: [
        hint ?? "reduce one of the two values first, or read it at an element: `x[\(second): …]`"
      ])
  }

  /// Returns the finding that the axis variable `variable` of kind `kind` is not bound to one axis.
  public static func axisNotFound(
    _ variable: String, kind: String, method: String, candidates: [String], at span: Span
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.axisNotFound,
      candidates.isEmpty
        ? "`\(method)` needs an axis of \(kind) for \(variable), and the arguments have none"
        : "`\(method)` needs one axis of \(kind) for \(variable), and the arguments have "
          + candidates.joined(separator: " and "), at: span,
      hints: candidates.first.map { ["say which: `\(method)[\(variable) = \($0)](…)`"] } ?? [])
  }

  /// Returns the finding that `what` may be missing.
  public static func missingNotAllowed(_ what: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.missingNotAllowed, "\(what) may be missing, and missing is not allowed here",
      at: span,
      hints: ["impute first, supply a value with `otherwise`, or use a method that takes `Real?`"])
  }

  /// Returns the finding that `what` in `found` leaves `expected`.
  public static func outOfRange(
    _ what: String, expected: String, found: String, at span: Span, hints: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.outOfRange, "\(what) must be \(expected), and here it is \(found)", at: span,
      hints: hints)
  }

  /// What to do where scores reach 0 and must not.
  public static let scoresAboveZero =
    "let the scores begin above 0, as by `normalise scaled_minmax(lowest: 1)`"

  /// Returns the finding that measures `first` and `second` do not agree.
  public static func measuresDiffer(_ first: String, _ second: String, doing: String, at span: Span)
    -> Diagnostic
  {
    let hint = "measures of one name that two files declare are two: import one file from the other"
    return Diagnostic(
      Catalogue.measuresDiffer, "cannot \(doing) \(first) and \(second)", at: span,
      hints: first == second ? [hint] : [])
  }

  /// Returns the finding that a value in `measure` stands where a plain number is due.
  public static func measureMustGo(_ doing: String, _ measure: String, at span: Span) -> Diagnostic
  {
    Diagnostic(
      Catalogue.measureMustGo, "\(doing) needs plain numbers, and these are in \(measure)",
      at: span,
      hints: ["normalise first, divide by a value of the same measure, or say `number(…)`"])
  }

  /// Returns the finding that `word` is not one of `choices`.
  public static func unknownChoice(_ word: String, choices: [String], at span: Span) -> Diagnostic {
    let nearest = Suggestion.nearest(word, in: choices)
    return Diagnostic(
      Catalogue.unknownChoice, "`\(word)` is not one of \(choices.joined(separator: ", "))",
      at: span,
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
  }

  /// Returns the finding that `what` is not oriented; `fixes` turn it.
  public static func notOriented(
    _ what: String, at span: Span, leaves: [Label], fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.notOriented, "\(what) must be oriented, so that more is better", at: span,
      labels: leaves,
      hints: ["normalise by a method that heeds the direction of an indicator, such as `minmax`"],
      fixes: fixes)
  }

  /// Returns the finding that a case has no arm for `label`; `hints` where adding one is no remedy.
  public static func unhandledCase(
    _ label: String, at span: Span, labels: [Label] = [], hints: [String]? = nil
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.unhandledCase, "there is no arm for `\(label)`", at: span, labels: labels,
      hints: hints ?? ["add an arm `\(label): …`, or `else: …`"])
  }

  /// Returns the finding that a body gives `found` where `expected` is declared.
  public static func resultDiffers(expected: String, found: String, at span: Span, declared: Span?)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.resultDiffers, "the result should be \(expected), and this is \(found)", at: span,
      labels: declared.map { [Label($0, "declared here")] } ?? [])
  }

  /// Returns the finding that `what` are not weights.
  public static func notShares(_ message: String, at span: Span) -> Diagnostic {
    Diagnostic(Catalogue.notShares, message, at: span)
  }

  /// Returns the finding that there is no type `name`.
  public static func unknownType(_ name: String, at span: Span, nearest: String?) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownType, "there is no type `\(name)`", at: span,
      hints: nearest.map { ["did you mean `\($0)`?"] } ?? [],
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
  }

  /// Returns the finding that numbers are compared for equality without a tolerance.
  public static func needsTolerance(at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.needsTolerance, "this compares computed numbers for equality", at: span,
      hints: ["say how far they may differ: `within 1e-9`"],
      fixes: [Fix("add `within 1e-9`", [TextEdit(span.endPoint, " within 1e-9")])])
  }

  /// Returns the finding that the argument for `parameter` also has `axis`.
  public static func extraAxis(_ axis: String, parameter: String, method: String, at span: Span)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.extraAxis,
      "`\(parameter)` of `\(method)` is the same for each element of \(axis), and this value is not",
      at: span)
  }
}
