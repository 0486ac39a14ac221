import Foundation

/// A small generator of random bits (G. L. Steele and others, "SplitMix", 2014).
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates a generator that gives the same bits for the same seed.
  init(_ seed: UInt64) { state = seed }

  /// Returns the next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// Returns numbers from -1 to 1.
  mutating func numbers(_ count: Int) -> [Double] {
    (0..<count).map { _ in Double.random(in: -1...1, using: &self) }
  }
}

/// Returns the lines of a data file of hexadecimal doubles.
func goldenNumbers(_ name: String) throws -> [[Double]] {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/\(name).txt")
  return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
    line.split(separator: " ").map { Double($0) ?? .signalingNaN }
  }
}
