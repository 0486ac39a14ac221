import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// A type as a signature writes it, its axes resolved.
struct DeclaredType {
  /// What an array must be; `nil` for a record of three arrays (a triangular number).
  var value: ValueType
  /// The axes that the value may have besides: `Weights[I, U?]`.
  var allowed: [Axis]
  /// `true` iff the value is a triangular number: a record of `l`, `m`, `u`.
  var isTriangular = false
  /// `true` iff texts are meant.
  var isText = false
  /// What ties each cell to the opposite one, of an axis and its twin.
  var opposites: Opposites?
  /// The place.
  var span: Span
}

extension Elaborator {
  /// Returns the type written as `syntax`, reporting what is unknown in it.
  func type(_ syntax: TypeSyntax, _ scope: Scope) -> DeclaredType? {
    guard let name = syntax.element else { return nil }
    var axes: [Axis] = []
    var allowed: [Axis] = []
    for item in syntax.axes {
      guard let name = item.name, let axis = axis(name, scope) else { return nil }
      if item.isOptional { allowed.append(axis) } else { axes.append(axis) }
    }
    var type = ValueType(
      .real, axes: builder.ordered(axes), isOptional: syntax.isOptional,
      isOriented: syntax.isOriented)
    var result = DeclaredType(value: type, allowed: allowed, span: syntax.node.span)
    switch name.text {
    case "Real": type.measure = .unknown
    case "Int": type.element = .integer
    case "Bool": type.element = .boolean
    case "Text": result.isText = true
    case "Weights":
      type.range = .unit
      type.sharesAlong = axes.first
    case "Membership":
      type.range = .unit
      type.sharesAlong = axes.last
    case "Ratio":
      type.range = Interval(0, .infinity, excludesLower: true)
      result.opposites = Opposites(.multiply, axes)
    case "Complement":
      type.range = .unit
      result.opposites = Opposites(.add, axes)
    case "Tfn":
      result.isTriangular = true
      type.range = Interval(0, .infinity)
    default:
      guard let axis = axis(elementType: name, scope) else { return nil }
      type.element = .element(axis.unprimed)
    }
    if let range = syntax.range {
      type.range = Interval(range.lower ?? -.infinity, range.upper ?? .infinity)
      if name.text == "Real" { type.measure = .none }
    }
    if let bound = syntax.lowerBound {
      type.range.lower = bound.value
      type.range.excludesLower = bound.isStrict
    }
    type.range = type.range.untouched.touching(syntax.touching)
    if let unit = syntax.unit {
      guard let measure = measure(unit, in: scope.module) else { return nil }
      type.measure = measure
    }
    result.value = type
    return result
  }

  private func axis(elementType name: Path, _ scope: Scope) -> Axis? {
    if name.names.count > 1 || scope.axes[name.text] != nil { return axis(name, scope) }
    if let id = resolve(name.text, in: scope.module), symbol(id)?.kind.isAxis == true {
      return axis(name, scope)
    }
    let known = [
      "Real", "Int", "Bool", "Text", "Weights", "Membership", "Ratio", "Complement", "Tfn",
    ]
    report(
      .unknownType(name.text, at: name.span, nearest: Suggestion.nearest(name.text, in: known)))
    return nil
  }

  /// Returns `term` as a value of type `declared`, reporting what does not fit. What cannot be decided
  /// before data is read becomes a demand that is checked when it is.
  func conforming(
    _ term: Term, to declared: DeclaredType, what: @autoclosure () -> String, at span: Span
  ) -> Term {
    if term.isFailed { return .failed }
    if declared.isTriangular { return conformingTriangular(term, declared, what(), span) }
    if declared.isText {
      if case .text = term { return term }
      return fail(.wrongType(expected: "a text", found: describe(term), at: span))
    }
    guard var array = self.array(term) else {
      return fail(.wrongType(expected: describe(declared.value), found: describe(term), at: span))
    }
    let wanted = declared.value
    guard fits(array.type.element, wanted.element) else {
      return fail(
        .wrongType(expected: describe(wanted), found: describe(array.type), at: span))
    }
    for axis in wanted.axes where !array.type.axes.contains(axis) {
      // A single number stands for as many equal ones.
      if array.type.axes.isEmpty { break }
      return fail(
        .axisNotThere(name(of: axis), axes: array.type.axes.map { name(of: $0) }, at: span))
    }
    if array.type.isOptional, !wanted.isOptional {
      return fail(.missingNotAllowed(what(), at: span))
    }
    if !array.type.measure.agrees(with: wanted.measure) {
      return fail(
        wanted.measure.isNone
          ? .measureMustGo(what(), "\(array.type.measure)", at: span)
          : .measuresDiffer(
            "\(array.type.measure)", "\(wanted.measure)", doing: "take", at: span))
    }
    if !wanted.measure.isUnknown { array = converted(array, to: wanted.measure, at: span) }
    if wanted.isOriented, !array.type.isOriented {
      return fail(.notOriented(what(), at: span, leaves: []))
    }
    let fitting = demanding(array, wanted, what: what(), at: span)
    guard let opposites = declared.opposites, case .array(let fine) = fitting else {
      return fitting
    }
    return .array(demandOpposites(fine, opposites, what: what(), at: span))
  }

  private func fits(_ found: ElementType, _ wanted: ElementType) -> Bool {
    switch (found, wanted) {
    case (.integer, .real): true
    case (.element(let a), .element(let b)): a.base == b.base
    default: found == wanted
    }
  }

