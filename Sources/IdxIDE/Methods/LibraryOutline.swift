import IdxDiagnostics
import IdxStandardLibrary
import IdxSyntax

/// What the library has for everybody, as far as an editor offers it: read once, without its trees.
public struct LibraryOutline: Sendable {
  /// A unit or a scale.
  struct Entry: Sendable {
    let name: String
    let label: String
    /// What a unit is in others, as it is written; empty for a base and for scales.
    let definition: String
    let documentation: String
    let module: String
  }

  private(set) var methods: [String: MethodSummary] = [:]
  private(set) var units: [Entry] = []
  private(set) var scales: [Entry] = []
  /// The modules by their dotted names.
  let modules: [String]

  /// The outline, made at the first use.
  public static let shared = LibraryOutline()

  private init() {
    let files = StandardLibrary.files.map(\.path)
    modules = files.filter { $0.hasSuffix(".idx") }.map { path in
      var parts = path.dropLast(4).split(separator: "/").map(String.init)
      // The model of a folder goes by the name of the folder.
      if parts.count > 1, parts[parts.count - 1] == parts[parts.count - 2] { parts.removeLast() }
      return (["std"] + parts).joined(separator: ".")
    }
    for path in Set(StandardLibrary.names.compactMap { StandardLibrary.module(declaring: $0) })
      .sorted()
    {
      guard let text = StandardLibrary.text(path) else { continue }
      let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: path, text: text))
      for declaration in tree.model.declarations { take(declaration, from: path) }
    }
  }

  private mutating func take(_ declaration: Declaration, from path: String) {
    guard let name = declaration.name?.text else { return }
    func entry(_ definition: String) -> Entry {
      Entry(
        name: name, label: declaration.label?.first ?? "", definition: definition,
        documentation: declaration.documentation ?? "", module: path)
    }
    switch declaration {
    case .method(let method): methods[name] = MethodSummary(method, module: path)
    case .measure(let measure): units.append(entry(measure.definition?.node.text ?? ""))
    case .scale: scales.append(entry(""))
    default: break
    }
  }
}
