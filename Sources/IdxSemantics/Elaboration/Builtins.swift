import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// What the language cannot say itself, by the names under which the standard library declares it
/// `external`. A test holds the two together.
public enum Builtin: String, CaseIterable, Sendable {
  case abs, sqrt, exp, ln, log10, sin, cos, atan, atan2, floor, round, min, max, clamp, number,
    present, normal_quantile
  case sum, product, mean, count, any, all, first, last, argmin, argmax, nth, quantile
  case rank, cumulate
  case principal, eigen
  case solve, inverse, logDeterminant = "log_determinant", leastSquares = "least_squares"
  case linearProgram = "linear_program"
  case naturalBreaks = "natural_breaks", kMeans = "k_means", varimax
  case normalCDF = "normal_cdf"
  case studentTail = "student_tail", fisherTail = "fisher_tail"
  case chiSquareTail = "chi_square_tail"
}

extension Elaborator {
  /// Returns the result of the external `method` on `site`.
  func builtin(_ method: CalledMethod, _ site: CallSite, _ scope: Scope) -> Term {
    guard let builtin = method.builtin else {
      return fail(
        .wrongKind(
          method.name, expected: "a method with a body", found: "unknown to this version",
          at: site.span))
    }
    if let axis = scope.combined, site.clause == nil, site.arguments.isEmpty,
      let x = site.supplied["x"]?.array,
      let result = combination(builtin, x, over: axis, site.span, scope)
    {
      return result
    }
    // The axis that a step removes is not that of methods called in the arguments or in a condition.
    var scope = scope
    scope.combined = nil
    switch builtin {
    case .abs, .sqrt, .exp, .ln, .log10, .sin, .cos, .atan, .floor, .number, .present,
      .normal_quantile:
      return unary(builtin, site, scope)
    case .atan2, .round, .clamp: return several(builtin, site, scope)
    case .min, .max:
      return site.clause == nil ? extreme(builtin, site, scope) : reduction(builtin, site, scope)
    case .sum, .product, .mean, .count, .any, .all, .first, .last, .argmin, .argmax, .nth,
      .quantile:
      return reduction(builtin, site, scope)
    case .rank, .cumulate: return along(builtin, site, scope)
    case .principal, .eigen, .solve, .inverse, .logDeterminant, .leastSquares, .linearProgram,
      .naturalBreaks, .kMeans, .varimax, .normalCDF, .studentTail, .fisherTail,
      .chiSquareTail:
      guard let primitive = Primitive(rawValue: method.name) else { return .failed }
      return self.primitive(primitive, method.declaration, site, scope)
    }
  }

  /// Returns the terms of the arguments of an external method that are not options.
  private func values(
    _ builtin: Builtin, _ count: ClosedRange<Int>, _ site: CallSite, _ scope: Scope
  ) -> [Term]? {
    guard let arguments = ordered(site.arguments, of: builtin) else { return nil }
    var result: [Term] = []
    for value in arguments {
      let term = self.term(value, scope)
      if term.isFailed { return nil }
      result.append(term)
    }
    guard count.contains(result.count) else {
      let wanted =
        count.lowerBound == count.upperBound
        ? "\(count.lowerBound)" : "at least \(count.lowerBound)"
      report(
        .arguments(
          "`\(builtin.rawValue)` takes \(wanted) argument\(wanted == "1" ? "" : "s"), and this gives \(result.count)",
          at: site.span))
      return nil
    }
    return result
  }

  /// Returns `arguments` in the order of the inputs that the library declares for `builtin`, by their
  /// labels; `nil` after a report where a label fits none.
  func ordered(
    _ arguments: [(label: Name?, value: Expression)], of builtin: Builtin
  ) -> [Expression]? {
    guard arguments.contains(where: { $0.label != nil }),
      let id = standardSymbol(builtin.rawValue), case .method(let method)? = symbol(id)?.kind
    else { return arguments.map(\.value) }
    let names = method.inputs.compactMap(\.name?.text)
    var places = [Expression?](repeating: nil, count: Swift.max(names.count, arguments.count))
    for (label, value) in arguments where label != nil {
      guard let label, let place = names.firstIndex(of: label.text), places[place] == nil else {
        report(
          .arguments(
            "`\(builtin.rawValue)` has no argument `\(label?.text ?? "")` left",
            at: label?.span ?? value.span,
            hints: ["it has \(names.map { "`\($0)`" }.joined(separator: ", "))"]))
        return nil
      }
      places[place] = value
    }
    for (label, value) in arguments where label == nil {
      guard let open = places.firstIndex(where: { $0 == nil }) else { continue }
      places[open] = value
    }
    return places.compactMap { $0 }
  }

  private func unary(_ builtin: Builtin, _ site: CallSite, _ scope: Scope) -> Term {
    guard let term = values(builtin, 1...1, site, scope)?.first else { return .failed }
    if let clause = site.clause {
      return fail(.arguments("`\(builtin.rawValue)` works cell by cell", at: clause.span))
    }
    if case .family(let members, let evaluation) = term {
      return mapped(members, evaluation) { unary(builtin, $0, site, scope) }
    }
    return unary(builtin, term, site, scope)
  }

