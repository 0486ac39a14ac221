// swift-format-ignore-file: NeverForceUnwrap
// A test that finds nothing where there must be something may end the run.

import Foundation
import IdxNumerics
import Testing

/// A golden file and the functions whose results it holds.
struct GoldenCase: CustomTestStringConvertible, Sendable {
  /// The name of the file.
  let name: String
  /// The number of arguments of its functions.
  let arguments: Int
  /// The functions, in the order of their columns.
  let functions: [@Sendable ([Double]) -> Double]
  /// What a test is called in reports.
  var testDescription: String { name }

  /// All golden files of elementary functions.
  static let all: [GoldenCase] = [
    GoldenCase(
      name: "exponential", arguments: 1,
      functions: [{ Elementary.exp($0[0]) }, { Elementary.expm1($0[0]) }]),
    GoldenCase(
      name: "logarithm", arguments: 1,
      functions: [
        { Elementary.ln($0[0]) }, { Elementary.log10($0[0]) }, { Elementary.log2($0[0]) },
      ]),
    GoldenCase(name: "logarithm1p", arguments: 1, functions: [{ Elementary.log1p($0[0]) }]),
    GoldenCase(name: "power", arguments: 2, functions: [{ Elementary.pow($0[0], $0[1]) }]),
    GoldenCase(
      name: "angle", arguments: 1,
      functions: [{ Elementary.sin($0[0]) }, { Elementary.cos($0[0]) }]),
    GoldenCase(name: "arctangent", arguments: 1, functions: [{ Elementary.atan($0[0]) }]),
    GoldenCase(
      name: "arctangent2", arguments: 2, functions: [{ Elementary.atan2($0[0], $0[1]) }]),
  ]
}

/// Elementary functions.
@Suite struct ElementaryTests {
  /// Every result is within 1 ulp of the 60-digit reference, and its bits are the recorded ones.
  @Test(arguments: GoldenCase.all)
  func agreesWithGoldenFile(_ golden: GoldenCase) throws {
    var file = try GoldenFile(golden.name)
    let records = ProcessInfo.processInfo.environment["IDX_RECORD_GOLDEN"] != nil
    #expect(file.lines.count == 10_000)
    var failures: [String] = []
    var off = [Int](repeating: 0, count: golden.functions.count)
    for i in file.lines.indices {
      let line = file.lines[i]
      let arguments = line.columns[..<golden.arguments].map { Double(bitPattern: $0) }
      var deviations: [UInt8] = []
      for (j, function) in golden.functions.enumerated() {
        let reference = Double(bitPattern: line.columns[golden.arguments + j])
        let ours = function(arguments)
        let deviation = GoldenFile.deviation(ours, from: reference)
        if deviation != UInt8(ascii: "=") { off[j] += 1 }
        if deviation == UInt8(ascii: "!") || !records && deviation != line.deviations[j] {
          failures.append("\(j): \(arguments) gives \(ours), reference \(reference)")
        }
        deviations.append(deviation)
      }
      if records { file.lines[i].deviations = deviations }
    }
    #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(10))")
    if records {
      try file.record()
      print(golden.name, "not correctly rounded:", off)
    }
  }

  /// A block gives the bits of the scalar function, also in place and at every length.
  @Test(arguments: ["exponential", "logarithm", "power"])
  func blocksEqualScalars(_ name: String) throws {
    let lines = try GoldenFile(name).lines
    let values = lines.map { Double(bitPattern: $0.columns[0]) } + [-1, -0.0, .nan, .infinity]
    let signed = values + values.map { -$0 } + (0..<999).map { 0.25 + Double($0) / 500 }
    if name == "exponential" {
      check(signed, { Elementary.exp($0) }, { Elementary.exp($0, into: $1, count: $2) })
    } else if name == "logarithm" {
      check(signed, { Elementary.ln($0) }, { Elementary.ln($0, into: $1, count: $2) })
    } else {
      for y in [2, 0.5, 1, -1, 3, 0.3, -2.7, 700, 1e-5, 0, 1e300, 1e-300, .nan, -.infinity] {
        check(signed, { Elementary.pow($0, y) }, { Elementary.pow($0, y, into: $1, count: $2) })
      }
    }
  }

