import IdxDiagnostics
import IdxPlan
import IdxSyntax

// Hierarchies.
extension ReferenceWalk {
  func walk(_ index: IndexDeclaration, _ scope: LexicalScope) {
    for node in index.nodes { walk(node, of: symbol(declaredBy: index.name), scope) }
  }

  /// Adds the names of `node`, which is written in the index or variant `owner`.
  private func walk(_ node: IndexNode, of owner: SymbolID?, _ scope: LexicalScope) {
    let kind: ReferenceKind
    switch node {
    case .group(let group):
      kind = .group
      if let like = group.like, let owner { walk(like: like, of: owner) }
      for inner in group.nodes { walk(inner, of: owner, scope) }
    case .indicator(let indicator):
      kind = .indicator
      walk(indicator, scope)
    }
    guard let name = node.name else { return }
    // A hierarchy that was not worked out still has its names.
    let known = nodesByPlace[name.span].map {
      ReferenceTarget.node(index: $0.index, position: $0.position)
    }
    add(name, known ?? .local(name.tokenSpan), kind, isDeclaration: true)
  }

  private func walk(_ indicator: IndicatorSyntax, _ scope: LexicalScope) {
    walk(indicator.gradedBy, scope)
    let read = indicator.name.flatMap { facts.table(readBy: $0.span) }
    let table = read ?? self.table(for: indicator, scope)
    if let source = indicator.source, let table {
      add(source, .column(table: table, name: source.text), .column)
    }
    if let formula = indicator.formula {
      var inner = scope
      inner.data = table
      walk(formula, inner)
    }
  }

  /// Returns the table of the module that an indicator without evaluation is meant for: the first that has most
  /// of the columns that it may name.
  private func table(for indicator: IndicatorSyntax, _ scope: LexicalScope) -> SymbolID? {
    var names = [indicator.source?.text].compactMap(\.self)
    if let formula = indicator.formula { names += Self.names(in: formula.node) }
    let fits = (elaborator.tables[scope.module]?.symbols ?? []).compactMap { symbol in
      guard case .data = symbol.kind else { return nil as (id: SymbolID, count: Int)? }
      return (symbol.id, names.count { hasColumn($0, symbol.id) })
    }
    let most = fits.map(\.count).max() ?? 0
    return most == 0 ? nil : fits.first { $0.count == most }?.id
  }

  private static func names(in node: Node) -> [String] {
    let own = node.kind == .nameExpression ? Name(node).map { [$0.text] } ?? [] : []
    return own + node.children.flatMap { names(in: $0) }
  }

  /// Adds the names of the group whose nodes are repeated: one of the index, or for what a variant adds of its
  /// base.
  private func walk(like path: Path, of owner: SymbolID) {
    for id in [owner, base(ofVariant: owner)].compactMap(\.self) {
      guard let model = elaborator.knownHierarchy(id), let node = node(path.names, in: model) else {
        continue
      }
      return add(path.names, endingAt: node, of: id, model)
    }
  }

  /// Returns the node of `model` that `names` lead to.
  private func node(_ names: [Name], in model: IndexModel) -> Int? {
    if case .found(let node) = model.find(names.map(\.text)) { node } else { nil }
  }

  /// Returns the index that the variant `id` changes, or the evaluation `id`, which is made with another.
  private func base(ofVariant id: SymbolID) -> SymbolID? {
    switch elaborator.symbol(id)?.kind {
    case .variant(let variant):
      return variant.base.flatMap { elaborator.start(of: $0, in: id.module)?.0 }
    case .evaluation(let evaluation):
      if let path = evaluation.index { return elaborator.start(of: path, in: id.module)?.0 }
      let base = evaluation.base.flatMap { elaborator.start(of: $0, in: id.module)?.0 }
      return base.flatMap { elaborator.composition($0)?.indexID }
    default: return nil
    }
  }
}

// Variants.
extension ReferenceWalk {
  func walk(_ variant: VariantDeclaration, _ scope: LexicalScope) {
    walk(variant.base, scope)
    add(word: variant.policy)
    guard let id = symbol(declaredBy: variant.name) else { return }
    walk(variant.changes, of: id, scope)
  }

  /// Adds the names in `changes`, which the variant or the evaluation `id` makes.
  func walk(_ changes: [ChangeSyntax], of id: SymbolID, _ scope: LexicalScope) {
    for change in changes {
      switch change.content {
      case nil: break
      case .remove(let path), .weight(let path, _): walk(path.names, changedBy: id)
      case .add(let path, let node):
        if let path { walk(path.names, changedBy: id) }
        walk(node, of: id, scope)
      case .replace(let path, let node):
        walk(path.names, changedBy: id)
        walk(node, of: id, scope)
      case .move(let path, let target):
        walk(path.names, changedBy: id)
        walk(target.names, changedBy: id)
      }
    }
  }

