#if canImport(Glibc)
  import Glibc
#endif

/// How the process takes memory from the system.
public enum Memory {
  /// Sees to it that large blocks go back to the system as soon as they are free, and that threads share what is free:
  /// for a process that runs long and has little to do. Nothing happens where the C library cannot be told.
  public static func givesBackLargeBlocks() {
    #if canImport(Glibc)
      // The function is of one C library only, and in no module of it.
      typealias Option = @convention(c) (CInt, CInt) -> CInt
      guard let symbol = dlsym(nil, "mallopt") else { return }
      let set = unsafeBitCast(symbol, to: Option.self)
      // M_MMAP_THRESHOLD, which grows by itself unless it is set, and M_ARENA_MAX.
      _ = set(-3, 256 << 10)
      _ = set(-8, 1)
    #endif
  }
}
