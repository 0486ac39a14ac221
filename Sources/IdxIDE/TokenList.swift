public import IdxDiagnostics
import IdxDriver
import IdxSyntax

/// The tokens of a document, kept from one state of the text to the next: those of declarations that are what they
/// were are taken over.
///
/// What all names stand for takes longer to find out than an editor wants to wait for colours while one types: where it
/// is not known, names keep the colours that they had, or get those of the same words elsewhere.
public struct TokenList {
  /// The tokens of one declaration, with what stands before it, or of what stands behind the last.
  private struct Section {
    let unit: PlacedUnit?
    let range: Range<Int>
    /// The names that the tokens were made with; `nil` where they are guessed.
    let names: PartNames?
    /// Where its tokens end.
    let end: Int

    /// `true` iff the text of the section of `old` is that of `range` of `document`.
    func isSame(in old: [UInt8], _ range: Range<Int>, _ document: Document) -> Bool {
      // The text of a declaration was compared before.
      unit != nil
        || range.count == self.range.count
          && old[self.range].elementsEqual(document.bytes[range])
    }
  }

  /// The text with its lines, without its tree, which is large, and its number.
  public let lines: LineIndex
  let version: Int
  /// The tokens, in their order.
  public private(set) var tokens: [SemanticToken] = []
  /// `true` iff all names were looked at.
  public private(set) var isExact = true
  private var sections: [Section] = []
  private let identity = Identity()
  private var former: [Former] = []

  private final class Identity: Sendable {}

  /// What was taken over from an older list.
  private struct Former {
    let identity: Identity
    var head: Int
    var tail: Int
  }

  private static let mostFormer = 4
  private static let room = 256

  /// Creates the list of `tokens` of a document that is not open.
  init(_ document: Document, tokens: [SemanticToken]) {
    (lines, version) = (document.lines, document.version)
    self.tokens = tokens
  }

  /// Creates the list of `document`, which has `parts`, of whose names `index` knows; made of `old`, that of an
  /// older state, where there is one.
  init(_ document: Document, _ parts: ModelParts, _ index: NameIndex, after old: TokenList?) {
    (lines, version) = (document.lines, document.version)
    let owners = NameIndex.owners(in: parts)
    let places = parts.units.map { ($0 as PlacedUnit?, $0.range) }
    let last = parts.units.last?.range.upperBound ?? 0
    let window = Window(old, parts.units)
    // There are as many as before, but for those in what was typed.
    tokens.reserveCapacity(old.map { $0.tokens.count + Self.room } ?? document.tree.tokenCount / 2)
    sections.reserveCapacity(places.count + 1)
    var guess: [SemanticToken]?
    var head: Int?
    var tail = 0
    for (position, (unit, range)) in (places + [(nil, last..<document.bytes.count)]).enumerated() {
      let start = tokens.count
      let place = window.former(position)
      let names = unit == nil ? nil : index.names(owners[position], in: parts)
      let isSettled = unit == nil || names != nil
      if let old, let place, old.sections[place].isSame(in: old.lines.bytes, range, document),
        names == nil || names === old.sections[place].names
      {
        keep(place, of: old, at: range)
        tail += tokens.count - start
      } else {
        if head == nil { head = start }
        tail = 0
        if isSettled {
          let own = names?.tokens(owners[position].place, at: range.lowerBound) ?? []
          tokens += document.tokens(in: range, names: own)
        } else {
          let known = guess ?? guessed(document, after: old, window, parts.units)
          guess = known
          tokens += document.tokens(in: range, names: known)
        }
      }
      isExact = isExact && isSettled
      sections.append(Section(unit: unit, range: range, names: names, end: tokens.count))
    }
    guard let old else { return }
    let kept = (head: head ?? tokens.count, tail: head == nil ? 0 : tail)
    former = old.former.suffix(Self.mostFormer - 1).map {
      Former(
        identity: $0.identity, head: min($0.head, kept.head), tail: min($0.tail, kept.tail))
    }
    former.append(Former(identity: old.identity, head: kept.head, tail: kept.tail))
  }

  /// Returns how many tokens at the beginning and at the end are what they were in `other`, but for their places; `nil`
  /// where nothing is known of that.
  public func kept(since other: TokenList) -> (head: Int, tail: Int)? {
    former.last { $0.identity === other.identity }.map { ($0.head, $0.tail) }
  }

