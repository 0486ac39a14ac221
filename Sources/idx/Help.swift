import IdxDiagnostics

/// The text of `--help`, made from the table of commands.
enum Help {
  /// The version of the program.
  static let version = "0.1.0"
  /// The day of that version.
  static let released = "2026-11-21"

  /// Returns the overview of `commands`.
  static func overview(_ commands: [CommandSpecification]) -> String {
    let rows = commands.map { ($0.name, $0.summary) } + [("help", helpSummary)]
    return """
      idx \(version): composite indicators and multi-criteria evaluation

      Usage: idx COMMAND [ARGUMENT…] [OPTION…]

      Commands:
      \(list(rows))
      Options:
      \(list(options))
      Exit status:
      \(list(statuses))
      """
  }

  /// What `idx help` does.
  static let helpSummary = "Shows how a command is used"

  /// The options that need no command.
  static let options = [
    ("--help", "Shows this, or how a command is used"), ("--version", "Shows the version"),
  ]

  /// The statuses with which the process ends.
  static let statuses = [
    ("0", "Well"),
    (
      "1",
      "Findings that are errors, an expectation that failed, a file out of reach, or a difference"
    ),
    ("2", "A command line that is not understood"),
    ("3", "A fault of idx itself: please report it"),
    ("130", "Interrupted"),
  ]

  /// The environment variables that are heeded.
  static let environment = [
    ("NO_COLOR", "If it is not empty, there are no colours unless `--color always` asks for them"),
    ("TERM", "If it is dumb, there are no colours either"),
    ("COLUMNS", "The width of lines, 20 to 10000; by default that of the terminal, else 100"),
  ]

  /// The files that are read and written.
  static let files = [
    ("NAME.idx", "A model"),
    (
      "FILE.csv, FILE.tsv, FILE.jsonl",
      "Data that a model names: in its folder or below, or in a folder that `--allow-read` names"
    ),
  ]

  /// Returns how `command` is used.
  static func text(_ command: CommandSpecification) -> String {
    var text = "\(command.summary).\n\nUsage: \(command.usage)\n"
    for note in command.notes { text += "\n" + wrapped(note, to: 80) }
    if !command.operands.isEmpty {
      text += "\nArguments:\n" + list(command.operands.map { ($0.usage, $0.summary) })
    }
    let options = command.options.map { option in
      (
        ["--" + option.name, option.placeholder].filter { !$0.isEmpty }.joined(separator: " "),
        option.summary
      )
    }
    text += "\nOptions:\n" + list(options + [("--help", "Shows this")])
    text += "\nExamples:\n"
    for example in command.examples { text += "  \(example.command)\n      \(example.effect)\n" }
    return text
  }

  /// Returns `rows` in two columns, the second one wrapped.
  static func list(_ rows: [(String, String)]) -> String {
    let width = rows.map { DisplayWidth.cells($0.0) }.max() ?? 0
    let indent = String(repeating: " ", count: width + 4)
    return rows.map { name, summary in
      let lines = wrapped(summary, to: 96 - width).split(separator: "\n").joined(
        separator: "\n" + indent)
      return "  \(DisplayWidth.padded(name, to: width))  \(lines)\n"
    }.joined()
  }

  /// Returns the words of `text` in lines of at most `width` cells, a line end after each.
  static func wrapped(_ text: String, to width: Int) -> String {
    var result = ""
    var used = 0
    for word in text.split(separator: " ") {
      let cells = DisplayWidth.cells(word)
      if used > 0, used + 1 + cells > width {
        result += "\n"
        used = 0
      }
      result += (used > 0 ? " " : "") + word
      used += cells + (used > 0 ? 1 : 0)
    }
    return result + "\n"
  }
}
