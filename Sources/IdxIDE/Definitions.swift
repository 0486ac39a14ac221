import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// What a name leads to.
public struct Destination: Hashable, Sendable {
  /// The name that one came from.
  public let origin: Range<Int>
  /// The name that declares it.
  public let name: FilePlace
  /// All that is declared there.
  public let whole: FilePlace
}

extension ModelNames {
  /// Returns where what the name at `offset` stands for is declared.
  public func definitions(at offset: Int) -> [Destination] {
    guard let reference = reference(at: offset) else { return [] }
    let targets = [reference.target, reference.label].compactMap(\.self)
    return unique(targets.compactMap { destination(of: $0, from: reference.span) })
  }

  /// Returns what the name at `offset` is of: the axes of a `let`, the scale or the measure of an indicator,
  /// the table of a column, the index of an evaluation.
  public func typeDefinitions(at offset: Int) -> [Destination] {
    guard let reference = reference(at: offset) else { return [] }
    return unique(
      types(of: reference).compactMap { destination(of: $0, from: reference.span) })
  }

  /// Returns `destinations` without those that were there before.
  private func unique(_ destinations: [Destination]) -> [Destination] {
    var seen = Set<Destination>()
    return destinations.filter { seen.insert($0).inserted }
  }

  /// Returns where `target` is declared, for one who comes from `origin`.
  func destination(of target: ReferenceTarget, from origin: Span) -> Destination? {
    let origin = inner(origin)
    if let span = model.facts.definition(of: target) {
      return destination(at: span, from: origin)
    }
    guard case .column(let table, let name) = target, let header = header(of: table, naming: name)
    else { return nil }
    return Destination(origin: origin, name: header, whole: header)
  }

  /// Returns the destination whose name is at `span`.
  func destination(at span: Span, from origin: Range<Int>) -> Destination? {
    guard let name = place(span) else { return nil }
    // An index may stand in a table, of which the text of the index was made.
    if let file = name.path.removingSuffix(" (as an index)") {
      let place = FilePlace(file, 0..<0)
      return Destination(origin: origin, name: place, whole: place)
    }
    let whole = declaration(around: span).map(\.span).flatMap { place($0) }
    return Destination(origin: origin, name: name, whole: whole ?? name)
  }

  /// Returns the node that the name at `span` declares.
  func declaration(around span: Span) -> Node? {
    guard !span.range.isEmpty, let tree = model.module(of: span.file)?.tree,
      let index = tree.tokenIndex(at: Int(span.start))
    else { return nil }
    return tree.nodes(around: index).last { node in
      switch node.kind {
      case .name, .nameExpression, .path, .model: false
      default: node.span != span
      }
    }
  }

  /// Returns where the header of the file of `table` names the column `name`.
  private func header(of table: SymbolID, naming name: String) -> FilePlace? {
    guard case .data(let data)? = model.symbol(table)?.kind,
      let file = data.file?.value.split(separator: "/").last,
      let source = model.sources.first(where: {
        $0.path == file || $0.path.hasSuffix("/" + file)
      })
    else { return nil }
    let end = source.bytes.firstIndex(of: 0x0A) ?? source.bytes.count
    let line = Array(source.bytes[..<end])
    let wanted = Array(name.utf8)
    guard let start = line.place(ofWord: wanted) else { return FilePlace(source.path, 0..<0) }
    return FilePlace(source.path, start..<start + wanted.count)
  }
}

