/// `idx completions`: writes what lets a shell complete command lines.
enum Completions {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "completions",
    summary: "Writes the script by which a shell completes command lines of idx",
    operands: [
      .init(usage: "SHELL", summary: "bash, zsh or fish", words: { shells.map(\.name) })
    ],
    operandCount: 1...1, options: [],
    notes: [
      "For bash, write `source <(idx completions bash)` into ~/.bashrc. For zsh, write the script "
        + "into a file _idx in a folder of fpath, or write `source <(idx completions zsh)` into "
        + "~/.zshrc, below compinit. For fish, write `idx completions fish | source` into "
        + "~/.config/fish/config.fish."
    ],
    examples: [
      ("idx completions bash", "Writes the script for bash."),
      ("idx completions fish | source", "Completes command lines of this shell, which is fish."),
    ],
    perform: { arguments, _ in answer(arguments.operands[0]) })

  private static let shells:
    [(name: String, script: @Sendable ([CommandSpecification]) -> String)] =
      [
        ("bash", BashCompletion.script), ("zsh", ZshCompletion.script),
        ("fish", FishCompletion.script),
      ]

  private static func answer(_ name: String) -> Outcome {
    if let shell = shells.first(where: { $0.name == name }) {
      return Outcome(output: shell.script(CommandTable.all + [.help(CommandTable.all)]))
    }
    let names = shells.map(\.name).joined(separator: ", ")
    return Outcome(
      messages: "idx: there are no completions for \(quoted(name)), but for \(names)\n"
        + "Try: idx help completions\n",
      status: ExitStatus.usage)
  }
}
