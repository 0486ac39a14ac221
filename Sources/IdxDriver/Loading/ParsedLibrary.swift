import IdxDiagnostics
import IdxSyntax
import Synchronization

/// The modules of the standard library that were parsed already: who checks many models parses each
/// once. What is found does not depend on it.
public final class ParsedLibrary: Sendable {
  private let trees = Mutex<[String: SyntaxTree]>([:])

  /// Creates a library of which nothing is parsed.
  public init() {}

  /// Returns the tree of `text`, the module `path`.
  func tree(_ path: String, _ text: String) -> SyntaxTree {
    if let known = trees.withLock({ $0[path] }) { return known }
    // Outside of the lock: two threads may do the same, which harms less than waiting.
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: path, text: text))
    trees.withLock { $0[path] = tree }
    return tree
  }
}
