import IdxDiagnostics

extension Compilation {
  /// Returns `found` without what follows from that which loading has reported: a name is unknown because
  /// the file that may declare it was not read, or its declaration was not understood.
  func withoutCascades(_ found: [Diagnostic]) -> [Diagnostic] {
    guard !found.isEmpty, let unknown = Catalogue.entry("unknown-name")?.code else { return found }
    var words: [FileID: Set<String>] = [:]
    return found.filter { diagnostic in
      guard diagnostic.code == unknown else { return true }
      let file = diagnostic.span.file
      if lackingImports.contains(file) { return false }
      let known = words[file] ?? wordsOfFaultyLines(in: file)
      words[file] = known
      return known.isEmpty || !known.contains(sources[Int(file.index)].text(diagnostic.span))
    }
  }

  /// Returns the words of the lines of `file` on which loading has reported an error.
  private func wordsOfFaultyLines(in file: FileID) -> Set<String> {
    // A sign of another language is understood: it hides nothing.
    let understood = Catalogue.entry("foreign-sign")?.code
    let faults = diagnostics.filter {
      $0.span.file == file && $0.severity == .error && $0.code != understood
    }
    if faults.isEmpty { return [] }
    let source = sources[Int(file.index)]
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
