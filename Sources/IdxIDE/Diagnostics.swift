public import IdxDiagnostics
import IdxDriver
import IdxSyntax

/// A place in a file, in bytes.
public struct FilePlace: Hashable, Sendable {
  /// The path of the file, or `std/…` for what the program holds.
  public let path: String
  /// The bytes.
  public let range: Range<Int>

  /// Creates the place `range` of `path`.
  public init(_ path: String, _ range: Range<Int>) {
    self.path = path
    self.range = range
  }
}

/// A finding as an editor shows it, at a place of the document.
public struct Finding: Sendable {
  /// The code, such as `E0402`.
  public let code: String
  /// How serious it is.
  public let severity: Severity
  /// What was expected, what was found, and what to do.
  public let message: String
  /// The bytes of the document.
  public let range: Range<Int>
  /// Other places, with what is to be seen there.
  public let related: [(place: FilePlace, text: String)]
  /// `true` iff it is about something that nothing uses.
  public let isUnused: Bool
  /// The changes that mend it.
  public let fixes: [Fix]
}

extension Analysis {
  /// What is wrong with the document, in the order of places. What is wrong with a file that it reads is
  /// shown where the document names that file.
  public var findings: [Finding] {
    report.diagnostics.map { diagnostic in
      let isOwn = diagnostic.span.file == FileID(0)
      var related: [(FilePlace, String)] = []
      if !isOwn, let place = place(diagnostic.span) { related.append((place, "found here")) }
      related += diagnostic.labels.compactMap { label in
        place(label.span).map { ($0, label.text) }
      }
      return Finding(
        code: diagnostic.code, severity: diagnostic.severity,
        message: ([diagnostic.message] + diagnostic.hints).joined(separator: "\n"),
        range: isOwn ? diagnostic.span.range : placeNaming(diagnostic.span.file),
        related: related, isUnused: Self.unusedCodes.contains(diagnostic.code),
        fixes: diagnostic.fixes)
    }
  }

  private static let unusedCodes = Set(
    ["unused-declaration", "unused-import"].compactMap { Catalogue.entry($0)?.code })

  /// Returns where `span` is, for an editor.
  func place(_ span: Span) -> FilePlace? {
    let index = Int(span.file.index)
    guard report.sources.indices.contains(index) else { return nil }
    return FilePlace(report.sources[index].path, span.range)
  }

  /// Returns where the document names the file `file`; its beginning where that is not known.
  private func placeNaming(_ file: FileID) -> Range<Int> {
    let index = Int(file.index)
    guard report.sources.indices.contains(index) else { return 0..<0 }
    let name = report.sources[index].path.split(separator: "/").last.map(String.init) ?? ""
    for index in 0..<document.tree.tokenCount {
      let token = document.tree.token(index)
      guard token.kind == .string else { continue }
      let text = token.text.dropFirst().dropLast()
      if text == name || text.hasSuffix("/" + name) { return token.span.range }
    }
    return 0..<0
  }
}
