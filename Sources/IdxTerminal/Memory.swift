#if canImport(Glibc)
  import Glibc
#endif

/// How the process takes memory from the system.
public enum Memory {
  /// Sees to it that large blocks go back to the system as soon as they are free, and that threads share what is free:
  /// for a process that runs long and has little to do. `false` where the C library cannot be told so.
  @discardableResult public static func givesBackLargeBlocks() -> Bool {
    #if canImport(Glibc)
      // The function is of one C library only, and in no module of it.
      typealias Option = @convention(c) (CInt, CInt) -> CInt
      guard let symbol = dlsym(nil, "mallopt") else { return false }
      let set = unsafeBitCast(symbol, to: Option.self)
      // M_MMAP_THRESHOLD and M_TRIM_THRESHOLD, which grow by themselves unless they are set, and M_ARENA_MAX: smaller
      // blocks would cost more, since the system clears what it gives.
      return set(-3, 1 << 20) == 1 && set(-1, 4 << 20) == 1 && set(-8, 1) == 1
    #else
      return false
    #endif
  }
}
