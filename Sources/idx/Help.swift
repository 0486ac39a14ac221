import IdxDiagnostics

/// The text of `--help`, made from the table of commands.
enum Help {
  /// The version of the program.
  static let version = "0.1.0"

  /// Returns the overview of `commands`.
  static func overview(_ commands: [CommandSpecification]) -> String {
    let rows = commands.map { ($0.name, $0.summary) } + [("help", "Shows how a command is used")]
    let options = [
      ("--help", "Shows this, or how a command is used"), ("--version", "Shows the version"),
    ]
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

  private static let statuses = [
    ("0", "Well"),
    (
      "1",
      "Findings that are errors, an expectation that failed, a file out of reach, or a difference"
    ),
    ("2", "A command line that is not understood"),
    ("3", "A fault of idx itself: please report it"),
    ("130", "Interrupted"),
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
  private static func list(_ rows: [(String, String)]) -> String {
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
