// swift-format-ignore-file: NeverForceUnwrap
// A test that finds nothing where there must be something may end the run.

import IdxDiagnostics
import IdxNumerics
import IdxPlan

@testable import IdxRuntime

/// A small world for tests: axes I (a, b, c), J (d, e), and U of four objects from a table.
final class Laboratory {
  let builder = PlanBuilder()
  let i: Axis
  let j: Axis
  let u: Axis
  let origin = Origin(Span(FileID(0), 0, 1))
  var inputs = PlanInputs()

  /// The twin of `i`.
  var i1: Axis { Axis(Int(i.base), primes: 1) }

  init(objects: Int = 4) {
    i = builder.axis(
      PlanAxis(
        name: "I", isInner: false,
        elements: .fixed(codes: ["a", "b", "c"], labels: ["A", "B", "C"])))
    j = builder.axis(
      PlanAxis(
        name: "J", isInner: false, elements: .fixed(codes: ["d", "e"], labels: ["D", "E"])))
    u = builder.axis(PlanAxis(name: "U", isInner: true, elements: .table(name: "t")))
    let codes = (0..<objects).map { "u\($0)" }
    inputs.elements[Int(u.base)] = PlanInputs.Elements(codes: codes, labels: codes)
  }

  /// Returns a column of the table, with `cells` over `axes`.
  func column(_ name: String, _ cells: [Double?], _ axes: [Axis], isOptional: Bool = false)
    -> NodeIndex
  {
    let axes = builder.ordered(axes)
    let extents = Extents(builder.axes, inputs)
    inputs.columns[PlanInputs.ColumnName(table: "t", column: name)] = .of(
      cells, axes: axes, sizes: extents.sizes(axes))
    return builder.column("t", name, axes: axes, isOptional: isOptional, origin: origin)
  }

  func constant(_ value: Double?) -> NodeIndex { builder.constant(value, origin: origin) }
  func array(_ cells: [Double?], _ axes: [Axis]) -> NodeIndex {
    builder.array(cells, axes: axes, origin: origin)
  }
  func unary(_ operation: UnaryOperator, _ x: NodeIndex) -> NodeIndex {
    builder.unary(operation, x, origin: origin)
  }
  func binary(_ operation: BinaryOperator, _ x: NodeIndex, _ y: NodeIndex) -> NodeIndex {
    builder.binary(operation, x, y, origin: origin)
  }
  func select(_ c: NodeIndex, _ x: NodeIndex, _ y: NodeIndex) -> NodeIndex {
    builder.select(c, x, y, origin: origin)
  }
  func reduce(
    _ operation: ReductionOperator, _ x: NodeIndex?, over: [Axis], extra: NodeIndex? = nil,
    condition: NodeIndex? = nil, by: (axis: Axis, map: NodeIndex)? = nil
  ) -> NodeIndex {
    builder.reduce(
      operation, x, over: over, extra: extra, condition: condition, by: by, origin: origin)
  }

  /// Returns what comes of `node` in `plan`, or in the plan built so far.
  func outcome(_ node: NodeIndex, threads: Int = 1) -> Outcome {
    var plan = builder.plan
    plan.outputs = [PlanOutput("x", node)]
    return Evaluator.evaluate(plan, inputs: inputs, threads: threads)!["x"]!
  }

  /// Returns the array of `node` even where cells failed.
  func raw(_ node: NodeIndex) -> ArrayValue {
    let plan = builder.plan
    let run = PlanRun(plan, inputs, Workers(threads: 1, isCancelled: { false }))
    return run.evaluate(roots: [node], keepsAll: false)![Int(node)]!
  }

  /// Returns the cells of `node`, failed ones too.
  func cells(_ node: NodeIndex) -> [Double?] { raw(node).cells }
}

/// Returns a text of `cells`: `-` is missing, `!` failed.
func shown(_ cells: [Double?]) -> String {
  cells.map { cell in cell.map { $0.isNaN ? "!" : $0.plain } ?? "-" }.joined(separator: " ")
}