  private func unary(_ builtin: Builtin, _ term: Term, _ site: CallSite, _ scope: Scope) -> Term {
    guard let x = array(term) else {
      return fail(.wrongType(expected: "a number", found: describe(term), at: site.span))
    }
    let span = site.arguments[0].value.span
    if builtin == .present {
      return made(
        ValueType(.boolean, range: x.type.isOptional ? .all : .surelyTrue),
        builder.unary(.present, here(x), origin: origin(site.span, scope)))
    }
    guard x.type.isNumeric else {
      return fail(.wrongType(expected: "a number", found: describe(x.type), at: span))
    }
    var type = x.type
    type.isOriented = false
    type.sharesAlong = nil
    switch builtin {
    case .abs:
      type.range = magnitude(x.type.range)
    case .number:
      type.measure = .none
      type.isOriented = x.type.isOriented
      return .array(ArrayTerm(type, here(x), level: builders.count - 1))
    case .sqrt:
      if x.type.range.contradicts(.nonNegative), branches == 0 {
        return fail(
          .outOfRange(
            "what `sqrt` is taken of", expected: "\(Interval.nonNegative)",
            found: "\(x.type.range)", at: span))
      }
      type.element = .real
      type.measure = x.type.measure.raised(to: 0.5, factor: x.type.measure.factor.squareRoot())
      type.range = x.type.range.lower >= 0 ? x.type.range.mapped { $0.squareRoot() } : .nonNegative
    case .floor:
      type.element = .integer
      let (low, high) = (x.type.range.lower, x.type.range.upper)
      type.range = Interval(low.rounded(.down), high.rounded(.down))
    default:
      guard x.type.measure.isNone || x.type.measure.isUnknown else {
        return fail(.measureMustGo("`\(builtin.rawValue)`", "\(x.type.measure)", at: span))
      }
      type.element = .real
      type.measure = .none
      type.range = range(of: builtin, x.type.range)
      if builtin == .ln || builtin == .log10 {
        let allowed = Interval(0, .infinity, excludesLower: true)
        if x.type.range.contradicts(allowed), branches == 0 {
          return fail(
            .outOfRange(
              "what `\(builtin.rawValue)` is taken of", expected: "\(allowed)",
              found: "\(x.type.range)", at: span))
        }
        // The logarithm rises: what was oriented still is.
        type.isOriented = x.type.isOriented
      }
      if builtin == .exp { type.isOriented = x.type.isOriented }
    }
    guard let operation = builtin.unaryOperator else { return .failed }
    return made(type, builder.unary(operation, here(x), origin: origin(site.span, scope)))
  }

  private func magnitude(_ range: Interval) -> Interval {
    if range.lower >= 0 { return range.untouched }
    if range.upper <= 0 { return (-range).untouched }
    return Interval(0, Swift.max(-range.lower, range.upper))
  }

  private func range(of builtin: Builtin, _ x: Interval) -> Interval {
    switch builtin {
    case .exp: Interval(0, .infinity, excludesLower: true)
    case .sin, .cos: Interval(-1, 1)
    case .ln, .log10: x.lower >= 1 ? .nonNegative : x.upper <= 1 ? Interval(-.infinity, 0) : .all
    default: .all
    }
  }

  /// Returns the results of operators of two or three arguments.
  private func several(_ builtin: Builtin, _ site: CallSite, _ scope: Scope) -> Term {
    let count = builtin == .clamp ? 3...3 : builtin == .round ? 1...2 : 2...2
    guard let terms = values(builtin, count, site, scope) else { return .failed }
    if case .family(let members, let evaluation) = terms[0] {
      return mapped(members, evaluation) {
        several(builtin, [$0] + terms.dropFirst(), site, scope)
      }
    }
    return several(builtin, terms, site, scope)
  }

  private func several(
    _ builtin: Builtin, _ terms: [Term], _ site: CallSite, _ scope: Scope
  ) -> Term {
    var arrays: [ArrayTerm] = []
    for term in terms {
      guard let array = array(term), array.type.isNumeric else {
        return fail(.wrongType(expected: "a number", found: describe(term), at: site.span))
      }
      arrays.append(array)
    }
    for array in arrays.dropFirst() where !pairs(arrays[0], array, at: site.span) { return .failed }
    let origin = origin(site.span, scope)
    if builtin == .clamp {
      guard let low = extreme(.max, arrays[0], arrays[1], site.span, scope).array else {
        return .failed
      }
      guard case .array(let result) = extreme(.min, low, arrays[2], site.span, scope) else {
        return .failed
      }
      return .array(result.knowing { $0.isOriented = arrays[0].type.isOriented })
    }
    var type = arrays[0].type
    type.sharesAlong = nil
    type.isOptional = arrays.contains { $0.type.isOptional }
    if builtin == .atan2 {
      type.element = .real
      type.isOriented = false
      type.measure = .none
      type.range = Interval(-3.2, 3.2)
      return made(type, builder.binary(.atan2, here(arrays[0]), here(arrays[1]), origin: origin))
    }
    // What is rounded moves by half of the last digit at most.
    let places = arrays.count == 2 ? arrays[1].type.range.single : 0
    var half = 0.5
    for _ in 0..<Int(Swift.min(Swift.max(places ?? 0, 0), 20)) { half /= 10 }
    let isKnown = places.map { $0 >= 0 } ?? false
    type.range =
      isKnown ? Interval(type.range.lower - half, type.range.upper + half) : .all
    let digits = arrays.count == 2 ? here(arrays[1]) : builder.constant(0, origin: origin)
    return made(type, builder.binary(.round, here(arrays[0]), digits, origin: origin))
  }

