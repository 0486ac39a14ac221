import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the process does when the system interrupts it.
public enum Signals {
  /// How often the user has asked to stop. The one state that outlives a call: a signal handler has
  /// nowhere else to write.
  private static let interruptions = Atomic<Int>(0)

  /// The status of a process that was interrupted, by convention 128 + SIGINT.
  public static let interruptedStatus: Int32 = 130

  /// `true` iff the user has asked to stop.
  public static var isInterrupted: Bool { interruptions.load(ordering: .relaxed) > 0 }

  /// Makes the first Ctrl-C a request, the second an end at once, and writing to a closed pipe an
  /// error instead of an end.
  public static func handleInterruptions() {
    // Initialised before a handler can run, for initialising is not safe in one.
    interruptions.store(0, ordering: .relaxed)
    handle(SIGINT) { _ in
      guard Signals.interruptions.wrappingAdd(1, ordering: .relaxed).oldValue > 0 else { return }
      SavedTerminal.restoreFromHandler()
      _exit(130)
    }
    signal(SIGPIPE, SIG_IGN)
    // Programs that start this one from a thread of theirs may hand down a mask that blocks it.
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }

  /// Ends the process at once as interrupted; what other threads do is dropped.
  public static func endInterrupted() -> Never { _exit(interruptedStatus) }

  /// Makes a fault of the program itself end it with status 3 and a line that says how to report it.
  public static func handleFaults() {
    for fault in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      handle(fault, flags: Int32(bitPattern: UInt32(SA_ONSTACK) | UInt32(SA_RESETHAND))) { _ in
        // Only what is safe in a handler: no allocation, no locks.
        let message: StaticString =
          "idx: internal fault. Please report it with the model and the command that led to it.\n"
        SavedTerminal.restoreFromHandler()
        message.withUTF8Buffer { Signals.writeInHandler($0, to: 2) }
        _exit(3)
      }
    }
  }

  /// Tells `RawTerminal` of windows that change, and leaves the terminal as it was found if a signal ends
  /// the process; returns `false` if changes cannot be told.
  public static func handleTerminal() -> Bool {
    for end in [SIGTERM, SIGHUP, SIGQUIT] {
      handle(end, flags: Int32(bitPattern: UInt32(SA_RESETHAND))) { number in
        SavedTerminal.restoreFromHandler()
        // The handler is gone, so that this ends the process as the sender wants it.
        raise(number)
      }
    }
    guard WindowChanges.open() else { return false }
    handle(SIGWINCH) { _ in WindowChanges.note() }
    return true
  }

  /// Forgets that the user has asked to stop, before work that may be stopped begins.
  public static func forgetInterruptions() { interruptions.store(0, ordering: .relaxed) }

  /// Writes `bytes` as far as that goes at once. Safe in a signal handler: no allocation, no locks.
  static func writeInHandler(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      _ = Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      _ = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  private static func handle(
    _ number: Int32, flags: Int32 = Int32(SA_RESTART),
    _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #elseif canImport(Musl)
      action.__sa_handler.sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    action.sa_flags = flags
    sigemptyset(&action.sa_mask)
    sigaction(number, &action, nil)
  }
}
