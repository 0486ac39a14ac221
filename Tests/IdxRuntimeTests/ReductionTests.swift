import IdxPlan
import Testing

@testable import IdxRuntime

struct ReductionTests {
  /// Cells of [I, U] 3 × 4, and what the reduction over U, and over I, gives.
  static let cells: [Double?] = [3, 1, 2, 2, 5, nil, 5, 4, 0, 7, .nan, 6]
  static let reductions: [(ReductionOperator, String, String)] = [
    (.sum, "8 - !", "8 - ! 12"), (.product, "12 - !", "0 - ! 48"),
    (.minimum, "1 - !", "0 - ! 2"), (.maximum, "3 - !", "5 - ! 6"),
    (.mean, "2 - !", "2.6666666666666665 - ! 4"), (.argmin, "1 - !", "2 - ! 0"),
    (.argmax, "0 - !", "1 - ! 2"), (.any, "3 - !", "5 - ! 6"), (.all, "1 - !", "0 - ! 1"),
  ]

  @Test(arguments: reductions)
  func alongMemoryAndAcross(_ operation: ReductionOperator, _ inner: String, _ outer: String) {
    let lab = Laboratory()
    let x = lab.column("x", Self.cells, [lab.i, lab.u], isOptional: true)
    #expect(shown(lab.cells(lab.reduce(operation, x, over: [lab.u]))) == inner)
    #expect(shown(lab.cells(lab.reduce(operation, x, over: [lab.i]))) == outer)
  }

  /// With the condition "present and not 2", failed in the last cell of the third row.
  static let conditional: [(ReductionOperator, String, String)] = [
    (.sum, "4 14 !", "8 8 ! !"), (.count, "2 3 !", "3 2 2 !"), (.first, "0 0 !", "0 0 1 !"),
    (.last, "1 3 !", "2 2 2 !"), (.minimum, "1 4 !", "0 1 ! !"), (.argmax, "0 0 !", "1 2 ! !"),
    (.mean, "2 4.666666666666667 !", "2.6666666666666665 4 ! !"),
  ]

  @Test(arguments: conditional)
  func underConditions(_ operation: ReductionOperator, _ inner: String, _ outer: String) {
    let lab = Laboratory()
    let x = lab.column("x", Self.cells, [lab.i, lab.u], isOptional: true)
    let flags: [Double?] = [1, 1, 0, 0, 1, nil, 1, 1, 1, 1, 1, .nan]
    let c = lab.column("c", flags, [lab.i, lab.u], isOptional: true)
    let value = operation.takesValue ? x : nil
    #expect(shown(lab.cells(lab.reduce(operation, value, over: [lab.u], condition: c))) == inner)
    #expect(shown(lab.cells(lab.reduce(operation, value, over: [lab.i], condition: c))) == outer)
  }

  static let nothing: [(ReductionOperator, String)] = [
    (.sum, "0"), (.product, "1"), (.count, "0"), (.any, "0"), (.all, "1"), (.mean, "-"),
    (.minimum, "-"), (.maximum, "-"), (.first, "-"), (.last, "-"), (.argmin, "-"),
    (.nth, "-"), (.quantile(type: 7), "-"),
  ]

  @Test(arguments: nothing)
  func overNothing(_ operation: ReductionOperator, _ expected: String) {
    let lab = Laboratory()
    let x = lab.column("x", [1, 2, 3, 4], [lab.u])
    let node = lab.reduce(
      operation, operation.takesValue ? x : nil, over: [lab.u],
      extra: operation.takesExtra ? lab.constant(1) : nil, condition: lab.constant(0))
    #expect(shown(lab.cells(node)) == expected)
    #expect(lab.builder[node].isOptional == (expected == "-"))
  }

  /// Objects 0…3 in groups 1, 1, none, 0 of J; and rows a, b, c in groups 0, 1, 0.
  static let grouped: [(ReductionOperator, String, String)] = [
    (.sum, "2 4 4 - 6 7", "3 8 ! 8 5 - 5 4"), (.count, "1 2 1 2 1 2", "2 2 2 2 1 1 1 1"),
    (.mean, "2 2 4 - 6 3.5", "1.5 4 ! 4 5 - 5 4"), (.argmin, "3 1 3 - 3 0", "2 0 ! 0 1 - 1 1"),
    (.nth, "2 1 4 - 6 0", "0 1 ! 2 5 - 5 4"),
  ]

