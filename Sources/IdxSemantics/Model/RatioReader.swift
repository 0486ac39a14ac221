internal import IdxDiagnostics
internal import IdxSyntax

/// A triangular number; a crisp one has three equal parts.
struct Triangle: Hashable {
  /// The least value, the most plausible and the greatest.
  var low: Double
  var middle: Double
  var high: Double

  /// The ratio seen from the other side.
  var reciprocal: Triangle { Triangle(low: 1 / high, middle: 1 / middle, high: 1 / low) }

  /// `true` iff the three parts are one number.
  var isCrisp: Bool { low == middle && middle == high }

  /// The ratio as people write it: `3`, `1/3` or `(1, 2, 3)`.
  var text: String {
    isCrisp
      ? Self.text(middle)
      : "(\(Self.text(low)), \(Self.text(middle)), \(Self.text(high)))"
  }

  /// Returns `value` as a whole number or its reciprocal, where it is one.
  static func text(_ value: Double) -> String {
    let inverse = 1 / value
    if value < 1, inverse < 1e6, abs(inverse - inverse.rounded()) < 1e-9 {
      return "1/\(Int(inverse.rounded()))"
    }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `true` iff `self` and `other` differ by rounding alone.
  func agrees(with other: Triangle) -> Bool {
    zip([low, middle, high], [other.low, other.middle, other.high]).allSatisfy {
      abs($0 - $1) <= 1e-12 * max(abs($0), abs($1))
    }
  }
}

/// Reads the results of comparisons.
enum RatioReader {
  /// A result: a number, or a word that a scale has yet to turn into one.
  enum Ratio {
    case triangle(Triangle)
    case word(Name)

    /// The number, if it is one.
    var triangle: Triangle? { if case .triangle(let triangle) = self { triangle } else { nil } }
  }

  /// Returns what `value` says, unless it is faulty, and its findings.
  static func read(_ value: ComparisonValue) -> (ratio: Ratio?, findings: [Diagnostic]) {
    switch value.content {
    case nil: return (nil, [])
    case .word(let name): return (.word(name), [])
    case .constant(let constant):
      let findings = ConstantCheck.findings(constant)
      guard let number = constant.value, number.isFinite else { return (nil, findings) }
      let triangle = Triangle(low: number, middle: number, high: number)
      return checked(triangle, at: value.span)
    case .triangular(let low, let middle, let high):
      let findings = [low, middle, high].flatMap(ConstantCheck.findings)
      guard let l = low.value, let m = middle.value, let u = high.value, findings.isEmpty
      else { return (nil, findings) }
      return checked(Triangle(low: l, middle: m, high: u), at: value.span)
    }
  }

  /// Returns `triangle` if it can be a ratio, and its findings.
  static func checked(
    _ triangle: Triangle, at span: Span
  ) -> (ratio: Ratio?, findings: [Diagnostic]) {
    let least = min(triangle.low, triangle.middle, triangle.high)
    if least <= 0 { return (nil, [.nonpositiveRatio(least, at: span)]) }
    if triangle.low > triangle.middle || triangle.middle > triangle.high {
      return (nil, [.triangleOrder(triangle.low, triangle.middle, triangle.high, at: span)])
    }
    return (.triangle(triangle), [])
  }
}
