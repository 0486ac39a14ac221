import IdxDiagnostics
import IdxDriver
import IdxSemantics

/// What the names of an open document stand for, kept part by part: after an edit only the part that was touched
/// is looked at again.
final class NameIndex {
  private var known: [ObjectIdentifier: PartNames] = [:]

  /// Where a declaration is looked for: in the first part that holds it, and there among its declarations.
  struct Owner {
    var part = -1
    var place = -1
  }

  /// Returns where the declarations of `parts` are looked for.
  static func owners(in parts: ModelParts) -> [Owner] {
    var owners = [Owner](repeating: Owner(), count: parts.units.count)
    for (number, members) in parts.groups.enumerated() {
      for (place, position) in members.enumerated() where owners[position].part < 0 {
        owners[position] = Owner(part: number, place: place)
      }
    }
    return owners
  }

  /// Returns the names of the declaration that is looked for at `owner`; `nil` where they are not known.
  func names(_ owner: Owner, in parts: ModelParts) -> PartNames? {
    guard owner.part >= 0, let names = known[ObjectIdentifier(parts.identity(ofPart: owner.part))],
      names.holds(owner.place)
    else { return nil }
    return names
  }

  /// Returns the parts of which something is not known, with the positions of the declarations that are looked for
  /// there.
  func lacking(_ parts: ModelParts, _ owners: [Owner]) -> [(part: Int, places: [Int])] {
    var wanted: [Int: [Int]] = [:]
    var isLacking = Set<Int>()
    for owner in owners {
      if names(owner, in: parts) == nil { isLacking.insert(owner.part) }
    }
    if isLacking.isEmpty { return [] }
    for owner in owners where isLacking.contains(owner.part) {
      wanted[owner.part, default: []].append(owner.place)
    }
    return wanted.sorted { $0.key < $1.key }.map { (part: $0.key, places: $0.value) }
  }

  /// Takes note of the names of part `number` of `parts`.
  func take(_ names: PartNames, _ number: Int, of parts: ModelParts) {
    known[ObjectIdentifier(parts.identity(ofPart: number))] = names
  }

  /// Lets go of what is known of parts that are not among `parts`, once that is much.
  func forgetOthers(than parts: ModelParts) {
    if known.count <= parts.groups.count + 16 { return }
    let current = Set(parts.groups.indices.map { ObjectIdentifier(parts.identity(ofPart: $0)) })
    known = known.filter { current.contains($0.key) }
  }
}

extension Workspace {
  /// Finds out what the names of the open document `path` stand for, as far as that is not known; `false` once
  /// `isCancelled`, or where it is not open.
  public func completeNames(
    of path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Bool {
    guard let document = documents[path], let parts = parts(of: path) else { return false }
    let index = nameIndex(of: path, parts)
    let lacking = index.lacking(parts, NameIndex.owners(in: parts))
    if lacking.isEmpty { return true }
    var whole = knownNames(of: path)
    if whole == nil, lacking.count > Self.mostParts, parts.areSmall {
      guard let made = names(of: path, isCancelled: isCancelled) else { return false }
      whole = made
    }
    interruption.set(isCancelled)
    for (number, places) in lacking {
      if isCancelled() { return false }
      guard let names = whole ?? names(of: document, part: number, of: parts) else { return false }
      // What was cut short says nothing.
      let found = PartNames(names, number, of: parts, wanted: places)
      if isCancelled() { return false }
      index.take(found, number, of: parts)
    }
    return true
  }

  /// Returns the index of the names of `path`, which has `parts`.
  func nameIndex(of path: String, _ parts: ModelParts) -> NameIndex {
    let index = nameIndexes[path] ?? NameIndex()
    index.forgetOthers(than: parts)
    nameIndexes[path] = index
    return index
  }

  private func names(of document: Document, part number: Int, of parts: ModelParts) -> ModelNames? {
    let members = parts.groups[number]
    if let known = knownParts[document.path]?.first(where: { $0.members == members }) {
      return ModelNames(document, known.assistant.model)
    }
    return Driver.analyse(
      document.path, part: parts.part(number), provider: provider(for: document),
      options: interruptible
    ).map { ModelNames(document, $0) }
  }

  /// Returns what the names around the byte `offset` of `path` stand for: those of the part that holds the
  /// declaration there, of an open document; `nil` once `isCancelled`, or where nothing can be read.
  public func names(
    of path: String, around offset: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ModelNames? {
    guard documents[path] != nil, knownNames(of: path) == nil else {
      return names(of: path, isCancelled: isCancelled)
    }
    return assistant(of: path, around: offset, isCancelled: isCancelled).map {
      ModelNames($0.document, $0.model)
    }
  }

  /// Returns the uses, in the document `path`, of what the name at `offset` stands for; what is declared is written,
  /// the rest is read. `nil` once `isCancelled`, or where nothing can be read.
  public func highlights(
    of path: String, at offset: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [NameUse]? {
    guard let names = names(of: path, around: offset, isCancelled: isCancelled) else { return nil }
    guard let reference = names.reference(at: offset) else { return [] }
    if documents[path] == nil || knownNames(of: path) != nil || reference.isLocal {
      return names.highlights(at: offset)
    }
    guard completeNames(of: path, isCancelled: isCancelled), let parts = parts(of: path) else {
      return nil
    }
    let index = nameIndex(of: path, parts)
    let wanted = Set(names.identities(of: reference))
    return NameIndex.owners(in: parts).flatMap { owner in
      let found = index.names(owner, in: parts)?
        .uses(of: wanted, in: owner.place, owner.part, of: parts, at: path)
      return (found ?? []).map { use in
        NameUse(
          place: FilePlace(path, names.document.inner(use.range)), isDeclaration: use.isDeclaration)
      }
    }
  }
}

extension Reference {
  /// `true` iff it is known in one declaration only.
  var isLocal: Bool {
    if case .local = target { kind == .local || kind == .loopVariable } else { false }
  }
}
