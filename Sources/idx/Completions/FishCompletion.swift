/// Makes the completions of fish.
enum FishCompletion {
  /// Returns the script for `commands`, to be sourced.
  static func script(_ commands: [CommandSpecification]) -> String {
    """
    # Completions of idx for fish, made by: idx completions fish
    function __idx_command
        set -l words (commandline -opc)
        test (count $words) -ge 2; and test "$words[2]" = "$argv[1]"
    end
    function __idx_first
        test (count (commandline -opc)) -eq 1
    end
    complete -c idx -e
    complete -c idx -f
    complete -c idx -n __idx_first -l help -d 'Shows help'
    complete -c idx -n __idx_first -l version -d 'Shows the version'
    complete -c idx -n __idx_first -a version -d 'Shows the version'
    \(commands.map(lines).joined())
    """
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += "'\\".contains($1) ? "\\\($1)" : String($1) } + "'"
  }

  private static func lines(_ command: CommandSpecification) -> String {
    let head = "complete -c idx -n '__idx_command \(command.name)'"
    var text =
      "complete -c idx -n __idx_first -a \(command.name) -d \(quoted(command.summary))\n"
    for option in command.allOptions {
      let value = option.completion.map { " " + argument($0, isOption: true) } ?? ""
      text += "\(head) -l \(option.name)\(value) -d \(quoted(option.summary))\n"
    }
    for operand in command.operands where operand.completion != .nothing {
      text += "\(head) \(argument(operand.completion, isOption: false))\n"
    }
    return text
  }

  private static func argument(_ completion: Completion, isOption: Bool) -> String {
    let flag = isOption ? "-x" : ""
    let words =
      switch completion {
      case .words(let words): "-a \(quoted(words.joined(separator: " ")))"
      case .models: "-a '(__fish_complete_suffix .idx)'"
      case .files: isOption ? "" : "-F"
      case .folders: "-a '(__fish_complete_directories)'"
      case .nothing: ""
      }
    // Without -x a value may be a file.
    if completion == .files { return isOption ? "-r -F" : words }
    return [flag, words].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
