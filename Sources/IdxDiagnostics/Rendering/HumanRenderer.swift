/// Diagnostics for people: what is wrong, the place in the source, and what to do.
public struct HumanRenderer {
  private let diagnostics: [Diagnostic]
  private let sources: PlacedSources
  private let paint: Paint
  private let width: Int

  /// Creates a renderer of `diagnostics`, whose places are in `sources`, for a screen of `width` cells.
  public init(
    _ diagnostics: [Diagnostic], sources: [SourceText], paint: Paint = Paint(false),
    width: Int = 100
  ) {
    self.diagnostics = diagnostics
    self.sources = PlacedSources(sources, for: diagnostics)
    self.paint = paint
    self.width = width
  }

  /// The diagnostics, an empty line after each, without the summary.
  public var text: String {
    diagnostics.reduce(into: "") { text, diagnostic in
      for row in rows(diagnostic) { text += row + "\n" }
      text += "\n"
    }
  }

  /// Returns how many findings of each severity `diagnostics` holds: "2 errors, 1 warning"; empty if
  /// there are none.
  public static func summary(_ diagnostics: [Diagnostic]) -> String {
    if diagnostics.isEmpty { return "" }
    return Severity.allCases.reversed().compactMap { severity in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.word)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  private func rows(_ diagnostic: Diagnostic) -> [String] {
    let title = paint("\(diagnostic.severity.word)[\(diagnostic.code)]", diagnostic.severity.role)
    let message = paint(": " + PrintableText.shown(diagnostic.message), .strong)
    let excerpts = self.excerpts(diagnostic)
    let digits = excerpts.flatMap(\.shownLines).map { String($0 + 1).count }.max() ?? 1
    var rows = [title + message]
    for (i, excerpt) in excerpts.enumerated() {
      rows += self.rows(excerpt, isFirst: i == 0, digits: digits, severity: diagnostic.severity)
    }
    let notes = diagnostic.hints.map { ("help", $0) } + shownFixes(diagnostic).flatMap(fixNotes)
    if !notes.isEmpty, !excerpts.isEmpty { rows.append(gutter("", digits)) }
    for (word, note) in notes {
      let sign = paint(String(repeating: " ", count: digits) + " =", .gutter)
      rows.append("\(sign) \(paint(word + ":", .strong)) \(PrintableText.shown(note))")
    }
    return rows
  }

  private func rows(
    _ excerpt: Excerpt, isFirst: Bool, digits: Int, severity: Severity
  ) -> [String] {
    let place = excerpt.lines.place(at: excerpt.marks[0].range.lowerBound)
    let path = PrintableText.shown(excerpt.source.path)
    let space = String(repeating: " ", count: digits)
    let arrow = paint(space + (isFirst ? "-->" : ":::"), .gutter)
    let rows = excerpt.rows(width: max(20, width - digits - 3), paint: paint, severity: severity)
    return ["\(arrow) \(path):\(place.line):\(place.column)", gutter("", digits)]
      + rows.map { row in
        if row.gutter == "..." { return paint("...", .gutter) }
        return row.text.isEmpty
          ? gutter(row.gutter, digits) : gutter(row.gutter, digits) + " " + row.text
      }
  }

  private func gutter(_ text: String, _ digits: Int) -> String {
    paint(DisplayWidth.padded(text, to: digits, onTheLeft: true) + " |", .gutter)
  }

  /// Returns the files that `diagnostic` points into, its own first, with the places in them.
  private func excerpts(_ diagnostic: Diagnostic) -> [Excerpt] {
    let own = diagnostic.labels.first { $0.span == diagnostic.span }
    let others = diagnostic.labels.filter { $0 != own }
    var places: [(file: FileID, marks: [Excerpt.Mark])] = [
      (
        diagnostic.span.file,
        [Excerpt.Mark(range: diagnostic.span.range, text: own?.text ?? "", isPrimary: true)]
      )
    ]
    for label in others {
      let mark = Excerpt.Mark(range: label.span.range, text: label.text, isPrimary: false)
      if let i = places.firstIndex(where: { $0.file == label.span.file }) {
        places[i].marks.append(mark)
      } else {
        places.append((label.span.file, [mark]))
      }
    }
    return places.compactMap { place in
      sources[place.file].map { Excerpt(source: $0.source, lines: $0.lines, marks: place.marks) }
    }
  }

  /// Returns the fixes of `diagnostic` that are worth a line: many that may be meant are none.
  private func shownFixes(_ diagnostic: Diagnostic) -> [Fix] {
    diagnostic.fixes.filter { $0.certainty != .possible }
  }

  /// Returns the notes that tell what `fix` does.
  private func fixNotes(_ fix: Fix) -> [(String, String)] {
    if fix.edits.count == 1 { return [("fix", fix.title + ": " + description(of: fix.edits[0]))] }
    return [("fix", fix.title)]
      + fix.edits.map { edit in
        let place = sources[edit.span.file]?.lines.place(at: edit.span.range.lowerBound)
        let word = place.map { "  \($0.line):\($0.column)" } ?? ""
        return (word, description(of: edit))
      }
  }

  private func description(of edit: TextEdit) -> String {
    let old = sources[edit.span.file]?.source.text(edit.span) ?? ""
    func quoted(_ text: String) -> String {
      "`" + DisplayWidth.cut(PrintableText.shown(text), to: 60) + "`"
    }
    if edit.text.isEmpty { return "remove " + quoted(old) }
    return old.isEmpty
      ? "insert " + quoted(edit.text) : "replace \(quoted(old)) with \(quoted(edit.text))"
  }
}
