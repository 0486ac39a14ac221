/// The words of the grammar: the one table of keywords, from which all others derive.
///
/// Only those of the first group are refused as names, and only in expressions; every other word is
/// a name wherever a name is due. A keyword's text is the name of its case.
public enum Keyword: UInt8, CaseIterable, Sendable {
  // Reserved in expressions.
  case `if`, then, `else`, `case`, `repeat`, and, or, not, otherwise, over, along, `where`
  case within, missing, `true`, `false`, `let`, require, warn

  // Declarations.
  case `import`, data, measure, scale, axis, index, judgement, method, external, evaluation
  case variant, parameter, expect

  // Everything else.
  case allow, `as`, by, from, key, period, rater, category, defines, of, labelled, group, column,
    `in`
  case range, importance, share, text, variable, value, none, delimiter, decimal, thousands
  case comments
  case encoding, best, worst, first, grade, above, points, ratio, indicator, like, benefit, cost
  case target, interval, goalposts, weight, graded, on, per, incomplete, at, rescale, keep, remove
  case add, to, replace, with, move, impute, treat, orient, normalise, weights, aggregate
  case membership, identify, classify, each, leaves, pooling, combine, into, oriented, touching
  case most, `while`, until, matches

  /// The word as it is written.
  public var text: String { Keyword.texts[Int(rawValue)] }

  /// `true` iff the word cannot be a name in an expression.
  public var isReserved: Bool { rawValue <= Keyword.warn.rawValue }

  /// `true` iff a declaration begins with the word (`allow` aside).
  public var isDeclaration: Bool {
    self == .let || (Keyword.import.rawValue...Keyword.expect.rawValue).contains(rawValue)
  }

  /// `true` iff the word names a step of an evaluation.
  public var isSlot: Bool {
    (Keyword.impute.rawValue...Keyword.classify.rawValue).contains(rawValue)
  }

  /// The words that begin a declaration.
  public static let declarations: [Keyword] = allCases.filter(\.isDeclaration)

  /// Words that begin a declaration in other languages, and what begins it here.
  static let foreignDeclarations: [String: Keyword] = [
    "def": .method, "func": .method, "function": .method, "fn": .method, "var": .let, "val": .let,
    "const": .let, "assert": .expect, "test": .expect, "include": .import, "use": .import,
    "table": .data, "dataset": .data, "unit": .measure,
  ]

  /// Words that stand for a value in other languages, and the one that does here.
  public static let foreignValues: [String: Keyword] = [
    "null": .missing, "Null": .missing, "NULL": .missing, "nil": .missing, "None": .missing,
    "NA": .missing, "NaN": .missing, "nan": .missing, "True": .true, "TRUE": .true,
    "False": .false, "FALSE": .false,
  ]

  /// `true` iff the word stands only inside of an expression or a call.
  var beginsNothing: Bool {
    [.then, .else, .and, .or, .otherwise, .over, .along, .where, .within].contains(self)
  }

  /// The words that begin a step of an evaluation.
  static let steps: [Keyword] = allCases.filter(\.isSlot) + [.at, .on, .combine]

  /// The words that begin a change of an index.
  static let changes: [Keyword] = [.remove, .add, .replace, .move, .weight, .importance]

  /// The words that begin an item of a table.
  static let items: [Keyword] = [
    .key, .period, .rater, .category, .group, .column, .variable, .missing, .delimiter, .decimal,
    .thousands, .encoding, .comments,
  ]

  /// Returns in what `word` begins something; `nil` where it does in several declarations, or in none.
  static func home(of word: Keyword) -> String? {
    switch word {
    case .indicator: "an `index`"
    case .group: "an `index`, or of a table"
    case .grade: "a `scale`"
    case _ where steps.contains(word) && word != .at: "an `evaluation`"
    case _ where items.contains(word) && ![.rater, .missing].contains(word): "a table"
    default: nil
    }
  }

  /// The words that no name in an expression may be.
  public static let reserved: [Keyword] = allCases.filter(\.isReserved)

  /// Returns the keyword that `text` is, if it is one.
  public init?(_ text: String) {
    guard let keyword = Keyword.byText[text] else { return nil }
    self = keyword
  }

  /// The names of the cases in their order, to which a test holds them: to ask each case for its name
  /// takes longer than all else that the program does before it reads a model.
  private static let texts: [String] = [
    "if", "then", "else", "case", "repeat", "and", "or", "not", "otherwise", "over", "along",
    "where", "within", "missing", "true", "false", "let", "require", "warn", "import", "data",
    "measure", "scale", "axis", "index", "judgement", "method", "external", "evaluation",
    "variant", "parameter", "expect", "allow", "as", "by", "from", "key", "period", "rater",
    "category", "defines", "of", "labelled", "group", "column", "in", "range", "importance",
    "share", "text", "variable", "value", "none", "delimiter", "decimal", "thousands", "comments",
    "encoding", "best", "worst", "first", "grade", "above", "points", "ratio", "indicator",
    "like", "benefit", "cost", "target", "interval", "goalposts", "weight", "graded", "on", "per",
    "incomplete", "at", "rescale", "keep", "remove", "add", "to", "replace", "with", "move",
    "impute", "treat", "orient", "normalise", "weights", "aggregate", "membership", "identify",
    "classify", "each", "leaves", "pooling", "combine", "into", "oriented", "touching", "most",
    "while", "until", "matches",
  ]
  private static let byText = Dictionary(uniqueKeysWithValues: zip(texts, allCases))
}
