import IdxDiagnostics
import IdxDriver
import IdxIDE
import IdxREPL
import IdxTerminal

/// `idx repl`: a dialogue about a model.
enum Repl {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "repl", summary: "Evaluates what is typed: expressions, declarations, what-ifs",
    operands: [
      .init(usage: "[MODEL]", summary: "The model to begin with")
    ],
    operandCount: 0...1,
    options: [
      .init(
        name: "eval", value: .text, placeholder: "ENTRY", isRepeatable: true,
        summary: "Does ENTRY and ends, without reading more"),
      .init(name: "quiet", summary: "Shows results alone: no greeting and no confirmations"),
      CommandTable.decimals,
    ] + CommandTable.evaluating + CommandTable.reading,
    notes: [
      "On a terminal entries can be edited, completed and recalled; from a pipe they are read line "
        + "by line, so that a session can be scripted. An entry that is not whole goes on in the "
        + "next line, until an empty one. `:help` lists the commands.",
      "Results go to standard output, all else to standard error. The status is 1 if the last entry "
        + "could not be done.",
    ],
    examples: [
      ("idx repl hdi.idx", "Begins with a model."),
      ("idx repl hdi.idx --eval hdi", "Shows the results of one evaluation."),
      ("idx repl hdi.idx --quiet --eval :weights", "Shows its weights, and nothing else."),
    ],
    isInteractive: true, perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    switch ModelCommand.allowedFolders(arguments) {
    case .failure(let objection): return objection.outcome
    case .success(let folders):
      var options = ModelCommand.options(arguments, context)
      options.progress = { _ in }
      let session = Session(
        host: ReplHost(allowedFolders: folders), options: options)
      session.settings.isQuiet = arguments.options["quiet"] != nil
      session.settings.paint = context.paint(arguments, isTerminal: context.outputIsTerminal)
      session.settings.width = context.outputWidth
      session.settings.decimals = Int(arguments.value("decimals", or: "")) ?? 4
      return dialogue(session, arguments, context)
    }
  }

  private static func dialogue(
    _ session: Session, _ arguments: ParsedArguments, _ context: CommandContext
  ) -> Outcome {
    var status = ExitStatus.well
    if let model = arguments.operands.first {
      let isShown = context.outputIsTerminal && arguments.options["eval"] == nil
      var reply = session.load(model)
      if !isShown { reply.output = "" }
      _ = tell(reply)
      status = reply.isError ? ExitStatus.findings : ExitStatus.well
      // A script is about the model that it names.
      if reply.isError, !context.outputIsTerminal || arguments.options["eval"] != nil {
        return Outcome(status: status)
      }
    }
    if let entries = arguments.options["eval"] {
      for entry in entries {
        let reply = session.submit(entry)
        status = reply.isError ? ExitStatus.findings : ExitStatus.well
        if !tell(reply) || reply.isLeaving { break }
      }
      return Outcome(status: status)
    }
    if let terminal = TerminalDialogue(session, context) {
      return Outcome(status: terminal.run() ?? status)
    }
    let last = PipedEntries.forEach { entry in
      if let notice = session.notice { _ = Terminal.write(notice, to: Terminal.error) }
      return submit(entry, to: session)
    }
    if let last { status = last }
    return Outcome(status: status)
  }

  /// Does `entry` and returns the status and whether the session goes on.
  static func submit(_ entry: String, to session: Session) -> (status: Int32, goesOn: Bool) {
    let reply = session.submit(entry)
    if Signals.isInterrupted { Signals.forgetInterruptions() }
    let isHeard = tell(reply)
    session.releaseFormer()
    return (
      reply.isError ? ExitStatus.findings : ExitStatus.well, isHeard && !reply.isLeaving
    )
  }

  /// Writes `reply`; `false` iff nobody reads it.
  static func tell(_ reply: Reply) -> Bool {
    _ = Terminal.write(reply.messages, to: Terminal.error)
    if case .failure = Terminal.write(reply.output, to: Terminal.output) { return false }
    return true
  }
}

/// Entries that come from a pipe or a file.
enum PipedEntries {
  /// Calls `submit` with each entry until it says that there is an end, and returns its last status; `nil` if
  /// there was none.
  static func forEach(_ submit: (String) -> (status: Int32, goesOn: Bool)) -> Int32? {
    var status: Int32?
    var entry = ""
    var isOver = false
    func end() {
      guard !isOver, entry.contains(where: { !$0.isWhitespace }) else {
        entry = ""
        return
      }
      let answer = submit(entry)
      entry = ""
      status = answer.status
      isOver = !answer.goesOn
    }
    var rest: [UInt8] = []
    func take(_ line: ArraySlice<UInt8>) {
      let text = String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
      let isEmpty = text.allSatisfy(\.isWhitespace)
      entry += entry.isEmpty ? text : "\n" + text
      if isEmpty || Session.isComplete(entry) { end() }
    }
    StandardInput.forEachPiece { piece in
      // What is left of the last piece holds no line end.
      let known = rest.count
      rest += piece
      var start = 0
      while !isOver, let end = rest[max(start, known)...].firstIndex(of: 10) {
        take(rest[start..<end])
        start = end + 1
      }
      rest.removeFirst(start)
      return !isOver
    }
    if !isOver, !rest.isEmpty { take(rest[...]) }
    end()
    return status
  }
}

/// What a session sees of the file system.
struct ReplHost: SessionHost {
  /// The folders that models may read besides their own.
  let allowedFolders: [String]

  var folder: String { Paths.resolved(".") ?? "/" }

  var editor: any IDEHost { EditorHost() }

  func resolved(_ path: String) -> String {
    Paths.resolved(path) ?? Paths.normalised(path, in: folder)
  }

  func provider(forModel path: String) -> any SourceProvider {
    // A session without a model has no file that would tell its folder.
    let own = Paths.resolved(path) == nil ? [folder] : []
    return FileSourceProvider(model: path, allowedFolders: own + allowedFolders)
  }

  func write(_ text: String, to path: String) -> String? { OutputFile.write(text, to: path) }

  func milliseconds() -> Double {
    let taken = ContinuousClock.now - Self.start
    return Double(taken.components.seconds) * 1e3 + Double(taken.components.attoseconds) / 1e15
  }

  private static let start = ContinuousClock.now

  func explanation(ofFindings code: String?) -> (text: String, isKnown: Bool) {
    let answer = Explain.answer(code, among: Catalogue.all)
    return answer.output.isEmpty
      ? ("there is no finding `\(code ?? "")`: :explain lists them", false) : (answer.output, true)
  }
}
