import IdxDiagnostics
import IdxTerminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads the environment of the process.
enum Surroundings {
  /// Returns what commands need to know, telling `progress` what they do.
  static func context(_ progress: Progress) -> CommandContext {
    var context = CommandContext()
    context.outputIsTerminal = Terminal.isTerminal(Terminal.output)
    context.messagesAreOnTerminal = Terminal.isTerminal(Terminal.error)
    context.outputWidth = width(Terminal.output)
    context.messageWidth = width(Terminal.error)
    context.refusesColour = variable("NO_COLOR") != nil || variable("TERM") == "dumb"
    context.processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    context.isCancelled = { Signals.isInterrupted }
    context.progress = { progress.tell($0) }
    return context
  }

  /// Returns the cells of a line on `descriptor`: what COLUMNS says, else the terminal, else 100.
  private static func width(_ descriptor: Int32) -> Int {
    if let columns = variable("COLUMNS").flatMap({ Int($0) }), (20...10_000).contains(columns) {
      return columns
    }
    return max(20, Terminal.columns(descriptor) ?? 100)
  }

  /// Returns the value of the environment variable `name`, unless it is empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

/// One line on a terminal that says what takes so long.
struct ProgressLine {
  private let isShown: Bool
  private let width: Int
  private let start = ContinuousClock.now
  private var shown = ""

  /// Creates the line for a terminal of `width` cells; there is none unless `isShown`.
  init(isShown: Bool, width: Int) {
    self.isShown = isShown
    self.width = width
  }

  /// Shows `text`, once a second has gone by.
  mutating func tick(_ text: String) {
    guard isShown, !text.isEmpty, text != shown, .now - start > .seconds(1) else { return }
    shown = text
    let line = DisplayWidth.cut(PrintableText.shown(text), to: width - 1)
    _ = Terminal.write("\r\u{1B}[K\(line)", to: Terminal.error)
  }

  /// Erases the line.
  mutating func erase() {
    if !shown.isEmpty { _ = Terminal.write("\r\u{1B}[K", to: Terminal.error) }
    shown = ""
  }
}
