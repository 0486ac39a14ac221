// swift-format-ignore-file: NeverForceUnwrap
// A test that finds nothing where there must be something may end the run.

import IdxNumerics
import Testing

/// Passes over blocks of values.
@Suite struct KernelTests {
  private static let counts = [0, 1, 3, 7, 8, 9, 16, 100, 4095, 4096, 4097, 20_000]

  /// A block is summed in the order that the documentation states.
  @Test(arguments: counts)
  func sumHasStatedOrder(_ count: Int) {
    for seed in 1...20 { checkSum(count, seed: UInt64(seed)) }
  }

  private func checkSum(_ count: Int, seed: UInt64) {
    var generator = Generator(seed)
    let values = zip(generator.numbers(count), generator.numbers(count)).map { $0 * $1 / 3 }
    let partials = stride(from: 0, to: count, by: 4096).map { start -> Double in
      var lanes = [Double](repeating: 0, count: 8)
      for i in start..<min(start + 4096, count) { lanes[(i - start) % 8] += values[i] }
      return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
    }
    let ours = values.withUnsafeBufferPointer {
      Summation.total(of: $0.baseAddress!, count: count)
    }
    #expect(ours == Summation.combine(partials))
    if let only = partials.first, partials.count == 1 {
      let block = values.withUnsafeBufferPointer {
        Summation.sum(of: $0.baseAddress!, count: count)
      }
      #expect(block == only)
    }
  }

  /// Partial sums are added by halving, the first half the larger.
  @Test func combineHalves() {
    let (a, b, c, d, e) = (1e16, 1.0, -1e16, 1.0, 0.1)
    #expect(Summation.combine([]) == 0)
    #expect(Summation.combine([a]) == a)
    #expect(Summation.combine([a, b, c, d, e]) == ((a + b) + c) + (d + e))
    #expect(Summation.combine([a, b, c, d]) == (a + b) + (c + d))
  }

  /// What is masked counts as nothing, even where it is no number.
  @Test(arguments: counts)
  func maskedValuesDoNotCount(_ count: Int) {
    var generator = Generator(2)
    let values = generator.numbers(count)
    let mask = values.map { _ in UInt8.random(in: 0...2, using: &generator) }
    let zeroed = zip(values, mask).map { $1 == 0 ? 0 : $0 }
    let dirty = zip(values, mask).map { $1 == 0 ? .nan : $0 }
    let present = zip(values, mask).filter { $1 != 0 }.map(\.0)
    let expected = zeroed.withUnsafeBufferPointer {
      Summation.total(of: $0.baseAddress!, count: count)
    }
    dirty.withUnsafeBufferPointer { values in
      mask.withUnsafeBufferPointer { mask in
        let (v, m) = (values.baseAddress!, mask.baseAddress!)
        #expect(Summation.total(of: v, mask: m, count: count) == expected)
        #expect(Extremes.minimum(of: v, mask: m, count: count) == present.min() ?? .infinity)
        #expect(Extremes.maximum(of: v, mask: m, count: count) == present.max() ?? -.infinity)
        #expect(!Extremes.hasNonFinite(v, mask: m, count: count))
        #expect(Extremes.hasNonFinite(v, count: count) == (present.count < count))
      }
    }
  }

  /// Extremes, products and what is not finite are found wherever they stand.
  @Test(arguments: [1, 2, 5, 8, 13])
  func everyPlaceCounts(_ count: Int) {
    for place in 0..<count {
      for special in [Double.infinity, -.infinity, .nan] {
        var values = (0..<count).map { Double($0) / 7 }
        values[place] = special
        let (found, least, most) = values.withUnsafeBufferPointer {
          (
            Extremes.hasNonFinite($0.baseAddress!, count: count),
            Extremes.minimum(of: $0.baseAddress!, count: count),
            Extremes.maximum(of: $0.baseAddress!, count: count)
          )
        }
        #expect(found)
        if special == -.infinity { #expect(least == special) }
        if special == .infinity { #expect(most == special) }
      }
    }
    let values = (0..<count).map(Double.init)
    let squares = values.withUnsafeBufferPointer {
      Summation.sumOfProducts($0.baseAddress!, $0.baseAddress!, count: count)
    }
    #expect(squares == Double((count - 1) * count * (2 * count - 1) / 6))
  }

  /// A column gives back what it was made of.
  @Test func columnKeepsCells() {
    let column = Column([1, nil, 3])
    #expect(column.count == 3 && column[0] == 1 && column[1] == nil && column[2] == 3)
    #expect(Column([1, 2]).mask == nil)
  }
}
