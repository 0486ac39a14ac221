/// Makes the completions of bash.
enum BashCompletion {
  /// Returns the script for `commands`, to be sourced.
  ///
  /// It needs nothing but bash, 3.2 or later. Words are split at `=` by readline, so that the value in
  /// `--format=csv` is a word of its own.
  static func script(_ commands: [CommandSpecification]) -> String {
    """
    # Completions of idx for bash, made by: idx completions bash
    _idx_reply() {
      local line
      COMPREPLY=()
      while IFS= read -r line; do COMPREPLY+=("$line"); done
    }

    _idx_complete() {
      local what=$1
      case $what in
        models)
          compopt -o filenames 2> /dev/null
          _idx_reply < <(compgen -f -X '!*.idx' -- "$cur"; compgen -d -- "$cur") ;;
        files)
          compopt -o filenames 2> /dev/null
          _idx_reply < <(compgen -f -- "$cur") ;;
        folders)
          compopt -o filenames 2> /dev/null
          _idx_reply < <(compgen -d -- "$cur") ;;
        nothing) ;;
        *) _idx_reply < <(compgen -W "${what#words }" -- "$cur") ;;
      esac
    }

    _idx() {
      local cur=${COMP_WORDS[COMP_CWORD]} last=$((COMP_CWORD - 1)) command=${COMP_WORDS[1]}
      local place=0 at word
      COMPREPLY=()
      if ((COMP_CWORD == 1)); then
        _idx_complete 'words \(names(commands)) version --help --version'
        return
      fi
      if [[ $cur == = ]]; then
        cur=
      elif [[ ${COMP_WORDS[last]} == = ]]; then
        ((last--))
      fi
      case "$command ${COMP_WORDS[last]}" in
    \(commands.map(values).joined())  esac
      if [[ $cur == -* ]]; then
        case $command in
    \(commands.map(options).joined())    esac
        return
      fi
      for ((at = 2; at < COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        case "$command $word" in
    \(valued(commands))      *' -'*) ;;
          *) ((place++)) ;;
        esac
      done
      case "$command $place" in
    \(commands.map(operands).joined())  esac
    }
    complete -F _idx idx

    """
  }

  private static func names(_ commands: [CommandSpecification]) -> String {
    commands.map(\.name).joined(separator: " ")
  }

  private static func word(_ completion: Completion) -> String {
    switch completion {
    case .words(let words): "'words \(words.joined(separator: " "))'"
    case .models: "models"
    case .files: "files"
    case .folders: "folders"
    case .nothing: "nothing"
    }
  }

  private static func values(_ command: CommandSpecification) -> String {
    command.options.compactMap { option in
      option.completion.map {
        "    '\(command.name) --\(option.name)') _idx_complete \(word($0)); return ;;\n"
      }
    }.joined()
  }

  private static func options(_ command: CommandSpecification) -> String {
    let names = command.allOptions.map { "--" + $0.name }
    return "      \(command.name)) _idx_complete \(word(.words(names))) ;;\n"
  }

  /// Returns the line that skips the values of options, which are no operands.
  private static func valued(_ commands: [CommandSpecification]) -> String {
    let options = commands.flatMap { command in
      command.options.filter { $0.value != nil }.map { "'\(command.name) --\($0.name)'" }
    }
    if options.isEmpty { return "" }
    return "      \(options.joined(separator: " | ")))\n"
      + "        [[ ${COMP_WORDS[at + 1]} == = ]] && ((at++))\n        ((at++)) ;;\n"
  }

  private static func operands(_ command: CommandSpecification) -> String {
    command.operands.enumerated().map { place, operand in
      let pattern = operand.isRepeatable ? "'\(command.name) '*" : "'\(command.name) \(place)'"
      return "    \(pattern)) _idx_complete \(word(operand.completion)) ;;\n"
    }.joined()
  }
}
