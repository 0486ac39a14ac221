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
    // What the line says is gathered before it is noted: a set is looked up once for each line.
    var line = RatedComparisons()
    read(pair, set, &line)
    edit(set, context.rater ?? "") {
      $0.last = pair.node
      $0.comparisons += line.comparisons
      $0.faulty.formUnion(line.faulty)
      $0.hasUnknown = $0.hasUnknown || line.hasUnknown
    }
  }

  /// Adds what `pair` says of the elements of `set` to `line`.
  private mutating func read(_ pair: PairSyntax, _ set: ComparedSet, _ line: inout RatedComparisons)
  {
    let (rights, values) = (pair.rights, pair.values)
    guard let left = pair.left, !rights.isEmpty, !values.isEmpty, !pair.node.isBroken else {
      // The parser has reported it; which pairs were meant is not known.
      line.hasUnknown = true
      return
    }
    if values.count != rights.count {
      findings.append(.valueCount(values.count, names: rights.count, at: pair.span))
    }
    let code = left.text
    let i = position(left, code, set)
    // Where the left belongs elsewhere, so does the whole line.
    if i == nil, sets.home(of: code, notIn: set) != nil {
      line.hasUnknown = true
      return
    }
    for (k, right) in rights.enumerated() {
      let value = k < values.count ? values[k] : nil
      let ratio = value.flatMap { self.ratio($0) }
      let other = right.text
      if code == other {
        findings.append(.selfComparison(code, at: right.span))
        continue
      }
      guard let j = position(right, other, set), let i else {
        line.hasUnknown = true
        continue
      }
      guard let ratio else {
        line.faulty.insert([min(i, j), max(i, j)])
        continue
      }
      var number: Span?
      if case .constant? = value?.content { number = value?.span }
      line.comparisons.append(
        Comparison(
          left: i, right: j, ratio: ratio, span: left.span.union(right.span), numberSpan: number))
    }
  }

  /// Returns the position of `name`, which says `code`, in `set`; reports where there is none.
  private mutating func position(_ name: Name, _ code: String, _ set: ComparedSet) -> Int? {
    if let position = set.codes.firstIndex(of: code) { return position }
    if let group = sets.home(of: code, notIn: set) {
      findings.append(.notSiblings(code, in: set.title, group: group, at: name.span))
    } else {
      findings.append(
        .unknownElement(
          code, in: set.title, nearest: Suggestion.nearest(code, in: set.codes), at: name.span))
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
