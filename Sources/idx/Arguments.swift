import IdxDiagnostics

/// What an option takes.
enum OptionValue: Sendable {
  /// One of some words.
  case choice([String])
  /// A whole number in a range, or the word "all" if that is allowed.
  case integer(ClosedRange<Int>, orAll: Bool = false)
  /// `NAME=VALUE`.
  case assignment
  /// `NAME=NUMBER`.
  case numberAssignment
  /// The code or name of a warning or hint, or the word "warnings" if that is allowed.
  case rule(orWarnings: Bool)
  /// Any text that is not empty.
  case text

  /// Returns why `text` is not such a value, or `nil` if it is.
  func objection(to text: String) -> String? {
    switch self {
    case .choice(let words):
      if words.contains(text) { return nil }
      let nearest = Suggestion.nearest(text, in: words).map { "; did you mean \($0)?" } ?? ""
      return "expected \(words.joined(separator: ", "))\(nearest)"
    case .integer(let range, let orAll):
      if orAll && text == "all" { return nil }
      if let number = Int(text), range.contains(number) { return nil }
      let all = orAll ? ", or all" : ""
      return "expected a whole number from \(range.lowerBound) to \(range.upperBound)\(all)"
    case .assignment:
      return Assignment(text) == nil ? "expected NAME=VALUE" : nil
    case .numberAssignment:
      let number = Assignment(text).flatMap { Double($0.value) }
      return number?.isFinite == true ? nil : "expected NAME=NUMBER"
    case .rule(let orWarnings): return RuleLevels.objection(to: text, orWarnings: orWarnings)
    case .text:
      return text.isEmpty ? "expected a value" : nil
    }
  }
}

/// The argument `NAME=VALUE` of an option.
struct Assignment {
  /// What stands before the first "=".
  let name: String
  /// What stands after it.
  let value: String

  /// Creates the assignment that `text` says, if it says one.
  init?(_ text: String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
    name = String(text[..<sign])
    value = String(text[text.index(after: sign)...])
    if value.isEmpty { return nil }
  }
}

/// An option of a command.
struct OptionSpecification: Sendable {
  /// The name without `--`.
  let name: String
  /// What it takes; `nil` if nothing.
  var value: OptionValue?
  /// The word for what it takes in the help.
  var placeholder = ""
  /// `true` iff it may be given more than once.
  var isRepeatable = false
  /// What it does, for the help.
  let summary: String
}

/// What a command takes besides options.
struct OperandSpecification: Sendable {
  /// The word in the usage line, as it stands there: `MODEL`, `[EVALUATION…]`.
  let usage: String
  /// What it is, for the help.
  let summary: String
  /// The words that it can be, where there are only some; for completions.
  var words: @Sendable () -> [String] = { [] }
}

/// A command: all that the parser, the help and completions know of it.
struct CommandSpecification: Sendable {
  /// Its name.
  let name: String
  /// What it does, one line.
  let summary: String
  /// What it takes.
  let operands: [OperandSpecification]
  /// How many operands there may be.
  let operandCount: ClosedRange<Int>
  /// Its options besides `--help`.
  let options: [OptionSpecification]
  /// More about it: paragraphs.
  var notes: [String] = []
  /// Commands to try, with what they do.
  let examples: [(command: String, effect: String)]
  /// `true` iff it goes on when the user interrupts what it does, and shows no progress.
  var isInteractive = false
  /// Does it; `nil` if the user interrupted it.
  let perform: @Sendable (ParsedArguments, CommandContext) -> Outcome?

  /// The usage line.
  var usage: String {
    (["idx", name] + operands.map(\.usage) + (options.isEmpty ? [] : ["[OPTION…]"]))
      .joined(separator: " ")
  }
}

/// The arguments of a command, all of them valid.
struct ParsedArguments: Sendable {
  /// What is not an option, in order.
  var operands: [String] = []
  /// The values of each option that was given; an empty text for one that takes none.
  var options: [String: [String]] = [:]

  /// Returns the value of the option `name`, or `standard` if it was not given.
  func value(_ name: String, or standard: String) -> String { options[name]?.last ?? standard }

  /// Returns the values of the option `name` as assignments, by name.
  func assignments(_ name: String) -> [String: String] {
    let pairs = (options[name] ?? []).compactMap(Assignment.init).map { ($0.name, $0.value) }
    return Dictionary(pairs) { $1 }
  }
}
