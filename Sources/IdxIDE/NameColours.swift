import IdxDiagnostics
import IdxSyntax

/// What was known of the names of a document in one state, to be carried over to the next.
///
/// Working out what all names stand for takes longer than an editor wants to wait for colours while one types.
struct NameColours {
  /// The state.
  let document: Document
  /// The names, in the order of their places.
  let names: [SemanticToken]
  /// `true` iff they were carried over from an older state.
  var isGuess = false

  /// Returns the colours in `next`: names outside of what has changed keep theirs; those inside have the
  /// colour of the same word elsewhere, or of what they declare.
  func moved(to next: Document) -> NameColours {
    let (old, new) = (document.bytes, next.bytes)
    let head = Self.equalHead(old, new)
    let tail = Self.equalTail(old, new, atMost: min(old.count, new.count) - head)
    let shift = new.count - old.count
    let changedEnd = old.count - tail
    if head == old.count, shift == 0 { return NameColours(document: next, names: names) }
    var result: [SemanticToken] = []
    result.reserveCapacity(names.count)
    // A name that touches the change may be another one now.
    let start = names.partitionPoint { $0.range.upperBound < head }
    let rest = names.partitionPoint { $0.range.lowerBound <= changedEnd }
    result += names[..<start]
    result += guesses(in: next, head...max(head, new.count - tail))
    let from = result.last?.range.upperBound ?? 0
    for name in names[max(start, rest)...] {
      let range = name.range.lowerBound + shift..<name.range.upperBound + shift
      guard range.lowerBound >= from else { continue }
      result.append(SemanticToken(range: range, kind: name.kind, modifiers: name.modifiers))
    }
    return NameColours(document: next, names: result)
  }

  /// Returns the colours of the names of `next` that touch the bytes `changed`.
  private func guesses(in next: Document, _ changed: ClosedRange<Int>) -> [SemanticToken] {
    let tree = next.tree
    guard let first = tree.tokenIndex(at: max(changed.lowerBound - 1, 0)) else { return [] }
    var known: [ArraySlice<UInt8>: SemanticToken] = [:]
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
        continue
      }
      if known.isEmpty {
        for name in names { known[document.bytes[name.range]] = name }
      }
      guard let same = known[next.bytes[range]] else { continue }
      result.append(
        SemanticToken(
          range: range, kind: same.kind, modifiers: same.modifiers.subtracting(.declaration)))
    }
    return result
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

  private static func equalHead(_ a: [UInt8], _ b: [UInt8]) -> Int {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var count = 0
        let end = min(a.count, b.count)
        while count < end, a[count] == b[count] { count += 1 }
        return count
      }
    }
  }

  private static func equalTail(_ a: [UInt8], _ b: [UInt8], atMost end: Int) -> Int {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var count = 0
        while count < end, a[a.count - 1 - count] == b[b.count - 1 - count] { count += 1 }
        return count
      }
    }
  }
}

extension [SemanticToken] {
  /// Returns the position of the first token for which `isBefore` does not hold: it holds for all before.
  fileprivate func partitionPoint(_ isBefore: (SemanticToken) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Workspace {
  /// Returns what the tokens of the document `path` that `range` touches are, all where there is none; `nil` once
  /// `isCancelled`.
  ///
  /// Where what names stand for was not worked out since the last change, but before, that is carried over, and
  /// the result is not exact. Of one state that is done once only where `guessesOnce`.
  public func semanticTokens(
    of path: String, in range: Range<Int>? = nil, guessesOnce: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> (tokens: [SemanticToken], isExact: Bool)? {
    if knownNames(of: path) == nil, let document = documents[path], let old = colours[path],
      !(guessesOnce && old.isGuess && old.document.version == document.version)
    {
      var moved = old.moved(to: document)
      moved.isGuess = true
      colours[path] = moved
      return (document.semanticTokens(in: range, names: moved.names), false)
    }
    guard let names = names(of: path, isCancelled: isCancelled) else { return nil }
    let tokens = names.nameTokens
    if documents[path] != nil {
      colours[path] = NameColours(document: names.document, names: tokens)
    }
    return (names.document.semanticTokens(in: range, names: tokens), true)
  }
}
