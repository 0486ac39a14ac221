import IdxDiagnostics

extension Compilation {
  /// `true` iff `diagnostic` follows from what loading has reported: a name is unknown because the
  /// file that may declare it was not read, or its declaration was not understood.
  func explains(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.code == Catalogue.entry("unknown-name")?.code else { return false }
    let file = diagnostic.span.file
    if lackingImports.contains(file) { return true }
    let source = sources[Int(file.index)]
    let name = source.text(diagnostic.span)
    // A sign of another language is understood: it hides nothing.
    let faults = diagnostics.filter {
      $0.span.file == file && $0.severity == .error
        && $0.code != Catalogue.entry("foreign-sign")?.code
    }
    guard !faults.isEmpty, !name.isEmpty else { return false }
    let lines = LineIndex(source)
    return faults.contains { fault in
      let line = lines.line(at: Int(fault.span.start))
      return Self.words(source.text(in: lines.range(ofLine: line))).contains(name)
    }
  }

  /// Returns the words of `line`: runs of letters, digits and `_`.
  private static func words(_ line: String) -> [String] {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
  }
}
