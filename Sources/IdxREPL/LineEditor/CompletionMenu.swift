/// Candidates for what stands at the cursor, one of which may be chosen.
struct CompletionMenu: Hashable, Sendable {
  typealias Candidate = EntryCompletions.Candidate

  /// What was written before the first candidate was put in.
  var original: EditText
  /// Where candidates are put in.
  let start: Int
  /// The end of what they replace.
  var end: Int
  /// All candidates, and those that fit to what is written.
  private let all: [Candidate]
  private(set) var candidates: [Candidate] = []
  /// The candidate that stands in the text.
  private(set) var chosen: Int?
  /// What is told of it.
  var documentation: String?

  /// Creates the menu of `completions` of what stands in `text`; `nil` if none fits.
  init?(_ completions: EntryCompletions, in text: EditText) {
    start = min(completions.range.lowerBound, text.cursor)
    end = max(completions.range.upperBound, text.cursor)
    guard start >= 0, text.boundary(start) == start, text.boundary(end) == end else { return nil }
    all = completions.candidates
    original = text
    fit(to: text[start..<text.cursor])
    if candidates.isEmpty { return nil }
  }

  /// The candidate that stands in the text.
  var chosenCandidate: Candidate? { chosen.map { candidates[$0] } }

  /// Leaves the candidates that begin with `typed`; if there are none, those that do so in other cases, and
  /// else those that hold it.
  mutating func fit(to typed: String) {
    chosen = nil
    documentation = nil
    let known = all.filter { !$0.text.isEmpty }
    let wanted = typed.lowercased()
    candidates = known.filter { $0.text.hasPrefix(typed) || $0.label.hasPrefix(typed) }
    if !candidates.isEmpty { return }
    candidates = known.filter {
      $0.text.lowercased().hasPrefix(wanted) || $0.label.lowercased().hasPrefix(wanted)
    }
    if !candidates.isEmpty { return }
    candidates = known.filter { $0.text.lowercased().contains(wanted) }
  }

  /// The longest text with which all candidates begin.
  var commonPrefix: String {
    guard var common = candidates.first.map({ Array($0.text) }) else { return "" }
    for candidate in candidates.dropFirst() {
      let length = zip(common, candidate.text).prefix { $0 == $1 }.count
      common.removeLast(common.count - length)
    }
    return String(common)
  }

  /// Chooses the candidate `steps` farther, around the ends.
  mutating func step(_ steps: Int) {
    let next = chosen.map { $0 + steps } ?? (steps > 0 ? 0 : candidates.count - 1)
    chosen = ((next % candidates.count) + candidates.count) % candidates.count
  }
}