  /// Takes over the tokens of section `position` of `old` to `range`.
  private mutating func keep(_ position: Int, of old: TokenList, at range: Range<Int>) {
    let former = old.sections[position]
    let start = position > 0 ? old.sections[position - 1].end : 0
    let shift = range.lowerBound - former.range.lowerBound
    let kept = old.tokens[start..<former.end]
    if shift == 0 { tokens += kept } else { tokens += kept.lazy.map { $0.moved(by: shift) } }
  }

  /// Returns those of the tokens that touch `range`.
  public func tokens(in range: Range<Int>) -> ArraySlice<SemanticToken> {
    let start = tokens.partitionPoint { $0.range.upperBound <= range.lowerBound }
    let end = tokens.partitionPoint {
      $0.range.lowerBound < max(range.upperBound, range.lowerBound + 1)
    }
    return tokens[min(start, end)..<end]
  }
}

// Guesses.
extension TokenList {
  /// The declarations that are others than in an older list.
  private struct Window {
    let head: Int
    let tail: Int
    let oldCount: Int
    let newCount: Int

    init(_ old: TokenList?, _ units: [PlacedUnit]) {
      // The last section is what stands behind all declarations.
      let former = (old?.sections ?? []).dropLast()
      oldCount = former.count
      newCount = units.count
      let shorter = min(oldCount, newCount)
      func isSame(_ a: Int, _ b: Int) -> Bool { former[a].unit?.isSame(as: units[b]) == true }
      var head = 0
      while head < shorter, isSame(head, head) { head += 1 }
      var tail = 0
      while tail < shorter - head, isSame(former.count - 1 - tail, units.count - 1 - tail) {
        tail += 1
      }
      (self.head, self.tail) = (head, tail)
    }

    /// Returns the section of the older list that has the same text as section `position`.
    func former(_ position: Int) -> Int? {
      if position < head { return position }
      return position >= newCount - tail ? position - newCount + oldCount : nil
    }

    /// The declarations of the older list that are not there any more, and those that are new.
    var old: Range<Int> { head..<oldCount - tail }
    var new: Range<Int> { head..<newCount - tail }
  }

  /// Returns what may be the colours of the names in the declarations of `units` that are not in `old`: names outside
  /// of what has changed keep theirs; those inside have the colour of the same word elsewhere, or of what they
  /// declare.
  private func guessed(
    _ document: Document, after old: TokenList?, _ window: Window, _ units: [PlacedUnit]
  ) -> [SemanticToken] {
    guard let old, !window.new.isEmpty else { return [] }
    func bytes(_ range: Range<Int>, _ place: (Int) -> Range<Int>) -> Range<Int> {
      let start = range.lowerBound == 0 ? 0 : place(range.lowerBound - 1).upperBound
      return start..<(range.isEmpty ? start : place(range.upperBound - 1).upperBound)
    }
    let before = bytes(window.old) { old.sections[$0].range }
    let after = bytes(window.new) { units[$0].range }
    let change = TextChange(
      from: Array(old.lines.bytes[before]), to: Array(document.bytes[after]))
    let names = old.tokens(in: before).filter(\.isName)
    // A name that touches the change may be another one now.
    let (start, end) = (
      before.lowerBound + change.replaced.lowerBound, before.lowerBound + change.replaced.upperBound
    )
    let shift = after.lowerBound - before.lowerBound
    let head = names.prefix { $0.range.upperBound < start }
    let rest = names.filter { $0.range.lowerBound > end }
    return head.map { $0.moved(by: shift) }
      + guesses(
        document, start + shift...start + shift + change.length, by: names, of: old)
      + rest.map { $0.moved(by: shift + change.shift) }
  }

