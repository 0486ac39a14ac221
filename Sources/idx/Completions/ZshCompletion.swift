/// Makes the completions of zsh.
enum ZshCompletion {
  /// Returns the script for `commands`: a file `_idx` in a folder of `fpath`, or to be sourced.
  static func script(_ commands: [CommandSpecification]) -> String {
    """
    #compdef idx
    # Completions of idx for zsh, made by: idx completions zsh
    _idx() {
      local context state state_descr line
      typeset -A opt_args
      _arguments -C '(- *)--help[\(Help.helpSummary)]' '(- *)--version[Shows the version]' \\
        '1: :->command' '*:: :->rest'
      case $state in
        command)
          local -a commands
          commands=(
    \(commands.map { "        \(quoted("\($0.name):\($0.summary)"))\n" }.joined())\
            'version:Shows the version'
          )
          _describe command commands ;;
        rest)
          case $words[1] in
    \(commands.map(arguments).joined())      esac ;;
      esac
    }
    if [[ ${funcstack[1]} == _idx ]]; then _idx "$@"; else compdef _idx idx; fi

    """
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// Returns `text` with what has a meaning in a specification escaped.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += "[]:\\".contains($1) ? "\\\($1)" : String($1) }
  }

  private static func action(_ completion: Completion) -> String {
    switch completion {
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .models: "_files -g \"*.idx\""
    case .files: "_files"
    case .folders: "_files -/"
    case .nothing: " "
    }
  }

  private static func arguments(_ command: CommandSpecification) -> String {
    let options = command.allOptions.map { option -> String in
      let head = "\(option.isRepeatable ? "*" : "")--\(option.name)"
      let summary = "[\(escaped(option.summary))]"
      guard let completion = option.completion else { return quoted(head + summary) }
      return quoted("\(head)=\(summary):\(escaped(option.placeholder)):\(action(completion))")
    }
    // An operand of which nothing is known would keep options from being completed in its place.
    let known = command.operands.enumerated().filter { $0.element.completion != .nothing }
    let operands = known.map { place, operand in
      let head = operand.isRepeatable ? "*" : "\(place + 1)"
      let name = operand.usage.filter { $0.isLetter }
      return quoted("\(head):\(name):\(action(operand.completion))")
    }
    let lines = (options + operands).map { "            \($0)" }.joined(separator: " \\\n")
    return "        \(command.name))\n          _arguments \\\n\(lines) ;;\n"
  }
}
