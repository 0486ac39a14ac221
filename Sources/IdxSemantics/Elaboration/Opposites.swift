import IdxDiagnostics
import IdxPlan

/// What ties each cell of pairwise comparisons to the opposite one: their product is 1, of degrees of
/// preference their sum.
struct Opposites: Hashable {
  /// How the two are taken together.
  let operation: IdxPlan.BinaryOperator
  /// The axis, of which the other one is the twin.
  let axis: Axis
  let twin: Axis

  /// Creates the tie of arrays over `axes`; `nil` where there is no twin.
  init?(_ operation: IdxPlan.BinaryOperator, _ axes: [Axis]) {
    guard axes.count > 1, axes[0].base == axes[1].base, axes[0] != axes[1] else { return nil }
    self.operation = operation
    (axis, twin) = (axes[0], axes[1])
  }

  /// How far from 1 the two together may be: 1/8 is printed as 0.13, and 0.13 times 8 is 1.04.
  var tolerance: Double { operation == .multiply ? 0.05 : 0.02 }

  /// What is said where they are further from 1.
  var demand: String {
    operation == .multiply
      ? "must hold reciprocals: the comparison of a with b times that of b with a is 1"
      : "must hold complements: the degree of a over b and that of b over a sum to 1"
  }
}

/// An array whose cells are known to go with the opposite ones.
struct TiedArray: Hashable {
  let opposites: Opposites
  let node: NodeIndex
}

extension Elaborator {
  /// Returns `array` with the demand that its cells go with the opposite ones, unless that is known.
  func demandOpposites(
    _ array: ArrayTerm, _ opposites: Opposites, what: String, at span: Span
  ) -> ArrayTerm {
    guard array.type.axes.contains(opposites.axis), array.type.axes.contains(opposites.twin),
      array.level > 0 || !tied.contains(TiedArray(opposites: opposites, node: array.node))
    else { return array }
    let origin = Origin(span)
    let x = here(array)
    let turned = builder.relabel(
      x, [opposites.axis: opposites.twin, opposites.twin: opposites.axis], origin: origin)
    let both = builder.binary(opposites.operation, x, turned, origin: origin)
    let off = builder.binary(
      .subtract, both, builder.constant(1, element: .real, origin: origin), origin: origin)
    var near = builder.binary(
      .lessEqual, builder.unary(.abs, off, origin: origin),
      builder.constant(opposites.tolerance, origin: origin), origin: origin)
    if builder.isOptional(near) {
      let fine = builder.constant(1, element: .boolean, origin: origin)
      near = builder.binary(.otherwise, near, fine, origin: origin)
    }
    let node = builder.demand(
      near, x, message: "\(what) \(opposites.demand)", axes: [:], origin: origin)
    let result = ArrayTerm(array.type, node, level: builders.count - 1)
    note(result, ties: opposites)
    return result
  }

  /// Notes that the cells of `array` go with the opposite ones as `opposites` says.
  func note(_ array: ArrayTerm, ties opposites: Opposites?) {
    // The nodes of a loop's body are known in it alone.
    guard let opposites, array.level == 0 else { return }
    let tie = TiedArray(opposites: opposites, node: array.node)
    tied.insert(tie)
    if !openCalls.isEmpty { openCalls[openCalls.count - 1].effects.ties.append(tie) }
  }
}
