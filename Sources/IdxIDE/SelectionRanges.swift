import IdxDiagnostics
import IdxSyntax

extension Document {
  /// Returns the ranges that hold the byte `offset`, each larger than the one before and holding it: the
  /// word, what it is part of, and so on up to the file.
  public func selectionRanges(at offset: Int) -> [Range<Int>] {
    let offset = min(max(offset, 0), bytes.count)
    var result: [Range<Int>] = []
    func add(_ range: Range<Int>) {
      guard range.lowerBound <= offset, offset <= range.upperBound else { return }
      if let last = result.last {
        guard range != last, range.lowerBound <= last.lowerBound,
          last.upperBound <= range.upperBound
        else { return }
      }
      result.append(range)
    }
    if let token = tree.token(pointedAtBy: offset) {
      addToken(token, add)
      for node in tree.nodes(around: token.index).reversed() {
        for range in inner(of: node, around: token.index) { add(range) }
        if node.kind != .model { add(node.span.range) }
        if let documented = documented(node) { add(documented) }
      }
    }
    add(0..<bytes.count)
    return result.isEmpty ? [offset..<offset] : result
  }

  private func addToken(_ token: Token, _ add: (Range<Int>) -> Void) {
    let range = token.span.range
    switch token.kind {
    case .whitespace, .invalid: return
    case .string, .quotedName:
      if range.count > 1 { add(range.lowerBound + 1..<range.upperBound - 1) }
    case .comment, .documentation:
      add(range)
      if let run = commentRun(around: token.index) { add(run) }
    default: break
    }
    add(range)
  }

  /// Returns what stands between the brackets of `node` around token `index`, without and with them.
  private func inner(of node: Node, around index: Int) -> [Range<Int>] {
    let tokens = node.tokens
    guard let close = tokens.last(where: { $0.kind.opening != nil && $0.index >= index }),
      let open = tokens.last(where: { $0.kind == close.kind.opening && $0.index <= index }),
      open.index < close.index
    else { return [] }
    let (start, end) = (Int(open.span.end), Int(close.span.start))
    var result: [Range<Int>] = []
    let content = (open.index + 1..<close.index).filter { tree.token($0).kind != .whitespace }
    if let first = content.first, let last = content.last {
      result.append(
        tree.token(first).span.range.lowerBound..<tree.token(last).span.range.upperBound)
    }
    result.append(start..<end)
    result.append(start - 1..<end + 1)
    return result
  }

  /// Returns the bytes of `node` with the documentation directly above it.
  private func documented(_ node: Node) -> Range<Int>? {
    guard node.documentation != nil else { return nil }
    var first = node.tokenRange.lowerBound
    var index = first - 1
    while index >= 0, tree.token(index).kind.isTrivia {
      let token = tree.token(index)
      if token.kind == .documentation, token.isFirstOnLine { first = index }
      if token.kind == .whitespace, lineEnds(token) > 1 { break }
      index -= 1
    }
    let range = node.span.range
    return min(Int(tree.token(first).span.start), range.lowerBound)..<range.upperBound
  }

  /// Returns the comments on lines of their own around the one at token `index`.
  private func commentRun(around index: Int) -> Range<Int>? {
    guard tree.token(index).isFirstOnLine else { return nil }
    var (first, last) = (index, index)
    for (step, change) in [(-1, { first = $0 }), (1, { last = $0 })] as [(Int, (Int) -> Void)] {
      var place = index + step
      while place >= 0, place < tree.tokenCount {
        let token = tree.token(place)
        if token.kind == .whitespace, lineEnds(token) < 2 {
        } else if token.kind.isComment, token.isFirstOnLine {
          change(place)
        } else {
          break
        }
        place += step
      }
    }
    return Int(tree.token(first).span.start)..<Int(tree.token(last).span.end)
  }

  private func lineEnds(_ token: Token) -> Int {
    lines.line(at: Int(token.span.end)) - lines.line(at: Int(token.span.start))
  }
}
