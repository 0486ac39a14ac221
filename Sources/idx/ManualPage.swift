/// The manual page, made from the table of commands.
enum ManualPage {
  /// Returns the page of `commands`, in the macros of man(7).
  static func text(_ commands: [CommandSpecification]) -> String {
    """
    .\\" Made by: idx man
    .TH IDX 1 "\(Help.released)" "idx \(Help.version)" "User Commands"
    .SH NAME
    idx \\- composite indicators and multi\\-criteria evaluation
    .SH SYNOPSIS
    .B idx
    .I COMMAND
    [\\fIARGUMENT\\fR\\[u2026]]
    [\\fIOPTION\\fR\\[u2026]]
    .SH DESCRIPTION
    \(line(
      "idx checks and evaluates models of composite indicators: what is measured, which way each "
        + "indicator is good, how it is normalised, weighted and aggregated, and what the result "
        + "should be. Models are text files whose names end with `.idx`."))\
    \(list(Help.options))\
    .SH COMMANDS
    \(commands.map(section).joined())\
    .SH EXIT STATUS
    \(list(Help.statuses))\
    .SH ENVIRONMENT
    \(list(Help.environment))\
    .SH FILES
    \(list(Help.files))
    """
  }

  /// Returns `rows` with their first parts as tags.
  private static func list(_ rows: [(String, String)]) -> String {
    rows.map { ".TP\n.B \(escaped($0.0))\n\(line($0.1))" }.joined()
  }

  private static func section(_ command: CommandSpecification) -> String {
    var text = ".SS \(escaped(command.usage))\n" + line(command.summary + ".")
    for note in command.notes { text += ".PP\n" + line(note) }
    text += list(command.operands.map { ($0.usage, $0.summary) })
    text += list(
      command.options.map { option in
        (
          ["--" + option.name, option.placeholder].filter { !$0.isEmpty }.joined(separator: " "),
          option.summary
        )
      })
    text += ".PP\nExamples:\n"
    text += list(command.examples.map { ($0.command, $0.effect) })
    return text
  }

  /// Returns `text` as lines of their own, with what stands in backquotes in bold.
  private static func line(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    let isPaired = pieces.count % 2 == 1
    let line = pieces.enumerated().map { place, piece in
      isPaired && place % 2 == 1 ? "\\fB\(escaped(String(piece)))\\fR" : escaped(String(piece))
    }.joined(separator: isPaired ? "" : "\\(ga")
    // A line must not begin with what begins a request.
    return Help.wrapped(line, to: 76).split(separator: "\n").map { line in
      (line.first == "." || line.first == "'" ? "\\&" : "") + line + "\n"
    }.joined()
  }

  /// Returns `text` with every character that has a meaning in roff, or is none of ASCII, escaped.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case ".", "'": result += result.isEmpty ? "\\&\(scalar)" : String(scalar)
      case "\"": result += "\\(dq"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
      }
    }
    return result
  }
}