  private func check(
    _ values: [Double], _ scalar: (Double) -> Double,
    _ block: (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void
  ) {
    let expected = values.map { scalar($0) }
    for count in [values.count, 0, 1, 255, 257] {
      var apart = [Double](repeating: 7, count: values.count)
      var inPlace = values
      values.withUnsafeBufferPointer { source in
        apart.withUnsafeMutableBufferPointer { block(source.baseAddress!, $0.baseAddress!, count) }
      }
      inPlace.withUnsafeMutableBufferPointer { block($0.baseAddress!, $0.baseAddress!, count) }
      let same = { (a: Double, b: Double) in a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }
      let wrong = (0..<count).filter {
        !same(apart[$0], expected[$0]) || !same(inPlace[$0], expected[$0])
      }
      #expect(wrong.isEmpty, "\(wrong.prefix(5).map { values[$0] })")
      #expect(apart[count...].allSatisfy { $0 == 7 })
    }
  }

  /// The cases that IEEE 754 and C's annex F list; a result's zero has its sign.
  @Test(arguments: specialCases.split(whereSeparator: { $0 == ";" || $0 == "\n" }).map(String.init))
  func specialCase(_ text: String) throws {
    let words = text.split(separator: " ")
    let numbers = words.compactMap { Double($0) }
    try #require(numbers.count == words.count - 2)
    let function = try #require(SpecialFunctions.named[String(words[0])])
    let ours = function(numbers)
    let expected = numbers[numbers.count - 1]
    if expected.isNaN {
      #expect(ours.isNaN)
    } else {
      #expect(ours == expected && ours.sign == expected.sign)
    }
  }

  private static let specialCases = """
    exp -inf = 0.0; exp inf = inf; exp nan = nan; exp 710 = inf; exp -750 = 0; ln 0 = -inf
    ln -0.0 = -inf; ln -1 = nan; ln inf = inf; ln nan = nan; ln 1 = 0; log10 -1 = nan
    log2 0 = -inf; log10 1000 = 3; log10 1e-5 = -5; log2 5e-324 = -1074; log1p -1 = -inf
    log1p -2 = nan; log1p -0.0 = -0.0; expm1 -0.0 = -0.0; expm1 -100 = -1; expm1 inf = inf
    pow 0 0 = 1; pow nan 0 = 1; pow 1 nan = 1; pow nan 1 = nan; pow -2 3 = -8
    pow -2 0.5 = nan; pow -2 2 = 4; pow 0 -1 = inf; pow -0.0 -1 = -inf; pow -0.0 -2 = inf
    pow -0.0 3 = -0.0; pow -0.0 2.5 = 0; pow -1 inf = 1; pow 0.5 inf = 0; pow 0.5 -inf = inf
    pow 2 inf = inf; pow 2 -inf = 0; pow -inf 3 = -inf; pow -inf -3 = -0.0; pow -inf 2 = inf
    pow inf -0.5 = 0; pow -inf 0.5 = inf; pow -0.0 0.5 = 0; pow 10 400 = inf
    pow 10 -400 = 0; pow 1.0000000000000002 1e300 = inf; pow -3 1e300 = inf
    pow 2 1e-300 = 1; sin -0.0 = -0.0; sin inf = nan; cos 0 = 1; cos nan = nan
    atan inf = 1.5707963267948966; atan -0.0 = -0.0; atan2 0 -0.0 = 3.141592653589793
    atan2 -0.0 0 = -0.0; atan2 -0.0 -1 = -3.141592653589793; atan2 1 0 = 1.5707963267948966
    atan2 -1 -inf = -3.141592653589793; atan2 inf inf = 0.7853981633974483
    atan2 nan 1 = nan; atan2 1 inf = 0; atan2 -inf -inf = -2.356194490192345
    """
}

/// The functions by the names that the table of special cases gives them.
private enum SpecialFunctions {
  static let named: [String: @Sendable ([Double]) -> Double] = [
    "exp": { Elementary.exp($0[0]) }, "expm1": { Elementary.expm1($0[0]) },
    "ln": { Elementary.ln($0[0]) }, "log1p": { Elementary.log1p($0[0]) },
    "log2": { Elementary.log2($0[0]) }, "log10": { Elementary.log10($0[0]) },
    "sin": { Elementary.sin($0[0]) }, "cos": { Elementary.cos($0[0]) },
    "atan": { Elementary.atan($0[0]) }, "atan2": { Elementary.atan2($0[0], $0[1]) },
    "pow": { Elementary.pow($0[0], $0[1]) },
  ]
}
