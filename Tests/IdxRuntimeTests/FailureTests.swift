import IdxPlan
import Testing

@testable import IdxRuntime

struct FailureTests {
  /// What fails, the text of the reason, and where.
  static let failures: [(String, String, String)] = [
    ("divide", "division of 3 by zero", "I B, U u2"),
    ("ln", "the logarithm of -2", "U u1"), ("log10", "the logarithm of 0", "U u0"),
    ("sqrt", "the square root of -2", "U u1"), ("exp", "exp(800) is too large", "U u3"),
    ("power", "2^5000 is too large", ""),
    ("root", "the root of a negative number, (-2)^0.5", "U u1"),
    ("inverse", "0 to the power of -1, a division by zero", "U u0"),
    ("add", "1e+308 + 1e+308 is too large", ""), ("sum", "the sum is too large", ""),
    ("demand", "C {is} not {positive at u2}", "I C, U u2"),
    ("condition", "the logarithm of -2", "U u1"), ("rank", "the logarithm of 0", "U u0"),
    ("gather", "the square root of -2", "U u1"),
    ("quantile", "there is no quantile for the probability 2", ""),
    ("loop", "the iteration did not settle after 3 steps", "U u1"),
    ("body", "the square root of -3", "U u1"), ("capture", "the logarithm of -2", "U u1"),
    ("branch", "division of 800 by zero", "U u3"),
    (
      "principal",
      "no principal eigenvector was found: the matrix holds 0",
      ""
    ),
    ("filter", "the logarithm of 0", "U u0"),
  ]

  @Test(arguments: failures)
  func tracesToTheFirstFailure(_ name: String, _ reason: String, _ place: String) {
    let lab = Laboratory()
    let node = build(name, lab)
    lab.builder.output("x", node)
    for plan in [lab.builder.plan, lab.builder.plan.optimised()] {
      guard case .failure(let failure)? = Evaluator.evaluate(plan, inputs: lab.inputs)?["x"] else {
        Issue.record("\(name) did not fail")
        return
      }
      #expect(failure.reason == reason)
      #expect(failure.place.map { "\($0.axis) \($0.label)" }.joined(separator: ", ") == place)
    }
  }

  private func build(_ name: String, _ lab: Laboratory) -> NodeIndex {
    let b = lab.builder
    let x = lab.column("x", [0, -2, 2, 800], [lab.u])
    func number(_ value: Double) -> NodeIndex { lab.constant(value) }
    let logarithm = lab.unary(.ln, x)
    switch name {
    case "divide":
      let w = lab.array([0, 2, 5], [lab.i])
      let three = lab.column("y", [3, 3, 3, 3], [lab.u])
      return lab.binary(
        .divide, three,
        lab.binary(.subtract, w, lab.unary(.abs, lab.binary(.maximum, x, number(1)))))
    case "ln": return lab.unary(.ln, lab.select(lab.binary(.equal, x, number(0)), number(1), x))
    case "log10": return lab.unary(.log10, x)
    case "sqrt": return lab.binary(.multiply, lab.unary(.sqrt, x), number(2))
    case "exp": return lab.unary(.exp, x)
    case "power": return lab.binary(.power, number(2), number(5000))
    case "root": return lab.binary(.power, x, number(0.5))
    case "inverse": return lab.binary(.power, x, number(-1))
    case "add": return lab.binary(.add, number(1e308), number(1e308))
    case "sum":
      return lab.reduce(.sum, lab.column("h", [1e308, 1e308, 1, 1], [lab.u]), over: [lab.u])
    case "demand":
      let w = lab.array([1, 2, -1], [lab.i])
      let flag = lab.binary(
        .or, lab.binary(.greater, w, number(0)), lab.binary(.notEqual, x, number(2)))
      return b.demand(
        flag, x, message: "{I} {is} not {positive at {U}}", axes: ["I": lab.i, "U": lab.u],
        origin: lab.origin)
    case "condition":
      let positive = lab.select(lab.binary(.equal, x, number(0)), number(1), x)
      let flag = lab.binary(.greater, lab.unary(.ln, positive), number(0))
      return lab.reduce(.sum, x, over: [lab.u], condition: flag)
    case "rank":
      return b.along(.rank(ties: .average, descending: false), logarithm, lab.u, origin: lab.origin)
    case "gather":
      return b.gather(
        lab.array([1, 2, 3], [lab.i]), lab.i, at: lab.unary(.sqrt, x), origin: lab.origin)
    case "quantile": return lab.reduce(.quantile(type: 7), x, over: [lab.u], extra: number(2))
    case "branch":
      let zero = lab.binary(.subtract, x, x)
      let flag = lab.binary(.greater, x, number(100))
      return lab.select(flag, lab.binary(.divide, x, zero), x)
    case "principal":
      let matrix = lab.binary(
        .multiply, lab.array([1, 0, 1], [lab.i]), lab.array([1, 1, 1], [lab.i1]))
      return b.primitive(
        .principal, [matrix], PrimitiveShape([.init([lab.i, lab.i1])], kept: []), result: 0,
        origin: lab.origin)
    case "filter":
      let flag = lab.binary(.greater, logarithm, number(0))
      let part = b.axis(
        PlanAxis(name: "V", isInner: true, elements: .filtered(base: lab.u, by: flag)))
      return b.restrict(x, from: lab.u, to: part, origin: lab.origin)
    default: return loop(name, lab, x)
    }
  }

  private func loop(_ name: String, _ lab: Laboratory, _ x: NodeIndex) -> NodeIndex {
    lab.builder.loop(
      start: x, most: lab.constant(3), isUntil: false, origin: lab.origin
    ) { body, y in
      let o = lab.origin
      let low = body.binary(.less, y, body.constant(0, origin: o), origin: o)
      let next = body.binary(.subtract, y, body.constant(1, origin: o), origin: o)
      switch name {
      case "loop": return (low, next)
      case "body": return (low, body.unary(.sqrt, next, origin: o))
      default: return (low, body.capture(lab.unary(.ln, x)))
      }
    }
  }
}
