import IdxPlan
import Testing

@testable import IdxRuntime

struct GoldenBitsTests {
  /// The bits of results that a debug and a release build, and every platform, must agree on.
  static let golden: [(String, UInt64)] = [
    ("sum", 0x40c9_41df_324d_fc60),
    ("product", 0x3e92_58d2_ce8f_1dd4),
    ("mean", 0x3fed_8eea_df4b_c26a),
    ("entropy", 0xc023_876a_5212_c2cf),
    ("power", 0x40c5_3d22_a647_075a),
    ("norm", 0x4059_5167_0fee_59f3),
    ("across", 0x3ff9_5bb9_6546_8c1e),
    ("by", 0x40c5_f094_70d4_9f3f),
    ("principal", 0x3fde_707b_9937_7d9e),
  ]

  @Test(arguments: golden)
  func bits(_ name: String, _ expected: UInt64) {
    let lab = Laboratory(objects: 20_000)
    let bits = (lab.raw(build(name, lab)).cells.last ?? nil)?.bitPattern ?? 0
    #expect(bits == expected, "0x\(String(bits, radix: 16))")
  }

  private func build(_ name: String, _ lab: Laboratory) -> NodeIndex {
    let b = lab.builder
    let n = b.elements(lab.u, origin: lab.origin)
    let x = lab.binary(
      .add, lab.unary(.abs, lab.unary(.sin, lab.binary(.multiply, n, lab.constant(0.7)))),
      lab.constant(0.01))
    let w = lab.array([0.3, 0.1, 0.7], [lab.i])
    let u = [lab.u]
    switch name {
    case "sum": return lab.reduce(.sum, x, over: u)
    case "product":
      return lab.reduce(
        .product, lab.unary(.sqrt, x), over: u, condition: lab.binary(.less, n, lab.constant(40)))
    case "mean": return lab.reduce(.mean, lab.binary(.divide, x, w), over: u)
    case "entropy":
      let p = lab.binary(.divide, x, lab.reduce(.sum, x, over: u))
      return lab.reduce(.sum, lab.binary(.multiply, p, lab.unary(.ln, p)), over: u)
    case "power": return lab.reduce(.sum, lab.binary(.power, x, lab.constant(1.7)), over: u)
    case "norm":
      return lab.unary(.sqrt, lab.reduce(.sum, lab.binary(.power, x, lab.constant(2)), over: u))
    case "across":
      return lab.reduce(.sum, lab.binary(.multiply, w, lab.unary(.exp, x)), over: [lab.i])
    case "by":
      let map = lab.binary(.greater, x, lab.constant(0.5))
      return lab.reduce(.sum, x, over: u, by: (lab.j, map))
    default:
      let twin = b.relabel(w, [lab.i: lab.i1], origin: lab.origin)
      let a = lab.unary(.sqrt, lab.binary(.add, lab.binary(.divide, w, twin), lab.constant(0.1)))
      let shape = PrimitiveShape([.init([lab.i, lab.i1])], kept: [lab.i])
      return b.primitive(.principal, [a], shape, result: 1, origin: lab.origin)
    }
  }
}
