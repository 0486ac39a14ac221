import IdxDriver

/// All commands: the one source of the parser, of the help, of completions and of the manual page.
enum CommandTable {
  /// The commands, in the order of the help.
  static let all: [CommandSpecification] = [
    Check.specification, Test.specification, Run.specification, Diff.specification,
    Plan.specification, Why.specification, Doc.specification, Explain.specification,
    Format.specification, Repl.specification,
    New.specification, LanguageServer.specification, Completions.specification,
    Manual.specification,
  ]

  /// Returns the operands of commands that look at many models; `more` is said of them besides.
  static func models(_ more: String = "") -> OperandSpecification {
    .init(
      usage: "[PATH…]",
      summary: "Models, or folders to search for .idx files; the working folder by default" + more)
  }

  /// The option for colours.
  static let colour = OptionSpecification(
    name: "color", value: .choice(["auto", "always", "never"]), placeholder: "WHEN",
    summary: "Colours: auto (on a terminal, unless NO_COLOR is set), always, never")

  /// The options of all commands that read a model and its data.
  static let reading = [
    OptionSpecification(
      name: "allow-read", value: .text, placeholder: "DIR", isRepeatable: true,
      summary: "Lets models read files in DIR; without it only those in the model's folder or below"
    ),
    colour,
  ]

  /// The options of all commands that evaluate a model.
  static let evaluating = [
    OptionSpecification(
      name: "data", value: .assignment, placeholder: "NAME=FILE", isRepeatable: true,
      summary: "Reads the data NAME from FILE instead of the file that the model names"),
    OptionSpecification(
      name: "set", value: .numberAssignment, placeholder: "NAME=NUMBER", isRepeatable: true,
      summary: "Sets the parameter NAME"),
    OptionSpecification(
      name: "threads", value: .integer(1...1024), placeholder: "N",
      summary: "Uses N threads; the results are the same for any N. Default: all processors"),
    OptionSpecification(
      name: "language", value: .text, placeholder: "LANGUAGE",
      summary: "Shows labels in LANGUAGE, such as zh, where the model has them"),
  ]

  /// The option for the digits after the point.
  static let decimals = OptionSpecification(
    name: "decimals", value: .integer(0...17), placeholder: "N",
    summary: "Shows N digits after the point where people read. Default: 4")
}
