import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxStandardLibrary
import IdxSyntax
import Testing

/// A model with the files beside it, analysed.
struct AnalysedModel {
  static let path = "model.idx"
  /// The modules of the library are parsed once for all models.
  static let options = DriverOptions()
  let analysis: ModelAnalysis
  let provider: MemoryProvider

  /// Analyses `text` with `files` beside it.
  init(_ text: String, files: [String: String] = [:]) throws {
    var bytes = files.mapValues { Array($0.utf8) }
    bytes[Self.path] = Array(text.utf8)
    try self.init(MemoryProvider(files: bytes))
  }

  /// Analyses the model of `provider`.
  init(_ provider: MemoryProvider) throws {
    self.provider = provider
    let found = Driver.analyse(Self.path, provider: provider, options: Self.options)
    analysis = try #require(found)
  }

  /// Analyses the model of the library at `path` in it.
  init(library path: String) throws {
    let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
    let beside = StandardLibrary.files.filter { $0.path.hasPrefix(folder) }
    let files = beside.map { (String($0.path.dropFirst(folder.count)), $0.text) }
    let text = try #require(StandardLibrary.text(path))
    try self.init(text, files: Dictionary(files, uniquingKeysWith: { first, _ in first }))
  }

  /// What `Driver.check` says of the model.
  var checked: CheckReport? {
    Driver.check(Self.path, provider: provider, options: Self.options)
  }

  /// What is wrong with what is known of names: `nil` iff each is a name or a text, none is known twice, and
  /// what is declared is where it says.
  var fault: String? {
    for module in analysis.modules where !module.isStandard {
      let tree = module.tree
      let tokens = Set((0..<tree.tokenCount).map { tree.token($0).span })
      var last: UInt32 = 0
      for reference in analysis.facts.references(in: module.id) {
        let text = tree.source.text(reference.span)
        if !tokens.contains(reference.span) { return "`\(text)` is no token" }
        if reference.span.start < last { return "`\(text)` is known twice" }
        last = reference.span.end
        let place = analysis.facts.definition(of: reference.target)
        if let place {
          let sources = analysis.sources
          guard sources.indices.contains(Int(place.file.index)),
            Int(place.end) <= sources[Int(place.file.index)].bytes.count
          else { return "`\(text)` is declared nowhere" }
        }
        if reference.isDeclaration, place != reference.span, place != nil {
          return "`\(text)` is declared elsewhere"
        }
        if case .word = reference.target { continue }
        if reference.kind == .result { return "`\(text)` is no word" }
      }
    }
    return nil
  }

  /// The texts of the names of `module` of which nothing is known, each with its place.
  func namesWithoutReference(in module: Int = 0) -> [String] {
    guard let tree = analysis.modules.first(where: { $0.id == module })?.tree else {
      return ["no module \(module)"]
    }
    let known = Set(analysis.facts.references(in: module).map(\.span))
    let lines = LineIndex(tree.source)
    return names(in: tree.root).filter { !known.contains($0) }.map { span in
      let place = lines.place(at: Int(span.start))
      return "\(place.line):\(place.column) \(tree.source.text(span))"
    }
  }

  /// The places of the names below `node`. Cells of tables are left out: only those that are elements stand
  /// for something.
  private func names(in node: Node) -> [IdxDiagnostics.Span] {
    node.children.flatMap { child -> [IdxDiagnostics.Span] in
      switch child.kind {
      case .name, .nameExpression: [child.tree.token(child.tokenRange.lowerBound).span]
      case .row: []
      default: names(in: child)
      }
    }
  }
}
