// Findings of text that a change elsewhere in the file has moved.

extension Span {
  /// Returns the span `shift` bytes farther on.
  public func moved(by shift: Int) -> Span { Span(file, Int(start) + shift, Int(end) + shift) }
}

extension Diagnostic {
  /// Returns the diagnostic of the same text `shift` bytes farther on: its place, and all other places
  /// in the same file.
  public func moved(by shift: Int) -> Diagnostic {
    if shift == 0 { return self }
    let file = span.file
    return moved { $0.file == file ? $0.moved(by: shift) : $0 }
  }

  /// Returns the diagnostic with all its places changed by `move`.
  public func moved(_ move: (Span) -> Span) -> Diagnostic {
    var result = self
    result.span = move(span)
    result.labels = labels.map { Label(move($0.span), $0.text) }
    result.fixes = fixes.map { fix in
      Fix(fix.title, fix.edits.map { TextEdit(move($0.span), $0.text) }, fix.certainty)
    }
    return result
  }
}