  /// Adds the names of a node that `variant` changes: it is one of the base, one that a change has added, or
  /// the index itself.
  func walk(_ names: [Name], changedBy variant: SymbolID) {
    let text = names.map(\.text).joined(separator: ".")
    let all = [base(ofVariant: variant), variant].compactMap(\.self)
    for id in all {
      guard let model = elaborator.knownHierarchy(id), let node = node(names, in: model) else {
        continue
      }
      return add(names, endingAt: node, of: id, model)
    }
    if let id = all.first(where: { elaborator.symbol($0)?.name == text }) {
      return add(names.last, id)
    }
    // A path into what a change has moved is that of neither index: of it, the node is known.
    for id in all {
      guard let model = elaborator.knownHierarchy(id), let last = names.last,
        let node = node([last], in: model)
      else { continue }
      return add([last], endingAt: node, of: id, model)
    }
  }
}

// Judgements.
extension ReferenceWalk {
  func walk(_ judgement: JudgementDeclaration, _ scope: LexicalScope) {
    walk(judgement.subject, scope)
    walk(judgement.per, scope)
    walk(judgement.scale, scope)
    var raters: SymbolID?
    if let path = judgement.raters, let name = path.names.first {
      raters = symbol(declaredBy: name) ?? elaborator.resolve(name.text, in: scope.module)
      if let raters {
        add(name, raters, isDeclaration: elaborator.symbol(raters)?.span == name.span)
      }
    }
    let scale = judgement.scale.flatMap { elaborator.start(of: $0, in: scope.module)?.0 }
    let comparisons = ComparisonPlaces(
      things: things(of: judgement, scope), per: axis(judgement.per, scope), raters: raters,
      scale: scale)
    walk(judgement.comparisons, 0, comparisons)
  }

  /// What a judgement is about.
  private enum Things {
    case index(SymbolID, IndexModel)
    case axis(Axis)
  }

  private struct ComparisonPlaces {
    let things: Things?
    let per: Axis?
    let raters: SymbolID?
    let scale: SymbolID?
  }

  private func things(of judgement: JudgementDeclaration, _ scope: LexicalScope) -> Things? {
    guard let path = judgement.subject,
      let (id, rest) = elaborator.start(of: path, in: scope.module)
    else { return nil }
    if rest.last?.text != Elaborator.leaves, let model = elaborator.indexModel(id) {
      return .index(id, model)
    }
    return axis(path, scope).map { .axis($0) }
  }

  private func axis(_ path: Path?, _ scope: LexicalScope) -> Axis? {
    path.flatMap { elaborator.axis($0, Scope(module: scope.module)) }
  }

  /// Adds the names of `comparisons` of the children of `group`, or of the elements of an axis.
  private func walk(_ comparisons: [ComparisonSyntax], _ group: Int?, _ places: ComparisonPlaces) {
    for comparison in comparisons {
      switch comparison {
      case .pair(let pair):
        for name in [pair.left].compactMap(\.self) + pair.rights {
          walk(thing: name, group, places)
        }
        for value in pair.values { walk(value, places) }
      case .at(let at): walk(at, group, places)
      case .rater(let rater):
        if let name = rater.name, let raters = places.raters {
          let target = ReferenceTarget.element(axis: raters, code: name.text)
          add(
            name, target, .element, isDeclaration: facts.definition(of: target) == name.tokenSpan)
        } else {
          add(word: rater.name)
        }
        walk(rater.comparisons, group, places)
      }
    }
  }

  private func walk(_ at: AtSyntax, _ group: Int?, _ places: ComparisonPlaces) {
    guard let path = at.path else { return }
    var inner: Int?
    switch places.things {
    case .index(let id, let model):
      inner = self.group(path.names, in: model, around: group)
      if let inner { add(path.names, endingAt: inner, of: id, model) }
    case .axis:
      if let per = places.per, let name = path.names.last {
        add(element: path.text, of: per, at: name.tokenSpan)
      }
    case nil: break
    }
    walk(at.comparisons, inner, places)
  }

  /// Returns the group that `names` lead to, below the group around first.
  private func group(_ names: [Name], in model: IndexModel, around: Int?) -> Int? {
    let path = names.map(\.text).joined(separator: ".")
    if let around, around != 0 {
      let inner = "\(model.nodes[around].path).\(path)"
      if let node = model.nodes.first(where: { $0.path == inner }) { return node.id }
    }
    return node(names, in: model) ?? (path == model.name ? 0 : nil)
  }

  private func walk(thing name: Name, _ group: Int?, _ places: ComparisonPlaces) {
    switch places.things {
    case .index(let id, let model):
      guard let group,
        let child = model.nodes[group].children.first(where: { model.nodes[$0].code == name.text })
      else { return }
      add([name], endingAt: child, of: id, model)
    case .axis(let axis):
      // What the axis does not have is no element of it.
      guard elaborator.axisInfos[Int(axis.base)].codes?.contains(name.text) == true else { return }
      add(element: name.text, of: axis, at: name.tokenSpan)
    case nil: break
    }
  }

  private func walk(_ value: ComparisonValue, _ places: ComparisonPlaces) {
    guard case .word(let name)? = value.content, let scale = places.scale else { return }
    add(name, .grade(scale: scale, code: name.text), .grade)
  }
}
