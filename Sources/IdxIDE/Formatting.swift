import IdxDiagnostics
import IdxFormat
import IdxSyntax

extension Document {
  /// What becomes of a document that is brought into the layout of models.
  public struct Layout: Sendable {
    /// The changes, in the order of their places: of white space only, each as small as it can be.
    public let edits: [ByteEdit]
    /// The declarations that stay as they are, since they have errors.
    public let skipped: [Range<Int>]
  }

  /// Returns what brings the document into the layout of models: all of it, or the declarations that
  /// the bytes `range` touch. Where the document has errors, declarations without any are laid out by
  /// themselves.
  public func layout(of range: Range<Int>? = nil) -> Layout {
    if let text = SourceLayout.text(of: tree) {
      let all = Self.differences(from: tree, to: Array(text.utf8))
      guard let range else { return Layout(edits: all, skipped: []) }
      let touched = declarations(touching: range)
      return Layout(
        edits: all.filter { edit in touched.contains { Self.holds($0, edit.range) } }, skipped: [])
    }
    var edits: [ByteEdit] = []
    var skipped: [Range<Int>] = []
    for place in declarations(touching: range ?? 0..<bytes.count) {
      if let found = changes(ofDeclarationAt: place) {
        edits += found
      } else {
        skipped.append(place)
      }
    }
    return Layout(edits: edits, skipped: skipped)
  }

  private static func holds(_ range: Range<Int>, _ part: Range<Int>) -> Bool {
    range.lowerBound <= part.lowerBound && part.upperBound <= range.upperBound
  }

  /// Returns the declarations, and what is none, on the lines that `range` touches, each with the white
  /// space before it on its line.
  func declarations(touching range: Range<Int>) -> [Range<Int>] {
    let first = lines.starts[lines.line(at: min(range.lowerBound, bytes.count))]
    let last = lines.range(ofLine: lines.line(at: min(range.upperBound, bytes.count))).upperBound
    return tree.root.children.compactMap { node in
      var place = node.span.range
      let line = lines.starts[lines.line(at: place.lowerBound)]
      if bytes[line..<place.lowerBound].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        place = line..<place.upperBound
      }
      return place.lowerBound <= last && first <= place.upperBound ? place : nil
    }
  }

  /// Returns what lays out the declaration at `place` by itself; `nil` where it has errors.
  func changes(ofDeclarationAt place: Range<Int>) -> [ByteEdit]? {
    let part = SyntaxTree.parse(
      SourceText(file: FileID(0), path: path, bytes: Array(bytes[place])))
    guard part.root.children.count == 1, let text = SourceLayout.text(of: part) else { return nil }
    var laidOut = Array(text.utf8)
    // Behind the declaration its line goes on.
    if laidOut.last == 0x0A { laidOut.removeLast() }
    return Self.differences(from: part, to: laidOut).map { edit in
      let start = edit.range.lowerBound + place.lowerBound
      return ByteEdit(start..<start + edit.range.count, edit.bytes)
    }
  }

  /// Returns the changes that make `target` of the text of `tree`, where both have the same tokens.
  static func differences(from tree: SyntaxTree, to target: [UInt8]) -> [ByteEdit] {
    let other = SyntaxTree.parse(SourceText(file: FileID(0), path: "", bytes: target))
    let (old, new) = (solid(tree), solid(other))
    let source = tree.source.bytes
    guard old.count == new.count else { return [ByteEdit(0..<source.count, target)] }
    var edits: [ByteEdit] = []
    var (oldEnd, newEnd) = (0, 0)
    func compare(_ a: Range<Int>, _ b: Range<Int>) {
      if let edit = difference(source[a], target[b]) { edits.append(edit) }
    }
    for (a, b) in zip(old, new) {
      compare(oldEnd..<a.lowerBound, newEnd..<b.lowerBound)
      compare(a, b)
      (oldEnd, newEnd) = (a.upperBound, b.upperBound)
    }
    compare(oldEnd..<source.count, newEnd..<target.count)
    return edits
  }

  /// Returns the bytes of the tokens of `tree` that are no white space.
  private static func solid(_ tree: SyntaxTree) -> [Range<Int>] {
    (0..<tree.tokenCount).compactMap { index in
      let token = tree.token(index)
      return token.kind == .whitespace ? nil : token.span.range
    }
  }

  /// Returns the smallest change that makes `new` of `old`; `nil` where they are equal.
  private static func difference(_ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>) -> ByteEdit? {
    if old.elementsEqual(new) { return nil }
    // Only ASCII is cut off, so that no character is cut in two.
    func isSame(_ pair: (UInt8, UInt8)) -> Bool { pair.0 == pair.1 && pair.0 < 0x80 }
    let head = zip(old, new).prefix(while: isSame).count
    let (oldRest, newRest) = (old.dropFirst(head), new.dropFirst(head))
    let tail = zip(oldRest.reversed(), newRest.reversed()).prefix(while: isSame).count
    let (oldCore, newCore) = (oldRest.dropLast(tail), newRest.dropLast(tail))
    return ByteEdit(oldCore.startIndex..<oldCore.endIndex, Array(newCore))
  }
}
