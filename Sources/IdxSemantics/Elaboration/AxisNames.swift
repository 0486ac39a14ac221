import IdxDiagnostics
import IdxPlan
import IdxSyntax

// The one reading of the names of axes, wherever one may be named.
extension Elaborator {
  /// Returns the axis that `path` names, with its primes, reporting where there is none.
  func axis(_ path: Path, _ scope: Scope) -> Axis? {
    guard let base = unprimed(path, scope) else { return nil }
    if path.names.count > 1, let early = path.names.dropLast().first(where: { $0.primes > 0 }) {
      report(
        .arguments("the prime of a twin stands behind the whole name of its axis", at: early.span))
      return nil
    }
    return twin(of: base, path.primes, at: path.span)
  }

  private func unprimed(_ path: Path, _ scope: Scope) -> Axis? {
    if path.names.count == 1, let local = scope.axes[path.names[0].text] { return local }
    guard
      let (id, rest) = resolve(
        path, in: scope.module, as: "axis", also: scope.axes.keys.sorted()),
      let symbol = symbol(id)
    else { return nil }
    guard symbol.kind.isAxis else {
      report(
        .wrongKind(
          symbol.name, expected: "the name of an axis", found: symbol.kind.phrase,
          at: path.span))
      return nil
    }
    if symbol.kind.isIndex { return indexAxis(id, rest, at: path) }
    if let extra = rest.first {
      report(.unknownMember(extra.text, of: "the axis \(symbol.name)", at: extra.span, known: []))
      return nil
    }
    return axis(of: id)
  }

  /// Returns the axis of the children of a group of the index `id`, or of the `leaves` below it.
  private func indexAxis(_ id: SymbolID, _ rest: [Name], at path: Path) -> Axis? {
    guard let model = indexModel(id) else { return nil }
    let isLeaves = rest.last?.text == Self.leaves
    let names = isLeaves ? rest.dropLast() : rest
    guard let node = findGroup(names, in: model, at: path) else { return nil }
    return nodeAxis(isLeaves ? .leaves(below: node) : .children(of: node), of: id, model)
  }

  /// The word that names the axis of all indicators below a group.
  static let leaves = "leaves"

  /// Returns the group of `model` at `names`, reporting where `path`, which they end, names none.
  private func findGroup(_ names: [Name], in model: IndexModel, at path: Path) -> Int? {
    if names.last?.text == "children", case .missing = model.find(names.map(\.text)) {
      let group = path.prefix(path.names.count - 1).text
      let primes = String(repeating: "'", count: path.primes)
      report(.childrenNamed(of: group, primes: primes, at: path.span))
      return nil
    }
    let place = names.last.map { names[0].span.union($0.span) } ?? path.span
    guard let node = find(names, in: model, at: place, also: [Self.leaves]) else { return nil }
    guard model.nodes[node].isIndicator else { return node }
    report(
      .wrongKind(
        path.text, expected: "the name of an axis", found: "an indicator, which has no parts",
        at: path.span))
    return nil
  }

  /// Returns the node of `model` at `names` (the root where there are none, or by its name),
  /// reporting its absence; `words` may stand there as well.
  func find(_ names: [Name], in model: IndexModel, at span: Span, also words: [String] = [])
    -> Int?
  {
    if names.isEmpty || names.count == 1 && names[0].text == model.name { return 0 }
    switch model.find(names.map(\.text)) {
    case .found(let node): return node
    case .ambiguous(let nodes):
      report(
        .ambiguousName(
          names.map(\.text).joined(separator: "."), candidates: nodes.map { model.nodes[$0].path },
          at: span))
    case .missing(let nearest):
      report(
        .unknownElement(
          names.map(\.text).joined(separator: "."), of: "the index \(model.name)", at: span,
          nearest: nearest ?? Suggestion.nearest(names.last?.text ?? "", in: words)))
    }
    return nil
  }

  private func twin(of axis: Axis, _ primes: Int, at span: @autoclosure () -> Span) -> Axis? {
    let twin = axis.twin(primes)
    if twin.primes <= Self.mostPrimes { return twin }
    report(.arguments("twins of twins nest \(Self.mostPrimes) deep at most", at: span()))
    return nil
  }

