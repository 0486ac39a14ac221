public import IdxDiagnostics
public import IdxDriver
import IdxSemantics
import IdxSyntax

/// What a name stands for, the same in whichever model one asks.
struct NameIdentity: Hashable {
  /// The place of the name that declares it, or of what it is a part of.
  let place: FilePlace
  /// Which part it is, where it has no place of its own; else empty.
  var part = ""
}

/// A name where it is used or declared.
public struct NameUse: Hashable, Sendable {
  /// Where it stands, without quotes.
  public let place: FilePlace
  /// `true` iff it is declared there.
  public let isDeclaration: Bool
}

/// What the names of one document stand for.
public final class ModelNames {
  /// The text.
  public let document: Document
  /// What was found, to be asked for more.
  public let model: ModelAnalysis
  private var identities: [ReferenceTarget: NameIdentity?] = [:]

  /// Creates the names of `document`, of which `model` knows more.
  init(_ document: Document, _ model: ModelAnalysis) {
    self.document = document
    self.model = model
  }

  /// Creates the names of `document`, worked out by themselves; `nil` once `isCancelled`.
  init?(
    _ document: Document, provider: any SourceProvider, options: DriverOptions,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    var options = options
    options.isCancelled = isCancelled
    guard let model = Driver.analyse(document.path, provider: provider, options: options) else {
      return nil
    }
    self.document = document
    self.model = model
  }

  /// The texts of all files read.
  public var sources: [SourceText] { model.sources }

  /// Returns the name at the byte `offset`, with what it stands for.
  func reference(at offset: Int) -> Reference? { model.facts.reference(in: 0, at: offset) }

  /// The names of the document with what they stand for, in the order of their places.
  var references: [Reference] { model.facts.references(in: 0) }

  /// Returns what `target` is, whichever model one asks; `nil` for words of the language.
  func identity(of target: ReferenceTarget) -> NameIdentity? {
    if let known = identities[target] { return known }
    let result = makeIdentity(of: target)
    identities[target] = .some(result)
    return result
  }

  /// Returns where `span` is, for an editor.
  func place(_ span: Span) -> FilePlace? {
    let index = Int(span.file.index)
    let sources = model.sources
    if sources.indices.contains(index) { return FilePlace(sources[index].path, span.range) }
    // Modules of the library are loaded where somebody asks for a name.
    return model.module(of: span.file).map { FilePlace($0.tree.source.path, span.range) }
  }

  private func makeIdentity(of target: ReferenceTarget) -> NameIdentity? {
    if let span = model.facts.definition(of: target) {
      return place(span).map { NameIdentity(place: $0) }
    }
    // What only a file of data declares.
    let (owner, part): (SymbolID, String)
    switch target {
    case .column(let table, let name): (owner, part) = (table, "column " + name)
    case .element(let axis, let code): (owner, part) = (axis, "element " + code)
    default: return nil
    }
    guard let span = model.symbol(owner)?.span, let place = place(span) else { return nil }
    return NameIdentity(place: place, part: part)
  }

  /// Returns the name at `span` as it is meant: without quotes.
  func text(at span: Span) -> String {
    let text = document.source.text(span)
    guard let first = text.first, first == "\"" || first == "`" else { return text }
    let inner = text.dropFirst()
    return String(inner.last == first ? inner.dropLast() : inner)
  }

  /// Returns the bytes of the name at `span`, without quotes.
  func inner(_ span: Span) -> Range<Int> { document.inner(span.range) }

  /// Returns what `reference` stands for: of one name for two things both.
  func identities(of reference: Reference) -> [NameIdentity] {
    [reference.target, reference.label].compactMap { $0.flatMap { identity(of: $0) } }
  }
}

extension Document {
  /// Returns the bytes of the name at `range`, without quotes.
  func inner(_ range: Range<Int>) -> Range<Int> {
    guard range.count > 1, range.upperBound <= bytes.count else { return range }
    let (first, last) = (bytes[range.lowerBound], bytes[range.upperBound - 1])
    let isQuoted = first == last && (first == UInt8(ascii: "\"") || first == UInt8(ascii: "`"))
    return isQuoted ? range.lowerBound + 1..<range.upperBound - 1 : range
  }
}