  /// Returns the colours of the names that touch the bytes `changed`.
  private func guesses(
    _ document: Document, _ changed: ClosedRange<Int>, by near: [SemanticToken], of old: TokenList
  ) -> [SemanticToken] {
    let tree = document.tree
    guard let first = tree.tokenIndex(at: max(changed.lowerBound - 1, 0)) else { return [] }
    var result: [SemanticToken] = []
    for index in first..<tree.tokenCount {
      let range = tree.start(ofToken: index)..<tree.start(ofToken: index + 1)
      if range.lowerBound > changed.upperBound { break }
      guard tree.kind(ofToken: index).isName, range.upperBound >= changed.lowerBound,
        let name = tree.nodes(around: index).suffix(2).last,
        name.kind == .name || name.kind == .nameExpression
      else { continue }
      if let kind = Self.declared(tree, index) {
        let modifiers: SemanticToken.Modifiers =
          kind == .variable ? [.declaration, .readonly] : .declaration
        result.append(SemanticToken(range: range, kind: kind, modifiers: modifiers))
      } else if let same = old.name(like: document.bytes[range], near: near) {
        result.append(
          SemanticToken(
            range: range, kind: same.kind, modifiers: same.modifiers.subtracting(.declaration)))
      }
    }
    return result
  }

  /// Returns a token of a name that is written `word`, one that is `near` before others.
  private func name(like word: ArraySlice<UInt8>, near: [SemanticToken]) -> SemanticToken? {
    lines.bytes.withUnsafeBufferPointer { bytes in
      func isSame(_ token: SemanticToken) -> Bool {
        let range = token.range
        return token.isName && range.count == word.count
          && bytes[range.lowerBound] == word.first
          && UnsafeBufferPointer(rebasing: bytes[range]).elementsEqual(word)
      }
      return near.last(where: isSame) ?? tokens.last(where: isSame)
    }
  }

  /// Returns what the name at token `index` declares, if it declares something.
  private static func declared(_ tree: SyntaxTree, _ index: Int) -> SemanticToken.Kind? {
    let around = tree.nodes(around: index)
    guard around.count > 1 else { return nil }
    let (owner, name) = (around[around.count - 2], around[around.count - 1])
    guard owner.child(.name) == name else { return nil }
    return declarations[owner.kind]
  }

  private static let declarations: [SyntaxKind: SemanticToken.Kind] = [
    .dataDeclaration: .struct, .measureDeclaration: .type, .scaleDeclaration: .enum,
    .axisDeclaration: .type, .indexDeclaration: .class, .variantDeclaration: .class,
    .methodDeclaration: .function,
    .evaluationDeclaration: .class, .letDeclaration: .variable, .parameterDeclaration: .parameter,
    .columnItem: .property, .grade: .enumMember, .part: .enumMember, .group: .property,
    .indicator: .property, .input: .parameter, .axisVariable: .typeParameter,
  ]
}

extension Document {
  /// Returns what the tokens in `range` are, the ends of which are ends of tokens; `names` tells what is known of
  /// names.
  fileprivate func tokens(in range: Range<Int>, names: [SemanticToken]) -> [SemanticToken] {
    if range.isEmpty { return [] }
    let first = names.partitionPoint { $0.range.lowerBound < range.lowerBound }
    return semanticTokens(in: range, names: Array(names[first...]))
  }
}

extension Workspace {
  /// Returns the tokens of the document `path`; `nil` once `isCancelled`, or where nothing can be read.
  ///
  /// Where what names stand for was not worked out since the last change, but before, colours are guessed, and the
  /// result is not exact. Of one state that is done once only where `guessesOnce`.
  public func tokenList(
    of path: String, guessesOnce: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> TokenList? {
    guard let document = documents[path], let parts = parts(of: path) else {
      return names(of: path, isCancelled: isCancelled).map {
        TokenList($0.document, tokens: $0.semanticTokens())
      }
    }
    let old = tokenLists[path]
    let isAskedAgain =
      guessesOnce && old?.isExact == false && old?.version == document.version
    if old == nil || isAskedAgain || knownNames(of: path) != nil {
      guard completeNames(of: path, isCancelled: isCancelled) else { return nil }
    }
    let list = TokenList(document, parts, nameIndex(of: path, parts), after: old)
    tokenLists[path] = list
    return list
  }

  /// Returns what the tokens of the document `path` that `range` touches are, all where there is none, and whether that
  /// is exact, as `tokenList` says.
  public func semanticTokens(
    of path: String, in range: Range<Int>? = nil, guessesOnce: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> (tokens: [SemanticToken], isExact: Bool)? {
    tokenList(of: path, guessesOnce: guessesOnce, isCancelled: isCancelled).map { list in
      (range.map { Array(list.tokens(in: $0)) } ?? list.tokens, list.isExact)
    }
  }
}
