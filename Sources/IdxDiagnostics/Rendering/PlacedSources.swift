/// Sources with the lines of those that diagnostics point into; others may be large data files, which
/// are not worth the reading.
struct PlacedSources {
  private let sources: [SourceText]
  private let lines: [FileID: LineIndex]

  /// Creates `sources` with the lines that `diagnostics` need.
  init(_ sources: [SourceText], for diagnostics: [Diagnostic]) {
    self.sources = sources
    var lines: [FileID: LineIndex] = [:]
    for diagnostic in diagnostics {
      let edits = diagnostic.fixes.flatMap { $0.edits.map(\.span) }
      for span in [diagnostic.span] + diagnostic.labels.map(\.span) + edits {
        let index = Int(span.file.index)
        if lines[span.file] == nil, sources.indices.contains(index) {
          lines[span.file] = LineIndex(sources[index])
        }
      }
    }
    self.lines = lines
  }

  /// The source `file` and its lines, if it is one of the sources.
  subscript(file: FileID) -> (source: SourceText, lines: LineIndex)? {
    lines[file].map { (sources[Int(file.index)], $0) }
  }
}
