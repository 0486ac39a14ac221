import IdxDiagnostics

/// Returns `text` in quotes, safe for a terminal.
func quoted(_ text: String) -> String { "\"\(PrintableText.shown(text))\"" }

/// Finds what was probably meant.
enum Spelling {
  /// Returns the one of `words` that is most like `word`, if any is at all like it.
  static func nearest(to word: String, among words: [String]) -> String? {
    let scored = words.map { (distance(word.lowercased(), $0.lowercased()), $0) }
    guard let best = scored.min(by: { $0 < $1 }) else { return nil }
    return best.0 <= max(1, min(word.count, best.1.count) / 3) ? best.1 : nil
  }

  /// Returns how many insertions, deletions, replacements and swaps of neighbours lead from `a` to `b`
  /// (Damerau 1964, restricted).
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.unicodeScalars)
    let b = Array(b.unicodeScalars)
    // What is very long is not a misspelt word.
    guard a.count < 100, b.count < 100 else { return .max }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var least = min(previous[j + 1], current[j]) + 1
        least = min(least, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, before[j - 1] + 1)
        }
        current.append(least)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
