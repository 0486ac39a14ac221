public import IdxDiagnostics
public import IdxPlan

/// Writes a plan for people (as text), for programs (as JSON) and for Graphviz (as DOT).
public struct PlanPrinter {
  /// The plan.
  let plan: Plan
  /// What is known about the elements of the axes.
  let extents: Extents
  /// Says where a span is.
  let location: (Span) -> String
  private let inputs: PlanInputs

  /// Creates the printer of `plan`.
  ///
  /// - Parameters:
  ///   - inputs: The data, which tell the sizes of the axes that tables define.
  ///   - location: Says where a span is, for people.
  public init(
    _ plan: Plan, inputs: PlanInputs = PlanInputs(),
    location: @escaping (Span) -> String = { "\($0.file.index):\($0.start)" }
  ) {
    self.plan = plan
    self.inputs = inputs
    self.location = location
    extents = Extents(plan.axes, inputs)
  }

  /// Says in words what operations do.
  var words: OperationWords { OperationWords(extents: extents) }

  /// Returns the number of elements of `axis`, if it is known before evaluation.
  func size(_ axis: Axis) -> Int? {
    let description = plan.axes[Int(axis.base)]
    switch description.elements {
    case .fixed: return extents.size(axis)
    case .table: return inputs.elements[Int(axis.base)]?.codes.count
    case .filtered: return nil
    case .product, .numbered:
      return description.parts.allSatisfy { size($0) != nil } ? extents.size(axis) : nil
    }
  }

  /// Returns `axes` as people read them: names with sizes where they are known.
  func shown(_ axes: [Axis]) -> String {
    let parts = axes.map { axis in extents.name(axis) + (size(axis).map { ":\($0)" } ?? "") }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  /// Returns the type of the cells of `node`.
  func shown(_ node: PlanNode) -> String {
    let name: String =
      switch node.element {
      case .real: "Real"
      case .integer: "Int"
      case .boolean: "Bool"
      case .element(let axis): extents.name(axis)
      }
    return name + (node.isOptional ? "?" : "")
  }

  /// Returns where the elements of `axis` come from, in words.
  func shown(_ axis: PlanAxis) -> String {
    switch axis.elements {
    case .fixed(let codes, _):
      codes.prefix(8).joined(separator: " ") + (codes.count > 8 ? " …" : "")
    case .table(let name): "defined by table \(name)"
    case .filtered(let base, let by): "those of \(extents.name(base)) where %\(by)"
    case .product(let factors):
      "tuples of \(factors.map { extents.name($0) }.joined(separator: ", "))"
    case .numbered(let base): "numbered as \(extents.name(base))"
    }
  }

  /// Returns where `origin` is, in words.
  func shown(_ origin: Origin) -> String {
    let place = location(origin.span)
    let name = origin.name.map { "\($0) at " } ?? ""
    return name + place + (origin.method.map { " in \($0)" } ?? "")
  }
}