extension [UInt8] {
  /// Returns where `word` stands with nothing around it that could belong to a name.
  func place(ofWord word: [UInt8]) -> Int? {
    guard !word.isEmpty, count >= word.count else { return nil }
    func belongs(_ index: Int) -> Bool {
      guard indices.contains(index) else { return false }
      let byte = self[index]
      return byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ")
        || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
    return (0...count - word.count).first { start in
      self[start] == word[0] && self[start..<start + word.count].elementsEqual(word)
        && !belongs(start - 1) && !belongs(start + word.count)
    }
  }
}

extension String {
  /// Returns the string without `suffix`; `nil` where it does not end so.
  func removingSuffix(_ suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}

// Types.
extension ModelNames {
  /// Returns what `reference` is of.
  private func types(of reference: Reference) -> [ReferenceTarget] {
    switch reference.target {
    case .symbol(let id): return types(ofSymbol: id)
    case .grade(let scale, _): return [.symbol(scale)]
    case .element(let axis, _): return [.symbol(axis)]
    case .column(let table, _):
      let named = namesInDeclaration(of: reference, [.attribute, .path])
      return named.isEmpty ? [.symbol(table)] : named
    case .node(let index, _):
      let named = namesInDeclaration(of: reference, [.attribute])
      return named.isEmpty ? [.symbol(index)] : named
    case .input: return namesInDeclaration(of: reference, [.type])
    case .field(let method, _):
      let named = namesInDeclaration(of: reference, [.type])
      return named.isEmpty ? [.symbol(method)] : named
    case .local:
      guard let node = node(named: reference) else { return [] }
      return axes(model.facts.type(of: node)?.axes ?? [])
    default: return []
    }
  }

  private func types(ofSymbol id: SymbolID) -> [ReferenceTarget] {
    guard let symbol = model.symbol(id) else { return [] }
    switch symbol.kind {
    case .value: return axes(model.facts.type(of: id)?.axes ?? [])
    case .evaluation(let view):
      if let known = model.index(ofEvaluation: id) { return [.symbol(known.declared)] }
      return index(named: view.index, in: id.module)
    case .judgement(let view): return index(named: view.subject, in: id.module)
    case .variant(let view): return index(named: view.base, in: id.module)
    case .tableAxis(let data, _):
      return data.name.flatMap { model.symbol(named: $0.text, in: id.module) }.map {
        [.symbol($0.id)]
      }
        ?? []
    case .parameter(let view):
      return (view.unit?.factors ?? []).compactMap { factor in
        factor.name.flatMap { model.symbol(named: $0.text, in: id.module) }.map { .symbol($0.id) }
      }
    default: return []
    }
  }

  private func index(named path: Path?, in module: Int) -> [ReferenceTarget] {
    guard let path else { return [] }
    // The first name may be an alias.
    return path.names.lazy.compactMap { self.model.symbol(named: $0.text, in: module) }.first
      .map { [.symbol($0.id)] } ?? []
  }

  /// Returns the axes called `names`: of one such as `Livable.leaves`, what it begins with.
  private func axes(_ names: [String]) -> [ReferenceTarget] {
    names.compactMap { name in
      let first = name.prefix { $0 != "." && $0 != "'" }
      return model.symbol(named: String(first)).map { .symbol($0.id) }
    }
  }

  /// Returns the expression that the local name at `reference` stands for.
  private func node(named reference: Reference) -> Node? {
    guard let index = document.tree.tokenIndex(at: Int(reference.span.start)) else { return nil }
    let around = document.tree.nodes(around: index)
    if let name = around.last(where: { $0.kind == .nameExpression }) { return name }
    guard let span = model.facts.definition(of: reference.target),
      case .let(let view)? = declaration(around: span).flatMap({ Declaration($0) })
    else { return nil }
    return view.value?.node
  }

  /// Returns what the names stand for that are written in the parts of `kinds` of what declares `reference`,
  /// as far as this is in the document or in what it imports.
  private func namesInDeclaration(
    of reference: Reference, _ kinds: Set<SyntaxKind>
  ) -> [ReferenceTarget] {
    guard let span = model.facts.definition(of: reference.target),
      let node = declaration(around: span), let module = model.module(of: span.file)
    else { return [] }
    let places = node.children.filter { kinds.contains($0.kind) }.map(\.span.range)
    return model.facts.references(in: module.id).filter { other in
      let range = other.span.range
      guard other.span != span, ![.word, .type, .column].contains(other.kind) else { return false }
      return places.contains {
        $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound
      }
    }.map(\.target)
  }
}
