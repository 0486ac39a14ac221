public import IdxDiagnostics

extension Node {
  /// The text of the `///` lines directly above the node, markers removed.
  ///
  /// A blank line ends the block: what is above it speaks of something else.
  public var documentation: String? {
    if let above = block(endingBefore: tokenRange.lowerBound) { return above }
    // Documentation may also stand between `allow` and what it is for.
    guard let last = children.last(where: { $0.kind == .allow }) else { return nil }
    var next = last.tokenRange.upperBound
    while next < tokenRange.upperBound, tree.tokens.kind(next).isTrivia { next += 1 }
    return block(endingBefore: next)
  }

  /// The bytes of the node with the `///` lines directly above it.
  public var documentedSpan: Span {
    var first = tokenRange.lowerBound
    var token = first - 1
    while token >= 0 {
      switch tree.tokens.kind(token) {
      case .documentation: first = token
      case .whitespace where !separates(token..<token + 1): break
      default: token = 0
      }
      token -= 1
    }
    return tree.token(first).span.union(span)
  }

  /// The block of `///` lines at the head of the file that stands apart from what follows it.
  var headDocumentation: String? {
    var end = 0
    while end < tree.tokenCount, tree.tokens.kind(end).isTrivia { end += 1 }
    var last: Int?
    for i in 0..<end where tree.tokens.kind(i) == .documentation {
      if let previous = last, separates(previous + 1..<i) { break }
      last = i
    }
    guard let last, end == tree.tokenCount || separates(last + 1..<end) else { return nil }
    return block(endingBefore: last + 1)
  }

  private func block(endingBefore end: Int) -> String? {
    var lines: [String] = []
    var token = end - 1
    while token >= 0 {
      switch tree.tokens.kind(token) {
      case .documentation: lines.append(Node.line(tree.token(token).text))
      case .whitespace where !separates(token..<token + 1): break
      default: token = 0
      }
      token -= 1
    }
    return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
  }

  /// `true` iff the tokens hold two line ends or more, so a blank line.
  private func separates(_ range: Range<Int>) -> Bool {
    let bytes = tree.tokens.start(range.lowerBound)..<tree.tokens.start(range.upperBound)
    let text = tree.source.bytes[bytes]
    var ends = 0
    var previous: UInt8 = 0
    for byte in text {
      if byte == 0x0A && previous != 0x0D || byte == 0x0D { ends += 1 }
      previous = byte
    }
    return ends > 1
  }

  private static func line(_ comment: String) -> String {
    let rest = comment.dropFirst(3)
    return String(rest.first == " " ? rest.dropFirst() : rest)
  }
}
