import IdxPlan
import Testing

@testable import IdxRuntime

struct CornerTests {
  @Test func groupsAlongMemory() {
    let lab = Laboratory()
    let r = lab.builder.axis(PlanAxis(name: "R", isInner: true, elements: .table(name: "r")))
    lab.inputs.elements[Int(r.base)] = PlanInputs.Elements(codes: ["p", "q"], labels: ["P", "Q"])
    let x = lab.column("x", (1...12).map { Double($0) }, [lab.i, lab.u])
    let rows = lab.reduce(.sum, x, over: [lab.i], by: (r, lab.array([1, 0, 1], [lab.i])))
    #expect(lab.builder[rows].axes == [lab.u, r])
    #expect(shown(lab.cells(rows)) == "5 10 6 12 7 14 8 16")
    let middle = lab.reduce(
      .nth, x, over: [lab.i], extra: lab.constant(2), by: (r, lab.array([1, 0, 1], [lab.i])))
    #expect(shown(lab.cells(middle)) == "- 9 - 10 - 11 - 12")
    let stacked = lab.builder.stack(
      [lab.reduce(.sum, x, over: [lab.i]), lab.constant(1)], along: r, origin: lab.origin)
    #expect(shown(lab.cells(stacked)) == "15 1 18 1 21 1 24 1")
    let far = lab.column("m", [5, 0, -1, 0.5], [lab.u])
    let none = lab.reduce(.sum, x, over: [lab.u], by: (r, far))
    #expect(shown(lab.cells(none)) == "2 0 6 0 10 0")
    let failed = lab.reduce(.count, nil, over: [lab.u], by: (r, lab.unary(.sqrt, far)))
    #expect(shown(lab.cells(failed)) == "! !")
  }

  @Test func poolsAmongOtherAxes() {
    let lab = Laboratory(objects: 2)
    let x = lab.column("x", (1...12).map { Double($0) }, [lab.i, lab.j, lab.u])
    let pair = lab.builder.axis(
      PlanAxis(name: "P", isInner: true, elements: .product([lab.i, lab.u])))
    let pooled = lab.builder.pool(x, pair, origin: lab.origin)
    #expect(lab.builder[pooled].axes == [lab.j, pair])
    #expect(shown(lab.cells(pooled)) == "1 2 5 6 9 10 3 4 7 8 11 12")
    let again = lab.builder.unpool(pooled, pair, origin: lab.origin)
    #expect(shown(lab.cells(again)) == shown(lab.cells(x)))
    #expect(PlanPrinter(lab.builder.plan, inputs: lab.inputs).shown([pair]) == "[P:6]")
  }

  @Test func emptyAxesAndAbsentColumns() {
    let lab = Laboratory(objects: 0)
    let x = lab.column("x", [], [lab.u])
    #expect(shown(lab.cells(lab.reduce(.sum, x, over: [lab.u]))) == "0")
    #expect(shown(lab.cells(lab.reduce(.mean, x, over: [lab.u]))) == "-")
    #expect(shown(lab.cells(lab.reduce(.count, nil, over: [lab.u]))) == "0")
    #expect(lab.cells(lab.unary(.ln, x)).isEmpty)
    let other = Laboratory()
    let y = other.column("y", [1, 2, 3, 4], [other.u])
    other.inputs.columns = [:]
    #expect(shown(other.cells(y)) == "- - - -")
  }

