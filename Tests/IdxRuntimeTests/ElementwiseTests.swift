import IdxPlan
import Testing

@testable import IdxRuntime

struct ElementwiseTests {
  /// Operand rows: 4, -2, 0, missing, failed.
  static let unary: [(UnaryOperator, String)] = [
    (.negate, "-4 2 0 - !"), (.not, "-3 3 1 - !"), (.abs, "4 2 0 - !"), (.sqrt, "2 ! 0 - !"),
    (.exp, "54.598150033144236 0.1353352832366127 1 - !"), (.ln, "1.3862943611198906 ! ! - !"),
    (.log10, "0.6020599913279624 ! ! - !"), (.sin, "-0.7568024953079282 -0.9092974268256817 0 - !"),
    (.cos, "-0.6536436208636119 -0.4161468365471424 1 - !"),
    (.atan, "1.3258176636680326 -1.1071487177940904 0 - !"), (.floor, "4 -2 0 - !"),
    (.present, "1 1 1 0 1"),
  ]

  @Test(arguments: unary)
  func unaryOperators(_ operation: UnaryOperator, _ expected: String) {
    let lab = Laboratory(objects: 5)
    let x = lab.column("x", [4, -2, 0, nil, .nan], [lab.u], isOptional: true)
    #expect(shown(lab.cells(lab.unary(operation, x))) == expected)
  }

  /// Operand pairs: (7, 2), (-8, 0.5), (0, 0), (missing, 1), (1, failed), (1e300, 1e300).
  static let binary: [(BinaryOperator, String)] = [
    (.add, "9 -7.5 0 - ! 2e+300"), (.subtract, "5 -8.5 0 - ! 0"), (.multiply, "14 -4 0 - ! !"),
    (.divide, "3.5 -16 ! - ! 1"), (.power, "49 ! 1 - ! !"), (.minimum, "2 -8 0 - ! 1e+300"),
    (.maximum, "7 0.5 0 - ! 1e+300"),
    (.atan2, "1.2924966677897853 -1.5083775167989393 0 - ! 0.7853981633974483"),
    (.equal, "0 0 1 - ! 1"), (.notEqual, "1 1 0 - ! 0"), (.less, "0 1 0 - ! 0"),
    (.lessEqual, "0 1 1 - ! 1"), (.greater, "1 0 0 - ! 0"), (.greaterEqual, "1 0 1 - ! 1"),
    (.otherwise, "7 -8 0 1 1 1e+300"),
  ]

  @Test(arguments: binary)
  func binaryOperators(_ operation: BinaryOperator, _ expected: String) {
    let lab = Laboratory(objects: 6)
    let x = lab.column("x", [7, -8, 0, nil, 1, 1e300], [lab.u], isOptional: true)
    let y = lab.column("y", [2, 0.5, 0, 1, .nan, 1e300], [lab.u])
    #expect(shown(lab.cells(lab.binary(operation, x, y))) == expected)
  }

  static let uniform: [(BinaryOperator, Double, Double, String)] = [
    (.and, 1, 1, "1"), (.and, 1, 0, "0"), (.or, 0, 0, "0"), (.or, 1, 1, "1"), (.or, 1, 0, "1"),
    (.and, 0, .nan, "!"), (.or, 1, .nan, "!"), (.power, 1, .nan, "!"), (.power, 0, -1, "!"),
    (.power, 2, 5000, "!"), (.power, -2, 3, "-8"), (.power, 0, 0, "1"),
    (.round, 2.345, 2, "2.35"), (.round, -0.5, 0, "-1"), (.round, 1234, -2, "1200"),
    (.round, 0.49999999999999994, 0, "0"), (.minimum, .nan, 1, "!"), (.maximum, 1, .nan, "!"),
  ]

  @Test(arguments: uniform)
  func scalars(_ operation: BinaryOperator, _ x: Double, _ y: Double, _ expected: String) {
    let lab = Laboratory()
    let a = lab.column("x", [x, x, x, x], [lab.u])
    let b = lab.constant(y)
    let all = Array(repeating: expected, count: 4).joined(separator: " ")
    #expect(shown(lab.cells(lab.binary(operation, a, b))) == all)
    #expect(shown(lab.cells(lab.binary(operation, lab.constant(x), b))) == expected)
  }

  @Test func choices() {
    let lab = Laboratory(objects: 6)
    let c = lab.column("c", [1, 0, nil, .nan, 1, 0], [lab.u], isOptional: true)
    let x = lab.column("x", [10, .nan, 12, 13, nil, .nan], [lab.u], isOptional: true)
    let y = lab.column("y", [.nan, 21, 22, 23, 24, nil], [lab.u], isOptional: true)
    #expect(shown(lab.cells(lab.select(c, x, y))) == "10 21 - ! - -")
    let demand = lab.builder.demand(c, x, message: "", axes: [:], origin: lab.origin)
    #expect(shown(lab.cells(demand)) == "10 ! 12 ! - !")
    for (flag, expected) in [(1.0, "10 ! 12 13 - !"), (0, "! 21 22 23 24 -"), (.nan, "!")] {
      let chosen = shown(lab.cells(lab.select(lab.constant(flag), x, y)))
      #expect(flag.isNaN ? chosen == "! ! ! ! ! !" : chosen == expected)
    }
    #expect(shown(lab.cells(lab.select(lab.constant(nil), x, y))) == "- - - - - -")
  }

  @Test func broadcastingAndTwins() {
    let lab = Laboratory()
    let w = lab.array([1, 2, 3], [lab.i])
    let x = lab.column("x", [1, 2, 3, 4], [lab.u])
    let product = lab.raw(lab.binary(.multiply, w, x))
    #expect(product.axes == [lab.i, lab.u])
    #expect(shown(product.cells) == "1 2 3 4 2 4 6 8 3 6 9 12")
    let twin = lab.builder.relabel(w, [lab.i: lab.i1], origin: lab.origin)
    let ratio = lab.binary(.divide, w, twin)
    #expect(lab.builder[ratio].axes == [lab.i, lab.i1])
    #expect(shown(lab.cells(ratio)) == "1 0.5 0.3333333333333333 2 1 0.6666666666666666 3 1.5 1")
    let names = [lab.i: lab.i1, lab.i1: lab.i]
    let transposed = lab.builder.relabel(ratio, names, origin: lab.origin)
    #expect(
      shown(lab.cells(transposed)) == "1 2 3 0.5 1 1.5 0.3333333333333333 0.6666666666666666 1")
    let diagonal = lab.builder.relabel(transposed, [lab.i1: lab.i], origin: lab.origin)
    #expect(shown(lab.cells(diagonal)) == "1 1 1")
  }
}