  /// Returns `array` with its range and its sums checked against `wanted`: at once where they are
  /// known, else when the plan is evaluated.
  private func demanding(
    _ array: ArrayTerm, _ wanted: ValueType, what: @autoclosure () -> String, at span: Span
  ) -> Term {
    var array = array
    if array.type.isNumeric, !wanted.range.isAll {
      // Oriented values come of a normalisation, whose scale can be another.
      let hasScoresAtZero =
        array.type.isOriented && array.type.range.lower == 0 && wanted.range.lower == 0
      if array.type.range.contradicts(wanted.range), branches == 0, !array.type.isNothing {
        return fail(
          .outOfRange(
            what(), expected: "\(wanted.range)", found: rangeText(array.type.range), at: span,
            hints: hasScoresAtZero ? [Diagnostic.scoresAboveZero] : []))
      }
      if !array.type.range.isWithin(wanted.range) {
        array = demandRange(array, wanted.range, what: what(), at: span)
      }
      array = array.knowing { $0.range = $0.range.intersection(wanted.range.untouched) }
    }
    if array.type.axes.isEmpty, !wanted.axes.isEmpty {
      array = spread(array, over: wanted.axes, at: span)
    }
    if let axis = wanted.sharesAlong, array.type.sharesAlong != axis {
      guard array.type.axes.contains(axis) else {
        return fail(
          .axisNotThere(name(of: axis), axes: array.type.axes.map { name(of: $0) }, at: span))
      }
      if let sum = constantSum(array), abs(sum - 1) > 1e-9 {
        return fail(
          .notShares(
            "\(what()) must sum to 1 over \(name(of: axis)), and here they sum to "
              + Interval.text((sum * 1e9).rounded() / 1e9), at: span))
      }
      array = demandShares(array, along: axis, what: what(), at: span)
      array = array.knowing { $0.sharesAlong = axis }
    }
    return .array(array)
  }

  /// Returns the single number `array` for each element of `axes`.
  func spread(_ array: ArrayTerm, over axes: [Axis], at span: Span) -> ArrayTerm {
    let origin = Origin(span)
    var result = array
    for axis in axes {
      let everywhere = builder.unary(
        .present, builder.elements(axis, origin: origin), origin: origin)
      let node = builder.select(everywhere, here(result), here(result), origin: origin)
      result = ArrayTerm(array.type, node, level: builders.count - 1)
    }
    return result.knowing { $0.axes = builder.axes(of: result.node) }
  }

  private func rangeText(_ range: Interval) -> String {
    let reached = range.touching.map { Interval.text($0) }
    return reached.isEmpty || range.single != nil
      ? "\(range)"
      : "\(range), where \(reached.joined(separator: " and ")) surely \(reached.count == 1 ? "occurs" : "occur")"
  }

  private func demandRange(
    _ array: ArrayTerm, _ range: Interval, what: String, at span: Span
  ) -> ArrayTerm {
    let origin = Origin(span)
    let x = here(array)
    var condition: NodeIndex?
    func also(_ operation: IdxPlan.BinaryOperator, _ bound: Double) {
      let test = builder.binary(
        operation, x, builder.constant(bound, origin: origin), origin: origin)
      condition = condition.map { builder.binary(.and, $0, test, origin: origin) } ?? test
    }
    if range.lower > -.infinity {
      also(range.excludesLower ? .greater : .greaterEqual, range.lower)
    }
    if range.upper < .infinity { also(range.excludesUpper ? .less : .lessEqual, range.upper) }
    guard let condition else { return array }
    let node = builder.demand(
      condition, x, message: "\(what) must be \(range)", axes: [:], origin: origin)
    return ArrayTerm(array.type, node, level: builders.count - 1)
  }

  /// Returns the sum of the cells of `array` where it has one axis and its cells are written.
  private func constantSum(_ array: ArrayTerm) -> Double? {
    guard array.type.axes.count == 1 else { return nil }
    let builder = builders[array.level]
    let node = builder[array.node]
    let operation = operation(of: array)
    if case .constant(let value) = operation {
      let cells = value.cells.compactMap { $0 }
      return cells.count == value.cells.count ? cells.reduce(0, +) : nil
    }
    guard case .stack = operation else { return nil }
    let cells = node.inputs.compactMap { input -> Double? in
      guard case .constant(let value) = builder.operation(of: input), value.cells.count == 1 else {
        return nil
      }
      return value.cells[0]
    }
    return cells.count == node.inputs.count ? cells.reduce(0, +) : nil
  }

  private func demandShares(
    _ array: ArrayTerm, along axis: Axis, what: String, at span: Span
  ) -> ArrayTerm {
    // The name of the axis is told.
    seeBeyondShape()
    let origin = Origin(span)
    let x = here(array)
    let sum = builder.reduce(.sum, x, over: [axis], origin: origin)
    let off = builder.unary(
      .abs,
      builder.binary(
        .subtract, sum, builder.constant(1, element: .real, origin: origin), origin: origin),
      origin: origin)
    let near = builder.binary(
      .lessEqual, off, builder.constant(1e-9, origin: origin), origin: origin)
    let node = builder.demand(
      near, x, message: "\(what) must sum to 1 over \(name(of: axis))", axes: [:], origin: origin)
    return ArrayTerm(array.type, node, level: builders.count - 1)
  }
}
