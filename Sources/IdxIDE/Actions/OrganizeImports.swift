import IdxDiagnostics
import IdxDriver
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
    let sorted = isOrderOfMeaning ? kept : self.sorted(kept)
    if sorted.map(\.node) == run.map(\.node) { return [] }
    let whole = Int(first.node.documentedSpan.start)..<Int(last.span.end)
    if sorted.isEmpty { return [deletion(of: whole)] }
    return [
      ByteEdit(
        whole, sorted.map { source.text($0.node.documentedSpan) }.joined(separator: "\n"))
    ]
  }

  /// Returns `imports` with modules of the library first and files behind them, each by their names.
  private func sorted(_ imports: [ImportDeclaration]) -> [ImportDeclaration] {
    imports.enumerated().sorted { a, b in
      let (x, y) = ((a.element.file == nil ? 0 : 1), (b.element.file == nil ? 0 : 1))
      let (k, l) = (key(of: a.element) ?? "", key(of: b.element) ?? "")
      return (x, k, a.offset) < (y, l, b.offset)
    }.map(\.element)
  }

  private func key(of syntax: ImportDeclaration) -> String? {
    guard let name = syntax.file?.value ?? syntax.path?.text else { return nil }
    return name + (syntax.alias.map { " as \($0.text)" } ?? "")
  }
}

extension ActionContext {
  /// The modules whose names the document uses, by their positions; `nil` where a name is wrong, so that nobody
  /// knows which are.
  private var usedModules: Set<Int>? {
    if analysis.report.diagnostics.hasErrors { return nil }
    let facts = model.facts
    var used = Set<Int>()
    for reference in facts.references(in: 0) where !reference.isDeclaration {
      // An import itself uses nothing.
      if case .module = reference.target { continue }
      guard let place = facts.definition(of: reference.target),
        let module = model.module(of: place.file)
      else { continue }
      used.insert(module.id)
    }
    return used
  }

  /// `true` iff the module that `syntax` imports is among `used`, or is not known.
  private func isUsed(_ syntax: ImportDeclaration, _ used: Set<Int>) -> Bool {
    let imports = document.tree.model.declarations.compactMap { $0.imported?.node }
    guard let module = model.modules.first, module.imports.count == imports.count,
      let position = imports.firstIndex(of: syntax.node)
    else { return true }
    return used.contains(module.imports[position].module)
  }

  /// `true` iff two of the modules that are imported under no other name declare the same name: then the first
  /// counts.
  private var isOrderOfMeaning: Bool {
    guard let module = model.modules.first else { return true }
    var seen = Set<String>()
    let plain = Set(module.imports.filter { $0.alias == nil }.map(\.module))
    return plain.contains { imported in
      model.symbols(of: imported).contains { !seen.insert($0.name).inserted }
    }
  }
}
