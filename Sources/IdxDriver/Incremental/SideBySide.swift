import Synchronization

extension DriverOptions {
  /// Returns what `body` returns for each number below `count`, in order, worked out on as many threads as the
  /// options allow; `nil` once one of them is `nil` or the work is cancelled.
  func results<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value?
  ) -> [Value]? {
    let isCancelled = isCancelled
    let workers = min(threads, count)
    guard let sideBySide, workers > 1 else {
      var results: [Value] = []
      for number in 0..<count {
        guard !isCancelled(), let value = body(number) else { return nil }
        results.append(value)
      }
      return results
    }
    let next = Atomic<Int>(0)
    let results = Mutex<[Value?]>(Array(repeating: nil, count: count))
    sideBySide(workers) {
      while !isCancelled() {
        let number = next.add(1, ordering: .relaxed).oldValue
        if number >= count { return }
        let value = body(number)
        results.withLock { $0[number] = value }
        if value == nil { next.store(count, ordering: .relaxed) }
      }
    }
    let all = results.withLock { $0.compactMap { $0 } }
    return all.count == count ? all : nil
  }
}
