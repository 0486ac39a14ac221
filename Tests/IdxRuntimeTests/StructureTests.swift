import IdxPlan
import Testing

@testable import IdxRuntime

struct StructureTests {
  @Test func gathers() {
    let lab = Laboratory()
    let x = lab.column("x", (1...12).map { Double($0) }, [lab.i, lab.u])
    let at = lab.column("p", [0, 2, nil, 5], [lab.u], isOptional: true)
    let whole = lab.builder.gather(x, lab.i, at: at, origin: lab.origin)
    #expect(lab.builder[whole].axes == [lab.u])
    #expect(shown(lab.cells(whole)) == "1 10 - -")
    let previous = lab.binary(
      .subtract, lab.builder.elements(lab.u, origin: lab.origin), lab.constant(1))
    let lag = lab.builder.gather(x, lab.u, at: previous, origin: lab.origin)
    #expect(lab.builder[lag].isOptional)
    #expect(shown(lab.cells(lag)) == "- 1 2 3 - 5 6 7 - 9 10 11")
    let best = lab.reduce(.argmax, x, over: [lab.u])
    let peak = lab.builder.gather(x, lab.u, at: best, origin: lab.origin)
    #expect(!lab.builder[peak].isOptional)
    #expect(shown(lab.cells(peak)) == "4 8 12")
    let wrong = lab.binary(.divide, lab.constant(0), lab.constant(0))
    #expect(
      shown(lab.cells(lab.builder.gather(x, lab.u, at: wrong, origin: lab.origin))) == "! ! !")
  }

  @Test func selectsElements() {
    let lab = Laboratory()
    let x = lab.column("x", (1...12).map { Double($0) }, [lab.i, lab.u])
    let b = lab.builder
    #expect(shown(lab.cells(b.element(x, lab.i, position: 1, origin: lab.origin))) == "5 6 7 8")
    #expect(shown(lab.cells(b.element(x, lab.u, position: 1, origin: lab.origin))) == "2 6 10")
    #expect(shown(lab.cells(b.element(x, lab.i, position: 3, origin: lab.origin))) == "- - - -")
    let lookups = [("B", "1"), ("c", "2"), ("x", "-")]
    for (label, position) in lookups {
      let node = b.node(.lookup(lab.i, label: label), origin: lab.origin)
      #expect(shown(lab.cells(node)) == position)
      #expect(b[node].isOptional == (position == "-"))
    }
    #expect(shown(lab.cells(b.node(.lookup(lab.u, label: "u3"), origin: lab.origin))) == "3")
    #expect(shown(lab.cells(b.size(lab.u, origin: lab.origin))) == "4")
  }

  @Test func stacksPoolsAndUnpools() {
    let lab = Laboratory(objects: 2)
    let b = lab.builder
    let x = lab.column("x", [1, nil], [lab.u], isOptional: true)
    let stacked = b.stack([x, lab.constant(5)], along: lab.j, origin: lab.origin)
    #expect(b[stacked].axes == [lab.j, lab.u])
    #expect(shown(lab.cells(stacked)) == "1 - 5 5")
    let pair = b.axis(PlanAxis(name: "P", isInner: true, elements: .product([lab.u, lab.j])))
    let pooled = b.pool(stacked, pair, origin: lab.origin)
    #expect(b[pooled].axes == [pair])
    #expect(shown(lab.cells(pooled)) == "1 5 - 5")
    let again = b.unpool(pooled, pair, origin: lab.origin)
    #expect(b[again].axes == [lab.j, lab.u])
    #expect(shown(lab.cells(again)) == "1 - 5 5")
  }

  @Test func filtersAxes() {
    let lab = Laboratory()
    let b = lab.builder
    let x = lab.column("x", [5, 1, nil, 7], [lab.u], isOptional: true)
    let keep = lab.binary(.greater, x, lab.constant(2))
    let part = b.axis(
      PlanAxis(name: "V", isInner: true, elements: .filtered(base: lab.u, by: keep)))
    let restricted = b.restrict(x, from: lab.u, to: part, origin: lab.origin)
    #expect(shown(lab.cells(restricted)) == "5 7")
    #expect(shown(lab.cells(lab.reduce(.mean, restricted, over: [part]))) == "6")
    #expect(shown(lab.cells(b.size(part, origin: lab.origin))) == "2")
    let fixed = b.axis(
      PlanAxis(name: "K", isInner: false, elements: .fixed(codes: ["c", "a"], labels: ["C", "A"])))
    let w = lab.array([1, 2, 3], [lab.i])
    let few = b.restrict(w, from: lab.i, to: fixed, positions: [2, 0], origin: lab.origin)
    #expect(shown(lab.cells(few)) == "3 1")
  }

  static let ranks: [(Ties, Bool, String)] = [
    (.average, false, "4 1.5 - 1.5 3 5"), (.minimum, false, "4 1 - 1 3 5"),
    (.maximum, false, "4 2 - 2 3 5"), (.dense, false, "3 1 - 1 2 4"),
    (.order, false, "4 1 - 2 3 5"),
    (.minimum, true, "2 4 - 4 3 1"), (.order, true, "2 4 - 5 3 1"),
  ]

  @Test(arguments: ranks)
  func ranksWithTies(_ ties: Ties, _ descending: Bool, _ expected: String) {
    let lab = Laboratory(objects: 6)
    let x = lab.column("x", [3, 1, nil, 1, 2, 4], [lab.u], isOptional: true)
    let rank = AlongOperator.rank(ties: ties, descending: descending)
    #expect(shown(lab.cells(lab.builder.along(rank, x, lab.u, origin: lab.origin))) == expected)
    let failed = lab.binary(.divide, x, lab.binary(.subtract, x, lab.constant(4)))
    #expect(
      shown(lab.cells(lab.builder.along(rank, failed, lab.u, origin: lab.origin))) == "! ! - ! ! !")
  }

  @Test func runsSums() {
    let lab = Laboratory()
    let x = lab.column("x", [1, 2, 3, 4, 1, nil, 3, 4, 1, .nan, 3, 4], [lab.i, lab.u])
    let sums = lab.builder.along(.cumulate, x, lab.u, origin: lab.origin)
    #expect(shown(lab.cells(sums)) == "1 3 6 10 1 - - - 1 ! ! !")
    let across = lab.builder.along(.cumulate, x, lab.i, origin: lab.origin)
    #expect(shown(lab.cells(across)) == "1 2 3 4 2 - 6 8 3 - 9 12")
  }

  @Test func findsPrincipalEigenvectors() {
    let lab = Laboratory()
    let w = lab.array([1, 2, 4], [lab.i])
    let twin = lab.builder.relabel(w, [lab.i: lab.i1], origin: lab.origin)
    let a = lab.binary(.divide, w, twin)
    func result(_ number: Int) -> [Double?] {
      lab.cells(
        lab.builder.primitive(
          .principal, [a],
          PrimitiveShape([.init([lab.i, lab.i1])], kept: number == 0 ? [] : [lab.i]),
          result: number, origin: lab.origin))
    }
    #expect(abs(result(0)[0]! - 3) < 1e-12)
    let vector = result(1).map { $0! }
    #expect(abs(vector[2] / vector[0] - 4) < 1e-12)
    #expect(vector.count == 3)
  }

  @Test(arguments: [(0, "!"), (2, "!"), (3, "8"), (4, "8")])
  func asksOnceMoreAfterTheLastStep(_ most: Double, _ expected: String) {
    let lab = Laboratory()
    let grown = lab.builder.loop(
      start: lab.constant(1), most: lab.constant(most), isUntil: false, origin: lab.origin
    ) { body, y in
      let flag = body.binary(.less, y, lab.constantIn(body, 8), origin: lab.origin)
      return (flag, body.binary(.add, y, y, origin: lab.origin))
    }
    #expect(shown(lab.cells(grown)) == expected)
  }

  @Test func repeatsUntilSettled() {
    let lab = Laboratory()
    let x = lab.column("x", [1, 10, 100, 3], [lab.u])
    let limit = lab.column("l", [8, 8, 8, 1e9], [lab.u])
    func loop(isUntil: Bool) -> NodeIndex {
      lab.builder.loop(
        start: x, most: lab.constant(5), isUntil: isUntil, origin: lab.origin
      ) { body, y in
        let bound = body.capture(limit)
        let flag = body.binary(isUntil ? .greaterEqual : .less, y, bound, origin: lab.origin)
        return (flag, body.binary(.add, y, y, origin: lab.origin))
      }
    }
    #expect(shown(lab.cells(loop(isUntil: false))) == "8 10 100 !")
    #expect(shown(lab.cells(loop(isUntil: true))) == "8 10 100 !")
    let grown = lab.builder.loop(
      start: lab.constant(1), most: lab.constant(9), isUntil: false, origin: lab.origin
    ) { body, y in
      let bound = body.capture(limit)
      let sum = body.binary(.add, y, bound, origin: lab.origin)
      return (body.binary(.less, y, lab.constantIn(body, 5), origin: lab.origin), sum)
    }
    #expect(lab.builder[grown].axes == [lab.u])
    #expect(shown(lab.cells(grown)) == "9 9 9 1000000001")
  }
}

extension Laboratory {
  func constantIn(_ body: PlanBuilder, _ value: Double) -> NodeIndex {
    body.constant(value, origin: origin)
  }
}