extension Workspace {
  /// Returns the path under which everybody knows the file `path`: that of the library for a copy of its.
  func canonical(_ path: String) -> String {
    host.standardModule(copiedTo: path).map { "std/" + $0 } ?? path
  }

  /// Returns where `identity`, found in `names`, is for everybody.
  func canonical(_ identity: NameIdentity) -> NameIdentity {
    let place = identity.place
    return NameIdentity(place: FilePlace(canonical(place.path), place.range), part: identity.part)
  }

  /// Returns the uses of what the name at `offset` of the document `path` stands for, in all models of the
  /// workspace, by files; `nil` once `isCancelled`.
  public func uses(
    ofNameAt offset: Int, in path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [NameUse]? {
    var uses: [NameUse] = []
    let isWhole: Void? = findUses(ofNameAt: offset, in: path, isCancelled: isCancelled) {
      uses += $0
    }
    return isWhole.map { uses }
  }

  /// Tells `take` the same model by model, as they are found; `nil` once `isCancelled`.
  public func findUses(
    ofNameAt offset: Int, in path: String,
    isCancelled: @escaping @Sendable () -> Bool = { false }, take: ([NameUse]) -> Void
  ) -> Void? {
    guard let names = names(of: path, isCancelled: isCancelled) else { return nil }
    guard let reference = names.reference(at: offset) else { return () }
    let wanted = Set(names.identities(of: reference).map(canonical))
    if wanted.isEmpty { return () }
    for names in analyses(near: names, naming: reference, isCancelled) {
      if isCancelled() { return nil }
      take(uses(of: wanted, in: names))
    }
    return isCancelled() ? nil : ()
  }

  /// Returns the uses of `wanted` in the document of `names`.
  func uses(of wanted: Set<NameIdentity>, in names: ModelNames) -> [NameUse] {
    let path = names.document.path
    return names.references.filter { reference in
      names.identities(of: reference).contains { wanted.contains(canonical($0)) }
    }.map {
      NameUse(place: FilePlace(path, names.inner($0.span)), isDeclaration: $0.isDeclaration)
    }
  }

  /// Returns what is known of the models in which `reference` of `names` may be named, that one first.
  func analyses(
    near names: ModelNames, naming reference: Reference,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [ModelNames] {
    var paths = Set(models)
    // What is imported from elsewhere counts too.
    for module in names.model.modules where !module.isStandard { paths.insert(module.path) }
    paths.remove(names.document.path)
    if reference.isLocal { return [names] }
    let text = names.text(at: reference.span)
    let bytes = Array(text.utf8)
    // A label may stand for an element, a file for a module, a column for the indicator of its name: all
    // models are asked of these.
    let isWritten =
      ![.module, .element, .indicator, .column].contains(reference.kind)
      && bytes.allSatisfy { $0 < 0x80 }
    var result = [names]
    for path in paths.sorted() where !isCancelled() {
      guard let document = document(path),
        !isWritten || document.bytes.contains(subsequence: bytes),
        let other = self.names(of: path, isCancelled: isCancelled)
      else { continue }
      result.append(other)
    }
    return result
  }
}

extension [UInt8] {
  /// `true` iff `wanted` stands somewhere in the bytes.
  func contains(subsequence wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    guard count >= wanted.count else { return false }
    return withUnsafeBufferPointer { bytes in
      for start in 0...bytes.count - wanted.count where bytes[start] == first {
        if bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
      }
      return false
    }
  }
}

extension ModelNames {
  /// Returns the other uses of what the name at `offset` stands for in the document; what is declared is
  /// written, the rest is read.
  public func highlights(at offset: Int) -> [NameUse] {
    guard let reference = reference(at: offset) else { return [] }
    let wanted = Set(identities(of: reference))
    if wanted.isEmpty { return [] }
    return references.filter { !wanted.isDisjoint(with: identities(of: $0)) }.map {
      NameUse(place: FilePlace(document.path, inner($0.span)), isDeclaration: $0.isDeclaration)
    }
  }
}
