// swift-format-ignore-file: NeverForceUnwrap
// A test that finds nothing where there must be something may end the run.

import IdxPlan
import Synchronization
import Testing

@testable import IdxRuntime

/// Makes random plans that are well typed.
struct PlanSampler {
  private var state: UInt64
  let lab: Laboratory
  private var pool: [NodeIndex] = []

  init(seed: Int) {
    state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    lab = Laboratory(objects: [1, 7, 90, 1100][seed % 4])
  }

  /// Returns a number from 0 to `bound` - 1 (xorshift64*, Vigna 2016).
  mutating func number(_ bound: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  private mutating func any() -> NodeIndex { pool[number(pool.count)] }

  private mutating func cells(_ count: Int, missing: Bool) -> [Double?] {
    (0..<count).map { _ in
      missing && number(9) == 0 ? nil : Double(number(2001) - 400) / 250
    }
  }

  /// Returns a plan of about `size` operators with some outputs.
  mutating func plan(_ size: Int) -> Plan {
    let objects = lab.inputs.elements[Int(lab.u.base)]!.codes.count
    pool = [
      lab.column("x", cells(3 * objects, missing: false), [lab.i, lab.u]),
      lab.column("y", cells(objects, missing: true), [lab.u], isOptional: true),
      lab.column("z", cells(6 * objects, missing: true), [lab.i, lab.j, lab.u], isOptional: true),
      lab.array(cells(3, missing: false), [lab.i]), lab.array(cells(2, missing: true), [lab.j]),
      lab.constant(2), lab.constant(-0.5), lab.constant(nil), lab.array([1, 0, 1], [lab.i]),
    ]
    for _ in 0..<size { pool.append(operation()) }
    for k in 0..<4 { lab.builder.output("o\(k)", pool[pool.count - 1 - k]) }
    return lab.builder.plan
  }

  private mutating func operation() -> NodeIndex {
    switch number(20) {
    case 0...3: return lab.unary(UnaryOperator.allCases[number(12)], any())
    case 4...9: return lab.binary(BinaryOperator.allCases[number(18)], any(), any())
    case 10...11: return lab.select(flag(), any(), any())
    case 12: return lab.builder.demand(flag(), any(), message: "", axes: [:], origin: lab.origin)
    case 13...16: return reduction()
    case 17: return rearranged()
    case 18: return loop()
    default: return lab.binary(.otherwise, any(), any())
    }
  }

  private mutating func flag() -> NodeIndex {
    number(3) == 0
      ? lab.unary(.present, any()) : lab.binary(.less, any(), any())
  }

  private mutating func reduction() -> NodeIndex {
    let value = any()
    let over = [lab.builder[value].axes.randomElement(&self) ?? lab.i]
    let operations: [ReductionOperator] = [
      .sum, .product, .minimum, .maximum, .count, .any, .all, .mean, .first, .last, .argmin,
      .argmax, .nth, .quantile(type: 7),
    ]
    let operation = operations[number(operations.count)]
    let condition = number(2) == 0 ? flag() : nil
    return lab.reduce(
      operation, operation.takesValue ? value : nil, over: over,
      extra: operation.takesExtra ? lab.constant(1) : nil, condition: condition,
      by: number(4) == 0 && ![value, condition ?? value].contains { hasGroups($0) }
        ? (
          lab.j,
          lab.binary(.less, lab.builder.elements(over[0], origin: lab.origin), lab.constant(1))
        )
        : nil)
  }

  private func hasGroups(_ node: NodeIndex) -> Bool { lab.builder[node].axes.contains(lab.j) }

  private mutating func rearranged() -> NodeIndex {
    let x = any()
    guard let axis = lab.builder[x].axes.randomElement(&self) else { return x }
    let o = lab.origin
    switch number(5) {
    case 0: return lab.builder.element(x, axis, position: 0, origin: o)
    case 1: return lab.builder.along(.cumulate, x, axis, origin: o)
    case 2: return lab.builder.along(.rank(ties: .average, descending: true), x, axis, origin: o)
    case 3:
      let back = lab.binary(.subtract, lab.builder.elements(axis, origin: o), lab.constant(1))
      return lab.builder.gather(x, axis, at: back, origin: o)
    default: return lab.unary(.abs, x)
    }
  }

  private mutating func loop() -> NodeIndex {
    let (start, limit) = (any(), any())
    return lab.builder.loop(
      start: start, most: lab.constant(Double(number(4))), isUntil: number(2) == 0,
      origin: lab.origin
    ) { [lab] body, y in
      let o = lab.origin
      let half = body.binary(.multiply, y, body.constant(0.5, origin: o), origin: o)
      let next = body.binary(.add, half, body.capture(limit), origin: o)
      return (body.binary(.less, y, next, origin: o), body.unary(.abs, next, origin: o))
    }
  }
}

extension [Axis] {
  fileprivate func randomElement(_ sampler: inout PlanSampler) -> Axis? {
    isEmpty ? nil : self[sampler.number(count)]
  }
}

/// Returns the bits of `array`'s cells; all that failed are alike.
func bits(_ array: ArrayValue) -> [UInt64?] {
  array.cells.map { $0.map { $0.isNaN ? UInt64.max : $0.bitPattern } }
}

struct PassTests {
  /// Returns the bits of all outputs of `plan`, failed cells included.
  private func results(_ plan: Plan, _ lab: Laboratory, threads: Int) -> [[UInt64?]] {
    let workers = Workers(threads: threads, isCancelled: { false }, least: 0)
    let run = PlanRun(plan, lab.inputs, workers)
    let roots = plan.outputs.map(\.node)
    let values = run.evaluate(roots: roots, keepsAll: false)!
    return roots.map { bits(values[Int($0)]!) }
  }