  @Test(arguments: grouped)
  func byMaps(_ operation: ReductionOperator, _ inner: String, _ outer: String) {
    let lab = Laboratory()
    let x = lab.column("x", Self.cells, [lab.i, lab.u], isOptional: true)
    let objects = lab.column("g", [1, 1, nil, 0], [lab.u], isOptional: true)
    let rows = lab.array([0, 1, 0], [lab.i])
    let extra = operation.takesExtra ? lab.constant(1) : nil
    let one = lab.column("o", [1, 1, 1, 1], [lab.u])
    let ones = lab.binary(.add, lab.array([0, 0, 0], [lab.i]), one)
    func reduced(_ over: Axis, _ map: NodeIndex) -> NodeIndex {
      operation.takesValue
        ? lab.reduce(operation, x, over: [over], extra: extra, by: (lab.j, map))
        : lab.reduce(operation, nil, over: [over], condition: ones, by: (lab.j, map))
    }
    #expect(shown(lab.cells(reduced(lab.u, objects))) == inner)
    #expect(shown(lab.cells(reduced(lab.i, rows))) == outer)
  }

  static let quantiles: [(Int, Double, String)] = [
    (1, 0.5, "2"), (2, 0.5, "2.5"), (3, 0.5, "2"), (4, 0.5, "2"), (5, 0.5, "2.5"),
    (6, 0.25, "1.25"), (7, 0.25, "1.75"), (8, 0.25, "1.4166666666666667"),
    (9, 0.25, "1.4375"), (7, 0, "1"), (7, 1, "4"), (7, 1.5, "!"),
  ]

  @Test(arguments: quantiles)
  func definesQuantiles(_ type: Int, _ p: Double, _ expected: String) {
    let lab = Laboratory()
    let x = lab.column("x", [4, 1, 3, 2], [lab.u])
    let node = lab.reduce(.quantile(type: type), x, over: [lab.u], extra: lab.constant(p))
    #expect(shown(lab.cells(node)) == expected)
  }

  @Test func severalAxesAtOnce() {
    let lab = Laboratory()
    let x = lab.column("x", (1...12).map { Double($0) }, [lab.i, lab.u])
    #expect(shown(lab.cells(lab.reduce(.sum, x, over: [lab.i, lab.u]))) == "78")
    #expect(shown(lab.cells(lab.reduce(.argmax, x, over: [lab.i, lab.u]))) == "11")
    #expect(shown(lab.cells(lab.reduce(.count, nil, over: [lab.i, lab.u]))) == "12")
    #expect(shown(lab.cells(lab.reduce(.mean, x, over: [lab.i]))) == "5 6 7 8")
    #expect(shown(lab.cells(lab.reduce(.minimum, x, over: [lab.i]))) == "1 2 3 4")
    let one = lab.reduce(.sum, lab.constant(1), over: [lab.u])
    #expect(shown(lab.cells(one)) == "4")
    #expect(shown(lab.cells(lab.reduce(.sum, x, over: []))) == shown(lab.cells(x)))
  }

  @Test func presenceMakesReductionsSure() {
    let lab = Laboratory()
    let x = lab.column("x", [1, nil, 3, 4], [lab.u], isOptional: true)
    let present = lab.unary(.present, x)
    let positive = lab.binary(.greater, x, lab.constant(0))
    let both = lab.binary(.and, present, positive)
    let twice = lab.binary(.multiply, x, lab.constant(2))
    #expect(!lab.builder[lab.reduce(.sum, x, over: [lab.u], condition: present)].isOptional)
    #expect(!lab.builder[lab.reduce(.sum, twice, over: [lab.u], condition: both)].isOptional)
    #expect(lab.builder[lab.reduce(.sum, x, over: [lab.u], condition: positive)].isOptional)
    #expect(lab.builder[lab.reduce(.mean, x, over: [lab.u], condition: present)].isOptional)
    #expect(shown(lab.cells(lab.reduce(.sum, twice, over: [lab.u], condition: both))) == "16")
    #expect(!lab.builder[lab.select(present, twice, lab.constant(0))].isOptional)
  }
}
