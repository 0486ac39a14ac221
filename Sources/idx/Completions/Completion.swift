/// What may stand in a place of a command line.
enum Completion: Equatable {
  /// One of some words.
  case words([String])
  /// A model, or a folder with models.
  case models
  /// Any file.
  case files
  /// A folder.
  case folders
  /// What no shell can know.
  case nothing

  /// Creates what the word `placeholder` of a usage line stands for: `MODEL`, `[PATH…]`, `DIR`.
  init(placeholder: String) {
    switch placeholder.filter({ $0.isLetter || $0 == "=" }) {
    case "MODEL", "PATH": self = .models
    case "FILE": self = .files
    case "DIR": self = .folders
    default: self = .nothing
    }
  }
}

extension OperandSpecification {
  /// What may stand in its place.
  var completion: Completion {
    let words = words()
    return words.isEmpty ? Completion(placeholder: usage) : .words(words)
  }

  /// `true` iff it may be given more than once.
  var isRepeatable: Bool { usage.contains("…") }
}

extension OptionSpecification {
  /// What may stand behind it; `nil` if it takes nothing.
  var completion: Completion? {
    switch value {
    case nil: nil
    case .choice(let words)?: .words(words)
    case .integer(_, orAll: true)?: .words(["all"])
    case _?: Completion(placeholder: placeholder)
    }
  }
}

extension CommandSpecification {
  /// `idx help` as the shells see it, which the parser knows without the table.
  static func help(_ commands: [CommandSpecification]) -> CommandSpecification {
    let names = commands.map(\.name)
    return CommandSpecification(
      name: "help", summary: Help.helpSummary,
      operands: [.init(usage: "[COMMAND]", summary: "The command", words: { names })],
      operandCount: 0...1, options: [], examples: [], perform: { _, _ in Outcome() })
  }

  /// Its options with `--help`.
  var allOptions: [OptionSpecification] { options + [.init(name: "help", summary: "Shows this")] }
}
