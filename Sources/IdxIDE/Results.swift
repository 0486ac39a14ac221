public import IdxDriver

// What is computed only where somebody asks for it, and kept.
extension Assistant {
  /// Returns the results of the evaluation or `let` called `name`; `nil` where there is none such, or the
  /// work was stopped.
  public func results(of name: String) -> RunReport? {
    if let known = knownResults[name] { return known }
    guard let made = model.run([name]) else { return nil }
    knownResults[name] = made
    return made
  }

  /// Returns what became of the expectations; `nil` where the work was stopped.
  public func tests() -> TestReport? {
    if let known = knownTests { return known }
    guard let made = model.test() else { return nil }
    knownTests = made
    return made
  }
}

extension Workspace {
  /// Returns what may stand at the byte `offset` of the document `path`, the best first; `nil` once
  /// `isCancelled`.
  public func completions(
    _ path: String, at offset: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Completions? {
    assistant(of: path, exceptAt: offset, isCancelled: isCancelled)?
      .completions(at: offset) { [self] in files(beside: path) }
  }

  /// Returns what is known of the document `path`, or was known before it was changed within the declaration
  /// around the byte `offset`: then all else is as it was.
  private func assistant(
    of path: String, exceptAt offset: Int, isCancelled: @escaping @Sendable () -> Bool
  ) -> Assistant? {
    if let last = olderAssistant(of: path), let document = document(path),
      document.differs(from: last.document, onlyAround: offset)
    {
      last.interruption.set(isCancelled)
      return Assistant(document, by: last)
    }
    return analysis(of: path, isCancelled: isCancelled)?.assistant(isCancelled: isCancelled)
  }

  /// Returns what answers questions about the document `path`, or about its text before the last edits.
  public func recentAssistant(
    of path: String, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Assistant? {
    guard let last = olderAssistant(of: path) else {
      return analysis(of: path, isCancelled: isCancelled)?.assistant(isCancelled: isCancelled)
    }
    last.interruption.set(isCancelled)
    return last
  }

  /// Returns the paths of the models that the document `path` may import, from its folder.
  private func files(beside path: String) -> [String] {
    guard let slash = path.lastIndex(of: "/") else { return [] }
    let folder = String(path[..<slash])
    return host.models(in: folder).filter { $0 != path && $0.hasPrefix(folder + "/") }
      .map { String($0.dropFirst(folder.count + 1)) }
  }
}
