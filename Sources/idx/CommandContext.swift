import IdxDiagnostics
import IdxDriver
import IdxTerminal
import Synchronization

/// What ends a process, by its number.
enum ExitStatus {
  /// All is well.
  static let well: Int32 = 0
  /// A finding of error level, a failed expectation, or a file that cannot be read or written.
  static let findings: Int32 = 1
  /// A command line that is not understood.
  static let usage: Int32 = 2
}

/// What a command leaves behind.
struct Outcome: Sendable {
  /// For standard output: the results.
  var output = ""
  /// For standard error: all else.
  var messages = ""
  /// The exit status.
  var status = ExitStatus.well
  /// The file that gets `output` instead of standard output.
  var file: String?
  /// The folder that is to be made; `output` is written only if it could be.
  var folder: NewFolder?
}

/// What commands know of the world besides files.
struct CommandContext: Sendable {
  /// The cells of a line of results, and of a line of messages.
  var outputWidth = 100
  var messageWidth = 100
  /// `true` iff results, or messages, go to a terminal.
  var outputIsTerminal = false
  var messagesAreOnTerminal = false
  /// `true` iff the environment wants no colours (no-color.org).
  var refusesColour = false
  /// The number of processors.
  var processors = 1
  /// `true` once the user wants to stop.
  var isCancelled: @Sendable () -> Bool = { false }
  /// Told what is being done.
  var progress: @Sendable (String) -> Void = { _ in }
  /// The parsed modules of the library, which are kept as long as the process works: to free them takes time.
  let library = ParsedLibrary()

  /// Returns the colours that the option `--color` and the stream ask for.
  func paint(_ arguments: ParsedArguments, isTerminal: Bool) -> Paint {
    switch arguments.value("color", or: "auto") {
    case "always": Paint(true)
    case "never": Paint(false)
    default: Paint(isTerminal && !refusesColour)
    }
  }
}

/// What is being done, told by one thread and shown by another.
final class Progress: Sendable {
  private let current = Mutex("")

  /// Sets what is being done.
  func tell(_ text: String) { current.withLock { $0 = text } }

  /// What is being done.
  var text: String { current.withLock { $0 } }
}
