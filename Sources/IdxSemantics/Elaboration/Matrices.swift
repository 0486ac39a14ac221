import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// `true` iff `clause` names axes and nothing else; reports what `builtin` cannot heed.
  func hasAxesOnly(_ clause: ClauseSyntax, _ builtin: Builtin) -> Bool {
    guard let span = clause.condition?.span ?? clause.by?.span else {
      return true
    }
    report(.arguments("`\(builtin.rawValue)` takes all of the axis", at: span))
    return false
  }

  /// Returns the matrix that a primitive works on, and the axis of its rows, whose twin is that of its
  /// columns.
  private func matrix(
    _ builtin: Builtin, _ site: CallSite, _ scope: Scope
  ) -> (value: ArrayTerm, axis: Axis, twin: Axis)? {
    guard let clause = site.clause, clause.axes.count == 1, site.arguments.count == 1 else {
      report(
        .arguments(
          "`\(builtin.rawValue)` takes one matrix and the axis of it, after `over`", at: site.span))
      return nil
    }
    guard let axis = axis(named: clause.axes[0], scope), hasAxesOnly(clause, builtin),
      let x = numeric(site.arguments[0].value, widened(scope))
    else { return nil }
    let twin = Axis(Int(axis.base), primes: Int(axis.primes) + 1)
    guard x.type.axes.contains(axis), x.type.axes.contains(twin) else {
      report(
        .axisNotThere(
          name(of: x.type.axes.contains(axis) ? twin : axis),
          axes: x.type.axes.map { name(of: $0) }, at: site.span))
      return nil
    }
    guard !x.type.isOptional else {
      report(.missingNotAllowed("the matrix", at: site.arguments[0].value.span))
      return nil
    }
    return (x, axis, twin)
  }

  /// Returns the principal eigenvalue and eigenvector of a positive matrix over an axis and its twin.
  func principal(_ site: CallSite, _ scope: Scope) -> Term {
    guard let (x, axis, twin) = matrix(.principal, site, scope) else { return .failed }
    let origin = origin(site.span, scope)
    let positive = Interval(0, .infinity, excludesLower: true)
    func result(_ number: Int) -> Term {
      made(
        ValueType(.real, range: positive),
        builder.primitive(
          .principal, [here(x)], axes: [axis, twin], result: number, origin: origin))
    }
    return .record([("value", result(0)), ("vector", result(1))])
  }

  /// Returns the eigenvalues and eigenvectors of a symmetric matrix over an axis and its twin.
  func eigen(_ site: CallSite, _ scope: Scope) -> Term {
    guard let (x, axis, twin) = matrix(.eigen, site, scope) else { return .failed }
    guard x.type.measure.elementAxis == nil else {
      return fail(
        .measureMustGo("`eigen`", "\(x.type.measure)", at: site.arguments[0].value.span))
    }
    let origin = origin(site.span, scope)
    let axes = [axis, twin, components(of: axis)]
    func result(_ number: Int, _ type: ValueType) -> Term {
      made(type, builder.primitive(.eigen, [here(x)], axes: axes, result: number, origin: origin))
    }
    return .record([
      ("values", result(0, ValueType(.real, measure: x.type.measure))),
      ("vectors", result(1, ValueType(.real, range: Interval(-1, 1)))),
    ])
  }
}
