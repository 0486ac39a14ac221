import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// How `rank` shares and orders.
private struct RankOptions {
  var ties = Ties.minimum
  var descending = false
  var tolerance = 0.0
}

extension Elaborator {
  /// Returns the arguments of `rank` that are options, and those that are not.
  private func rankOptions(
    _ builtin: Builtin, _ site: CallSite, _ scope: Scope
  ) -> (options: RankOptions, values: [Expression])? {
    var options = RankOptions()
    var values: [Expression] = []
    for (label, value) in site.arguments {
      switch label?.text {
      case nil, "x": values.append(value)
      case "ties" where builtin == .rank:
        guard let word = word(value, of: Ties.allCases.map(\.rawValue), scope) else { return nil }
        options.ties = Ties(rawValue: word) ?? .minimum
      case "order" where builtin == .rank:
        guard let word = word(value, of: ["ascending", "descending"], scope) else { return nil }
        options.descending = word == "descending"
      case "tolerance" where builtin == .rank:
        guard let number = tolerance(value, scope) else { return nil }
        options.tolerance = number
      case let other?:
        report(
          .arguments(
            "`\(builtin.rawValue)` has no argument `\(other)`", at: label?.span ?? value.span,
            hints: builtin == .rank ? ["it has `ties`, `order` and `tolerance`"] : []))
        return nil
      }
    }
    return (options, values)
  }

  /// Returns the one of `choices` that `value` names.
  private func word(_ value: Expression, of choices: [String], _ scope: Scope) -> String? {
    guard case .name(let name) = value else {
      report(.wrongType(expected: "a word", found: "an expression", at: value.span))
      return nil
    }
    var word = name.name.text
    if case .word(let passed) = scope.locals[word] { word = passed }
    if choices.contains(word) { return word }
    report(.unknownChoice(word, choices: choices, at: name.name.span))
    return nil
  }

  /// Returns the tolerance that `value` says: a fixed plain number.
  private func tolerance(_ value: Expression, _ scope: Scope) -> Double? {
    guard let array = numeric(value, scope) else { return nil }
    let type = array.type
    guard type.axes.isEmpty, type.measure.isNone || type.measure.isUnknown,
      let number = type.range.single, 0...1 ~= number
    else {
      report(
        .wrongType(
          expected: "a fixed number from 0 to 1", found: describe(type), at: value.span))
      return nil
    }
    return number
  }

  /// Returns what keeps the axis it works along: ranks, running sums.
  func along(_ builtin: Builtin, _ site: CallSite, _ scope: Scope) -> Term {
    guard let clause = site.clause, clause.isAlong, clause.axes.count == 1 else {
      return fail(
        .arguments(
          "`\(builtin.rawValue)` needs the axis it works along", at: site.span,
          hints: ["write `along` and the axis as the last argument"]))
    }
    let before = diagnostics.count
    guard let axis = axis(clause.axes[0], scope),
      hasAxesOnly(clause, builtin.rawValue)
    else {
      // An option may be a word.
      for argument in site.arguments where argument.label == nil {
        reportUnknownNames(in: argument.value, since: before, scope)
      }
      return .failed
    }
    let scope = widened(scope, over: [axis])
    guard let (options, values) = rankOptions(builtin, site, scope) else {
      return .failed
    }
    guard values.count == 1, let x = numeric(values[0], scope) else {
      return values.count == 1
        ? .failed
        : fail(.arguments("`\(builtin.rawValue)` takes one value besides its axis", at: site.span))
    }
    guard x.type.axes.contains(axis) else {
      return fail(
        .axisNotThere(
          name(of: axis), axes: x.type.axes.map { name(of: $0) }, at: clause.axes[0].span))
    }
    var type = x.type
    type.sharesAlong = nil
    if x.type.measure.elementAxis == axis.base {
      return fail(
        .measureMustGo(
          "`\(builtin.rawValue)`", "a measure of its own for each", at: values[0].span))
    }
    if builtin == .cumulate {
      type.range = type.range.lower >= 0 ? .nonNegative : .all
      return made(type, builder.along(.cumulate, here(x), axis, origin: origin(site.span, scope)))
    }
    type.element = options.ties == .average ? .real : .integer
    type.measure = .none
    type.range = Interval(1, .infinity)
    type.isOriented = false
    return made(
      type,
      builder.along(
        .rank(
          ties: options.ties, descending: options.descending, tolerance: options.tolerance),
        here(x),
        axis, origin: origin(site.span, scope)))
  }
}
