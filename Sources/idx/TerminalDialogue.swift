import IdxDiagnostics
import IdxREPL
import IdxTerminal

/// A dialogue on a terminal: entries are edited, completed and recalled.
struct TerminalDialogue {
  private let session: Session
  private let terminal: RawTerminal
  private let hasColours: Bool
  private let isQuiet: Bool

  /// Creates the dialogue with `session`; `nil` where there is no terminal that can be edited on.
  init?(_ session: Session, _ context: CommandContext) {
    guard context.outputIsTerminal, RawTerminal.canMoveCursor(Surroundings.variable("TERM")),
      let terminal = RawTerminal()
    else { return nil }
    self.session = session
    self.terminal = terminal
    hasColours = session.settings.paint.isOn
    isQuiet = session.settings.isQuiet
  }

  /// Reads and does entries until the user leaves; returns the status of the last one, `nil` if there was none.
  func run() -> Int32? {
    _ = Signals.handleTerminal()
    let size = terminal.size
    let file = HistoryFile()
    var reader = EntryReader(
      history: file?.read() ?? History(), prompt: "idx> ", continuation: "...> ", width: size.width,
      height: size.height, hasColours: hasColours)
    if !isQuiet {
      _ = Terminal.write(
        "idx \(Help.version): :help lists commands, Ctrl-D leaves\n", to: Terminal.output)
    }
    var status: Int32?
    var isTold = false
    var last = reader.history.entries.last
    while let entry = read(&reader) {
      if entry.allSatisfy(\.isWhitespace) { continue }
      // The reader has kept the entry, unless it is to be forgotten or was the last one already.
      let isNew = reader.history.entries.last != last
      last = reader.history.entries.last
      if isNew, let last, let objection = file?.add(last), !isTold {
        // What cannot be remembered is said once: the session does not depend on it.
        _ = Terminal.write("idx: cannot write \(objection)\n", to: Terminal.error)
        isTold = true
      }
      Signals.forgetInterruptions()
      let answer = Repl.submit(entry, to: session)
      status = answer.status
      if !answer.goesOn { break }
    }
    return status
  }

  /// Returns the next entry; `nil` once the user leaves.
  private func read(_ reader: inout EntryReader) -> String? {
    if let notice = session.notice { _ = Terminal.write(notice, to: Terminal.error) }
    guard terminal.enter() else { return nil }
    defer { terminal.leave() }
    takeSize(&reader)
    let assistant = SessionAssistant(session)
    var step = reader.begin(assistant)
    var isFirst = true
    while true {
      guard case .success = terminal.write(step.output) else { return nil }
      if isFirst, step.response == .editing { assistant.prepare() }
      isFirst = false
      switch step.response {
      case .editing, .clearScreen: break
      case .entry(let text): return text
      case .dropped: return ""
      case .leave: return nil
      case .suspend:
        guard terminal.suspend() else { return nil }
        takeSize(&reader)
        step = reader.begin(assistant)
        continue
      }
      guard let next = self.next(&reader, assistant) else { return nil }
      step = next
    }
  }

  /// Waits for what happens next and returns what it leads to; `nil` if the terminal is gone.
  private func next(
    _ reader: inout EntryReader, _ assistant: SessionAssistant
  ) -> EntryReader.Step? {
    // A lone escape is a key of its own if nothing follows it soon.
    switch terminal.next(within: reader.isWaiting ? 30 : nil) {
    case .bytes(let bytes):
      guard bytes.contains(9) || reader.isChoosing else { return reader.receive(bytes, assistant) }
      // What may stand there is found out by analysing the session, which may take long.
      Signals.forgetInterruptions()
      defer { Signals.forgetInterruptions() }
      return terminal.interruptibly { reader.receive(bytes, assistant) }
    case .timedOut: return reader.expire(assistant)
    case .ended: return nil
    case .resized:
      let size = terminal.size
      session.settings.width = max(20, size.width)
      return EntryReader.Step(
        output: reader.resize(width: size.width, height: size.height, assistant))
    }
  }

  private func takeSize(_ reader: inout EntryReader) {
    let size = terminal.size
    session.settings.width = max(20, size.width)
    reader.setSize(width: size.width, height: size.height)
  }
}
