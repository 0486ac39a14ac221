import IdxNumerics
import Testing

/// Probability distributions and what they are made of.
@Suite struct DistributionTests {
  /// A function under the number that the data file gives it, and the relative error it may have.
  private struct Case {
    let tolerance: Double
    let function: ([Double]) -> Double

    init(_ tolerance: Double, _ function: @escaping ([Double]) -> Double) {
      self.tolerance = tolerance
      self.function = function
    }
  }

  private static func cases() -> [Case] {
    [
      Case(5e-16) { NormalDistribution.density($0[0]) },
      Case(1e-15) { NormalDistribution.cdf($0[0]) },
      Case(1e-15) { NormalDistribution.tail($0[0]) },
      Case(1e-15) { NormalDistribution.quantile($0[0]) },
      Case(1e-15) { SpecialFunctions.erfc($0[0]) },
      Case(1e-15) { SpecialFunctions.logGamma($0[0]) },
      Case(2e-13) { StudentDistribution.cdf($0[0], degrees: $0[1]) },
      Case(2e-13) { StudentDistribution.tail($0[0], degrees: $0[1]) },
      Case(2e-13) { FisherDistribution.cdf($0[0], numerator: $0[1], denominator: $0[2]) },
      Case(2e-13) { FisherDistribution.tail($0[0], numerator: $0[1], denominator: $0[2]) },
      Case(2e-13) { ChiSquareDistribution.cdf($0[0], degrees: $0[1]) },
      Case(2e-13) { ChiSquareDistribution.tail($0[0], degrees: $0[1]) },
    ]
  }

  /// Every value is as near to a computation of 60 digits as the documentation says.
  @Test func agreesWithReference() throws {
    let cases = DistributionTests.cases()
    var worst = [Double](repeating: 0, count: cases.count)
    var failures: [String] = []
    let lines = try goldenNumbers("distributions")
    #expect(lines.count > 3000)
    for line in lines {
      let number = Int(line[0])
      let arguments = Array(line[1..<(line.count - 1)])
      let expected = line[line.count - 1]
      let ours = cases[number].function(arguments)
      let error = expected == ours ? 0 : ((ours - expected) / expected).magnitude
      worst[number] = max(worst[number], error)
      if !(error <= cases[number].tolerance) {
        failures.append("\(number) \(arguments): \(ours), not \(expected), error \(error)")
      }
    }
    #expect(failures.isEmpty, "\(failures.count) of \(worst): \(failures.prefix(8))")
  }

  /// Ends of ranges, and what lies outside of domains.
  @Test func endsOfRanges() {
    let infinity = Double.infinity
    #expect(NormalDistribution.cdf(infinity) == 1 && NormalDistribution.cdf(-infinity) == 0)
    #expect(NormalDistribution.cdf(0) == 0.5 && NormalDistribution.density(1e200) == 0)
    #expect(NormalDistribution.cdf(.nan).isNaN && NormalDistribution.density(.nan).isNaN)
    #expect(NormalDistribution.quantile(0) == -infinity)
    #expect(NormalDistribution.quantile(1) == infinity && NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.quantile(-0.1).isNaN && NormalDistribution.quantile(.nan).isNaN)
    #expect(SpecialFunctions.erfc(infinity) == 0 && SpecialFunctions.erfc(-infinity) == 2)
    #expect(SpecialFunctions.logGamma(0) == infinity && SpecialFunctions.logGamma(-1).isNaN)
    #expect(SpecialFunctions.logGamma(1) == 0 && SpecialFunctions.logGamma(2) == 0)
    #expect(SpecialFunctions.logGamma(infinity) == infinity)
    #expect(SpecialFunctions.beta(2, 3, 0) == 0 && SpecialFunctions.beta(2, 3, 1) == 1)
    #expect(SpecialFunctions.beta(0, 3, 0.5).isNaN && SpecialFunctions.beta(1, 1, 2).isNaN)
    #expect(SpecialFunctions.lowerGamma(2, 0) == 0 && SpecialFunctions.upperGamma(2, 0) == 1)
    #expect(SpecialFunctions.lowerGamma(2, infinity) == 1)
    #expect(SpecialFunctions.lowerGamma(-1, 1).isNaN && SpecialFunctions.upperGamma(1, -1).isNaN)
    #expect(StudentDistribution.cdf(infinity, degrees: 3) == 1)
    #expect(StudentDistribution.tail(infinity, degrees: 3) == 0)
    #expect(StudentDistribution.cdf(0, degrees: 3) == 0.5)
    #expect(StudentDistribution.cdf(1, degrees: 0).isNaN)
    #expect(FisherDistribution.cdf(0, numerator: 1, denominator: 2) == 0)
    #expect(FisherDistribution.tail(-1, numerator: 1, denominator: 2) == 1)
    #expect(FisherDistribution.tail(infinity, numerator: 1, denominator: 2) == 0)
    #expect(FisherDistribution.cdf(1, numerator: -1, denominator: 2).isNaN)
    #expect(ChiSquareDistribution.cdf(0, degrees: 2) == 0)
    #expect(ChiSquareDistribution.tail(-3, degrees: 2) == 1)
    #expect(ChiSquareDistribution.cdf(1, degrees: 0).isNaN)
  }

  /// Large degrees of freedom end, and lead to the normal distribution.
  @Test func largeDegrees() {
    let normal = NormalDistribution.tail(1.5)
    #expect((StudentDistribution.tail(1.5, degrees: 1e9) / normal - 1).magnitude < 1e-8)
    #expect((ChiSquareDistribution.tail(1e9, degrees: 1e9) - 0.5).magnitude < 1e-5)
    let f = FisherDistribution.cdf(1, numerator: 1e8, denominator: 1e8)
    #expect((f - 0.5).magnitude < 1e-10)
  }
}
