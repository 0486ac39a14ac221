import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// The name of an attribute, and where it is asked for.
struct AttributeName {
  let text: String
  let span: Span
}

extension Elaborator {
  /// Returns the attribute `name` of `axis`: an array over it.
  func attribute(_ name: AttributeName, of axis: Axis, _ scope: Scope) -> Term {
    let first = builders[0].requests?.count ?? 0
    let result = unnoted(name, of: axis, scope)
    note(name, of: axis, as: result, since: first)
    return result
  }

  /// Returns the attribute `name` of `axis`, of which nothing is noted: a copy of a call notes all that it does.
  func unnoted(_ name: AttributeName, of axis: Axis, _ scope: Scope) -> Term {
    let info = axisInfos[Int(axis.base)]
    let result: Term
    switch info.origin {
    case .nodes(let id, let nodes):
      guard let model = hierarchy(id) else { return .failed }
      result = indicatorAttribute(
        name, axis.unprimed, nodes.map { model.nodes[$0] }, of: id, scope)
    case .table(let table, let module): result = tableAttribute(name, axis, table, module)
    case .scale(let scale, let module): result = gradeAttribute(name, axis, scale, module, scope)
    case .variable: result = unknownAttribute(name, axis)
    case .filtered(let base):
      guard case .array(let attribute) = attribute(name, of: base, scope) else { return .failed }
      result = made(
        attribute.type,
        builder.restrict(
          here(attribute), from: base, to: axis.unprimed, origin: origin(name.span, scope)))
    case .parts, .product, .positions, .components, .texts:
      return fail(
        .unknownMember(name.text, of: "the axis \(self.name(of: axis))", at: name.span, known: []))
    }
    guard axis.primes > 0, case .array(let array) = result else { return result }
    return made(
      array.type,
      builder.relabel(here(array), [axis.unprimed: axis], origin: origin(name.span, scope)))
  }

  /// The axis of the four directions, for `case I.direction`.
  var directionAxis: Axis {
    makeAxis(
      AxisInfo(
        name: "direction", kind: .parts, origin: .parts, span: nil,
        codes: ["benefit", "cost", "target", "interval"]),
      elements: .fixed(
        codes: ["benefit", "cost", "target", "interval"],
        labels: ["benefit", "cost", "target", "interval"]))
  }

  /// The attributes of an axis of indicators.
  public static let indicatorAttributes = ["direction", "target", "lower", "upper", "low", "high"]

  private func indicatorAttribute(
    _ name: AttributeName, _ axis: Axis, _ nodes: [IndexNodeModel], of index: SymbolID,
    _ scope: Scope
  ) -> Term {
    readsOfStep += 1
    let own = scope.measures[axis.base] ?? Measure([.ofElements(axis.base): 1])
    func numbers(_ value: (IndicatorFacts) -> Double?) -> Term {
      let cells = nodes.map { $0.indicator.flatMap(value) }
      // Where a `case` has decided on the direction, the number is there.
      let missing = cells.indices.contains { cells[$0] == nil && isOpen($0, of: axis, scope) }
      return array(
        cells, ValueType(.real, axes: [axis], isOptional: missing, measure: own),
        origin(name.span, scope, name: name.text))
    }
    switch name.text {
    case "direction":
      let codes = nodes.map { node -> Double? in
        if scope.turned.contains(NodeOfIndex(index: index, node: node.id)) { return 0 }
        return switch node.indicator?.direction {
        case .benefit, nil: 0
        case .cost: 1
        case .target: 2
        case .interval: 3
        }
      }
      return array(
        codes, ValueType(.element(directionAxis), axes: [axis]), origin(name.span, scope))
    case "target":
      return numbers { if case .target(let b)? = $0.direction { b } else { nil } }
    case "lower":
      return numbers { if case .interval(let a, _)? = $0.direction { a } else { nil } }
    case "upper":
      return numbers { if case .interval(_, let b)? = $0.direction { b } else { nil } }
    case "low", "high":
      if let without = nodes.first(where: { $0.indicator?.goalposts == nil }) {
        return fail(
          .unknownMember(
            "goalposts", of: "the indicator `\(without.code)`", at: scope.stepSpan ?? without.span,
            known: []
          ).noting(Label(without.span, "add `goalposts low, high` here")))
      }
      return numbers { name.text == "low" ? $0.goalposts?.low : $0.goalposts?.high }
    default:
      return fail(
        .unknownMember(
          name.text, of: "an axis of indicators", at: name.span,
          known: Self.indicatorAttributes))
    }
  }

  /// `true` iff the `case`s around do not exclude the element `position` of `axis`.
  private func isOpen(_ position: Int, of axis: Axis, _ scope: Scope) -> Bool {
    scope.decided.allSatisfy { subject, positions in
      guard subject.type.axes == [axis],
        case .constant(let value) = operation(of: subject),
        value.cells.indices.contains(position), let cell = value.cells[position]
      else { return true }
      return positions.contains(Int(cell))
    }
  }

  private func tableAttribute(_ name: AttributeName, _ axis: Axis, _ table: String, _ module: Int)
    -> Term
  {
    guard let id = resolve(table, in: module), let model = dataModel(id) else { return .failed }
    let found = column(name.text, of: id, model, at: name.span, isOptional: false) ?? .failed
    guard case .array(let array) = found,
      !array.type.axes.contains(where: { $0.base == axis.base })
    else { return found }
    // A column of groups has the rows of the table, not one value for each group.
    let group = self.name(of: axis.unprimed)
    let rows = array.type.axes.map { self.name(of: $0) }.joined(separator: ", ")
    var finding = Diagnostic.unknownMember(
      name.text, of: "the axis \(group)", at: name.span, known: [])
    finding.hints.append(
      "`\(name.text)` has one value for each \(rows); for one of each \(group) take a sum or mean "
        + "over \(rows)")
    return fail(finding)
  }

  private func gradeAttribute(
    _ name: AttributeName, _ axis: Axis, _ scale: String, _ module: Int, _ scope: Scope
  ) -> Term {
    guard let id = resolve(scale, in: module), let model = scaleModel(id) else { return .failed }
    let cells: [Double?]
    switch name.text {
    case "points": cells = model.grades.map(\.points)
    case "from": cells = model.grades.map(\.threshold)
    case "closed":
      return array(
        model.grades.map { $0.isClosed ? 1 : 0 }, ValueType(.boolean, axes: [axis.unprimed]),
        origin(name.span, scope))
    default:
      return fail(
        .unknownMember(
          name.text, of: "the scale \(scale)", at: name.span, known: ["points", "from"]))
    }
    return array(
      cells,
      ValueType(.real, axes: [axis.unprimed], isOptional: cells.contains { $0 == nil }),
      origin(name.span, scope, name: name.text))
  }

  /// The table of the values that are not known in a method that is checked by itself.
  static let unknownTable = "any"

  /// Returns an attribute of an axis variable, in a method that is checked by itself.
  private func unknownAttribute(_ name: AttributeName, _ axis: Axis) -> Term {
    var type = ValueType(.real, axes: [axis.unprimed], measure: .unknown)
    if name.text == "direction" { type.element = .element(directionAxis) }
    if name.text == "closed" { type.element = .boolean }
    if name.text == "from" { type.isOptional = true }
    return made(
      type,
      builder.column(
        Self.unknownTable, name.text, axes: type.axes, element: type.element,
        isOptional: type.isOptional,
        origin: Origin(name.span)))
  }
}

extension Diagnostic {
  /// Returns `self` with one more label.
  func noting(_ label: Label) -> Diagnostic {
    var result = self
    result.labels.append(label)
    return result
  }
}
