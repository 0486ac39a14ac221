import IdxDiagnostics
import IdxDriver
import IdxSemantics

/// The names of one part of a document with what they stand for, at places that count from where the texts of its
/// declarations begin: so they stay what they are while other parts change.
final class PartNames {
  /// A name in one declaration.
  private struct Name {
    let start: Int32
    let length: Int32
    /// The token for its colour; none for names of files.
    let kind: SemanticToken.Kind?
    let modifiers: SemanticToken.Modifiers
    let isDeclaration: Bool
    /// What it stands for, as positions in `places`; both for one name of two things.
    let place: Int32
    let label: Int32
  }

  /// What a name stands for.
  private enum Place {
    /// What is declared in a declaration of the part, by its position among them.
    case own(member: Int, Range<Int>, part: String)
    case other(NameIdentity)
  }

  /// The part: held, so that no other is taken for it.
  private let part: PartIdentity
  private var places: [Place] = []
  private var numbers: [NameIdentity: Int32] = [:]
  /// The names of the declarations that count, by the positions of these among those of the part.
  private var names: [Int: [Name]] = [:]

  /// Creates the names of those declarations of part `number` of `parts` that have the positions `wanted` among its
  /// own, of which `names` know what they stand for.
  init(_ names: ModelNames, _ number: Int, of parts: ModelParts, wanted: [Int]) {
    part = parts.identity(ofPart: number)
    let references = names.references
    let members = parts.groups[number]
    for place in wanted {
      let range = parts.declaration(members[place])
      let start = parts.units[members[place]].range.lowerBound
      var position = references.partitionPoint { Int($0.span.start) < range.lowerBound }
      var found: [Name] = []
      while position < references.count, Int(references[position].span.start) < range.upperBound {
        found.append(name(references[position], names, start, members, parts))
        position += 1
      }
      self.names[place] = found
    }
    numbers = [:]
  }

  private func name(
    _ reference: Reference, _ names: ModelNames, _ start: Int, _ members: [Int], _ parts: ModelParts
  ) -> Name {
    func number(_ target: ReferenceTarget?) -> Int32 {
      guard let identity = target.flatMap({ names.identity(of: $0) }) else { return -1 }
      return self.number(of: identity, in: names.document.path, members, parts)
    }
    let token = names.token(reference)
    return Name(
      start: Int32(Int(reference.span.start) - start), length: Int32(reference.span.range.count),
      kind: token?.kind, modifiers: token?.modifiers ?? [],
      isDeclaration: reference.isDeclaration, place: number(reference.target),
      label: number(reference.label))
  }

  private func number(
    of identity: NameIdentity, in path: String, _ members: [Int], _ parts: ModelParts
  ) -> Int32 {
    if let known = numbers[identity] { return known }
    let range = identity.place.range
    var place = Place.other(identity)
    if identity.place.path == path {
      let behind = members.partitionPoint { parts.units[$0].range.lowerBound <= range.lowerBound }
      // What no declaration of the part declares may move without it.
      guard behind > 0, range.upperBound <= parts.units[members[behind - 1]].range.upperBound else {
        return -1
      }
      let start = parts.units[members[behind - 1]].range.lowerBound
      place = .own(
        member: behind - 1, range.lowerBound - start..<range.upperBound - start,
        part: identity.part)
    }
    let number = Int32(places.count)
    numbers[identity] = number
    places.append(place)
    return number
  }

  /// `true` iff the names of the declaration with position `place` are known.
  func holds(_ place: Int) -> Bool { names[place] != nil }

  /// Returns the tokens of the names of the declaration with position `place`, whose text begins at `start`.
  func tokens(_ place: Int, at start: Int) -> [SemanticToken] {
    (names[place] ?? []).compactMap { name in
      let first = start + Int(name.start)
      return name.kind.map {
        SemanticToken(
          range: first..<first + Int(name.length), kind: $0, modifiers: name.modifiers)
      }
    }
  }

  /// Returns the places of the names that stand for one of `wanted` in declaration `place` of part `number` of
  /// `parts`, the text of which is at `path`.
  func uses(
    of wanted: Set<NameIdentity>, in place: Int, _ number: Int, of parts: ModelParts,
    at path: String
  ) -> [(range: Range<Int>, isDeclaration: Bool)] {
    let members = parts.groups[number]
    let isMeant = places.map { candidate in
      switch candidate {
      case .other(let identity): return wanted.contains(identity)
      case .own(let member, let range, let part):
        let start = parts.units[members[member]].range.lowerBound
        let moved = range.lowerBound + start..<range.upperBound + start
        return wanted.contains(NameIdentity(place: FilePlace(path, moved), part: part))
      }
    }
    guard isMeant.contains(true) else { return [] }
    let start = parts.units[members[place]].range.lowerBound
    return (names[place] ?? []).filter {
      $0.place >= 0 && isMeant[Int($0.place)] || $0.label >= 0 && isMeant[Int($0.label)]
    }.map { name in
      let first = start + Int(name.start)
      return (first..<first + Int(name.length), name.isDeclaration)
    }
  }
}

extension Array {
  /// Returns the position of the first element for which `isBefore` does not hold: it holds for all before.
  func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
