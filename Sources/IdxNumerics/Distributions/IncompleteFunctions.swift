/// The density of counts, by which incomplete functions begin.
///
/// C. Loader, "Fast and accurate computation of binomial probabilities", 2000.
enum SaddlePoint {
  /// Returns n ln(n / m) + m - n without cancellation, for positive arguments.
  static func deviance(_ n: Double, _ m: Double) -> Double {
    let difference = n - m
    guard difference.magnitude < 0.1 * (n + m) else {
      return n * Elementary.ln(n / m) + m - n
    }
    let v = difference / (n + m)
    let square = v * v
    var sum = difference * v
    var power = 2 * n * v
    for k in 1...40 {
      power *= square
      let next = sum + power / Double(2 * k + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  /// Returns x^a e^-x / Γ(a + 1).
  static func poisson(_ a: Double, _ x: Double) -> Double {
    let exponent = -LogGamma.stirlingError(a) - deviance(a, x)
    return Elementary.exp(exponent) / (2 * Double.pi * a).squareRoot()
  }

  /// Returns x^a y^b Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)), where x + y = 1.
  static func binomial(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    let n = a + b
    let errors =
      LogGamma.stirlingError(n) - LogGamma.stirlingError(a) - LogGamma.stirlingError(b)
    let exponent = errors - deviance(a, n * x) - deviance(b, n * y)
    return Elementary.exp(exponent) * (n / (2 * Double.pi * a) / b).squareRoot()
  }
}

/// The incomplete gamma function.
enum IncompleteGamma {
  /// Returns P(a, x) by its power series, which converges fast for x < a + 1.
  static func lowerSeries(_ a: Double, _ x: Double) -> Double {
    if x == 0 { return 0 }
    var term = 1.0
    var sum = 1.0
    var n = a
    while term > sum * 0x1p-55 {
      n += 1
      term *= x / n
      sum += term
    }
    return SaddlePoint.poisson(a, x) * sum
  }

  /// Returns Q(a, x) by Legendre's continued fraction, which converges fast for x ≥ a + 1.
  static func upperFraction(_ a: Double, _ x: Double) -> Double {
    if x == .infinity { return 0 }
    var fraction = ContinuedFraction(first: x + 1 - a)
    var i = 1.0
    while !fraction.hasConverged {
      fraction.append(numerator: -i * (i - a), denominator: x + 2 * i + 1 - a)
      i += 1
    }
    return SaddlePoint.poisson(a, x) * a / fraction.value
  }
}

/// The incomplete beta function.
enum IncompleteBeta {
  /// Returns the function by its continued fraction, fast for x (b + 1) ≤ y (a + 1).
  ///
  /// M. Abramowitz and I. A. Stegun, "Handbook of mathematical functions", 1964, 26.5.8.
  static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    var fraction = ContinuedFraction(first: 1)
    var m = 0.0
    while !fraction.hasConverged {
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      fraction.append(numerator: odd, denominator: 1)
      m += 1
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      fraction.append(numerator: even, denominator: 1)
    }
    return SaddlePoint.binomial(a, b, x, y) * (b / (a + b)) / fraction.value
  }
}

/// A continued fraction b₀ + a₁ / (b₁ + a₂ / (b₂ + …)), from the front.
///
/// W. J. Lentz, 1976, as changed by I. J. Thompson and A. R. Barnett, 1986.
struct ContinuedFraction {
  /// The value of the fraction so far.
  private(set) var value: Double
  /// `true` iff the last two parts changed nothing, or the limit of parts is reached.
  private(set) var hasConverged = false
  private var c: Double
  private var d = 0.0
  private var parts = 0
  private var quietParts = 0

  /// Creates the fraction b₀.
  init(first: Double) {
    value = first == 0 ? 0x1p-900 : first
    c = value
  }

  /// Appends the part a / b; after 10^7 of them, more than any domain takes, the value is NaN.
  mutating func append(numerator a: Double, denominator b: Double) {
    d = b + a * d
    c = b + a / c
    if d == 0 { d = 0x1p-900 }
    if c == 0 { c = 0x1p-900 }
    d = 1 / d
    let factor = c * d
    value *= factor
    quietParts = (factor - 1).magnitude <= 0x1p-52 ? quietParts + 1 : 0
    parts += 1
    if parts == 10_000_000 { value = .nan }
    hasConverged = quietParts >= 2 || value.isNaN
  }
}
