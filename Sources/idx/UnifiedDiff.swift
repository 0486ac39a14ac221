import IdxDiagnostics

/// The difference of two texts, line by line, as `diff -u` shows it.
struct UnifiedDiff {
  /// A line of the one text, of the other, or of both.
  private struct Line {
    let sign: Character
    let text: Substring
  }

  /// The lines around a change that are shown with it.
  private static let context = 3
  /// More lines than this that differ are not compared with each other.
  private static let mostCompared = 10_000

  private var lines: [Line] = []

  /// Compares `old` with `new`.
  init(_ old: String, _ new: String) {
    let (old, new) = (UnifiedDiff.lines(of: old), UnifiedDiff.lines(of: new))
    let before = zip(old, new).prefix { $0 == $1 }.count
    let rest = zip(old[before...].reversed(), new[before...].reversed())
    let behind = rest.prefix { $0 == $1 }.count
    lines = old[..<before].map { Line(sign: " ", text: $0) }
    compare(old[before..<old.count - behind], new[before..<new.count - behind])
    lines += old[(old.count - behind)...].map { Line(sign: " ", text: $0) }
  }

  /// Returns the lines of `text`, each with its end.
  private static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    for place in bytes.indices where bytes[place] == 0x0A {
      lines.append(text[start..<bytes.index(after: place)])
      start = bytes.index(after: place)
    }
    if start < bytes.endIndex { lines.append(text[start...]) }
    return lines
  }

  private mutating func compare(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) {
    var removed = Set<Int>()
    var inserted = Set<Int>()
    if old.count + new.count > UnifiedDiff.mostCompared {
      removed = Set(0..<old.count)
      inserted = Set(0..<new.count)
    } else {
      for change in Array(new).difference(from: Array(old)) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
      }
    }
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        lines.append(Line(sign: "-", text: old[old.startIndex + left]))
        left += 1
      } else if right < new.count, inserted.contains(right) {
        lines.append(Line(sign: "+", text: new[new.startIndex + right]))
        right += 1
      } else {
        lines.append(Line(sign: " ", text: old[old.startIndex + left]))
        left += 1
        right += 1
      }
    }
  }

  /// Returns the difference under the name `path`; empty if there is none.
  func text(_ path: String, paint: Paint) -> String {
    let name = PrintableText.shown(path)
    let hunks = self.hunks
    if hunks.isEmpty { return "" }
    return paint("--- \(name)", .strong) + "\n" + paint("+++ \(name)", .strong) + "\n"
      + hunks.map { text(of: $0, paint) }.joined()
  }

  /// The runs of lines that hold changes and what is around them.
  private var hunks: [Range<Int>] {
    var hunks: [Range<Int>] = []
    for place in lines.indices where lines[place].sign != " " {
      let start = max(0, place - UnifiedDiff.context)
      let end = min(lines.count, place + UnifiedDiff.context + 1)
      if let last = hunks.last, start <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<end
      } else {
        hunks.append(start..<end)
      }
    }
    return hunks
  }

  private func text(of hunk: Range<Int>, _ paint: Paint) -> String {
    func place(_ absent: Character) -> String {
      let before = lines[..<hunk.lowerBound].count { $0.sign != absent }
      let count = lines[hunk].count { $0.sign != absent }
      // Of no lines the one before is named.
      return "\(before + (count == 0 ? 0 : 1)),\(count)"
    }
    var text = paint("@@ -\(place("+")) +\(place("-")) @@", .hint) + "\n"
    for line in lines[hunk] {
      let isEnded = line.text.utf8.last == 0x0A
      let shown = PrintableText.shown(String(line.text.unicodeScalars.prefix { $0 != "\n" }))
      let row = "\(line.sign)\(shown)"
      switch line.sign {
      case "-": text += paint(row, .error)
      case "+": text += paint(row, .strong)
      default: text += row
      }
      text += isEnded ? "\n" : "\n\\ No newline at end of file\n"
    }
    return text
  }
}
