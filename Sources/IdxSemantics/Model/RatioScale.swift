internal import IdxDiagnostics
internal import IdxNumerics

/// Turns the words of comparisons into ratios, and says which ratios are usual.
struct RatioScale {
  private let scale: ScaleModel?
  private let highest: Double

  /// Creates the scale of a judgement; without `scale` the one from 1 to 9 (Saaty 1980).
  init(_ scale: ScaleModel?) {
    self.scale = scale
    let ratios = scale?.grades.compactMap(\.ratio) ?? []
    highest = ratios.map { max($0.high, 1 / $0.low) }.max() ?? 9
  }

  /// Returns the ratio of `word`, which stands at `span`, or the finding that it has none.
  func ratio(of word: String, at span: Span) -> (ratio: Triangle?, findings: [Diagnostic]) {
    let grades = scale?.grades.filter { $0.ratio != nil } ?? []
    if let ratio = grades.first(where: { $0.code == word })?.ratio {
      return (Triangle(low: ratio.low, middle: ratio.middle, high: ratio.high), [])
    }
    let nearest = Suggestion.nearest(word, in: grades.map(\.code))
    return (nil, [.unknownWord(word, scale: scale?.name, nearest: nearest, at: span)])
  }

  /// Returns the result of a comparison that is nearest to `value` in proportion, as it is written, and whether it
  /// is that of the two things the other way round: a word without an opposite says so.
  func nearest(to value: Double) -> (text: String, isTurned: Bool) {
    let words = scale?.grades.compactMap { grade in
      grade.ratio.map { (code: grade.code, value: $0.middle) }
    }
    guard let words, !words.isEmpty else {
      let size = min(max(value, 1 / value).rounded(), highest.rounded(.down))
      return (Triangle.text(value < 1 ? 1 / size : size), false)
    }
    func off(_ word: Double, _ value: Double) -> Double { abs(Elementary.ln(word / value)) }
    let straight = words.min { off($0.value, value) < off($1.value, value) } ?? words[0]
    let turned = words.min { off($0.value, 1 / value) < off($1.value, 1 / value) } ?? words[0]
    let isTurned = off(turned.value, 1 / value) < off(straight.value, value)
    return (Suggestion.written((isTurned ? turned : straight).code), isTurned)
  }

  /// Returns the finding of a `ratio` that is off the scale.
  func findings(_ ratio: Triangle, at span: Span) -> [Diagnostic] {
    let value = ratio.middle
    if value <= highest * (1 + 1e-12), value >= (1 - 1e-12) / highest { return [] }
    return [
      .offScale(
        value, scale: scale.map { "the scale `\($0.name)`" } ?? "the scale from 1 to 9",
        lowest: Triangle.text(1 / highest), highest: Triangle.text(highest), at: span)
    ]
  }
}
