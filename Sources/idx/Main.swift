import IdxTerminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The command line: reads the arguments, does the command, writes what it leaves behind.
@main
enum Main {
  static func main() {
    StandardInput.reserve()
    Signals.handleFaults()
    Signals.handleInterruptions()
    let words = Array(CommandLine.arguments.dropFirst())
    switch ArgumentParser(commands: CommandTable.all).request(words) {
    case .help(let command):
      end(Outcome(output: command.map(Help.text) ?? Help.overview(CommandTable.all)))
    case .version: end(Outcome(output: "idx \(Help.version)\n"))
    case .misuse(let objection, let command):
      let help = command.map { "idx help \($0.name)" } ?? "idx --help"
      end(Outcome(messages: "idx: \(objection)\nTry: \(help)\n", status: ExitStatus.usage))
    case .perform(let command, let arguments): perform(command, arguments)
    }
  }

  private static func perform(_ command: CommandSpecification, _ arguments: ParsedArguments) {
    let progress = Progress()
    let context = Surroundings.context(progress)
    var line = ProgressLine(isShown: context.messagesAreOnTerminal, width: context.messageWidth)
    let outcome = DeepThread.run({ command.perform(arguments, context) }) {
      if command.isInteractive { return }
      // Nothing is written before all is done, so that there is nothing to wait for.
      if context.isCancelled() { interrupted(&line) }
      line.tick(progress.text)
    }
    guard let outcome, command.isInteractive || !context.isCancelled() else {
      interrupted(&line)
    }
    line.erase()
    end(outcome)
  }

  private static func interrupted(_ line: inout ProgressLine) -> Never {
    line.erase()
    Signals.endInterrupted()
  }

  /// Writes what `outcome` holds and ends the process.
  private static func end(_ outcome: Outcome) -> Never {
    // Messages first: what is wrong is to be seen even where the results are long.
    _ = Terminal.write(outcome.messages, to: Terminal.error)
    var status = outcome.status
    if let objection = outcome.folder?.write() {
      _ = Terminal.write("idx: cannot make \(objection)\n", to: Terminal.error)
      exit(max(status, ExitStatus.findings))
    }
    if let file = outcome.file {
      if let objection = OutputFile.write(outcome.output, to: file) {
        _ = Terminal.write("idx: cannot write \(objection)\n", to: Terminal.error)
        status = max(status, ExitStatus.findings)
      }
    } else if case .failure(.system(let reason)) = Terminal.write(
      outcome.output, to: Terminal.output)
    {
      _ = Terminal.write("idx: cannot write to standard output: \(reason)\n", to: Terminal.error)
      status = max(status, ExitStatus.findings)
    }
    exit(status)
  }
}
