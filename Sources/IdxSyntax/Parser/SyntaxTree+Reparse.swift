public import IdxDiagnostics

/// The tree of a text that was changed, and how much of the tree before it is in it.
public struct Reparse: Sendable {
  /// The tree of the changed text: equal to what `SyntaxTree.parse` makes of it.
  public let tree: SyntaxTree
  /// How many of the first declarations of the model are what they were, where they were.
  public let head: Int
  /// How many of the last declarations are what they were, with their documentation, moved by the
  /// change.
  public let tail: Int
}

extension SyntaxTree {
  /// Returns the tree of `source`, and takes over what `old`, the tree of a text much like it, has of it.
  ///
  /// Complexity: O(bytes), but eight at a time; only the declarations that differ are read.
  public static func parse(
    _ source: SourceText, reusing old: SyntaxTree, isCancelled: () -> Bool = { false }
  ) -> Reparse {
    let change = TextChange(from: old.source.bytes, to: source.bytes)
    return parse(source, reusing: old, change, isCancelled: isCancelled)
  }

  /// Returns the tree of `source`, the text of which is that of `old` after `change`.
  ///
  /// Complexity: O(tokens) to copy what is as it was, and the reading of the declarations that the
  /// change touches. Where the change has effects on the whole file, all of it is read.
  public static func parse(
    _ source: SourceText, reusing old: SyntaxTree, _ change: TextChange,
    isCancelled: () -> Bool = { false }
  ) -> Reparse {
    let result = source.bytes.withUnsafeBufferPointer { bytes in
      Splice(source, bytes, old, change).flatMap { $0.parse(isCancelled) }
    }
    return result ?? Reparse(tree: parse(source, isCancelled: isCancelled), head: 0, tail: 0)
  }
}
