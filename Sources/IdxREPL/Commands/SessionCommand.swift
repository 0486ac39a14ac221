/// A command of a session: what begins with a colon.
public struct SessionCommand: Sendable {
  /// The name, without the colon.
  public let name: String
  /// What may stand behind it.
  public let usage: String
  /// What it does, a phrase without a full stop.
  public let summary: String
  /// An example that works in a session with the model of the Human Development Index.
  public let example: String
  /// Does it.
  let perform: @Sendable (Session, String) -> Reply

  init(
    _ name: String, _ usage: String = "", _ summary: String, example: String,
    _ perform: @escaping @Sendable (Session, String) -> Reply
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.example = example
    self.perform = perform
  }
}

extension SessionCommand {
  /// All commands, in the order of the help.
  public static let all: [SessionCommand] = [
    SessionCommand("help", "[COMMAND]", "Lists the commands", example: ":help why") {
      $0.help($1)
    },
    SessionCommand(
      "load", "MODEL", "Begins anew with the model of a file", example: ":load hdi.idx"
    ) { $0.load($1) },
    SessionCommand(
      "reload", "", "Reads the model and its data again; what was typed stays",
      example: ":reload"
    ) { session, _ in session.reload() },
    SessionCommand(
      "save", "FILE", "Writes the session as a model file", example: ":save changed.idx"
    ) { $0.save($1) },
    SessionCommand(
      "type", "EXPRESSION", "Tells what an expression is, without evaluating it",
      example: ":type hdi.score"
    ) { $0.type($1) },
    SessionCommand(
      "doc", "NAME", "Shows the documentation of a method, an indicator or another name",
      example: ":doc geometric_mean"
    ) { $0.documentation($1) },
    SessionCommand(
      "source", "NAME", "Shows how a method or another name is declared",
      example: ":source goalposts"
    ) { $0.source($1) },
    SessionCommand(
      "plan", "[NAME…]", "Prints the evaluation plan", example: ":plan hdi"
    ) { $0.plan($1) },
    SessionCommand(
      "why", "NAME [OBJECT] [NODE] [AXIS=LABEL…]", "Tells how a result came about",
      example: ":why hdi Norway education"
    ) { $0.why($1) },
    SessionCommand(
      "tree", "[NAME] [OBJECT]", "Shows a hierarchy, with weights and scores of an evaluation",
      example: ":tree hdi Norway"
    ) { $0.tree($1) },
    SessionCommand(
      "weights", "[EVALUATION]", "Shows the weights at all nodes", example: ":weights hdi"
    ) { $0.weights($1) },
    SessionCommand(
      "rank", "[EVALUATION] [COUNT]", "Shows the ranking, or the first of it",
      example: ":rank hdi 5"
    ) { $0.rank($1) },
    SessionCommand(
      "units", "[EVALUATION]", "Lists the units that are evaluated", example: ":units hdi"
    ) { $0.units($1) },
    SessionCommand(
      "data", "[TABLE]", "Shows the columns of a table, or lists the tables", example: ":data un"
    ) { $0.data($1) },
    SessionCommand(
      "time", "ENTRY", "Does an entry and tells how long it took", example: ":time hdi"
    ) { $0.time($1) },
    SessionCommand(
      "explain", "[CODE]", "Tells what a finding means and how to mend it",
      example: ":explain E0402"
    ) { $0.explain($1) },
    SessionCommand(
      "set", "[NAME VALUE]", "Shows the settings, or changes one", example: ":set decimals 2"
    ) { $0.set($1) },
    SessionCommand(
      "reset", "", "Begins anew without a model", example: ":reset"
    ) { session, _ in session.reset() },
    SessionCommand(
      "history", "[COUNT]", "Lists what was typed", example: ":history 5"
    ) { $0.history($1) },
    SessionCommand(
      "export", "FILE [NAME…]", "Writes results into a CSV, JSON, Markdown or LaTeX file",
      example: ":export hdi.csv hdi"
    ) { $0.export($1) },
    SessionCommand("quit", "", "Ends the session", example: ":quit") { _, _ in
      var reply = Reply()
      reply.isLeaving = true
      return reply
    },
  ]
}
