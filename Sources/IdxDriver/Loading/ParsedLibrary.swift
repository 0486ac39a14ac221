import IdxDiagnostics
import IdxSemantics
import IdxStandardLibrary
import IdxSyntax
import Synchronization

/// The modules of the standard library that were parsed already: who checks many models parses each
/// once. What is found does not depend on it.
///
/// A module has the same number in every compilation, so that trees, views and names are made once.
public final class ParsedLibrary: Sendable {
  private let modules = Mutex<[Int: Module]>([:])
  /// What calls of its methods have become.
  let callTemplates = CallTemplates()

  /// Creates a library of which nothing is parsed.
  public init() {}

  /// Returns the module number `number` with its names; `nil` if it imports others, or something is wrong with it.
  func module(_ number: Int) -> Module? {
    if let known = modules.withLock({ $0[number] }) { return known }
    // Outside of the lock: two threads may do the same, which harms less than waiting.
    guard let module = Self.make(number) else { return nil }
    return modules.withLock { modules in
      // What the first one has made stays, with what others know of it.
      if let known = modules[number] { return known }
      modules[number] = module
      return module
    }
  }

  private static func make(_ number: Int) -> Module? {
    let path = StandardLibrary.modulePaths[number - 1]
    guard let file = StandardLibrary.file(path) else { return nil }
    let source = SourceText(file: FileID(number), path: "std/\(path)", bytes: file.bytes)
    let tree = SyntaxTree.decode(file.encodedTree, of: source) ?? SyntaxTree.parse(source)
    guard tree.diagnostics.isEmpty else { return nil }
    let module = Module(id: number, tree: tree, path: "std/\(path)", isStandard: true)
    let isImporting = module.declarations.contains { $0.imported != nil }
    return isImporting ? nil : Module(prepared: module)
  }

  /// The texts of a compilation that has read nothing: that of the model and those of the modules, none of which
  /// is known yet.
  static let unread =
    [SourceText(file: FileID(0), path: "", bytes: [])]
    + StandardLibrary.modulePaths.enumerated().map { position, path in
      SourceText(file: FileID(position + 1), path: "std/" + path, bytes: [])
    }
}
