import Testing

@testable import IdxTerminal

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// On a pseudo-terminal; one at a time, since a process has one terminal that it must restore.
@Suite(.serialized) struct RawTerminalTests {
  /// The two ends of a pseudo-terminal.
  private struct Ends {
    let outer: Int32
    let inner: Int32

    init?() {
      outer = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      guard outer >= 0, let name = Self.nameOfInner(outer) else { return nil }
      inner = open(name, O_RDWR | O_NOCTTY)
      var size = winsize(ws_row: 7, ws_col: 33, ws_xpixel: 0, ws_ypixel: 0)
      guard inner >= 0, ioctl(outer, UInt(TIOCSWINSZ), &size) == 0 else { return nil }
    }

    private static func nameOfInner(_ outer: Int32) -> String? {
      #if canImport(Darwin)
        guard grantpt(outer) == 0, unlockpt(outer) == 0 else { return nil }
        return ptsname(outer).map { String(cString: $0) }
      #else
        // TIOCSPTLCK and TIOCGPTN, which are not imported.
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard ioctl(outer, 0x4004_5431, &lock) == 0, ioctl(outer, 0x8004_5430, &number) == 0 else {
          return nil
        }
        return "/dev/pts/\(number)"
      #endif
    }

    /// Returns what was written to the terminal.
    func shown() -> String {
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(outer, &buffer, buffer.count)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    func press(_ keys: String) { _ = Terminal.write(keys, to: outer) }

    /// `true` iff the terminal waits for whole lines and shows what is typed.
    var isCooked: Bool {
      var state = termios()
      tcgetattr(inner, &state)
      return state.c_lflag & tcflag_t(ICANON) != 0 && state.c_lflag & tcflag_t(ECHO) != 0
        && state.c_lflag & tcflag_t(ISIG) != 0
    }

    func close() {
      _ = closeDescriptor(outer)
      _ = closeDescriptor(inner)
    }

    private func closeDescriptor(_ descriptor: Int32) -> Int32 {
      #if canImport(Darwin)
        Darwin.close(descriptor)
      #elseif canImport(Musl)
        Musl.close(descriptor)
      #else
        Glibc.close(descriptor)
      #endif
    }
  }

  @Test func givesKeysAsTheyArePressedAndIsLeftAsItWas() throws {
    let ends = try #require(Ends())
    defer { ends.close() }
    let terminal = try #require(RawTerminal(input: ends.inner, output: ends.inner))
    #expect(terminal.size.width == 33)
    #expect(terminal.size.height == 7)
    #expect(ends.isCooked)
    #expect(terminal.enter())
    #expect(!ends.isCooked)
    #expect(ends.shown() == "\u{1B}[?2004h")
    ends.press("a\u{3}\r\u{1B}[A")
    #expect(terminal.next(within: 1000) == .bytes(Array("a\u{3}\r\u{1B}[A".utf8)))
    #expect(terminal.next(within: 1) == .timedOut)
    #expect(RawTerminal(input: ends.inner, output: ends.inner)?.enter() == false)
    terminal.leave()
    #expect(ends.isCooked)
    #expect(ends.shown() == "\u{1B}[?2004l")
    terminal.leave()
    #expect(ends.isCooked)
  }

  /// What handlers of signals do.
  @Test func isLeftAsItWasByHandlers() throws {
    let ends = try #require(Ends())
    defer { ends.close() }
    let terminal = try #require(RawTerminal(input: ends.inner, output: ends.inner))
    #expect(terminal.enter())
    _ = ends.shown()
    SavedTerminal.restoreFromHandler()
    #expect(ends.isCooked)
    #expect(ends.shown().hasPrefix("\u{1B}[?2004l\u{1B}[?25h"))
    terminal.leave()
    _ = ends.shown()
    SavedTerminal.restoreFromHandler()
    ends.press("x\n")
    // Nothing but the echo.
    #expect(ends.shown() == "x\r\n")
  }

  @Test func tellsOfWindowsAndOfTheEnd() throws {
    let ends = try #require(Ends())
    let terminal = try #require(RawTerminal(input: ends.inner, output: ends.inner))
    #expect(Signals.handleTerminal())
    #expect(terminal.enter())
    // To the process: threads of tests may block it.
    kill(getpid(), SIGWINCH)
    #expect(terminal.next(within: 1000) == .resized)
    #expect(terminal.next(within: 1) == .timedOut)
    ends.close()
    #expect(terminal.next(within: 1000) == .ended)
    terminal.leave()
    #expect(RawTerminal(input: 99, output: 99) == nil)
  }

  @Test(arguments: [("xterm-256color", true), ("dumb", false), ("", false), (nil, false)])
  func knowsTerminalsThatCannotMove(name: String?, canMove: Bool) {
    #expect(RawTerminal.canMoveCursor(name) == canMove)
  }
}
