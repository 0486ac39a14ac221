/// The forms in which a chapter is written.
public enum DocumentFormat: String, Sendable, CaseIterable {
  /// Text that people read as it is and that many places show well.
  case markdown
  /// One page that needs nothing else.
  case html
  /// A document for LaTeX.
  case latex
}

extension Chapter {
  /// Returns the chapter in `format`, ending with a line end.
  public func text(_ format: DocumentFormat) -> String {
    switch format {
    case .markdown: MarkdownChapter.text(self)
    case .html: HTMLChapter.text(self)
    case .latex: LatexChapter.text(self)
    }
  }
}
