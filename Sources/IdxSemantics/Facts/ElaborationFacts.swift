public import IdxDiagnostics
import IdxPlan
public import IdxSyntax

/// What the elaboration has found out of a program, by places of its files: what names stand for, the types
/// of expressions, what is called.
///
/// While a program is checked only terms are noted, which costs little. What names stand for is worked out
/// of them where it is asked for, a module at a time. The bodies of the library's methods are left out.
///
/// The elaborator that made the facts must live as long as they are used.
public final class ElaborationFacts {
  unowned let elaborator: Elaborator
  /// What expressions stand for, by the file and the node; no rows for files of the library.
  private var terms: [[Term?]] = []
  /// The same by the nodes alone, of a file of which only a part is elaborated: rows for all of it would take longer
  /// than the part.
  private var part: (file: Int, terms: [Int: Term])?
  /// The elements that texts and names in brackets and beside comparisons stand for.
  private(set) var elements: [Span: (axis: Axis, label: String)] = [:]
  /// The tables that indicators were bound to first, by the places of the indicators' names.
  private(set) var bindings: [Span: SymbolID] = [:]
  private var walked: [Int: WalkedModule] = [:]
  private var definitions = DefinitionTable()

  /// Creates facts of which `elaborator` has noted none.
  init(_ elaborator: Elaborator) { self.elaborator = elaborator }

  /// Makes room for the expressions of `module`.
  func open(_ module: Module) {
    guard !module.isStandard else { return }
    let file = Int(module.tree.source.file.index)
    while terms.count <= file { terms.append([]) }
    if module.rest != nil {
      part = (file, [:])
      return
    }
    terms[file] = Array(repeating: nil, count: module.tree.nodeCount)
  }

  /// `true` iff they are of a part of a file, and no other files.
  var isOfPart: Bool { part != nil && terms.allSatisfy(\.isEmpty) }

  /// Returns the expressions within `node` of which something is noted that has not failed, as numbers in it.
  func noted(in node: Node) -> Set<Int> {
    let numbers = numbers(in: node)
    return Set(
      (part?.terms ?? [:]).lazy.filter { numbers.contains($0.key) && !$0.value.isFailed }
        .map { $0.key - numbers.lowerBound })
  }

  private func numbers(in node: Node) -> ClosedRange<Int> {
    Int(node.id.index) + 1 - node.subtreeCount...Int(node.id.index)
  }

  /// Withdraws what was noted within `node`, and returns it.
  func withdraw(_ node: Node) -> NotedFacts {
    let (numbers, range) = (numbers(in: node), node.span.range)
    var noted = NotedFacts()
    noted.terms = part?.terms.filter { numbers.contains($0.key) } ?? [:]
    noted.elements = elements.filter {
      $0.key.file == node.span.file && range.contains(Int($0.key.start))
    }
    for number in noted.terms.keys { part?.terms[number] = nil }
    for span in noted.elements.keys { elements[span] = nil }
    return noted
  }

  /// Adds what was `noted` where nothing else was.
  func add(_ noted: NotedFacts) {
    for (number, term) in noted.terms where part?.terms[number]?.isFailed ?? true {
      part?.terms[number] = term
    }
    elements.merge(noted.elements) { first, _ in first }
  }

  /// Notes that the expression at `node` stands for `term`. A body is walked at every call: the first walk
  /// counts, which is that of the method by itself, unless it failed.
  func note(_ term: Term, of node: Node) {
    let (file, number) = (Int(node.tree.source.file.index), Int(node.id.index))
    if part?.file == file {
      if part?.terms[number]?.isFailed ?? true { part?.terms[number] = term }
      return
    }
    guard terms.indices.contains(file), terms[file].indices.contains(number) else { return }
    if terms[file][number]?.isFailed ?? true { terms[file][number] = term }
  }

  /// Notes that `label` at `span` is an element of `axis`.
  func note(element label: String, of axis: Axis, at span: Span) {
    if elements[span] == nil { elements[span] = (axis, label) }
  }

  /// Notes that the indicator whose name is at `leaf` reads `table`.
  func note(leaf: Span, reads table: SymbolID) {
    if bindings[leaf] == nil { bindings[leaf] = table }
  }

  /// Returns what the expression at `node` was found to stand for.
  func term(of node: Node) -> Term? {
    let (file, number) = (Int(node.tree.source.file.index), Int(node.id.index))
    if let part, part.file == file { return part.terms[number] }
    guard terms.indices.contains(file), terms[file].indices.contains(number) else { return nil }
    return terms[file][number]
  }
}

/// What was noted within a declaration.
struct NotedFacts {
  fileprivate var terms: [Int: Term] = [:]
  fileprivate var elements: [Span: (axis: Axis, label: String)] = [:]
}

extension ElaborationFacts {
  /// Returns the names of `module` with what they stand for, in the order of their places; names of which
  /// nothing is known are left out. Nothing for modules of the library.
  public func references(in module: Int) -> [Reference] { walk(module).references }