  @Test(arguments: 0..<60)
  func optimisingChangesNoBit(_ seed: Int) {
    var sampler = PlanSampler(seed: seed)
    let plan = sampler.plan(5 + seed % 30)
    let expected = results(plan, sampler.lab, threads: 1)
    var part = plan
    for pass in Pass.allCases {
      part = pass.run(on: part)
      #expect(results(part, sampler.lab, threads: 1) == expected, "\(pass)")
    }
    for threads in [2, 3, 8] {
      #expect(results(part, sampler.lab, threads: threads) == expected, "\(threads) threads")
    }
    #expect(results(Fusion.unfused(part).plan, sampler.lab, threads: 1) == expected)
  }

  @Test(arguments: 0..<40)
  func tracesComputeTheSameCells(_ seed: Int) {
    var sampler = PlanSampler(seed: 4 * seed + 1)
    let plan = sampler.plan(5 + seed % 20)
    let values = PlanRun(plan, sampler.lab.inputs, Workers(threads: 1, isCancelled: { false }))
      .evaluate(roots: plan.outputs.map(\.node), keepsAll: true)!
    let trace = Evaluator.evaluateAll(plan, inputs: sampler.lab.inputs)!
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      let cells = trace.places(along: value.axes).map {
        trace.value(of: NodeIndex(index), at: $0)
      }
      #expect(bits(.of(Array(cells), axes: value.axes, sizes: value.sizes)) == bits(value))
    }
  }

  @Test(arguments: [2, 3, 8])
  func manyChunksGiveTheSameBits(_ threads: Int) {
    let lab = Laboratory(objects: 40_000)
    let axis = lab.builder.elements(lab.u, origin: lab.origin)
    let wave = lab.unary(.sin, lab.binary(.multiply, axis, lab.array([0.1, 7, 1.3], [lab.i])))
    let operations: [ReductionOperator] = [.sum, .product, .minimum, .mean, .argmax, .count]
    for (k, operation) in operations.enumerated() {
      let flag = k % 2 == 0 ? nil : lab.binary(.greater, wave, lab.constant(0.1))
      let value = operation.takesValue ? wave : nil
      lab.builder.output("u\(k)", lab.reduce(operation, value, over: [lab.u], condition: flag))
      lab.builder.output("i\(k)", lab.reduce(operation, value, over: [lab.i], condition: flag))
    }
    let plan = lab.builder.plan.optimised()
    #expect(results(plan, lab, threads: threads) == results(plan, lab, threads: 1))
  }

  @Test func whatIsConstantBecomesOneValue() {
    let lab = Laboratory()
    let w = lab.array([1, 2, 1], [lab.i])
    let share = lab.binary(.divide, w, lab.reduce(.sum, w, over: [lab.i]))
    lab.builder.output("share", share)
    lab.builder.output("failed", lab.binary(.divide, w, lab.constant(0)))
    let plan = lab.builder.plan.optimised()
    #expect(plan.nodes[Int(plan.outputs[0].node)].operation == .constant(.init([0.25, 0.5, 0.25])))
    #expect(plan.nodes.count == 3)
    // What fails is left to be traced.
    guard case .map = plan.nodes[Int(plan.outputs[1].node)].operation else {
      Issue.record("the failing quotient was replaced")
      return
    }
    #expect(plan.log.map { $0.prefix(while: { $0 != ":" }) } == ["fold", "share", "prune", "fuse"])
  }

  @Test func cancelledEvaluationsReturnNothing() {
    var sampler = PlanSampler(seed: 3)
    let plan = sampler.plan(10)
    #expect(Evaluator.evaluate(plan, inputs: sampler.lab.inputs, isCancelled: { true }) == nil)
  }

  /// A rank or a quantile of a long column asks on its way whether it is cancelled, and ends.
  @Test(arguments: ["rank", "quantile"], [15, 30])
  func cancelsInsideOfOneSlice(_ name: String, _ limit: Int) {
    let lab = Laboratory(objects: 200_000)
    let x = lab.column("x", (0..<200_000).map { Double($0 * 7919 % 200_003) }, [lab.u])
    let node =
      name == "rank"
      ? lab.builder.along(.rank(ties: .average, descending: true), x, lab.u, origin: lab.origin)
      : lab.reduce(.quantile(type: 7), x, over: [lab.u], extra: lab.constant(0.3))
    var plan = lab.builder.plan
    plan.outputs = [PlanOutput("x", node)]
    let asked = Mutex(0)
    func evaluate(upTo limit: Int) -> [String: Outcome]? {
      asked.withLock { $0 = 0 }
      return Evaluator.evaluate(plan, inputs: lab.inputs) {
        asked.withLock {
          $0 += 1; return $0 > limit
        }
      }
    }
    #expect(evaluate(upTo: .max) != nil)
    let all = asked.withLock { $0 }
    #expect(all > (name == "rank" ? 80 : 15))
    if limit < all {
      #expect(evaluate(upTo: limit) == nil)
      #expect(asked.withLock { $0 } <= limit + 6)
    }
  }
}
