import IdxDiagnostics
public import IdxDriver

// What is computed only where somebody asks for it, and kept.
extension Analysis {
  /// Returns the results of the evaluation or `let` called `name`; `nil` where the model has errors, has none
  /// such, or the work was stopped.
  public func results(of name: String) -> RunReport? {
    if let known = knownResults[name] { return known }
    guard !report.diagnostics.hasErrors, let made = model.run([name]) else { return nil }
    knownResults[name] = made
    return made
  }

  /// Returns what became of the expectations; `nil` where the model has errors or the work was stopped.
  func tests() -> TestReport? {
    if let known = knownTests { return known }
    guard !report.diagnostics.hasErrors, let made = model.test() else { return nil }
    knownTests = made
    return made
  }
}

extension Workspace {
  /// Returns the paths of the models that the document of `analysis` may import, from its folder.
  public func files(beside analysis: Analysis) -> [String] {
    let path = analysis.document.path
    guard let slash = path.lastIndex(of: "/") else { return [] }
    let folder = String(path[..<slash])
    return host.models(in: folder).filter { $0 != path && $0.hasPrefix(folder + "/") }
      .map { String($0.dropFirst(folder.count + 1)) }
  }
}