  private static let mostPrimes = 8

  /// Returns the twin of `term`, which `name` with its primes has named: only axes have twins.
  func twin(of term: Term, _ name: Name) -> Term {
    switch term {
    case .failed: return .failed
    case .axis(let axis):
      return twin(of: axis, name.primes, at: name.span).map { .axis($0) } ?? .failed
    default:
      return fail(
        .wrongKind(
          name.text, expected: "an axis before the prime", found: describe(term), at: name.span))
    }
  }
}

// Names of axes in expressions.
extension Elaborator {
  /// `true` iff `expression` is the name of an axis, and nothing nearer has that name.
  func namesAxis(_ expression: Expression, _ scope: Scope) -> Bool {
    guard let first = first(of: expression), scope.locals[first.text] == nil else { return false }
    if scope.axes[first.text] != nil { return Path(expression)?.names.count == 1 }
    return Path(expression).map { namesAxis($0, in: scope.module) } ?? false
  }

  /// `true` iff `path` names an axis that is declared, or one of an index.
  func namesAxis(_ path: Path, in module: Int) -> Bool {
    guard let (id, rest) = start(of: path, in: module), let kind = symbol(id)?.kind, kind.isAxis
    else { return false }
    return rest.isEmpty || kind.isIndex && axisLength(rest, of: id) == rest.count
  }

  /// Returns what `member` is where it begins with the name of an index: an axis of it, or an
  /// attribute of one, as `Livable.economy.direction`; `nil` where it begins with anything else.
  func indexMember(_ member: MemberExpression, _ scope: Scope) -> Term? {
    guard let first = first(of: .member(member)), scope.locals[first.text] == nil,
      scope.axes[first.text] == nil, let path = Path(.member(member)),
      let (id, rest) = start(of: path, in: scope.module), symbol(id)?.kind.isIndex == true
    else { return nil }
    used.insert(id)
    guard indexModel(id) != nil else { return .failed }
    let length = axisLength(rest, of: id)
    let names = path.names.prefix(path.names.count - rest.count + length)
    guard length < rest.count, Self.indicatorAttributes.contains(rest[length].text) else {
      return axis(path, scope).map { .axis($0) } ?? .failed
    }
    guard let axis = axis(path.prefix(names.count), scope) else { return .failed }
    return rest[length...].reduce(.axis(axis)) { self.member($1, of: $0, member.node.span, scope) }
  }

  /// Returns the first name of a path that is written as `expression`.
  private func first(of expression: Expression) -> Name? {
    var rest = expression
    while case .member(let member) = rest {
      guard let base = member.base else { return nil }
      rest = base
    }
    if case .name(let name) = rest { return name.name }
    return nil
  }

  /// Returns the symbol with which `path` begins, if there is one, and the names behind it.
  func start(of path: Path, in module: Int) -> (SymbolID, rest: [Name])? {
    let names = path.names
    if let (imported, _) = modules[module]?.imports.first(where: { $0.alias == names[0].text }) {
      guard names.count > 1, let index = tables[imported]?.byName[names[1].text] else { return nil }
      return (SymbolID(module: imported, index: index), Array(names.dropFirst(2)))
    }
    return resolve(names[0].text, in: module).map { ($0, Array(names.dropFirst())) }
  }

  /// Returns how many of `names`, from the first on, name an axis of the index `id`.
  private func axisLength(_ names: [Name], of id: SymbolID) -> Int {
    guard let model = indexModel(id) else { return 0 }
    let texts = names.map(\.text)
    return (1...max(texts.count, 1)).last { length in
      guard length <= texts.count else { return false }
      let part = texts[length - 1] == Self.leaves ? texts.prefix(length - 1) : texts.prefix(length)
      if part.isEmpty || part.count == 1 && part[0] == model.name { return true }
      guard case .found(let node) = model.find(Array(part)) else { return false }
      return !model.nodes[node].isIndicator
    } ?? 0
  }
}
