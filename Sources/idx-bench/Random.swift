/// A generator of numbers that are the same on every machine (SplitMix64, Steele and others, 2014).
struct Random {
  private var state: UInt64

  /// Creates the generator that `seed` begins.
  init(seed: UInt64) { state = seed }

  /// Returns the next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// Returns a whole number in `range`.
  mutating func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// Returns a number from 0 to below 1.
  mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Returns one of `choices`.
  mutating func one<Choice>(of choices: [Choice]) -> Choice {
    choices[whole(0...choices.count - 1)]
  }

  /// Returns a number in `range` in tenths, as it is written in a model: `12.3`.
  mutating func tenths(_ range: ClosedRange<Int>) -> String {
    "\(whole(range)).\(whole(1...9))"
  }
}
