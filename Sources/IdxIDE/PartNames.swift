import IdxDiagnostics
import IdxDriver
import IdxSemantics

/// The names of one part of a document with what they stand for, at places that count from where the texts of its
/// declarations begin: so they stay what they are while other parts change.
final class PartNames {
  /// A name in one declaration. Of a long document there are as many as of tokens, so that they are small.
  private struct Name {
    /// The token for its colour, at a place that counts from where the declaration begins.
    let token: SemanticToken
    private let placeAndColour: UInt32
    private let labelAndUse: UInt32

    init(
      _ token: SemanticToken, hasColour: Bool, isDeclaration: Bool, place: Int32, label: Int32
    ) {
      self.token = token
      placeAndColour = UInt32(bitPattern: (place + 1) << 1) | (hasColour ? 1 : 0)
      labelAndUse = UInt32(bitPattern: (label + 1) << 1) | (isDeclaration ? 1 : 0)
    }

    /// `false` of names of files, which stay texts.
    var hasColour: Bool { placeAndColour & 1 == 1 }
    var isDeclaration: Bool { labelAndUse & 1 == 1 }
    /// What it stands for, as positions in `places`, or -1; both for one name of two things.
    var place: Int { Int(placeAndColour >> 1) - 1 }
    var label: Int { Int(labelAndUse >> 1) - 1 }
  }

  /// What a name stands for.
  private struct Place {
    /// The position among the declarations of the part of the one that declares it; -1 if none of these does.
    let member: Int32
    /// Where it is in the text of that; else its position in `others`.
    let start: Int32
    let length: Int32
    /// Which part it is of what is there, as position in `words`.
    let word: Int32
  }

  /// The part: held, so that no other is taken for it.
  private let part: PartIdentity
  private let places: [Place]
  private let others: [NameIdentity]
  private let words: [String]
  /// The positions of the declarations that count among those of the part, in order, each with where its names end.
  private let held: [(place: Int32, end: Int32)]
  private let names: [Name]

  /// Creates the names of those declarations of part `number` of `parts` that have the positions `wanted` among its
  /// own, of which `names` know what they stand for.
  init(_ names: ModelNames, _ number: Int, of parts: ModelParts, wanted: [Int]) {
    part = parts.identity(ofPart: number)
    let references = names.references
    let members = parts.groups[number]
    let wanted = wanted.sorted()
    var maker = Maker(names, members, parts)
    let own = wanted.map { place in
      let range = parts.declaration(members[place])
      let first = references.partitionPoint { Int($0.span.start) < range.lowerBound }
      let end = references.partitionPoint { Int($0.span.start) < range.upperBound }
      return references[first..<max(first, end)]
    }
    var found: [Name] = []
    found.reserveCapacity(own.reduce(0) { $0 + $1.count })
    var held: [(place: Int32, end: Int32)] = []
    held.reserveCapacity(wanted.count)
    for (place, own) in zip(wanted, own) {
      let start = parts.units[members[place]].range.lowerBound
      for reference in own { found.append(maker.name(reference, start)) }
      held.append((Int32(place), Int32(found.count)))
    }
    self.names = found
    self.held = held
    (places, others, words) = (maker.places.fitted, maker.others, maker.words)
  }

  /// Makes names and what they stand for, each once.
  private struct Maker {
    private let names: ModelNames
    private let members: [Int]
    private let parts: ModelParts
    private(set) var places: [Place] = []
    private(set) var others: [NameIdentity] = []
    private(set) var words = [""]
    private var numbers: [NameIdentity: Int32] = [:]

    init(_ names: ModelNames, _ members: [Int], _ parts: ModelParts) {
      self.names = names
      self.members = members
      self.parts = parts
    }

    /// Returns the name at `reference`, in the declaration the text of which begins at `start`.
    mutating func name(_ reference: Reference, _ start: Int) -> Name {
      let range = reference.span.range
      let token = names.token(reference)
      return Name(
        SemanticToken(
          range: range.lowerBound - start..<range.upperBound - start,
          kind: token?.kind ?? .variable, modifiers: token?.modifiers ?? []),
        hasColour: token != nil, isDeclaration: reference.isDeclaration,
        place: number(reference.target), label: number(reference.label))
    }

    private mutating func number(_ target: ReferenceTarget?) -> Int32 {
      guard let identity = target.flatMap({ names.identity(of: $0) }) else { return -1 }
      if let known = numbers[identity] { return known }
      guard let place = place(identity) else { return -1 }
      let number = Int32(places.count)
      numbers[identity] = number
      places.append(place)
      return number
    }

    private mutating func place(_ identity: NameIdentity) -> Place? {
      let range = identity.place.range
      guard identity.place.path == names.document.path else {
        others.append(identity)
        return Place(member: -1, start: Int32(others.count - 1), length: 0, word: 0)
      }
      let behind = members.partitionPoint { parts.units[$0].range.lowerBound <= range.lowerBound }
      // What no declaration of the part declares may move without it.
      guard behind > 0, range.upperBound <= parts.units[members[behind - 1]].range.upperBound else {
        return nil
      }
      let start = parts.units[members[behind - 1]].range.lowerBound
      if !identity.part.isEmpty { words.append(identity.part) }
      return Place(
        member: Int32(behind - 1), start: Int32(range.lowerBound - start),
        length: Int32(range.count), word: identity.part.isEmpty ? 0 : Int32(words.count - 1))
    }
  }

  /// Returns the names of the declaration with position `place`; `nil` where they are not known.
  private func names(of place: Int) -> ArraySlice<Name>? {
    let position = held.partitionPoint { $0.place < place }
    guard position < held.count, held[position].place == place else { return nil }
    return names[(position > 0 ? Int(held[position - 1].end) : 0)..<Int(held[position].end)]
  }

  /// `true` iff the names of the declaration with position `place` are known.
  func holds(_ place: Int) -> Bool { names(of: place) != nil }

  /// Returns the tokens of the names of the declaration with position `place`, whose text begins at `start`.
  func tokens(_ place: Int, at start: Int) -> [SemanticToken] {
    (names(of: place) ?? []).filter(\.hasColour).map { $0.token.moved(by: start) }
  }

  /// Returns the places of the names that stand for one of `wanted` in declaration `place` of part `number` of
  /// `parts`, the text of which is at `path`.
  func uses(
    of wanted: Set<NameIdentity>, in place: Int, _ number: Int, of parts: ModelParts,
    at path: String
  ) -> [(range: Range<Int>, isDeclaration: Bool)] {
    let members = parts.groups[number]
    let isMeant = places.map { candidate in
      if candidate.member < 0 { return wanted.contains(others[Int(candidate.start)]) }
      let start = parts.units[members[Int(candidate.member)]].range.lowerBound
      let first = start + Int(candidate.start)
      let range = first..<first + Int(candidate.length)
      return wanted.contains(
        NameIdentity(place: FilePlace(path, range), part: words[Int(candidate.word)]))
    }
    guard isMeant.contains(true) else { return [] }
    let start = parts.units[members[place]].range.lowerBound
    return (names(of: place) ?? []).filter {
      $0.place >= 0 && isMeant[$0.place] || $0.label >= 0 && isMeant[$0.label]
    }.map { ($0.token.moved(by: start).range, $0.isDeclaration) }
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

  /// The same elements without the room that an array takes to grow.
  fileprivate var fitted: [Element] {
    var result: [Element] = []
    result.reserveCapacity(count)
    result += self
    return result
  }
}
