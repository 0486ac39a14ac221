import IdxTerminal
import Synchronization

/// Work on many models at once.
enum Parallel {
  /// Returns what `body` returns for each number below `count`, in order; `nil` once one of them is
  /// `nil` or `isCancelled` answers `true`.
  static func map<Value: Sendable>(
    _ count: Int, threads: Int, isCancelled: @escaping @Sendable () -> Bool,
    _ body: @escaping @Sendable (Int) -> Value?
  ) -> [Value]? {
    let state = Mutex(State<Value>(results: Array(repeating: nil, count: count)))
    @Sendable func work() {
      while !isCancelled() {
        guard let number = state.withLock({ $0.next() }) else { return }
        let value = body(number)
        state.withLock { $0.take(value, number) }
      }
    }
    let threads = min(max(threads, 1), count)
    if threads <= 1 {
      work()
    } else {
      DeepThread.runSideBySide(threads) { work() }
    }
    return state.withLock { state in
      let results = state.results.compactMap { $0 }
      return results.count == count ? results : nil
    }
  }

  /// What is given out and what came back.
  private struct State<Value: Sendable> {
    var results: [Value?]
    var given = 0
    var isStopped = false

    mutating func next() -> Int? {
      guard !isStopped, given < results.count else { return nil }
      given += 1
      return given - 1
    }

    mutating func take(_ value: Value?, _ number: Int) {
      results[number] = value
      if value == nil { isStopped = true }
    }
  }
}