  /// Returns the calls in `module`, in the order of their places.
  public func calls(in module: Int) -> [CallFact] { walk(module).calls }

  /// Returns the name in `module` that the byte `offset` is in or behind.
  public func reference(in module: Int, at offset: Int) -> Reference? {
    let all = references(in: module)
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(all[middle].span.start) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, Int(all[low - 1].span.end) >= offset else { return nil }
    return all[low - 1]
  }

  /// Returns the names in all modules but those of the library that stand for `target`, its declaration among
  /// them, file by file. A name that is a label and a value at once counts for both.
  public func references(to target: ReferenceTarget) -> [Reference] {
    let place = definition(of: target)
    func isMeant(_ other: ReferenceTarget) -> Bool {
      other == target || place != nil && definition(of: other) == place
    }
    return elaborator.modules.keys.sorted().flatMap { module in
      references(in: module).filter { reference in
        isMeant(reference.target) || reference.label.map(isMeant) ?? false
      }
    }
  }

  /// Returns the place of the name that declares `target`; `nil` for words of the language and for what
  /// only a file of data declares.
  public func definition(of target: ReferenceTarget) -> Span? {
    definitions.place(of: target, elaborator)
  }

  /// Returns what is known of the value of the expression at `node`; `nil` where it was not reached or is
  /// wrong.
  public func type(of node: Node) -> TypeFact? { term(of: node).flatMap { elaborator.fact($0) } }

  /// Returns what is known of the value that the `let` or `parameter` `id` names.
  public func type(of id: SymbolID) -> TypeFact? {
    (elaborator.values[id] ?? nil).flatMap { elaborator.fact($0) }
  }

  /// Returns the table and the column that the indicator whose name is at `leaf` reads; `nil` where no
  /// evaluation reads it, or it is computed by a formula.
  public func column(readBy node: IndexNodeModel) -> (table: SymbolID, name: String)? {
    guard let facts = node.indicator, facts.formula == nil, let table = bindings[node.span] else {
      return nil
    }
    return (table, facts.source?.text ?? node.code)
  }

  /// Returns the table whose columns the indicator whose name is at `leaf` reads, be it by a formula.
  public func table(readBy leaf: Span) -> SymbolID? { bindings[leaf] }

  private func walk(_ module: Int) -> WalkedModule {
    if let known = walked[module] { return known }
    guard let found = elaborator.modules[module], !found.isStandard else { return WalkedModule() }
    let result = elaborator.quietly {
      // Of what is imported only what was used has been worked out.
      if module != 0 { elaborator.elaborateQuietly(found) }
      return ReferenceWalk(found, self).walk()
    }
    walked[module] = result
    return result
  }
}

/// What was found in one module.
struct WalkedModule {
  /// The names, in the order of their places.
  var references: [Reference] = []
  /// The calls, in the order of their places.
  var calls: [CallFact] = []
}

extension Elaborator {
  /// Returns what `walk` returns, which asks again for what was checked: nothing is reported of that.
  func quietly<Result>(_ walk: () -> Result) -> Result {
    let known = (diagnostics, used, readTables, readTablePositions)
    let asked = (expectations, consistencies, pendingConsistencies, cautions)
    defer {
      (diagnostics, used, readTables, readTablePositions) = known
      (expectations, consistencies, pendingConsistencies, cautions) = asked
    }
    return apart(walk)
  }

  /// Works out all that `module` declares and expects.
  func elaborateQuietly(_ module: Module) {
    for symbol in tables[module.id]?.symbols ?? [] where !isCancelled() { elaborate(symbol) }
    for case .expect(let expect) in module.declarations where !isCancelled() {
      elaborate(expect, in: module.id)
    }
  }

  /// Returns what is known of `term`; `nil` where it failed.
  func fact(_ term: Term) -> TypeFact? {
    if term.isFailed { return nil }
    var type = term.array?.type
    if type == nil, case .axis(let axis) = term {
      type = ValueType(.element(axis.unprimed), axes: [axis])
    }
    var fields: [TypeFact.Field] = []
    if case .record(let parts) = term {
      fields = parts.compactMap { part in
        fact(part.term).map { TypeFact.Field(label: part.label, type: $0) }
      }
    }
    let isNumeric = term.array?.type.isNumeric == true && term.array?.type.isNothing == false
    let measure = isNumeric ? type?.measure : nil
    let isMeasured = measure.map { !$0.isNone && !$0.isUnknown && $0.elementAxis == nil } ?? false
    return TypeFact(
      type: type, words: describe(term), axes: (type?.axes ?? []).map { name(of: $0) },
      measure: isMeasured ? measure.map { "\($0)" } ?? "" : "",
      range: isNumeric ? type.map { $0.range.isAll ? "" : "\($0.range)" } ?? "" : "",
      fields: fields)
  }
}
