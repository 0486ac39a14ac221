import IdxDiagnostics
import IdxSyntax

/// The findings of the parts of a file, on the way to those of the whole.
struct FindingsMerge {
  private var sources: [SourceText]
  /// The files of other parts, by path.
  private var files: [String: FileID] = [:]
  private var loading: [Diagnostic]
  private var own: [Diagnostic]
  private var lints: [Diagnostic] = []
  private var always: [Diagnostic] = []
  private var evaluated: [Diagnostic] = []
  private var constants: [Diagnostic] = []
  private var uselessAllows: [Diagnostic] = []
  private var lackingImports: Set<FileID> = []
  /// The findings of parts that hold only if all parts that have the declaration find them.
  private static let countedCodes = Set(
    ["unused-declaration", "unused-import"].compactMap { Catalogue.entry($0)?.code })
  /// How many parts hold each finding that a declaration is unused.
  private var unused: [Told: Int] = [:]

  /// What tells such findings apart: their texts are long.
  private struct Told: Hashable {
    let code: String
    let span: Span

    init(_ finding: Diagnostic) { (code, span) = (finding.code, finding.span) }
  }

  /// Creates the findings of `tree`, to which no part was added; `names` are those of its names.
  /// It has no declaration if it `isEmpty`.
  init(_ tree: SyntaxTree, _ names: [Diagnostic], isEmpty: Bool) {
    sources = [tree.source]
    loading = tree.diagnostics
    own = names
    if isEmpty, tree.diagnostics.isEmpty {
      loading.append(.emptyModel(at: Span(tree.source.file, 0, 0)))
    }
  }

  /// Adds the findings of `component`, whose declarations begin at `starts`.
  mutating func add(_ component: CheckedComponent, at starts: [Int]) {
    let findings = component.findings
    func moved(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
      diagnostics.map { diagnostic in
        diagnostic.moved { span in
          if span.file == FileID(0) { return component.moved(span, to: starts) }
          guard let source = findings.sources[span.file] else { return span }
          return Span(file(source), Int(span.start), Int(span.end))
        }
      }
    }
    loading += moved(findings.loading)
    own += moved(findings.own)
    always += moved(findings.always)
    evaluated += moved(findings.evaluated)
    constants += moved(findings.constants)
    uselessAllows += moved(findings.uselessAllows)
    for lint in moved(findings.lints) {
      guard Self.countedCodes.contains(lint.code) else {
        lints.append(lint)
        continue
      }
      let isFirst = unused[Told(lint)] == nil
      unused[Told(lint), default: 0] += 1
      if isFirst { lints.append(lint) }
    }
    lackingImports.formUnion(findings.lackingImports.filter { $0 == FileID(0) })
  }

  private mutating func file(_ source: SourceText) -> FileID {
    if let known = files[source.path] { return known }
    let file = FileID(sources.count)
    sources.append(SourceText(file: file, path: source.path, bytes: source.bytes))
    files[source.path] = file
    return file
  }

  /// Returns the findings of the whole, which has `parts`.
  func report(of parts: ModelParts) -> CheckReport {
    let sources = sources
    let cascades = Cascades(loading: loading, lackingImports: lackingImports) {
      sources.indices.contains(Int($0.index)) ? sources[Int($0.index)] : nil
    }
    let isFaulty = loading.hasErrors || own.hasErrors
    var all = loading + cascades.removed(from: own) + always
    if !isFaulty { all += usedNowhere(parts) }
    all += isFaulty || always.hasErrors ? constants : evaluated
    if !all.hasErrors { all += uselessAllows }
    return CheckReport(
      sources: sources, diagnostics: all.tellingNamesOnce().tellingPairsOnce())
  }

  /// Returns the lints, without those of declarations that only some of the `parts` do not use.
  private func usedNowhere(_ parts: ModelParts) -> [Diagnostic] {
    if unused.isEmpty { return lints }
    var holders = [Int](repeating: 0, count: parts.units.count)
    for position in parts.groups.joined() { holders[position] += 1 }
    return lints.filter { lint in
      guard let count = unused[Told(lint)] else { return true }
      let position = parts.units.lastIndex { $0.range.lowerBound <= Int(lint.span.start) } ?? 0
      return count == holders[position]
    }
  }
}
