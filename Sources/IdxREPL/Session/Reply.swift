/// What a session answers to an entry.
public struct Reply: Error, Sendable {
  /// For standard output: results.
  public var output = ""
  /// For standard error: findings and whatever else is no result.
  public var messages = ""
  /// `true` iff the entry could not be done.
  public var isError = false
  /// `true` iff the session is over.
  public var isLeaving = false

  /// Creates the reply that consists of `output`.
  init(_ output: String = "") { self.output = output }

  /// Returns the reply that the entry could not be done because of `reason`.
  static func refusal(_ reason: String) -> Reply {
    var reply = Reply()
    reply.messages = reason.hasSuffix("\n") ? reason : reason + "\n"
    reply.isError = true
    return reply
  }
}
