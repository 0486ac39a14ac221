import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// A declaration in a hierarchy of calls or of variants.
public struct HierarchyItem: Hashable, Sendable {
  /// What is declared.
  public let symbol: OutlineSymbol
  /// The file, `std/…` for one of the library.
  public let path: String

  /// Creates the item of `symbol` in the file at `path`.
  public init(symbol: OutlineSymbol, path: String) {
    self.symbol = symbol
    self.path = path
  }
}

/// A declaration that calls, or is called, with the places of the calls.
public struct HierarchyCall: Hashable, Sendable {
  /// The declaration at the other end.
  public let item: HierarchyItem
  /// The places of the names of what is called, in the file of the caller.
  public let places: [Range<Int>]
}

// Calls.
extension Workspace {
  /// Returns the method or evaluation that the name at `offset` of the document `path` stands for; elsewhere
  /// the declaration around it, if it calls something.
  public func callItem(
    at offset: Int, in path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> HierarchyItem? {
    guard let names = names(of: path, isCancelled: isCancelled),
      let reference = names.reference(at: offset)
    else { return nil }
    guard [.method, .evaluation].contains(reference.kind),
      let span = names.model.facts.definition(of: reference.target)
    else { return nil }
    return item(declaredAt: span, in: names)
  }

  /// Returns the methods that `item` calls.
  public func callees(
    of item: HierarchyItem, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [HierarchyCall]? {
    guard let names = names(of: item.path, isCancelled: isCancelled) else { return nil }
    var calls: [(HierarchyItem, Range<Int>)] = []
    for call in names.model.facts.calls(in: 0) where holds(item.symbol.range, call.span.range) {
      guard let span = names.model.symbol(call.method)?.span,
        let callee = self.item(declaredAt: span, in: names)
      else { continue }
      calls.append((callee, call.callee.range))
    }
    return grouped(calls)
  }

  /// Returns the declarations of the workspace that call `item`, and for a method of the library those
  /// of its own file.
  public func callers(
    of item: HierarchyItem, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [HierarchyCall]? {
    let wanted = FilePlace(canonical(item.path), item.symbol.selection)
    let name = Array(item.symbol.name.utf8)
    var calls: [(HierarchyItem, Range<Int>)] = []
    for path in Set(models + [item.path]).sorted() {
      if isCancelled() { return nil }
      guard let document = document(path), document.bytes.contains(subsequence: name),
        let names = names(of: path, isCancelled: isCancelled)
      else { continue }
      for call in names.model.facts.calls(in: 0) {
        guard let span = names.model.symbol(call.method)?.span, let place = names.place(span),
          FilePlace(canonical(place.path), place.range) == wanted,
          let caller = self.caller(at: call.span, in: names)
        else { continue }
        calls.append((caller, call.callee.range))
      }
    }
    return grouped(calls)
  }

  private func holds(_ range: Range<Int>, _ part: Range<Int>) -> Bool {
    range.lowerBound <= part.lowerBound && part.upperBound <= range.upperBound
  }

  /// Returns `calls` by the declaration at their other end, in the order of the first of each.
  private func grouped(_ calls: [(HierarchyItem, Range<Int>)]) -> [HierarchyCall] {
    var order: [HierarchyItem] = []
    var places: [HierarchyItem: [Range<Int>]] = [:]
    for (item, range) in calls {
      if places[item] == nil { order.append(item) }
      // The body of a method may have been walked for several calls.
      if places[item]?.contains(range) != true { places[item, default: []].append(range) }
    }
    return order.map { HierarchyCall(item: $0, places: places[$0] ?? []) }
  }

  /// Returns the declaration of the document of `names` that holds `span`.
  private func caller(at span: Span, in names: ModelNames) -> HierarchyItem? {
    let path = canonical(names.document.path)
    return names.document.outline.first { holds($0.range, span.range) }
      .map { HierarchyItem(symbol: $0, path: path) }
  }

  /// Returns the declaration whose name is at `span`, as it can be asked for later.
  private func item(declaredAt span: Span, in names: ModelNames) -> HierarchyItem? {
    guard let place = names.place(span), let tree = names.model.module(of: span.file)?.tree
    else { return nil }
    return tree.outline.first { $0.selection == place.range }
      .map { HierarchyItem(symbol: $0, path: canonical(place.path)) }
  }
}

// Variants.
extension Workspace {
  /// Returns the index, variant or evaluation that the name at `offset` of the document `path` stands for.
  public func typeItem(
    at offset: Int, in path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> HierarchyItem? {
    guard let names = names(of: path, isCancelled: isCancelled),
      let reference = names.reference(at: offset), [.index, .evaluation].contains(reference.kind),
      let span = names.model.facts.definition(of: reference.target)
    else { return nil }
    return item(declaredAt: span, in: names)
  }

  /// Returns the index from which the variant `item` is made, or the evaluation with which another is; none
  /// for what is made from nothing.
  public func bases(
    of item: HierarchyItem, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [HierarchyItem]? {
    guard let names = names(of: item.path, isCancelled: isCancelled) else { return nil }
    return variants(in: names).filter { $0.name.range == item.symbol.selection }.compactMap {
      self.item(declaredAt: $0.base, in: names)
    }
  }

  /// Returns the variants of the workspace that are made from `item`, or the evaluations that are made with it.
  public func variants(
    of item: HierarchyItem, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [HierarchyItem]? {
    let wanted = FilePlace(canonical(item.path), item.symbol.selection)
    var result: [HierarchyItem] = []
    for path in Set(models + [item.path]).sorted() {
      if isCancelled() { return nil }
      guard let document = document(path), document.tree.model.hasBases,
        let names = names(of: path, isCancelled: isCancelled)
      else { continue }
      for variant in variants(in: names) {
        guard let place = names.place(variant.base),
          FilePlace(canonical(place.path), place.range) == wanted
        else { continue }
        if let item = self.item(declaredAt: variant.name, in: names) { result.append(item) }
      }
    }
    return result
  }

  /// Returns the variants of the document of `names`, and its evaluations that are made with others, with the
  /// places where their bases are declared.
  private func variants(in names: ModelNames) -> [(name: Span, base: Span)] {
    names.document.tree.model.declarations.compactMap { declaration in
      guard let name = declaration.name, let base = declaration.base,
        let last = names.references.last(where: {
          [.index, .evaluation].contains($0.kind) && holds(base.span.range, $0.span.range)
        }),
        let place = names.model.facts.definition(of: last.target)
      else { return nil }
      return (name.span, place)
    }
  }
}

extension Workspace {
  /// Returns what is made of what the name at `offset` of the document `path` stands for: the variants of an
  /// index, the evaluations that are made with one, those that use a judgement or a method, the column that an indicator reads.
  public func implementations(
    ofNameAt offset: Int, in path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [Destination]? {
    guard let names = names(of: path, isCancelled: isCancelled) else { return nil }
    guard let reference = names.reference(at: offset) else { return [] }
    let origin = names.inner(reference.span)
    func destination(_ item: HierarchyItem) -> Destination {
      Destination(
        origin: origin, name: FilePlace(item.path, item.symbol.selection),
        whole: FilePlace(item.path, item.symbol.range))
    }
    switch (reference.kind, reference.target) {
    case (.index, _), (.evaluation, _):
      guard let item = typeItem(at: offset, in: path, isCancelled: isCancelled) else { return [] }
      return variants(of: item, isCancelled: isCancelled)?.map(destination)
    case (.method, _):
      guard let item = callItem(at: offset, in: path, isCancelled: isCancelled) else { return [] }
      return callers(of: item, isCancelled: isCancelled)?.filter {
        $0.item.symbol.kind == .evaluation
      }.map { destination($0.item) }
    case (.indicator, .node(let index, let position)):
      guard let nodes = names.model.index(index)?.nodes, nodes.indices.contains(position),
        let column = names.model.facts.column(readBy: nodes[position])
      else { return [] }
      let target = ReferenceTarget.column(table: column.table, name: column.name)
      return names.destination(of: target, from: reference.span).map { [$0] } ?? []
    default: return []
    }
  }
}
