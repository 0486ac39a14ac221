import IdxDiagnostics
import IdxDriver
import IdxSyntax

/// A text to be proposed: that of a session with an entry in it.
struct TypedText {
  /// The whole text.
  let bytes: [UInt8]
  /// The entry as it was typed.
  let typed: String
  /// Where the pieces of the entry are.
  let places: [TypedPlace]
}

/// Where a piece of what was typed stands in the text of the session.
struct TypedPlace {
  /// Where it stood in what was typed.
  let typed: Range<Int>
  /// Where it begins in the text.
  var start: Int

  /// Where it is in the text.
  var range: Range<Int> { start..<start + typed.count }

  /// Returns where the byte `offset` of the text was typed; `nil` where it was not.
  func typed(_ offset: Int) -> Int? {
    let moved = offset - start + typed.lowerBound
    return moved >= typed.lowerBound && moved <= typed.upperBound ? moved : nil
  }
}

extension GrowingModel {
  /// Returns the text with `typed`, whose declarations take the places of those of the same names; what replaces
  /// nothing goes to the end.
  func adding(_ typed: SyntaxTree) -> TypedText {
    var edits: [(range: Range<Int>, typed: Range<Int>, name: String?)] = []
    let end = tree.source.bytes.count
    for piece in Self.pieces(of: typed) {
      let old = piece.name.flatMap { declaration($0) }?.node.documentedSpan.range
      // Of two declarations of one name in one entry the last counts.
      edits.removeAll { piece.name != nil && $0.name == piece.name }
      edits.append((old ?? end..<end, piece.range, piece.name))
    }
    // What replaces something stands where that did, what is new in the order of the entry.
    let order = edits.indices.sorted {
      (edits[$0].range.lowerBound, $0) < (edits[$1].range.lowerBound, $1)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end + typed.source.bytes.count + edits.count)
    var done = 0
    var places: [TypedPlace] = []
    for edit in order.map({ edits[$0] }) {
      bytes += tree.source.bytes[done..<edit.range.lowerBound]
      done = edit.range.upperBound
      let isNew = edit.range.isEmpty
      if isNew { Self.endLine(&bytes) }
      places.append(TypedPlace(typed: edit.typed, start: bytes.count))
      bytes += typed.source.bytes[edit.typed]
      if isNew { bytes.append(0x0A) }
    }
    bytes += tree.source.bytes[done...]
    let text = String(decoding: typed.source.bytes, as: UTF8.self)
    return TypedText(bytes: bytes, typed: text, places: places)
  }

  /// Returns the text with the declaration `head` of the typed `expression` at its end.
  func probing(_ head: String, _ expression: String) -> TypedText {
    var bytes = tree.source.bytes
    Self.endLine(&bytes)
    bytes += Array(head.utf8)
    let place = TypedPlace(typed: 0..<expression.utf8.count, start: bytes.count)
    bytes += Array(expression.utf8) + [0x0A]
    return TypedText(bytes: bytes, typed: expression, places: [place])
  }

  private static func endLine(_ bytes: inout [UInt8]) {
    if bytes.last.map({ $0 != 0x0A }) ?? false { bytes.append(0x0A) }
  }

  /// The pieces of what was typed: each declaration with what stands above it; the last also has what stands
  /// behind it.
  private static func pieces(of typed: SyntaxTree) -> [(name: String?, range: Range<Int>)] {
    let declarations = typed.model.declarations
    let end = typed.source.bytes.count
    if declarations.isEmpty { return [(nil, 0..<end)] }
    var start = 0
    return declarations.enumerated().map { position, declaration in
      let isLast = position == declarations.count - 1
      let stop = isLast ? end : Int(declaration.node.span.end)
      defer { start = stop }
      return (declaration.name?.text, start..<stop)
    }
  }
}
