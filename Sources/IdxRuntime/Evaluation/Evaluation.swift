public import IdxPlan

/// A place in an evaluation at which a number could not be computed.
public struct Failure: Hashable, Sendable {
  /// What went wrong, with the operands: "division of 3 by zero".
  public let reason: String
  /// The operator that failed.
  public let origin: Origin
  /// The elements at which it failed, as axis name and label, outer axes first.
  public let place: [(axis: String, label: String)]

  /// Creates a failure.
  public init(reason: String, origin: Origin, place: [(axis: String, label: String)]) {
    self.reason = reason
    self.origin = origin
    self.place = place
  }

  /// `true` iff reason, origin and place are the same.
  public static func == (a: Failure, b: Failure) -> Bool {
    a.reason == b.reason && a.origin == b.origin
      && a.place.elementsEqual(b.place) { $0 == $1 }
  }

  /// Feeds what identifies the failure into `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(reason)
    hasher.combine(origin)
  }
}

/// What came of an output: an array, or the first failure in it.
public enum Outcome: Sendable {
  case value(ArrayValue)
  case failure(Failure)
}
