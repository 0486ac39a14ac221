import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A terminal that gives each key as it is pressed.
///
/// While it is raw, the terminal shows nothing by itself, and Ctrl-C is a key like others. However the
/// process ends, by a signal or a fault too, the terminal is left as it was found.
public struct RawTerminal: Sendable {
  /// What has happened while the terminal was waited for.
  public enum Event: Hashable, Sendable {
    /// Keys were pressed.
    case bytes([UInt8])
    /// The terminal may have another size.
    case resized
    /// Nothing came for as long as was to be waited.
    case timedOut
    /// The terminal is gone, or there is nothing more to read.
    case ended
  }

  /// Where keys come from and where the screen is.
  private let input: Int32
  private let output: Int32

  /// What the terminal tells before a text that is pasted, and asks for it to end.
  private static let pasteOn = "\u{1B}[?2004h"
  private static let pasteOff = "\u{1B}[?2004l"

  /// What says that no key does something; the C library has a name for it that is not imported.
  #if canImport(Darwin)
    private static let noKey: UInt8 = 0xFF
  #else
    private static let noKey: UInt8 = 0
  #endif

  /// Creates the terminal that `input` reads from and `output` writes to; `nil` if one is none.
  public init?(input: Int32 = 0, output: Int32 = 1) {
    guard Terminal.isTerminal(input), Terminal.isTerminal(output) else { return nil }
    self.input = input
    self.output = output
  }

  /// Returns `true` iff a terminal of the kind `name`, as the environment has it in TERM, can move its
  /// cursor.
  public static func canMoveCursor(_ name: String?) -> Bool {
    guard let name else { return false }
    return !["", "dumb", "emacs", "unknown", "cons25"].contains(name)
  }

  /// The columns and rows of the terminal; those of old ones if it does not know.
  public var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0 else { return (80, 24) }
    return (
      size.ws_col > 0 ? Int(size.ws_col) : 80, size.ws_row > 0 ? Int(size.ws_row) : 24
    )
  }

  /// Makes the terminal raw and returns `true`; `false` if it refuses.
  public func enter() -> Bool {
    var state = termios()
    guard tcgetattr(input, &state) == 0, SavedTerminal.keep(state, input, output) else {
      return false
    }
    state.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
    state.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    state.c_cflag |= tcflag_t(CS8)
    withUnsafeMutableBytes(of: &state.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    // What was typed before stays to be read.
    guard tcsetattr(input, TCSADRAIN, &state) == 0 else {
      SavedTerminal.forget()
      return false
    }
    return isSuccess(write(Self.pasteOn))
  }

  /// Leaves the terminal as it was before `enter`.
  public func leave() {
    _ = write(Self.pasteOff)
    SavedTerminal.restore()
    SavedTerminal.forget()
  }

  /// Stops the process until the shell lets it go on; the terminal is not raw meanwhile.
  ///
  /// Returns `true` iff the terminal is raw again.
  public func suspend() -> Bool {
    leave()
    raise(SIGTSTP)
    return enter()
  }

  /// Returns what `work` returns, during which Ctrl-C is a signal and no key; other keys are as they were.
  public func interruptibly<Result>(_ work: () -> Result) -> Result {
    var raw = termios()
    guard tcgetattr(input, &raw) == 0 else { return work() }
    var state = raw
    // What was typed ahead is kept.
    state.c_lflag |= tcflag_t(ISIG | NOFLSH)
    withUnsafeMutableBytes(of: &state.c_cc) { characters in
      for key in [VQUIT, VSUSP] { characters[Int(key)] = Self.noKey }
    }
    tcsetattr(input, TCSANOW, &state)
    defer { tcsetattr(input, TCSANOW, &raw) }
    return work()
  }

  /// Writes `text`, which says itself where lines end.
  public func write(_ text: String) -> Result<Void, WriteFailure> {
    Terminal.write(text, to: output)
  }

  private func isSuccess(_ result: Result<Void, WriteFailure>) -> Bool {
    if case .success = result { true } else { false }
  }

  /// Waits until something happens, for at most `milliseconds` if that is not `nil`.
  public func next(within milliseconds: Int? = nil) -> Event {
    var sources = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: WindowChanges.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let limit = milliseconds.map { Int32(clamping: max(0, $0)) } ?? -1
    let count = poll(&sources, nfds_t(sources.count), limit)
    if count == 0 { return .timedOut }
    if count < 0 { return errno == EINTR ? .resized : .ended }
    if sources[1].revents != 0 {
      WindowChanges.drain()
      return .resized
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let read = read(input, &buffer, buffer.count)
      if read > 0 { return .bytes(Array(buffer.prefix(read))) }
      if read == 0 || errno != EINTR { return .ended }
    }
  }
}

