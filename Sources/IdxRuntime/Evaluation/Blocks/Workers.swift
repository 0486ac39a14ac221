internal import Dispatch
import IdxPlan
internal import Synchronization

/// Spreads numbered tasks over threads; what a task does must not depend on who does it.
struct Workers: Sendable {
  /// The number of threads.
  let threads: Int
  /// Asked before each task; `true` makes all remaining tasks be left out.
  let isCancelled: @Sendable () -> Bool
  /// How many cells are worth another thread.
  var least = 32_768

  /// Runs `body` with each number below `count` and the state that its worker keeps between tasks.
  ///
  /// - Parameter cells: About how many cells all tasks work on.
  func run<State>(
    _ count: Int, cells: Int, with state: @escaping @autoclosure () -> State,
    _ body: @escaping (Int, State) -> Void
  ) {
    let workers = cells < least ? 1 : min(threads, count)
    if workers <= 1 {
      let own = state()
      for task in 0..<count {
        if isCancelled() { return }
        body(task, own)
      }
      return
    }
    let next = Atomic<Int>(0)
    let job = Job(state: state, body: body)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let own = job.state()
      while !isCancelled() {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if task >= count { return }
        job.body(task, own)
      }
    }
  }
}

/// What the workers share: tasks write to places of their own only.
private struct Job<State>: @unchecked Sendable {
  let state: () -> State
  let body: (Int, State) -> Void
}
