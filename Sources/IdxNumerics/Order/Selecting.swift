extension Order {
  /// Returns the value that `count` values precede, or `nil` where there are no more than `count`.
  ///
  /// C. A. R. Hoare, "Algorithm 65: find", 1961, with the median of three as pivot: O(n) on
  /// average.
  public static func nth<Failure>(
    _ count: Int, of values: [Double], _ direction: Direction = .ascending,
    asking checkpoint: Checkpoint<Failure> = Checkpoint.none
  ) throws(Failure) -> Double? {
    guard values.indices.contains(count) else { return nil }
    var work = try checkpoint.copy(values)
    let place = direction == .ascending ? count : values.count - 1 - count
    try select(place, in: &work, asking: checkpoint)
    return work[place]
  }

  /// Moves the values so that the one at `k` is where sorting would put it, none after it less.
  static func select<Failure>(
    _ k: Int, in work: inout [Double], asking checkpoint: Checkpoint<Failure>
  ) throws(Failure) {
    try work.withUnsafeMutableBufferPointer { work throws(Failure) in
      var selection = Selection(of: k, in: work)
      try checkpoint.untilDone { selection.advance(steps: Checkpoint<Failure>.interval) }
    }
  }
}

/// A selection on its way: the value looked for is among those from `low` to `high`.
private struct Selection {
  let work: UnsafeMutableBufferPointer<Double>
  let k: Int
  var low = 0
  var high: Int
  /// What the values are parted by, and how far they are: those before `i` are no greater, those
  /// behind `j` no less.
  var pivot = 0.0
  var i = 0
  var j = -1

  init(of k: Int, in work: UnsafeMutableBufferPointer<Double>) {
    (self.work, self.k) = (work, k)
    high = work.count - 1
    if low < high { begin() }
  }

  /// Begins to part the values from `low` to `high`.
  private mutating func begin() {
    let (a, b, c) = (work[low], work[(low + high) / 2], work[high])
    pivot = max(min(a, b), min(max(a, b), c))
    (i, j) = (low, high)
  }

  /// Goes on by about `steps` comparisons; `true` once it is done.
  mutating func advance(steps: Int) -> Bool {
    var left = steps
    while low < high {
      let before = j - i
      if !part(steps: left) { return false }
      left -= before - (j - i)
      if k <= j {
        high = j
      } else if k >= i {
        low = i
      } else {
        return true
      }
      if low < high { begin() }
      if left <= 0 { return false }
    }
    return true
  }

  /// Parts the values by no more than about `steps` comparisons; `true` once they are parted.
  private mutating func part(steps: Int) -> Bool {
    let (lastI, lastJ) = (i + steps, j - steps)
    var (i, j) = (i, j)
    defer { (self.i, self.j) = (i, j) }
    while i <= j {
      while i < lastI, work[i] < pivot { i += 1 }
      while j > lastJ, work[j] > pivot { j -= 1 }
      if i >= lastI || j <= lastJ { return i > j }
      if i <= j {
        work.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    return true
  }
}
