/// What a long computation asks now and then whether it shall go on.
///
/// It asks before each `interval` elements; an error ends it. One that is never ended needs no `try`.
public struct Checkpoint<Failure: Error> {
  /// How many elements are worked on between two questions.
  public static var interval: Int { 65_536 }

  /// Asked; throws to end the computation.
  private let ask: () throws(Failure) -> Void

  /// Creates a checkpoint that asks `ask`.
  public init(_ ask: @escaping () throws(Failure) -> Void) { self.ask = ask }

  /// Calls `body` with the numbers below `count` in runs of `interval`, asking before each.
  public func forEachBlock(of count: Int, _ body: (Range<Int>) -> Void) throws(Failure) {
    var start = 0
    while start < count {
      try ask()
      let end = min(start + Self.interval, count)
      body(start..<end)
      start = end
    }
  }

  /// Calls `body` until it returns `true`, asking before each call; it works on no more than about
  /// `interval` elements at a time.
  func untilDone(_ body: () -> Bool) throws(Failure) {
    repeat { try ask() } while !body()
  }

  /// Returns an array of its own with the elements of `values`.
  func copy(_ values: [Double]) throws(Failure) -> [Double] {
    try [Double](unsafeUninitializedCapacity: values.count) { (target, count) throws(Failure) in
      try forEachBlock(of: values.count) { block in
        _ = target[block].initialize(fromContentsOf: values[block])
      }
      count = values.count
    }
  }
}

extension Checkpoint where Failure == Never {
  /// The one that never ends a computation.
  public static var none: Checkpoint<Never> { Checkpoint {} }
}
