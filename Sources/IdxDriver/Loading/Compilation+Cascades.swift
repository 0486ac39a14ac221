import IdxDiagnostics

/// What follows from that which loading has reported: a name is unknown because the file that may declare
/// it was not read, or its declaration was not understood.
struct Cascades {
  /// What loading has reported.
  let loading: [Diagnostic]
  /// The files of which an import could not be read whole.
  let lackingImports: Set<FileID>
  /// The texts, by file.
  let source: (FileID) -> SourceText?

  /// Returns `found` without what follows.
  func removed(from found: [Diagnostic]) -> [Diagnostic] {
    guard !found.isEmpty, let unknown = Catalogue.entry("unknown-name")?.code else { return found }
    var words: [FileID: Set<String>] = [:]
    return found.filter { diagnostic in
      guard diagnostic.code == unknown else { return true }
      let file = diagnostic.span.file
      if lackingImports.contains(file) { return false }
      let known = words[file] ?? wordsOfFaultyLines(in: file)
      words[file] = known
      return known.isEmpty || !known.contains(source(file)?.text(diagnostic.span) ?? "")
    }
  }

  /// Returns the words of the lines of `file` on which loading has reported an error.
  private func wordsOfFaultyLines(in file: FileID) -> Set<String> {
    // A sign of another language is understood: it hides nothing.
    let understood = Catalogue.entry("foreign-sign")?.code
    let faults = loading.filter {
      $0.span.file == file && $0.severity == .error && $0.code != understood
    }
    guard !faults.isEmpty, let source = source(file) else { return [] }
    let lines = LineIndex(source)
    return Set(faults.map { lines.line(at: Int($0.span.start)) }).reduce(into: []) { words, line in
      words.formUnion(Self.words(source.text(in: lines.range(ofLine: line))))
    }
  }

  /// Returns the words of `line`: runs of letters, digits and `_`.
  private static func words(_ line: String) -> [String] {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}

extension Compilation {
  /// Returns `found` without what follows from that which loading has reported.
  func withoutCascades(_ found: [Diagnostic]) -> [Diagnostic] {
    let sources = sources
    return Cascades(loading: diagnostics, lackingImports: lackingImports) {
      sources.indices.contains(Int($0.index)) ? sources[Int($0.index)] : nil
    }.removed(from: found)
  }
}
