/// An angle as quarters of a turn and a rest of at most π/4.
struct Angle {
  /// The number of quarters, modulo four.
  let quarters: Int
  /// The rest in radians, to about 100 bits.
  let rest: Extended

  /// Creates the reduction of a finite `x`.
  init(_ x: Double) {
    if x.magnitude <= 0.785 {
      self.init(quarters: 0, rest: Extended(x, 0))
    } else if x.magnitude < 0x1p19 {
      self.init(moderate: x)
    } else {
      self.init(large: x)
    }
  }

  /// Creates an angle of its parts.
  private init(quarters: Int, rest: Extended) {
    self.quarters = quarters
    self.rest = rest
  }

  /// Creates the reduction by subtracting quarters in parts of 33 bits, whose multiples are exact.
  ///
  /// W. J. Cody and W. Waite, "Software manual for the elementary functions", 1980.
  private init(moderate x: Double) {
    let shifted = x * 0x1.45f306dc9c883p-1 + 0x1.8p52
    let k = shifted - 0x1.8p52
    quarters = Int(truncatingIfNeeded: shifted.bitPattern) & 3
    let exact = x - k * 0x1.921fb544p+0
    let first = Extended(sum: exact, -k * 0x1.0b4611a6p-34)
    let second = Extended(sum: first.high, -k * 0x1.3198a2ep-69)
    let low = (first.low + second.low) - k * 0x1.b839a252049c1p-104
    rest = Extended(sum: second.high, low)
  }

  /// Creates the reduction by the bits of 2/π that matter.
  ///
  /// M. Payne and R. Hanek, "Radian reduction for trigonometric functions", 1983.
  private init(large x: Double) {
    let bits = x.magnitude.bitPattern
    let m = (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000
    let exponent = Int(bits >> 52) - 1075
    // Bits of weight 4 and more after multiplication are whole turns. The table starts with a
    // word of zeros, hence 64.
    let start = exponent - 2 + 64
    let w = (0..<3).map { Angle.word(at: start + 64 * $0) }
    let low = m.multipliedFullWidth(by: w[2])
    let middle = m.multipliedFullWidth(by: w[1])
    let (p1, carry) = middle.low.addingReportingOverflow(low.high)
    let p2 = m &* w[0] &+ middle.high &+ (carry ? 1 : 0)
    self.init(turns: (p2, p1, low.low), negative: x < 0)
  }

  /// Creates the angle of a fixed-point number of quarters: two bits whole, the others fraction.
  private init(turns p: (UInt64, UInt64, UInt64), negative: Bool) {
    var whole = Int(p.0 >> 62)
    var top = p.0 << 2 | p.1 >> 62
    var next = p.1 << 2 | p.2 >> 62
    var last = p.2 << 2
    let above = top >> 63 == 1
    if above {
      whole += 1
      let (l, c0) = (~last).addingReportingOverflow(1)
      let (n, c1) = (~next).addingReportingOverflow(c0 ? 1 : 0)
      (top, next, last) = (~top &+ (c1 ? 1 : 0), n, l)
    }
    var scale = 1.0
    while top >> 63 == 0, scale > 0x1p-120 {
      top = top << 1 | next >> 63
      next = next << 1 | last >> 63
      last <<= 1
      scale *= 0.5
    }
    let high = Double(top >> 11) * 0x1p-53
    let low = Double((top & 0x7ff) << 42 | next >> 22) * 0x1p-106
    let sign: Double = above != negative ? -scale : scale
    let quarter = Extended(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)
    rest = Extended(high * sign, low * sign).multiplied(by: quarter)
    quarters = (negative ? -whole : whole) & 3
  }

  /// Returns 64 bits of 2/π from the bit at `index`, counted with 64 zeros before the first.
  private static func word(at index: Int) -> UInt64 {
    let (i, shift) = (index / 64, UInt64(index % 64))
    if shift == 0 { return twoOverPi[i] }
    return twoOverPi[i] << shift | twoOverPi[i + 1] >> (64 - shift)
  }

  /// 64 zeros, and the first 1,280 bits of 2/π.
  private static let twoOverPi: [UInt64] = [
    0x0000_0000_0000_0000, 0xa2f9_836e_4e44_1529, 0xfc27_57d1_f534_ddc0, 0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561, 0xb724_6e3a_424d_d2e0, 0x0649_2eea_09d1_921c, 0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484, 0xe99c_7026_b45f_7e41, 0x3991_d639_8353_39f4, 0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f, 0xef2f_118b_5a0a_6d1f, 0x6d36_7ecf_27cb_09b7, 0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b, 0x3d07_39f7_8a52_92ea, 0x6bfb_5fb1_1f8d_5d08, 0x5603_3046_fc7b_6bab,
    0xf0cf_bc20_9af4_361d,
  ]
}
