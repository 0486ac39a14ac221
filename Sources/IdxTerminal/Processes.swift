#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What can be known of other processes.
public enum Processes {
  /// `true` iff there is a process of that `number`, whoever's it is.
  public static func exists(_ number: Int) -> Bool {
    guard let number = pid_t(exactly: number) else { return false }
    return kill(number, 0) == 0 || errno == EPERM
  }

  /// Lets `seconds` go by.
  public static func sleep(seconds: UInt32) {
    #if canImport(Darwin)
      _ = Darwin.sleep(seconds)
    #elseif canImport(Musl)
      _ = Musl.sleep(seconds)
    #else
      _ = Glibc.sleep(seconds)
    #endif
  }
}
