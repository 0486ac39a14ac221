import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Work on a thread of its own whose stack is large enough for deeply nested models.
public enum DeepThread {
  /// The sizes of the stack that are tried, for a system may grant less than what is asked.
  private static let stackSizes = [256 << 20, 64 << 20, 16 << 20]

  /// Runs `work` and returns what it returns; meanwhile calls `tick` about ten times a second.
  ///
  /// If the system grants no thread, `work` runs on this one, without ticks.
  public static func run<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value, tick: () -> Void
  ) -> Value {
    let job = Job(work)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return work() }
    defer { for end in ends { close(end) } }
    job.done = ends[1]
    guard let thread = start(job) else { return work() }
    var poller = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
    while poll(&poller, 1, 100) <= 0 { tick() }
    // Nobody waits while the thread gives its stack back.
    pthread_detach(thread)
    return job.value ?? work()
  }

  /// Runs `work` on `count` threads and returns when all of them have.
  ///
  /// If the system grants fewer threads, fewer run it; at least one does.
  public static func runSideBySide(_ count: Int, _ work: @escaping @Sendable () -> Void) {
    let threads = (0..<count).compactMap { _ in start(Job(work)) }
    if threads.isEmpty { work() }
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Runs `work` on a thread of its own, for which nobody waits; `false` iff the system grants none.
  public static func detach(_ work: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = start(Job(work)) else { return false }
    pthread_detach(thread)
    return true
  }

  private static func start(_ job: AnyJob) -> pthread_t? {
    for size in stackSizes {
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, size) == 0 else { continue }
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let context = Unmanaged.passRetained(job)
      let status = pthread_create(&thread, &attributes, body, context.toOpaque())
      if status == 0 { return thread }
      context.release()
    }
    return nil
  }

  #if canImport(Darwin)
    private static let body: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? =
      {
        perform($0)
      }
  #else
    private static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
      { context in
        context.flatMap(perform)
      }
  #endif

  private static func perform(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let job = Unmanaged<AnyJob>.fromOpaque(context).takeRetainedValue()
    // A handler needs a stack of its own when it is this one that has overflowed.
    let spare = UnsafeMutableRawPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { spare.deallocate() }
    var stack = stack_t(ss_sp: spare, ss_flags: 0, ss_size: 65_536)
    sigaltstack(&stack, nil)
    job.perform()
    var none = stack_t(ss_sp: nil, ss_flags: Int32(SS_DISABLE), ss_size: 0)
    sigaltstack(&none, nil)
    var end: UInt8 = 0
    if job.done >= 0 { _ = write(job.done, &end, 1) }
    return nil
  }

  /// What the thread does, whatever it returns.
  private class AnyJob {
    /// Where to tell that it is done.
    var done: Int32 = -1
    func perform() {}
  }

  private final class Job<Value: Sendable>: AnyJob {
    private let work: () -> Value
    private let result = Mutex<Value?>(nil)
    /// What the work has returned, once it has.
    var value: Value? { result.withLock { $0 } }
    init(_ work: @escaping () -> Value) { self.work = work }
    override func perform() {
      let value = work()
      result.withLock { $0 = value }
    }
  }
}
