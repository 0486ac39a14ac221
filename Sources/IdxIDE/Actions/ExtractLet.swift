import IdxDiagnostics
import IdxSyntax

extension ActionContext {
  /// The change that gives the selected expression a name.
  var extractedLet: [Proposal] {
    guard let node = selectedExpression, let declaration else { return [] }
    let name = freeName(like: "value")
    switch declaration {
    case .index, .variant, .data, .judgement, .importing, .measure, .scale: return []
    default: break
    }
    let block = nodes.lastIndex { $0.kind == .block && $0.span.range.lowerBound < range.lowerBound }
    let statement = block.flatMap { nodes.indices.contains($0 + 1) ? nodes[$0 + 1] : nil }
    return [
      Proposal("Extract into a `let`", .extract) {
        let value = text(unwrapped(node).span.range)
        let place = statement?.span ?? declaration.node.documentedSpan
        return [
          naming(value, name, before: Int(place.start), inBlock: statement != nil),
          ByteEdit(node.span.range, name),
        ]
      }
    ]
  }

  /// The expression that is selected.
  private var selectedExpression: Node? {
    let bytes = document.bytes
    var (start, end) = (range.lowerBound, range.upperBound)
    func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    guard start < end else { return nil }
    let path = document.tree.root.path(to: start..<end)
    let names: [SyntaxKind] = [.nameExpression, .stringLiteral, .missingLiteral, .booleanLiteral]
    guard
      let position = path.lastIndex(where: {
        $0.span.range == start..<end && $0.kind.isExpression && !names.contains($0.kind)
      }), position > 0,
      document.tree.findings(touching: start...end).isEmpty,
      path[position - 1].kind != .letDeclaration, path[position - 1].kind != .expectDeclaration
    else { return nil }
    return path[position]
  }

  /// Returns what stands in the parentheses of `node`, or itself.
  private func unwrapped(_ node: Node) -> Node {
    guard node.kind == .parenthesised, let inner = node.children.first else { return node }
    return inner
  }

  /// Returns the change that names `value` before the byte at `start`.
  private func naming(
    _ value: String, _ name: String, before start: Int, inBlock: Bool
  ) -> ByteEdit {
    let line = "let \(name) = \(value)"
    let indentation = indentation(at: start)
    if !isFirstOnLine(start) {
      // What follows the statements of a block begins its line.
      return ByteEdit(
        blanks(before: start).lowerBound..<start,
        "\n\(indentation)  \(line)\n\(indentation)  ")
    }
    let isLoose = !inBlock && !text(start..<min(start + 4, document.bytes.count)).hasPrefix("let")
    return ByteEdit(start..<start, line + (isLoose ? "\n\n" : "\n") + indentation)
  }
}
