internal import Dispatch
internal import IdxNumerics
import IdxPlan
internal import Synchronization

/// What ends a computation that was cancelled.
struct Cancellation: Error {}

/// Spreads numbered tasks over threads; what a task does must not depend on who does it.
struct Workers: Sendable {
  /// The number of threads.
  let threads: Int
  /// Asked before each task; `true` makes all remaining tasks be left out.
  let isCancelled: @Sendable () -> Bool
  /// How many cells are worth another thread.
  var least = 32_768

  /// What a task that takes long asks whether to go on.
  var checkpoint: Checkpoint<Cancellation> {
    Checkpoint { [isCancelled] () throws(Cancellation) in
      if isCancelled() { throw Cancellation() }
    }
  }

  /// Runs `body` with each number below `count` and the state that its worker keeps between tasks.
  ///
  /// Once it is cancelled, what is left is left out: the caller drops whatever there is.
  ///
  /// - Parameter cells: About how many cells all tasks work on.
  func run<State>(
    _ count: Int, cells: Int, with state: @escaping @autoclosure () -> State,
    _ body: @escaping (Int, State) throws(Cancellation) -> Void
  ) {
    let workers = cells < least ? 1 : min(threads, count)
    if workers <= 1 {
      let own = state()
      for task in 0..<count {
        if isCancelled() { return }
        do throws(Cancellation) { try body(task, own) } catch { return }
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
        do throws(Cancellation) { try job.body(task, own) } catch { return }
      }
    }
  }
}

/// What the workers share: tasks write to places of their own only.
private struct Job<State>: @unchecked Sendable {
  let state: () -> State
  let body: (Int, State) throws(Cancellation) -> Void
}