/// How the terminal was before it was made raw, where a signal handler can find it.
enum SavedTerminal {
  /// The address of the state; 0 if there is none.
  private static let address = Atomic<UInt>(0)
  /// The descriptors of input and output, in 16 bits each.
  private static let descriptors = Atomic<Int>(0)

  private static var state: UnsafeMutablePointer<termios>? {
    UnsafeMutablePointer(bitPattern: address.load(ordering: .sequentiallyConsistent))
  }

  /// Notes that the terminal is `state`; `false` if another is noted.
  static func keep(_ state: termios, _ input: Int32, _ output: Int32) -> Bool {
    if self.state != nil { return false }
    let pointer = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    pointer.initialize(to: state)
    descriptors.store(Int(input) << 16 | Int(output), ordering: .sequentiallyConsistent)
    address.store(UInt(bitPattern: pointer), ordering: .sequentiallyConsistent)
    return true
  }

  /// Makes the terminal what was noted. Safe in a signal handler: no allocation, no locks.
  static func restore() {
    guard let state else { return }
    let descriptors = descriptors.load(ordering: .sequentiallyConsistent)
    tcsetattr(Int32(truncatingIfNeeded: descriptors >> 16), TCSANOW, state)
  }

  /// Forgets what was noted.
  static func forget() {
    let last = address.exchange(0, ordering: .sequentiallyConsistent)
    UnsafeMutablePointer<termios>(bitPattern: last)?.deallocate()
  }

  /// Makes the terminal what was noted, without paste marks and with its cursor; for handlers of signals.
  static func restoreFromHandler() {
    guard state != nil else { return }
    restore()
    let sequence: StaticString = "\u{1B}[?2004l\u{1B}[?25h\r\n"
    let output = Int32(
      truncatingIfNeeded: descriptors.load(ordering: .sequentiallyConsistent) & 0xFFFF)
    sequence.withUTF8Buffer { Signals.writeInHandler($0, to: output) }
  }
}

/// Tells a reader that the window has changed, by a pipe that a signal handler writes to.
enum WindowChanges {
  private static let ends = Atomic<Int>(-1)

  /// The end of the pipe that is read; none if there is no pipe.
  static var descriptor: Int32 {
    let ends = ends.load(ordering: .relaxed)
    return ends < 0 ? -1 : Int32(truncatingIfNeeded: ends >> 16)
  }

  /// Makes the pipe; `false` if that failed.
  static func open() -> Bool {
    if descriptor >= 0 { return true }
    var pair: [Int32] = [0, 0]
    guard pipe(&pair) == 0 else { return false }
    for end in pair {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    ends.store(Int(pair[0]) << 16 | Int(pair[1]), ordering: .sequentiallyConsistent)
    return true
  }

  /// Notes that the window has changed. Safe in a signal handler.
  static func note() {
    let ends = ends.load(ordering: .relaxed)
    guard ends >= 0 else { return }
    // What was interrupted may be about to look at it.
    let error = errno
    defer { errno = error }
    let mark: StaticString = "!"
    mark.withUTF8Buffer {
      Signals.writeInHandler($0, to: Int32(truncatingIfNeeded: ends & 0xFFFF))
    }
  }

  /// Forgets all changes noted so far.
  static func drain() {
    var buffer = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }
}
