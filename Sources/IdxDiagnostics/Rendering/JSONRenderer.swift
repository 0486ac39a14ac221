/// Diagnostics for programs: objects whose members always stand in the same order.
///
/// Lines and columns count from 1, columns in Unicode scalars; offsets count bytes from 0, ends are
/// exclusive.
public struct JSONRenderer {
  private let sources: PlacedSources
  private let diagnostics: [Diagnostic]

  /// Creates a renderer of `diagnostics`, whose places are in `sources`.
  public init(_ diagnostics: [Diagnostic], sources: [SourceText]) {
    self.diagnostics = diagnostics
    self.sources = PlacedSources(sources, for: diagnostics)
  }

  /// The diagnostics as JSON objects.
  public var values: [JSONValue] { diagnostics.map(value) }

  private func value(_ diagnostic: Diagnostic) -> JSONValue {
    let name = Catalogue.entry(diagnostic.code)?.name
    let labels = diagnostic.labels.map { label in
      JSONValue.object([("text", .string(label.text))] + place(label.span))
    }
    return .object(
      [
        ("code", .string(diagnostic.code)), ("name", .optional(name)),
        ("severity", .string(diagnostic.severity.word)), ("message", .string(diagnostic.message)),
      ] + place(diagnostic.span) + [
        ("labels", .array(labels)),
        ("hints", .array(diagnostic.hints.map(JSONValue.string))),
        ("fixes", .array(diagnostic.fixes.map(value))),
      ])
  }

  private func value(_ fix: Fix) -> JSONValue {
    let edits = fix.edits.map { edit in
      JSONValue.object(place(edit.span) + [("replacement", .string(edit.text))])
    }
    return .object([("title", .string(fix.title)), ("edits", .array(edits))])
  }

  private func place(_ span: Span) -> [(String, JSONValue)] {
    guard let (source, lines) = sources[span.file] else { return [("path", .null)] }
    let start = lines.place(at: span.range.lowerBound)
    let end = lines.place(at: span.range.upperBound)
    return [
      ("path", .string(source.path)),
      ("startLine", .integer(start.line)), ("startColumn", .integer(start.column)),
      ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
      ("startOffset", .integer(span.range.lowerBound)),
      ("endOffset", .integer(span.range.upperBound)),
    ]
  }
}
