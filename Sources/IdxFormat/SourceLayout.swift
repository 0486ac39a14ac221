import IdxDiagnostics
public import IdxSyntax

/// The one layout of models: what it is, `grammar/README.md` says.
public enum SourceLayout {
  /// The cells of a line.
  static let lineWidth = 100
  /// The cells of a row that is read as one of a table: it is broken later.
  static let rowWidth = 120
  /// The blanks of a level.
  static let indentation = 2

  /// Returns the source of `tree` in the layout that all models have; `nil` if it has errors.
  ///
  /// The tokens and comments are those of the source, in its order. Complexity: O(bytes), but for
  /// what stands in each other.
  public static func text(of tree: SyntaxTree) -> String? {
    if tree.diagnostics.hasErrors || tree.isCancelled { return nil }
    var builder = LayoutBuilder(tree)
    var renderer = Renderer()
    renderer.write(rows: builder.model())
    return renderer.text
  }
}
