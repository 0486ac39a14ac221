import IdxDiagnostics

/// What the words of a command line ask for.
enum Request {
  /// To do a command.
  case perform(CommandSpecification, ParsedArguments)
  /// To show the help of a command, or of the whole.
  case help(CommandSpecification?)
  /// To show the version.
  case version
  /// Nothing that is understood: what is wrong, and the command that it is about.
  case misuse(String, CommandSpecification?)
}

/// Reads command lines by the table of commands.
struct ArgumentParser {
  /// The commands that there are.
  let commands: [CommandSpecification]

  /// Returns what `words` ask for; the name of the program is not among them.
  func request(_ words: [String]) -> Request {
    guard let first = words.first else {
      return .misuse("expected a command", nil)
    }
    switch first {
    case "--help", "-h": return .help(nil)
    case "--version", "version":
      return words.count == 1
        ? .version : .misuse("\(first) takes no arguments, found \(quoted(words[1]))", nil)
    case "help": return help(words.dropFirst())
    default:
      guard let command = commands.first(where: { $0.name == first }) else {
        return unknownCommand(first)
      }
      return request(command, words.dropFirst())
    }
  }

  private func help(_ words: ArraySlice<String>) -> Request {
    guard let name = words.first, name != "--help", name != "-h" else { return .help(nil) }
    guard words.count == 1 else { return .misuse("help takes one command", nil) }
    guard let command = commands.first(where: { $0.name == name }) else {
      return unknownCommand(name)
    }
    return .help(command)
  }

  private func unknownCommand(_ name: String) -> Request {
    let what = name.hasPrefix("-") ? "option" : "command"
    let known =
      what == "option" ? ["--help", "--version"] : commands.map(\.name) + ["help", "version"]
    let nearest = Suggestion.nearest(name, in: known)
    return .misuse("unknown \(what) \(quoted(name))\(suggestion(nearest))", nil)
  }

  private func request(_ command: CommandSpecification, _ words: ArraySlice<String>) -> Request {
    var parsed = ParsedArguments()
    var rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        parsed.operands += rest
        break
      }
      if word == "--help" || word == "-h" { return .help(command) }
      if word == "-" { return .misuse("- is not a path: files are read by name only", command) }
      guard word.hasPrefix("-") else {
        parsed.operands.append(word)
        continue
      }
      if let objection = take(option: word, of: command, from: &rest, into: &parsed) {
        return .misuse(objection, command)
      }
    }
    let objection = countObjection(parsed.operands, command)
    return objection.map { .misuse($0, command) } ?? .perform(command, parsed)
  }

  /// Moves the option `word` and its value into `parsed`; returns what is wrong with it, if anything.
  private func take(
    option word: String, of command: CommandSpecification, from rest: inout ArraySlice<String>,
    into parsed: inout ParsedArguments
  ) -> String? {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0].dropFirst(2))
    guard word.hasPrefix("--"), let option = command.options.first(where: { $0.name == name })
    else {
      let known = command.options.map { "--" + $0.name } + ["--help"]
      let nearest = Suggestion.nearest(String(parts[0]), in: known)
      return "unknown option \(quoted(String(parts[0])))\(suggestion(nearest))"
    }
    if parsed.options[name] != nil, !option.isRepeatable { return "--\(name) is given twice" }
    guard let kind = option.value else {
      parsed.options[name] = [""]
      return parts.count > 1 ? "--\(name) takes no value" : nil
    }
    guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
      return "--\(name) needs a value: \(option.placeholder)"
    }
    if let objection = kind.objection(to: value) {
      return "--\(name) \(quoted(value)): \(objection)"
    }
    if let assignment = Assignment(value), option.isRepeatable,
      parsed.assignments(name)[assignment.name] != nil
    {
      return "--\(name) gives \(quoted(assignment.name)) twice"
    }
    parsed.options[name, default: []].append(value)
    return nil
  }

  private func countObjection(_ operands: [String], _ command: CommandSpecification) -> String? {
    if operands.contains("") { return "an argument is empty" }
    if operands.count < command.operandCount.lowerBound {
      return "expected \(command.operands.map(\.usage).joined(separator: " "))"
    }
    if operands.count > command.operandCount.upperBound {
      return "unexpected argument \(quoted(operands[command.operandCount.upperBound]))"
    }
    return nil
  }

  private func suggestion(_ nearest: String?) -> String {
    nearest.map { "; did you mean \($0)?" } ?? ""
  }
}
