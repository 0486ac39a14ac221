import IdxDiagnostics
import IdxSyntax

/// A part of a document that an editor may hide.
public struct Fold: Hashable, Sendable {
  /// What is hidden.
  public enum Kind: String, Hashable, Sendable {
    case comment, imports, region
  }
  /// What is hidden.
  public let kind: Kind
  /// The bytes that are hidden: for brackets what stands between them.
  public let range: Range<Int>
  /// `true` iff the line with the last byte is to stay, since a bracket closes there.
  public let keepsLastLine: Bool
  /// In how many other parts this one stands.
  public var depth = 0
}

extension Document {
  /// The parts over several lines that can be hidden, in the order of their beginnings; at most `limit`,
  /// which are those that stand in the fewest others. Where an editor hides `wholeLines` only, those that
  /// would hide none or begin on the same line as another are left out.
  public func folds(wholeLines: Bool = false, limit: Int? = nil) -> [Fold] {
    var all =
      (bracketFolds + commentFolds + runs(of: .importDeclaration, as: .imports)
      + longDeclarations + rowFolds).filter { isLong($0.range) }
    all.sort { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
    if wholeLines {
      var seen = Set<Int>()
      all = all.filter { lastLine($0) > firstLine($0) && seen.insert(firstLine($0)).inserted }
    }
    var open: [Int] = []
    for place in all.indices {
      while let end = open.last, end < all[place].range.upperBound { open.removeLast() }
      all[place].depth = open.count
      open.append(all[place].range.upperBound)
    }
    guard let limit, all.count > limit else { return all }
    let kept = all.indices.sorted { (all[$0].depth, $0) < (all[$1].depth, $1) }
      .prefix(max(limit, 0))
    return kept.sorted().map { all[$0] }
  }

  /// Returns the line, from 0, in which `fold` begins, which stays.
  public func firstLine(_ fold: Fold) -> Int { lines.line(at: fold.range.lowerBound) }

  /// Returns the last line, from 0, of which all is hidden.
  public func lastLine(_ fold: Fold) -> Int {
    lines.line(at: fold.range.upperBound) - (fold.keepsLastLine ? 1 : 0)
  }

  private func isLong(_ range: Range<Int>) -> Bool {
    lines.line(at: range.lowerBound) < lines.line(at: range.upperBound)
  }

  private var bracketFolds: [Fold] {
    brackets.map { pair in
      let range = Int(tree.token(pair.open).span.end)..<Int(tree.token(pair.close).span.start)
      return Fold(kind: .region, range: range, keepsLastLine: true)
    }
  }

  /// Comments on lines of their own that follow each other with nothing between, each kind by itself.
  private var commentFolds: [Fold] {
    var result: [Fold] = []
    var run: (kind: TokenKind, range: Range<Int>)?
    func end() {
      if let run { result.append(Fold(kind: .comment, range: run.range, keepsLastLine: false)) }
    }
    for index in 0..<tree.tokenCount {
      let token = tree.token(index)
      if token.kind == .whitespace { continue }
      guard token.kind.isComment, token.isFirstOnLine else {
        end()
        run = nil
        continue
      }
      let range = token.span.range
      if let last = run, last.kind == token.kind,
        lines.line(at: last.range.upperBound) + 1 == lines.line(at: range.lowerBound)
      {
        run = (token.kind, last.range.lowerBound..<range.upperBound)
      } else {
        end()
        run = (token.kind, range)
      }
    }
    end()
    return result
  }

  /// Declarations of kind `kind` that follow each other.
  private func runs(of kind: SyntaxKind, as fold: Fold.Kind) -> [Fold] {
    Self.runs(of: kind, in: tree.root).map { Fold(kind: fold, range: $0, keepsLastLine: false) }
  }

  /// Rows of tables.
  private var rowFolds: [Fold] {
    tree.root.children(.dataDeclaration).flatMap { Self.runs(of: .row, in: $0) }
      .map { Fold(kind: .region, range: $0, keepsLastLine: false) }
  }

  private static func runs(of kind: SyntaxKind, in node: Node) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var isOpen = false
    for child in node.children {
      let range = child.span.range
      guard child.kind == kind else {
        isOpen = false
        continue
      }
      if isOpen, let last = result.last {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
      isOpen = true
    }
    return result
  }

  /// Declarations that go on for lines and end without a bracket: their first line stays.
  private var longDeclarations: [Fold] {
    tree.root.children.filter { $0.kind.isDeclaration }.compactMap { node in
      guard let head = node.head, let last = node.tokenRange.last,
        tree.token(last).kind.opening == nil
      else { return nil }
      let start = lines.range(ofLine: lines.line(at: Int(head.span.start))).upperBound
      let end = node.span.range.upperBound
      return start < end ? Fold(kind: .region, range: start..<end, keepsLastLine: false) : nil
    }
  }
}
