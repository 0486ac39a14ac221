import Synchronization

/// Who may stop what is being worked out: whoever asks last for something.
final class Interruption: Sendable {
  private let condition = Mutex<@Sendable () -> Bool>({ false })

  /// Lets `condition` decide from now on.
  func set(_ condition: @escaping @Sendable () -> Bool) {
    self.condition.withLock { $0 = condition }
  }

  /// `true` iff the work is to stop.
  var isRequested: Bool { condition.withLock { $0 }() }
}