  @Test func axesFilteredByConstantsAndTwins() {
    let lab = Laboratory()
    let x = lab.column("x", [4, 3, 2, 1], [lab.u])
    let odd = lab.binary(.notEqual, x, lab.constant(3))
    let part = lab.builder.axis(
      PlanAxis(name: "V", isInner: true, elements: .filtered(base: lab.u, by: odd)))
    let twin = lab.builder.relabel(x, [lab.u: Axis(Int(lab.u.base), primes: 1)], origin: lab.origin)
    let few = lab.builder.restrict(
      twin, from: Axis(Int(lab.u.base), primes: 1), to: Axis(Int(part.base), primes: 1),
      origin: lab.origin)
    #expect(shown(lab.cells(few)) == "4 2 1")
    lab.builder.output("x", few)
    let optimised = lab.builder.plan.optimised()
    guard case .value(let array)? = Evaluator.evaluate(optimised, inputs: lab.inputs)?["x"] else {
      Issue.record("the optimised plan has no value")
      return
    }
    #expect(shown(array.cells) == "4 2 1")
    let none = lab.builder.axis(
      PlanAxis(name: "W", isInner: true, elements: .filtered(base: lab.u, by: lab.constant(0))))
    let empty = lab.builder.restrict(x, from: lab.u, to: none, origin: lab.origin)
    #expect(lab.cells(empty).isEmpty)
  }

  @Test func loopsFreezeSlices() {
    let lab = Laboratory()
    let x = lab.column("x", [1, 2, 3, 4, 10, 20, 30, 40, nil, 1, 1, 1], [lab.i, lab.u])
    // Doubles each row until its sum is at least 50: the rows stop at different steps.
    let grown = lab.builder.loop(
      start: x, most: lab.array([9, 9, 9], [lab.i]), isUntil: true, origin: lab.origin
    ) { body, y in
      let sum = body.reduce(.sum, y, over: [lab.u], origin: lab.origin)
      let enough = body.binary(
        .greaterEqual, sum, body.constant(50, origin: lab.origin), origin: lab.origin)
      return (enough, body.binary(.add, y, y, origin: lab.origin))
    }
    #expect(shown(lab.cells(grown)) == "8 16 24 32 10 20 30 40 - - - -")
    let nested = lab.builder.loop(
      start: lab.constant(1), most: lab.constant(3), isUntil: false, origin: lab.origin
    ) { body, y in
      let inner = body.loop(
        start: y, most: body.constant(10, origin: lab.origin), isUntil: false, origin: lab.origin
      ) { deep, z in
        let limit = deep.binary(
          .multiply, deep.capture(y), deep.constant(8, origin: lab.origin), origin: lab.origin)
        return (
          deep.binary(.less, z, limit, origin: lab.origin),
          deep.binary(.add, z, z, origin: lab.origin)
        )
      }
      return (
        body.binary(.less, y, body.constant(64, origin: lab.origin), origin: lab.origin), inner
      )
    }
    #expect(shown(lab.cells(nested)) == "64")
  }

  @Test func tracesNameTheChosenSources() throws {
    let lab = Laboratory()
    let x = lab.column("x", [1, nil, 3, 4], [lab.u], isOptional: true)
    let present = lab.unary(.present, x)
    let filled = lab.binary(.otherwise, x, lab.constant(9))
    let chosen = lab.select(lab.binary(.greater, filled, lab.constant(3)), filled, lab.constant(0))
    let sum = lab.reduce(.sum, x, over: [lab.u], condition: present)
    lab.builder.output("sum", sum)
    lab.builder.output("chosen", chosen)
    let trace = try #require(Evaluator.evaluateAll(lab.builder.plan, inputs: lab.inputs))
    #expect(trace.value(of: sum, at: [:]) == 8)
    #expect(trace.value(of: chosen, at: [lab.u: 1]) == 9)
    #expect(trace.value(of: x, at: [lab.u: 1]) == nil)
    let counted = trace.sources(of: sum, at: [:]).filter { $0.node == x }.map { $0.place[lab.u] }
    #expect(counted == [0, 2, 3])
    #expect(trace.sources(of: filled, at: [lab.u: 1]).count == 2)
    #expect(trace.sources(of: filled, at: [lab.u: 0]) == [PlanCell(x, [lab.u: 0])])
    #expect(trace.sources(of: chosen, at: [lab.u: 2]).last?.node == lab.constant(0))
    #expect(trace.name(lab.i1) == "I'")
    #expect(trace.label(lab.u, 2) == "u2")
  }
}
