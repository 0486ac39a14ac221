import Dispatch
import Synchronization

/// Runs independent pieces of work on several threads.
enum Workers {
  /// Calls `body` for each piece of `count` once, and returns `false` where that was cancelled.
  ///
  /// The pieces are the same for any number of threads; only who does which differs.
  static func run(
    _ count: Int, threads: Int, isCancelled: @Sendable () -> Bool, _ body: (Int) -> Void
  ) -> Bool {
    let progress = Progress()
    func work(_ worker: Int) {
      while !progress.cancelled.load(ordering: .relaxed) {
        let piece = progress.next.wrappingAdd(1, ordering: .relaxed).oldValue
        if piece >= count { return }
        if isCancelled() {
          progress.cancelled.store(true, ordering: .relaxed)
          return
        }
        body(piece)
      }
    }
    let threads = min(max(threads, 1), max(count, 1))
    if threads == 1 {
      work(0)
    } else {
      withoutActuallyEscaping(work) { work in
        let shared = Shared(work: work)
        DispatchQueue.concurrentPerform(iterations: threads) { shared.work($0) }
      }
    }
    return !progress.cancelled.load(ordering: .relaxed)
  }

  /// Which pieces are given out.
  private final class Progress: Sendable {
    let next = Atomic<Int>(0)
    let cancelled = Atomic<Bool>(false)
  }

  /// Work that several threads do: each piece writes only what is its own.
  private struct Shared: @unchecked Sendable {
    let work: (Int) -> Void
  }
}
