import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns the axes that the axis variables of `method` stand for in a call with `arguments`.
  func bindAxes(
    _ method: CalledMethod, _ arguments: Arguments, _ site: CallSite, _ scope: Scope
  ) -> [String: Axis]? {
    let name = method.name
    var result: [String: Axis] = [:]
    for (variable, axis) in site.axes {
      let own = method.axes.filter { $0.syntax.base == nil }.compactMap(\.name)
      guard own.contains(variable.text) else {
        report(
          .unknownMember(
            variable.text, of: "the signature of `\(name)`", at: variable.span,
            known: own))
        return nil
      }
      result[variable.text] = axis
    }
    if let axis = scope.combined, let first = method.axes.first?.name, result[first] == nil {
      result[first] = axis
    }
    var named = site.clause?.axes ?? []
    for variable in method.axes where variable.syntax.clause != .none {
      guard let variableName = variable.name, result[variableName] == nil else { continue }
      guard !named.isEmpty else {
        report(
          .arguments(
            "`\(name)` needs the axis it works on", at: site.span,
            hints: [
              "write `\(variable.syntax.clause == .along ? "along" : "over") …` as the last argument"
            ]))
        return nil
      }
      guard let axis = axis(named.removeFirst(), scope) else { return nil }
      result[variableName] = axis
    }
    if let extra = named.first {
      report(.arguments("`\(name)` does not work over \(extra.text)", at: extra.span))
      return nil
    }
    for variable in method.axes where variable.syntax.base == nil {
      guard let variableName = variable.name, result[variableName] == nil else { continue }
      guard
        let axis = axis(for: variableName, variable.kind, method, arguments, result, site, scope)
      else { return nil }
      result[variableName] = axis
    }
    return makeAxes(of: method, &result) ? result : nil
  }

  /// Adds the axes that a call of `method` makes of those in `axes`. Returns `false`, after a report,
  /// where one cannot be made.
  func makeAxes(of method: CalledMethod, _ axes: inout [String: Axis]) -> Bool {
    for variable in method.axes {
      guard let name = variable.name, let base = variable.syntax.base else { continue }
      guard isComponents(variable.syntax.kind) else { return false }
      guard let axis = axes[base.text], base.text != name else {
        report(
          .unknownName(
            base.text, "axis", at: base.span,
            nearest: Suggestion.nearest(base.text, in: axes.keys.sorted())))
        return false
      }
      axes[name] = components(of: axis)
    }
    return true
  }

  private func axis(
    for variableName: String, _ kind: AxisKind?, _ method: CalledMethod, _ arguments: Arguments,
    _ bound: [String: Axis], _ site: CallSite, _ scope: Scope
  ) -> Axis? {
    for input in method.inputs {
      guard let inputName = input.name, let argument = arguments[input] else { continue }
      if input.syntax.isInto, inputName == variableName, case .axis(let axis) = argument {
        return axis
      }
      guard let type = input.syntax.type else { continue }
      if type.element?.text == variableName, let array = array(argument),
        case .element(let axis) = array.type.element
      {
        return axis
      }
      let primes = type.axes.compactMap(\.name).filter { $0.text == variableName }.map(\.primes)
      guard !primes.isEmpty else { continue }
      var found = axes(of: argument)
      if primes.count > 1 { found = twins(in: found) }
      let taken = Set(bound.values.map(\.base))
      let fits = fitting(found.filter { !taken.contains($0.base) }, kind, scope)
      let bases = Set(fits.map(\.base))
      if bases.count == 1, let first = fits.min(by: { $0.primes < $1.primes }) { return first }
      if bases.count > 1 {
        report(
          .axisNotFound(
            variableName, kind: kind?.rawValue ?? "any kind", method: method.name,
            candidates: bases.sorted().map { self.name(of: Axis(Int($0))) }, at: site.span))
        return nil
      }
    }
    readsOfStep += 1
    seeBeyondShape()
    let ambient = fitting(scope.ambient, kind, scope)
    if ambient.count == 1 { return ambient[0] }
    report(
      .axisNotFound(
        variableName, kind: kind?.rawValue ?? "any kind", method: method.name, candidates: [],
        at: site.span))
    return nil
  }

  /// Returns the axes of an argument; those of its first part where it is a record.
  func axes(of term: Term) -> [Axis] {
    switch term {
    case .record(let fields): fields.first.map { axes(of: $0.term) } ?? []
    default: array(term)?.type.axes ?? []
    }
  }

  /// Returns the first of each pair of an axis and its twin.
  private func twins(in axes: [Axis]) -> [Axis] {
    axes.filter { axis in axes.contains { $0.base == axis.base && $0.primes > axis.primes } }
  }

  /// Returns those of `axes` that are meant by `kind`: parts may stand for indicators, and the like,
  /// but not beside what is of the kind itself.
  private func fitting(_ axes: [Axis], _ kind: AxisKind?, _ scope: Scope) -> [Axis] {
    let exact = axes.filter { self.kind(of: $0, scope) == kind }
    return exact.isEmpty ? axes.filter { matches($0, kind, scope) } : exact
  }

  private func kind(of axis: Axis, _ scope: Scope) -> AxisKind? {
    scope.kinds[axis.unprimed] ?? axisInfos[Int(axis.base)].kind
  }

  private func matches(_ axis: Axis, _ kind: AxisKind?, _ scope: Scope) -> Bool {
    guard let kind else { return true }
    let found = self.kind(of: axis, scope)
    switch kind {
    case .compared: return true
    case .categories: return found == .categories || found == .objects
    case .indicators: return found == .indicators || found == .parts
    case .parts: return found == .parts || found == .indicators
    default: return found == kind
    }
  }
}
