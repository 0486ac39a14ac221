/// `idx man`: writes the manual page.
enum Manual {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "man", summary: "Writes the manual page of all commands, for the program man",
    operands: [], operandCount: 0...0, options: [],
    examples: [
      ("idx man | man -l -", "Shows the manual page."),
      ("idx man | gzip", "Makes a file of it, as a folder such as share/man/man1 has them."),
    ],
    perform: { _, _ in Outcome(output: ManualPage.text(CommandTable.all)) })
}
