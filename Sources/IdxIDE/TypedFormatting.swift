import IdxDiagnostics
import IdxSyntax

extension Document {
  /// Returns what follows from typing `text`, which ends at `offset`: after a line end the indentation
  /// of the new line, after a brace the layout of what it closes.
  public func changes(afterTyping text: String, at offset: Int) -> [ByteEdit] {
    let offset = min(max(offset, 0), bytes.count)
    switch text {
    case "\n": return indentation(ofLineAt: offset)
    case "}": return layout(closedAt: offset)
    default: return []
    }
  }

  private func layout(closedAt offset: Int) -> [ByteEdit] {
    guard offset > 0, let index = tree.tokenIndex(at: offset - 1),
      tree.token(index).kind == .rightBrace,
      let open = brackets.first(where: { $0.close == index })?.open
    else { return [] }
    let first = lines.starts[lines.line(at: Int(tree.token(open).span.start))]
    guard
      let place = declarations(touching: offset - 1..<offset).first(where: {
        $0.lowerBound < offset && offset <= $0.upperBound
      })
    else { return [] }
    return (changes(ofDeclarationAt: place) ?? []).filter {
      $0.range.lowerBound >= first && $0.range.upperBound <= offset
    }
  }

  /// Returns the change that indents the line that holds `offset` as what is open there wants.
  private func indentation(ofLineAt offset: Int) -> [ByteEdit] {
    let line = lines.line(at: offset)
    guard line > 0 else { return [] }
    let range = lines.range(ofLine: line)
    let end = bytes[range].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? range.upperBound
    var depth = depth(at: range.lowerBound)
    if end < range.upperBound, let index = tree.tokenIndex(at: end),
      tree.token(index).kind.opening != nil
    {
      depth -= 1
    } else if continues(at: range.lowerBound) {
      depth += 1
    }
    let wanted = [UInt8](repeating: 0x20, count: 2 * max(depth, 0))
    return bytes[range.lowerBound..<end].elementsEqual(wanted)
      ? [] : [ByteEdit(range.lowerBound..<end, wanted)]
  }

  /// Returns how many lines before `offset` hold a bracket that is open there: brackets that open on one
  /// line indent once.
  private func depth(at offset: Int) -> Int {
    let ends = Dictionary(uniqueKeysWithValues: brackets.map { ($0.open, $0.close) })
    var open: Set<Int> = []
    for index in 0..<tree.tokenCount {
      let token = tree.token(index)
      let start = Int(token.span.start)
      if start >= offset { break }
      let line = lines.line(at: start)
      if token.kind.opensBracket {
        let end = ends[index].map { Int(tree.token($0).span.start) } ?? offset
        if end >= offset { open.insert(line) }
      } else if token.kind.keyword?.isDeclaration == true, start == lines.starts[line] {
        // A declaration begins anew where the one before was left open.
        open = []
      }
    }
    return open.count
  }

  /// `true` iff what stands before `offset` cannot end there.
  private func continues(at offset: Int) -> Bool {
    guard offset > 0, var index = tree.tokenIndex(at: offset - 1) else { return false }
    while tree.token(index).kind.isTrivia {
      if index == 0 || tree.token(index).kind.isComment { return false }
      index -= 1
    }
    let kind = tree.token(index).kind
    return kind == .equals || kind == .arrow || Self.operators.contains(kind)
  }

  /// The signs and words that a value follows.
  private static let operators: Set<TokenKind> = Set(
    [.plus, .minus, .times, .divide, .power, .equal, .notEqual, .less, .lessEqual, .greater]
      + [.greaterEqual] + [.and, .or, .not, .otherwise, .then, .else, .if].map { TokenKind($0) })
}
