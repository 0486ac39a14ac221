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
  /// Returns the paths of the models that the document of `assistant` may import, from its folder.
  public func files(beside assistant: Assistant) -> [String] {
    let path = assistant.document.path
    guard let slash = path.lastIndex(of: "/") else { return [] }
    let folder = String(path[..<slash])
    return host.models(in: folder).filter { $0 != path && $0.hasPrefix(folder + "/") }
      .map { String($0.dropFirst(folder.count + 1)) }
  }
}
