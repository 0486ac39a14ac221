import IdxDiagnostics
public import IdxDriver
import IdxSyntax

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
    interruption.set(isCancelled)
    if let separated = assistantBeforeDeclaration(path, at: offset) {
      return separated.completions(at: offset)
    }
    // What stands in a text depends on what is around it, as it is now.
    let isText = document(path).map { CursorWord($0, at: offset).surroundings == .text } ?? false
    let assistant =
      (isText ? nil : olderAssistant(of: path, exceptAt: offset))
      ?? assistant(of: path, around: offset, isCancelled: isCancelled)
    return assistant?.completions(at: offset) { [self] in files(beside: path) }
  }

  /// Returns what is to be told of the item with the key `key`, offered in the document `path`; `nil` where there
  /// is nothing.
  public func documentation(
    ofCompletion key: String, in path: String,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Explanation? {
    guard let document = document(path) else { return nil }
    // What it names is declared somewhere in the document, or elsewhere.
    let name = key.firstIndex(of: ":").map { String(key[key.index(after: $0)...]) }
    let declaration = document.tree.model.declarations.first { $0.name?.text == name }
    let offset = declaration.map { Int($0.node.span.end) } ?? 0
    return assistant(of: path, around: offset, isCancelled: isCancelled)?
      .documentation(ofCompletion: key)
  }

  /// Returns the paths of the models and tables that the document `path` may name, from its folder.
  private func files(beside path: String) -> [String] {
    guard let slash = path.lastIndex(of: "/") else { return [] }
    let folder = String(path[..<slash])
    return (host.models(in: folder) + host.tables(below: folder))
      .filter { $0 != path && $0.hasPrefix(folder + "/") }
      .map { String($0.dropFirst(folder.count + 1)) }
  }
}