  /// Returns the least or greatest of several values, cell by cell.
  private func extreme(_ builtin: Builtin, _ site: CallSite, _ scope: Scope) -> Term {
    guard let terms = values(builtin, 1...64, site, scope) else { return .failed }
    guard terms.count > 1 else {
      if case .family(let members, _) = terms[0] {
        return overFamily(builtin, members, site, scope)
      }
      return fail(
        .arguments(
          "`\(builtin.rawValue)` of one value needs an axis", at: site.span,
          hints: ["write `\(builtin.rawValue)(…, over …)`, or give two values"]))
    }
    var result: ArrayTerm?
    for term in terms {
      guard let array = array(term) else {
        return fail(.wrongType(expected: "a number", found: describe(term), at: site.span))
      }
      guard let before = result else {
        result = array
        continue
      }
      result = extreme(builtin, before, array, site.span, scope).array
      if result == nil { return .failed }
    }
    return result.map { .array($0) } ?? .failed
  }

  /// Returns the least or greatest value of a family of single numbers: over all groups.
  private func overFamily(
    _ builtin: Builtin, _ members: [(node: Int, term: Term)], _ site: CallSite, _ scope: Scope
  ) -> Term {
    var result: ArrayTerm?
    for member in members {
      guard var array = array(member.term), array.type.isNumeric,
        let operation = builtin.reductionOperator
      else {
        return fail(
          .wrongType(
            expected: "numbers for each group", found: describe(member.term), at: site.span))
      }
      // Raters and periods are part of "all", too.
      if !array.type.axes.isEmpty {
        let node = builder.reduce(
          operation, here(array), over: array.type.axes, origin: origin(site.span, scope))
        guard let whole = made(array.type, node).array else { return .failed }
        array = whole
      }
      result = result.map { extreme(builtin, $0, array, site.span, scope).array } ?? array
    }
    return result.map { .array($0) } ?? .failed
  }

  private func extreme(
    _ builtin: Builtin, _ x: ArrayTerm, _ y: ArrayTerm, _ span: Span, _ scope: Scope
  ) -> Term {
    for array in [x, y] where !array.type.isNumeric {
      return fail(.wrongType(expected: "a number", found: describe(array.type), at: span))
    }
    guard pairs(x, y, at: span), var type = joined(x.type, y.type, at: span) else { return .failed }
    let z = converted(y, to: x.type.measure, at: span)
    let a = x.type.isNothing ? z.type.range : x.type.range
    let b = z.type.isNothing ? a : z.type.range
    type.range =
      builtin == .min
      ? Interval(Swift.min(a.lower, b.lower), Swift.min(a.upper, b.upper))
      : Interval(Swift.max(a.lower, b.lower), Swift.max(a.upper, b.upper))
    type.range.excludesLower =
      builtin == .max
      ? (a.lower >= b.lower ? a.excludesLower : b.excludesLower)
      : a.excludesLower && b.excludesLower
    return made(
      type,
      builder.binary(
        builtin == .min ? .minimum : .maximum, here(x), here(z), origin: origin(span, scope)))
  }
}

extension Builtin {
  /// The operator of the plan that does the same cell by cell.
  var unaryOperator: IdxPlan.UnaryOperator? {
    switch self {
    case .abs: .abs
    case .sqrt: .sqrt
    case .exp: .exp
    case .ln: .ln
    case .log10: .log10
    case .sin: .sin
    case .cos: .cos
    case .atan: .atan
    case .floor: .floor
    case .normal_quantile: .normalQuantile
    default: nil
    }
  }

  /// The operator of the plan that removes axes.
  var reductionOperator: ReductionOperator? {
    switch self {
    case .sum: .sum
    case .product: .product
    case .mean: .mean
    case .min: .minimum
    case .max: .maximum
    case .count: .count
    case .any: .any
    case .all: .all
    case .first: .first
    case .last: .last
    case .argmin: .argmin
    case .argmax: .argmax
    case .nth: .nth
    case .quantile: .quantile(type: 7)
    default: nil
    }
  }
}
