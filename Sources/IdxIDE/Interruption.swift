import Synchronization

/// Who may stop what is being worked out: whoever asks last for something.
final class Interruption: Sendable {
  /// In a structure, since a function that is lent by the lock is wrapped once more at each look at it.
  private struct Condition: Sendable {
    let isMet: @Sendable () -> Bool
  }

  private let condition = Mutex(Condition { false })

  /// Lets `condition` decide from now on.
  func set(_ condition: @escaping @Sendable () -> Bool) {
    self.condition.withLock { $0 = Condition(isMet: condition) }
  }

  /// `true` iff the work is to stop.
  var isRequested: Bool { condition.withLock { $0 }.isMet() }
}
