internal import IdxDiagnostics
internal import IdxSyntax

/// One comparison that can be used.
struct Comparison {
  /// The positions in the set.
  var left: Int
  var right: Int
  /// The result.
  var ratio: Triangle
  /// The place.
  var span: Span
  /// The place of the result where it is a number in the model.
  var numberSpan: Span?
}

/// The comparisons of one set by one rater.
struct RatedComparisons {
  /// The comparisons in the order of the source.
  var comparisons: [Comparison] = []
  /// Pairs that were compared without usable result, as position of the lesser and the greater.
  var faulty: Set<[Int]> = []
  /// `true` iff a name is unknown, so that nobody can say which pair was meant.
  var hasUnknown = false
  /// The last written comparison, below which others can be inserted.
  var last: Node?
}

/// The comparisons of one set by all raters.
struct SetComparisons {
  /// The set.
  let set: ComparedSet
  /// The place where the comparisons begin.
  let span: Span
  /// The comparisons by the name of the rater; under the empty name where there are no raters.
  var byRater: [String: RatedComparisons] = [:]
}

/// Gathers comparisons by set and rater.
struct ComparisonCollection {
  /// The sets that are compared, in the order of the source.
  private(set) var order: [String?] = []
  /// The comparisons of each.
  private(set) var groups: [String?: SetComparisons] = [:]
  /// The raters, in the order of the source.
  private(set) var raters: [String] = []
  /// `true` iff a result is a triangular number.
  private(set) var isTriangular = false
  /// What is wrong, in the order of the source.
  private(set) var findings: [Diagnostic] = []
  private let sets: ComparedSets
  private let scale: RatioScale
  private let hasRaters: Bool

  /// Creates an empty collection.
  init(sets: ComparedSets, scale: RatioScale, hasRaters: Bool) {
    self.sets = sets
    self.scale = scale
    self.hasRaters = hasRaters
  }

  /// Where a comparison stands.
  private struct Context {
    var set: ComparedSet?
    var rater: String?
    var span: Span
  }

  /// Adds the written `comparisons` of the judgement at `span`.
  mutating func add(_ comparisons: [ComparisonSyntax], span: Span) {
    add(comparisons, Context(set: sets.top, rater: nil, span: span))
  }

  private mutating func add(_ comparisons: [ComparisonSyntax], _ context: Context) {
    for comparison in comparisons {
      switch comparison {
      case .pair(let pair): add(pair, context)
      case .at(let at): add(at, context)
      case .rater(let rater): add(rater, context)
      }
    }
  }

  private mutating func add(_ at: AtSyntax, _ context: Context) {
    guard let path = at.path else { return }
    switch sets.find(path, in: context.set) {
    case .failure(let fault): findings.append(fault.finding)
    case .success(let set):
      var inner = context
      inner.set = set
      inner.span = path.span
      open(set, at: path.span)
      add(at.comparisons, inner)
    }
  }

  private mutating func add(_ rater: RaterSyntax, _ context: Context) {
    guard let name = rater.name else { return }
    if !hasRaters || context.rater != nil {
      findings.append(
        .strayRater(name.text, isNested: context.rater != nil, at: name.span))
      return
    }
    if !raters.contains(name.text) { raters.append(name.text) }
    var inner = context
    inner.rater = name.text
    add(rater.comparisons, inner)
  }

  private mutating func add(_ pair: PairSyntax, _ context: Context) {
    if hasRaters, context.rater == nil {
      return findings.append(.noRater(at: pair.span))
    }
    guard let set = context.set else {
      return findings.append(
        .unknownSet(
          pair.node.text, expected: "in a block `at Element { … }`", found: "it outside",
          nearest: nil, at: pair.span))
    }
    open(set, at: context.span)
    let rater = context.rater ?? ""
    edit(set, rater) { $0.last = pair.node }
    guard let left = pair.left, !pair.rights.isEmpty, !pair.values.isEmpty, !pair.node.isBroken
    else {
      // The parser has reported it; which pairs were meant is not known.
      return edit(set, rater) { $0.hasUnknown = true }
    }
    if pair.values.count != pair.rights.count {
      findings.append(
        .valueCount(pair.values.count, names: pair.rights.count, at: pair.span))
    }
    let i = position(left, set)
    // Where the left belongs elsewhere, so does the whole line.
    if i == nil, sets.home(of: left.text, notIn: set) != nil {
      return edit(set, rater) { $0.hasUnknown = true }
    }
    for (k, right) in pair.rights.enumerated() {
      let ratio = k < pair.values.count ? ratio(pair.values[k]) : nil
      let value = k < pair.values.count ? pair.values[k] : nil
      add(left, i, right, ratio, at: value, set, rater)
    }
  }

