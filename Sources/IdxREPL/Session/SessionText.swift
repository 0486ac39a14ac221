import IdxDiagnostics
import IdxSyntax

/// The model that a session has come to: the text of a model file with what was typed since.
struct SessionText {
  /// What a text is called in messages that is of no file.
  static let plainName = "session"

  /// The parsed text.
  private(set) var tree: SyntaxTree

  /// Creates the text `bytes`, which is called `name` in messages.
  init(_ bytes: [UInt8] = [], name: String = plainName) {
    tree = SyntaxTree.parse(SourceText(file: FileID(0), path: name, bytes: bytes))
  }

  private init(_ bytes: [UInt8], reusing old: SyntaxTree) {
    tree =
      SyntaxTree.parse(
        SourceText(file: FileID(0), path: old.source.path, bytes: bytes), reusing: old
      ).tree
  }

  var bytes: [UInt8] { tree.source.bytes }

  /// Returns the text with `typed`, whose declarations take the places of those of the same names, and where
  /// the new ones stand; what replaces nothing goes to the end.
  ///
  /// - Complexity: O(bytes) for each declaration.
  func adding(_ typed: SyntaxTree) -> (text: SessionText, places: [TypedPlace]) {
    var text = self
    var places: [TypedPlace] = []
    for piece in Self.pieces(of: typed) {
      var bytes = text.bytes
      var inserted = Array(typed.source.bytes[piece.range])
      let old = piece.name.flatMap { text.range(of: $0) }
      if old == nil {
        if bytes.last.map({ $0 != UInt8(ascii: "\n") }) ?? false { bytes.append(0x0A) }
        inserted.append(0x0A)
      }
      let range = old ?? bytes.count..<bytes.count
      bytes.replaceSubrange(range, with: inserted)
      for place in places.indices where places[place].start >= range.upperBound {
        places[place].start += inserted.count - range.count
      }
      places.append(TypedPlace(typed: piece.range, start: range.lowerBound))
      text = SessionText(bytes, reusing: text.tree)
    }
    return (text, places)
  }

  /// Returns the text with the declaration `head` of the typed `expression` at its end, and where the latter is.
  func probing(_ head: String, _ expression: String) -> (text: SessionText, places: [TypedPlace]) {
    var bytes = bytes
    if bytes.last.map({ $0 != UInt8(ascii: "\n") }) ?? false { bytes.append(0x0A) }
    bytes += Array(head.utf8)
    let place = TypedPlace(typed: 0..<expression.utf8.count, start: bytes.count)
    bytes += Array(expression.utf8) + [0x0A]
    return (SessionText(bytes, reusing: tree), [place])
  }

  /// The declaration called `name`, if there is one.
  func declaration(_ name: String) -> Declaration? {
    tree.model.declarations.first { $0.name?.text == name }
  }

  private func range(of name: String) -> Range<Int>? {
    declaration(name)?.node.documentedSpan.range
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

/// Where a piece of what was typed stands in the text of the session.
struct TypedPlace {
  /// Where it stood in what was typed.
  let typed: Range<Int>
  /// Where it begins in the text.
  var start: Int

  /// Returns where the byte `offset` of the text was typed; `nil` where it was not.
  func typed(_ offset: Int) -> Int? {
    let moved = offset - start + typed.lowerBound
    return moved >= typed.lowerBound && moved <= typed.upperBound ? moved : nil
  }
}
