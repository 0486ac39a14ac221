public import IdxDiagnostics

/// Derivations as indented trees, their numbers in columns.
public enum DerivationWriter {
  /// Returns `derivation`, whose places are in `sources`; lines are cut to `width` cells if it is given.
  public static func text(
    _ derivation: Derivation, sources: [SourceText], decimals: Int, width: Int?
  ) -> String {
    var tree = DerivationRows(sources: sources, decimals: decimals)
    tree.add(derivation, part: nil, depth: 0)
    let values = tree.rows.map { DisplayWidth.cells($0.value) }.max() ?? 0
    let shares = tree.rows.map { DisplayWidth.cells($0.share) }.max() ?? 0
    return tree.rows.map { row in
      let value = DisplayWidth.padded(row.value, to: values, onTheLeft: true)
      let share = shares > 0 ? "  " + DisplayWidth.padded(row.share, to: shares) : ""
      let line = value + share + "  " + row.text
      return (width.map { DisplayWidth.cut(line, to: $0) } ?? line) + "\n"
    }.joined()
  }
}

/// The lines of a derivation, before they are aligned.
private struct DerivationRows {
  /// One line: numbers and a title, or a note without numbers.
  struct Row {
    var value = ""
    var share = ""
    let text: String
  }

  let sources: [SourceText]
  let decimals: Int
  var rows: [Row] = []
  private var lines: [FileID: LineIndex] = [:]

  init(sources: [SourceText], decimals: Int) {
    self.sources = sources
    self.decimals = decimals
  }

  /// Adds the lines of `derivation`, which is `part` of another, and of its parts.
  mutating func add(_ derivation: Derivation, part: Derivation.Part?, depth: Int) {
    let indent = String(repeating: "  ", count: depth)
    // What is a word has no number.
    let value =
      derivation.value.map { DecimalText.fixed($0, decimals: decimals) }
      ?? (derivation.word == nil && !derivation.isHeading ? "missing" : "")
    let word = derivation.word.map { " (\($0))" } ?? ""
    let title = indent + PrintableText.shown(derivation.title + word)
    rows.append(Row(value: value, share: share(part), text: title))
    for note in derivation.notes + [place(derivation.span)].compactMap({ $0 }) {
      rows.append(Row(text: indent + "    " + PrintableText.shown(note)))
    }
    for part in derivation.parts { add(part.derivation, part: part, depth: depth + 1) }
  }

  /// Returns what the part weighs and contributes: "× 0.2500 = 0.1875", of a product "^ 0.2500 = 0.9306".
  private func share(_ part: Derivation.Part?) -> String {
    let sign = part?.isFactor == true ? "^ " : "× "
    let weight = part?.weight.map { sign + DecimalText.fixed($0, decimals: decimals) }
    let contribution = part?.contribution.map { "= " + DecimalText.fixed($0, decimals: decimals) }
    return [weight, contribution].compactMap { $0 }.joined(separator: " ")
  }

  /// Returns the place of `span`, with the line there.
  private mutating func place(_ span: Span?) -> String? {
    guard let span, sources.indices.contains(Int(span.file.index)) else { return nil }
    let source = sources[Int(span.file.index)]
    let index = lines[span.file] ?? LineIndex(source)
    lines[span.file] = index
    let place = index.place(at: span.range.lowerBound)
    var text = trimmed(source.text(in: index.range(ofLine: place.line - 1)))
    // The layout of models puts a long value under its name.
    if text.last == "=", place.line < index.starts.count {
      text += " " + trimmed(source.text(in: index.range(ofLine: place.line)))
    }
    return "\(source.path):\(place.line): \(text)"
  }

  /// Returns `line` without the blanks around it.
  private func trimmed(_ line: String) -> String {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    return String(line.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
