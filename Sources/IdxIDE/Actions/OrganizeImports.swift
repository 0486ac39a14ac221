import IdxDiagnostics
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The change that sorts imports, and takes out those that are there twice or are not used.
  var organizedImports: [Proposal] {
    let edits = importRuns.flatMap { organizing($0) }
    if edits.isEmpty { return [] }
    return [Proposal("Organize imports", .organizeImports) { edits }]
  }

  /// The imports, those that follow each other on lines of their own together.
  private var importRuns: [[ImportDeclaration]] {
    var runs: [[ImportDeclaration]] = []
    var isBehindImport = false
    for declaration in document.tree.model.declarations {
      guard case .importing(let syntax) = declaration else {
        isBehindImport = false
        continue
      }
      let start = Int(syntax.node.documentedSpan.start)
      if isBehindImport, let last = runs.last?.last,
        text(Int(last.span.end)..<max(start, Int(last.span.end))).allSatisfy(\.isWhitespace)
      {
        runs[runs.count - 1].append(syntax)
      } else {
        runs.append([syntax])
      }
      isBehindImport = true
    }
    return runs
  }

  /// Returns the changes that put `run` in order.
  private func organizing(_ run: [ImportDeclaration]) -> [ByteEdit] {
    guard run.allSatisfy({ isFirstOnLine(Int($0.node.documentedSpan.start)) }),
      let first = run.first, let last = run.last
    else { return [] }
    let used = usedModules
    var seen = Set<String>()
    let kept = run.filter { syntax in
      guard let key = key(of: syntax) else { return true }
      return seen.insert(key).inserted && (used.map { isUsed(syntax, $0) } ?? true)
    }
    // Modules of the library stand first; then files, by their names.
    let sorted = kept.enumerated().sorted { a, b in
      let (x, y) = ((a.element.file == nil ? 0 : 1), (b.element.file == nil ? 0 : 1))
      let (k, l) = (key(of: a.element) ?? "", key(of: b.element) ?? "")
      return (x, k, a.offset) < (y, l, b.offset)
    }.map(\.element)
    if sorted.map(\.node) == run.map(\.node) { return [] }
    let whole = Int(first.node.documentedSpan.start)..<Int(last.span.end)
    if sorted.isEmpty { return [deletion(of: whole)] }
    return [
      ByteEdit(
        whole, sorted.map { source.text($0.node.documentedSpan) }.joined(separator: "\n"))
    ]
  }

  private func key(of syntax: ImportDeclaration) -> String? {
    guard let name = syntax.file?.value ?? syntax.path?.text else { return nil }
    return name + (syntax.alias.map { " as \($0.text)" } ?? "")
  }
}
