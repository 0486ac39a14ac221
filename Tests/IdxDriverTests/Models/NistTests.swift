import IdxDiagnostics
import IdxTestSupport
import Testing

/// The Statistical Reference Datasets of the National Institute of Standards and Technology.
@Suite struct NistTests {
  /// A data set of one variable, and how many digits of the certified values its decimals leave when
  /// they are rounded to doubles.
  struct Univariate: Sendable, CustomTestStringConvertible {
    let name: String
    var mean = 14.0
    var sd = 14.0
    var autocorrelation = 14.0
    var testDescription: String { name }
  }

  static let univariate = [
    Univariate(name: "PiDigits"), Univariate(name: "Lottery"), Univariate(name: "NumAcc1"),
    Univariate(name: "NumAcc2"), Univariate(name: "NumAcc3", sd: 9, autocorrelation: 12),
    Univariate(name: "Mavro", sd: 13, autocorrelation: 13),
  ]

  @Test(arguments: univariate) func describes(_ set: Univariate) throws {
    let file = try Reference.object("nist/\(set.name).json")
    let data = try #require(file["data"] as? [Any])
    let rows = data.enumerated().map { "  | \($0 + 1) | \($1) |" }.joined(separator: "\n")
    let run = try ModelRun(
      """
      data t {
        period t defines T
        column x
        | t | x |
      \(rows)
      }
      let mean_of_x = mean(t.x, over T)
      let sd_of_x = sd(t.x, over T)
      let lag1 = autocorrelation(t.x)
      """)
    let exact = try file.object("exact_of_doubles")
    let certified = try file.object("certified")
    let parts = [
      ("mean_of_x", "mean", set.mean), ("sd_of_x", "sd", set.sd),
      ("lag1", "autocorr_lag1", set.autocorrelation),
    ]
    for (name, key, digits) in parts {
      let got = try run.cells(name)
      #expect(try Reference.agree(got, exact.decimals(key), digits: 14), "\(name)")
      #expect(try Reference.agree(got, certified.decimals(key), digits: digits), "\(name)")
    }
  }

  /// A data set for regression, and how many digits are reached at least.
  struct Regression: Sendable, CustomTestStringConvertible {
    let name: String
    var digits = 13.0
    var isExact = false
    var testDescription: String { name }
  }

  /// In Filip, powers up to the tenth, each rounded to a double, leave no more than 7 digits.
  static let regressions = [
    Regression(name: "Norris"), Regression(name: "NoInt1"), Regression(name: "NoInt2"),
    Regression(name: "Longley"), Regression(name: "Wampler1", isExact: true),
    Regression(name: "Wampler2", isExact: true), Regression(name: "Wampler3"),
    Regression(name: "Wampler4"), Regression(name: "Wampler5"),
    Regression(name: "Filip", digits: 7),
  ]

  @Test(arguments: regressions) func fits(_ set: Regression) throws {
    let file = try Reference.object("nist/\(set.name).json")
    let run = try ModelRun(model(file))
    #expect(!run.diagnostics.hasErrors, "\(run.messages)")
    let certified = try file.object("certified")
    let parameters = try certified.objects("parameters")
    let hasConstant = file["intercept"] as? Bool == true
    let results = [
      ("coefficients", "constant", "estimate"), ("errors", "constant_error", "sd"),
    ]
    let response = try #require(file["data"] as? [[String]]).map { Double($0[0]) ?? .nan }
    let scale = response.reduce(0) { max($0, abs($1)) }
    func compare(_ got: [Double?], _ want: [Double], _ what: String) {
      #expect(
        Reference.agree(
          got, want, digits: set.digits, zeroWithin: Reference.formulaTolerance * scale),
        "\(what): \(got)")
    }
    for (slopes, constant, key) in results {
      let got = try (hasConstant ? run.cells("r.\(constant)") : []) + run.cells("r.\(slopes)")
      compare(got, try parameters.flatMap { try $0.decimals(key) }, slopes)
      #expect(try hasConstant || run.cells("r.\(constant)") == [nil])
    }
    compare(try run.cells("r.deviation"), try certified.decimals("residual_sd"), "deviation")
    compare(try run.cells("r.r2"), try certified.decimals("r_squared"), "r2")
    let anova = try certified.object("anova")
    let degrees = try anova.object("residual").numbers("df")
    #expect(try run.cells("r.degrees") == degrees)
    let says = "W0627: the fit is exact: there are no residuals to judge by, and so no t, p and F"
    #expect(run.messages.contains(says) == set.isExact, "\(run.messages)")
    if set.isExact {
      for part in ["t", "p", "f", "f_p", "constant_t", "constant_p"] {
        #expect(try run.cells("r.\(part)").allSatisfy { $0 == nil }, "\(part)")
      }
      let residuals = try run.cells("r.residuals")
      #expect(residuals.allSatisfy { abs($0 ?? .nan) <= Reference.formulaTolerance * scale })
    } else {
      compare(try run.cells("r.f"), try anova.object("regression").decimals("F"), "f")
      #expect(try run.cells("r.t").allSatisfy { $0 != nil })
    }
  }

  /// Powers of one variable are indicators with formulas; several variables are columns.
  private func model(_ file: [String: Any]) throws -> String {
    let columns = try #require(file["columns"] as? [String])
    let data = try #require(file["data"] as? [[String]])
    let hasConstant = file["intercept"] as? Bool == true
    let count = try Int(file.numbers("p")[0]) - (hasConstant ? 1 : 0)
    // The sets write whole numbers with a point at their end, too.
    let rows = data.enumerated().map { number, row in
      let cells = row.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
      return "  | \"o\(number + 1)\" | " + cells.joined(separator: " | ") + " |"
    }
    let terms = (1...count).map {
      columns.count > 2
        ? "  indicator x\($0) benefit" : "  indicator power\($0) benefit = x^\($0)"
    }
    return """
      data t {
        key o defines U
      \(columns.map { "  column \($0)" }.joined(separator: "\n"))
        | o | \(columns.joined(separator: " | ")) |
      \(rows.joined(separator: "\n"))
      }
      index Terms {
      \(terms.joined(separator: "\n"))
      }
      evaluation e of Terms on t { normalise minmax weights equal aggregate arithmetic_mean }
      let r = regression(t.y, e.raw, constant: \(hasConstant ? "included" : "none"))
      """
  }
}