  private mutating func add(
    _ left: Name, _ i: Int?, _ right: Name, _ ratio: Triangle?, at value: ComparisonValue?,
    _ set: ComparedSet, _ rater: String
  ) {
    if left.text == right.text {
      findings.append(.selfComparison(left.text, at: right.span))
      return
    }
    guard let j = position(right, set), let i else {
      return edit(set, rater) { $0.hasUnknown = true }
    }
    let span = left.span.union(right.span)
    var number: Span?
    if case .constant? = value?.content { number = value?.span }
    edit(set, rater) {
      if let ratio {
        $0.comparisons.append(
          Comparison(left: i, right: j, ratio: ratio, span: span, numberSpan: number))
      } else {
        $0.faulty.insert([min(i, j), max(i, j)])
      }
    }
  }

  /// Returns the position of `name` in `set`; reports where there is none.
  private mutating func position(_ name: Name, _ set: ComparedSet) -> Int? {
    if let position = set.codes.firstIndex(of: name.text) { return position }
    if let group = sets.home(of: name.text, notIn: set) {
      findings.append(.notSiblings(name.text, in: set.title, group: group, at: name.span))
    } else {
      findings.append(
        .unknownElement(
          name.text, in: set.title, nearest: Suggestion.nearest(name.text, in: set.codes),
          at: name.span))
    }
    return nil
  }

  private mutating func ratio(_ value: ComparisonValue) -> Triangle? {
    let (read, faults) = RatioReader.read(value)
    findings += faults
    var triangle: Triangle?
    switch read {
    case nil: break
    case .triangle(let number):
      triangle = number
      findings += scale.findings(number, at: value.span)
    case .word(let word):
      let (number, faults) = scale.ratio(of: word.text, at: word.span)
      findings += faults
      triangle = number
    }
    if triangle?.isCrisp == false { isTriangular = true }
    return triangle
  }

  /// Says that the set outside of any `at` is compared, though no comparison is written.
  mutating func openTop(at span: Span) {
    if let top = sets.top { open(top, at: span) }
  }

  private mutating func open(_ set: ComparedSet, at span: Span) {
    if groups[set.key] == nil {
      order.append(set.key)
      groups[set.key] = SetComparisons(set: set, span: span)
    }
  }

  private mutating func edit(
    _ set: ComparedSet, _ rater: String, _ change: (inout RatedComparisons) -> Void
  ) {
    change(
      &groups[set.key, default: SetComparisons(set: set, span: Span(FileID(0), 0, 0))]
        .byRater[rater, default: RatedComparisons()])
  }
}

extension ComparisonCollection {
  /// Adds the comparisons of a file.
  mutating func add(_ rows: [JudgementRow]) {
    for row in rows { add(row) }
  }

  private mutating func add(_ row: JudgementRow) {
    if let rater = row.rater, !raters.contains(rater) { raters.append(rater) }
    let fits = sets.sets(for: row)
    if row.left == row.right {
      return findings.append(.selfComparison(row.left, at: row.span))
    }
    guard let set = fits.first else { return findings.append(sets.finding(for: row)) }
    if fits.count > 1 {
      let names = fits.map { "`\($0.title)`" }.joined(separator: ", ")
      return findings.append(
        .unknownSet(
          "\(row.left) : \(row.right)", expected: "in one group", found: names, nearest: nil,
          at: row.span))
    }
    open(set, at: row.span)
    let rater = row.rater ?? ""
    guard let i = position(row.left, set, row.span), let j = position(row.right, set, row.span)
    else { return edit(set, rater) { $0.hasUnknown = true } }
    guard let triangle = ratio(row) else {
      return edit(set, rater) { $0.faulty.insert([min(i, j), max(i, j)]) }
    }
    if !triangle.isCrisp { isTriangular = true }
    findings += scale.findings(triangle, at: row.span)
    edit(set, rater) {
      $0.comparisons.append(Comparison(left: i, right: j, ratio: triangle, span: row.span))
    }
  }

  /// Returns the result of `row`; reports one that cannot be.
  private mutating func ratio(_ row: JudgementRow) -> Triangle? {
    switch row.value {
    case .word(let word):
      let (number, faults) = scale.ratio(of: word, at: row.span)
      findings += faults
      return number
    case .numbers(let low, let middle, let high):
      let (ratio, faults) = RatioReader.checked(
        Triangle(low: low, middle: middle, high: high), at: row.span)
      findings += faults
      return ratio?.triangle
    }
  }

  private mutating func position(_ code: String, _ set: ComparedSet, _ span: Span) -> Int? {
    if let position = set.codes.firstIndex(of: code) { return position }
    findings.append(
      .unknownElement(
        code, in: set.title, nearest: Suggestion.nearest(code, in: set.codes), at: span))
    return nil
  }
}
