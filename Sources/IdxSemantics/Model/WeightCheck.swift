internal import IdxDiagnostics

/// What a child says about its weight, for the check of all siblings together.
struct WeightedChild {
  /// The code and its place.
  var code: NamedSpan
  /// The weight; `nil` where none is given.
  var weight: GivenWeight?
  /// The place of the weight, the word included.
  var weightSpan: Span?
  /// `true` iff a weight is written that cannot be read, so that nothing can be said of its group.
  var isUnreadable = false
}

/// Checks the weights of siblings, and rescales them.
enum WeightCheck {
  /// How far from 1 the sum of shares may be.
  static let tolerance = 1e-9

  /// Returns what is wrong with the weights of the `children` of `parent`, whose name is at `span`.
  ///
  /// - Parameter fixable: `true` iff rescaling the written weights would be a fix.
  static func findings(
    in parent: String, at span: Span, _ children: [WeightedChild], fixable: Bool = true
  ) -> [Diagnostic] {
    if children.contains(where: \.isUnreadable) { return [] }
    let weighted = children.filter { $0.weight != nil }
    guard let first = weighted.first else { return [] }
    let negative = weighted.filter { ($0.weight?.number ?? 0) < 0 }
    if !negative.isEmpty {
      return negative.map {
        .negativeWeight(
          $0.weight?.number ?? 0, of: $0.code.name, at: $0.weightSpan ?? $0.code.span)
      }
    }
    if let share = weighted.first(where: { $0.weight?.isShare == true }),
      let importance = weighted.first(where: { $0.weight?.isShare == false })
    {
      return [.mixedWeights(in: parent, share: share.place, importance: importance.place)]
    }
    if weighted.count < children.count {
      let bare = children.filter { $0.weight == nil }.map(\.code)
      return [.partialWeights(in: parent, weighted: first.place, bare: bare)]
    }
    return sumFindings(in: parent, at: span, weighted, fixable: fixable)
  }

  private static func sumFindings(
    in parent: String, at span: Span, _ weighted: [WeightedChild], fixable: Bool
  ) -> [Diagnostic] {
    let numbers = weighted.compactMap { $0.weight?.number }
    let sum = numbers.reduce(0, +)
    if weighted.first?.weight?.isShare == false {
      return sum > 0 ? [] : [.zeroWeights(in: parent, at: span)]
    }
    if abs(sum - 1) <= tolerance { return [] }
    let edits = zip(weighted, rescaledTexts(numbers)).compactMap { child, text in
      child.weightSpan.map { TextEdit($0, "weight \(text)") }
    }
    return [
      .shareSum(
        sum, in: parent, at: span, shares: weighted.map(\.place), rescaled: fixable ? edits : [])
    ]
  }

  /// Returns `numbers` in proportion with at most six decimals, summing to exactly 1; nothing where
  /// their sum is not positive.
  ///
  /// The millionths that rounding down leaves over go to the largest remainders (Hamilton 1792).
  static func rescaledTexts(_ numbers: [Double]) -> [String] {
    let sum = numbers.reduce(0, +)
    guard sum > 0, sum.isFinite else { return [] }
    let exact = numbers.map { $0 / sum * 1e6 }
    var parts = exact.map { Int($0.rounded(.down)) }
    let order = numbers.indices.sorted {
      let (a, b) = (exact[$0] - exact[$0].rounded(.down), exact[$1] - exact[$1].rounded(.down))
      return a == b ? $0 < $1 : a > b
    }
    let left = 1_000_000 - parts.reduce(0, +)
    for k in 0..<max(left, 0) { parts[order[k % order.count]] += 1 }
    return parts.map(millionths)
  }

  /// Returns `count` millionths as a decimal number without trailing zeros.
  private static func millionths(_ count: Int) -> String {
    if count % 1_000_000 == 0 { return "\(count / 1_000_000)" }
    var digits = String(1_000_000 + count % 1_000_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(count / 1_000_000).\(digits)"
  }
}

extension WeightedChild {
  /// The place of the weight with the name of the child.
  var place: NamedSpan { NamedSpan(code.name, weightSpan ?? code.span) }
}

/// The weights that a hierarchy itself gives.
public enum GivenWeights {
  /// Returns `numbers` in proportion as shares of at most six decimals that sum to exactly 1, as they are written;
  /// nothing where their sum is not positive.
  public static func shares(_ numbers: [Double]) -> [String] { WeightCheck.rescaledTexts(numbers) }

  /// Returns the weights of the children of `group` in `index`, summing to 1: shares as they are,
  /// importances rescaled; `nil` where none are given.
  public static func local(of index: IndexModel, group: Int) -> [Double]? {
    let weights = index.nodes[group].children.map { index.nodes[$0].weight }
    let given = weights.compactMap { $0 }
    guard let first = given.first, given.count == weights.count,
      given.allSatisfy({ $0.isShare == first.isShare && $0.number >= 0 })
    else { return nil }
    let numbers = given.map(\.number)
    if first.isShare { return numbers }
    let sum = numbers.reduce(0, +)
    return sum > 0 ? numbers.map { $0 / sum } : nil
  }
}
