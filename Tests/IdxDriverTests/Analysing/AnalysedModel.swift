import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxStandardLibrary
import IdxSyntax
import Testing

/// A model with the files beside it, analysed.
struct AnalysedModel {
  static let path = "model.idx"
  let analysis: ModelAnalysis
  let provider: MemoryProvider

  /// Analyses `text` with `files` beside it.
  init(_ text: String, files: [String: String] = [:]) throws {
    var bytes = files.mapValues { Array($0.utf8) }
    bytes[Self.path] = Array(text.utf8)
    provider = MemoryProvider(files: bytes)
    let found = Driver.analyse(Self.path, provider: provider, options: DriverOptions())
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

  /// The texts of the names of `module` of which nothing is known, each with its place.
  func namesWithoutReference(in module: Int = 0) -> [String] {
    let tree = analysis.modules[module].tree
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
