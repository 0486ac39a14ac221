import IdxDiagnostics
import IdxDriver
import IdxSyntax

// What is known of the parts of open documents. A part is analysed much faster than the whole.
extension Workspace {
  /// Returns what answers questions about the declaration around the byte `offset` of `path` and about what hangs
  /// together with it; `nil` once `isCancelled`, or where nothing can be read. Of what the document declares
  /// elsewhere it knows the names.
  public func assistant(
    of path: String, around offset: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Assistant? {
    guard let parts = parts(of: path), let part = parts.part(around: offset) else {
      return analysis(of: path, isCancelled: isCancelled)?.assistant(isCancelled: isCancelled)
    }
    return assistant(of: path, part, isCancelled: isCancelled)
  }

  /// Returns what answers questions about the document `path` where the bytes `range` lie, one for each part of
  /// it; `nil` once `isCancelled`, or where nothing can be read.
  func assistants(
    of path: String, around range: Range<Int>, isCancelled: @escaping @Sendable () -> Bool
  ) -> [Assistant]? {
    let touched = parts(of: path)?.parts(around: range) ?? []
    // Of many parts the whole is faster.
    guard (1...Self.mostParts).contains(touched.count) else {
      return analysis(of: path, isCancelled: isCancelled)?.assistant(isCancelled: isCancelled)
        .map { [$0] }
    }
    var result: [Assistant] = []
    for part in touched {
      guard let found = assistant(of: path, part, isCancelled: isCancelled) else { return nil }
      result.append(found)
    }
    return result
  }

  /// How many parts are looked at one by one.
  static let mostParts = 8

  /// Returns what answers questions about `part` of the document `path`.
  private func assistant(
    of path: String, _ part: ModelPart, isCancelled: @escaping @Sendable () -> Bool
  ) -> Assistant? {
    interruption.set(isCancelled)
    if let whole = knownAssistant(of: path) { return whole }
    if let known = knownParts[path]?.first(where: { $0.members == part.members }) {
      return known.assistant
    }
    guard let document = documents[path], let checker = checkers[path],
      let model = Driver.analyse(
        path, part: part, provider: provider(for: document), options: interruptible)
    else { return nil }
    let made = Assistant(document, model, interruption) { checker.values }
    // The last ones are asked for again: while one types, and while one looks around.
    knownParts[path] =
      [KnownPart(members: part.members, assistant: made)]
      + (knownParts[path] ?? []).prefix(Self.mostParts - 1)
    return made
  }

  /// Returns the parts of the open document `path`; `nil` where it is not open.
  func parts(of path: String) -> ModelParts? {
    guard let document = documents[path] else { return nil }
    let checker = checkers[path] ?? ModelChecker(path: path)
    checkers[path] = checker
    return checker.parts(of: document.tree)
  }

  /// Returns what answered questions about the declaration around the byte `offset` of `path` before it was
  /// changed, if all else is as it was and the declaration still names nothing that was not looked at.
  func olderAssistant(of path: String, exceptAt offset: Int) -> Assistant? {
    guard knownAssistant(of: path) == nil, let document = documents[path],
      let older = olderParts[path],
      document.differs(from: older.assistant.document, onlyAround: offset),
      let part = parts(of: path)?.part(around: offset),
      Set(older.members).isSuperset(of: part.members)
    else { return nil }
    return Assistant(document, by: older.assistant)
  }
}

extension Workspace {
  /// Returns what answers questions about the end of `path` that the byte `offset` would be if nothing followed on
  /// the next line: where a name is due and the next declaration begins there, its first word is taken for the
  /// name. `nil` where that is not so.
  func assistantBeforeDeclaration(_ path: String, at offset: Int) -> Assistant? {
    guard let document = documents[path], document.swallowsDeclaration(at: offset) else {
      return nil
    }
    let separated = document.applying(
      [ByteEdit(offset..<offset, Array("q".utf8))], version: document.version)
    let checker = ModelChecker(path: path)
    guard let part = checker.parts(of: separated.tree).part(around: offset),
      let model = Driver.analyse(
        path, part: part, provider: provider(for: separated), options: interruptible)
    else { return nil }
    return Assistant(document, by: Assistant(separated, model, interruption))
  }
}

extension Document {
  /// `true` iff a dot stands before the byte `offset`, and behind it the next line begins a declaration.
  fileprivate func swallowsDeclaration(at offset: Int) -> Bool {
    guard offset > 0, offset <= bytes.count, bytes[offset - 1] == UInt8(ascii: "."),
      var index = tree.tokenIndex(at: offset)
    else { return false }
    while index < tree.tokenCount,
      tree.token(index).kind.isTrivia || tree.start(ofToken: index) < offset
    {
      index += 1
    }
    guard index < tree.tokenCount, tree.token(index).isFirstOnLine else { return false }
    let line = lines.range(ofLine: lines.line(at: tree.start(ofToken: index)))
    return tree.token(index).kind.keyword?.isDeclaration == true
      && line.lowerBound == tree.start(ofToken: index)
  }
}

/// A part of a document, as positions of its declarations, with what answers questions about it.
struct KnownPart {
  let members: [Int]
  let assistant: Assistant
}
