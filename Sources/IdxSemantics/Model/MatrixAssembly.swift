internal import IdxDiagnostics
internal import IdxSyntax

/// Turns comparisons into matrices.
struct MatrixAssembly {
  /// What is wrong with the sets and their pairs.
  private(set) var findings: [Diagnostic] = []
  private let isIncomplete: Bool
  private let isBroken: Bool
  private let raters: [String]
  private let isTriangular: Bool
  private let scale: RatioScale
  /// The closing brace of a judgement that compares nothing.
  private let emptyEnd: Token?

  /// Creates the assembly for a judgement by `raters` on `scale`; of one that `isBroken` nobody knows which
  /// pairs it lacks, and one that compares nothing ends with the brace `emptyEnd`.
  init(
    isIncomplete: Bool, isBroken: Bool, raters: [String], isTriangular: Bool, scale: RatioScale,
    emptyEnd: Token?
  ) {
    self.scale = scale
    self.emptyEnd = emptyEnd
    self.isBroken = isBroken
    self.isIncomplete = isIncomplete
    self.raters = raters
    self.isTriangular = isTriangular
  }

  /// Returns the matrices of `group`; `nil` where there is too little or too much to compare.
  mutating func subject(_ group: SetComparisons) -> JudgementModel.Subject? {
    let count = group.set.codes.count
    if count < 2 {
      findings.append(.tooFewCompared(group.set.title, count: count, at: group.span))
      return nil
    }
    if count > JudgementReader.limit {
      findings.append(.comparisonLimit(group.set.title, count: count, at: group.span))
      return nil
    }
    if count > JudgementReader.comfortable {
      findings.append(.moreThanNine(group.set.title, count: count, at: group.span))
    }
    let matrices = (raters.isEmpty ? [""] : raters).map {
      matrix(group, rater: $0, group.byRater[$0] ?? RatedComparisons())
    }
    return JudgementModel.Subject(
      group: group.set.key, codes: group.set.codes, matrices: matrices, span: group.span)
  }

  private mutating func matrix(
    _ group: SetComparisons, rater: String, _ rated: RatedComparisons
  ) -> ComparisonMatrix {
    var matrix = ComparisonMatrix(unitOf: group.set.codes, isTriangular: isTriangular)
    for comparison in rated.comparisons { enter(comparison, into: &matrix) }
    if rated.hasUnknown || isBroken { return matrix }
    let missing = matrix.missingPairs.filter { !rated.faulty.contains([$0.row, $0.column]) }
    let name = rater.isEmpty ? nil : rater
    if !isIncomplete, !missing.isEmpty {
      let pairs = missing.map { "\(matrix.codes[$0.row]) : \(matrix.codes[$0.column])" }
      findings.append(
        .missingPairs(
          pairs, in: group.set.title, rater: name, at: group.span,
          fix: completion(of: matrix, missing, below: rated.last)))
    } else if isIncomplete, rated.faulty.isEmpty {
      let parts = matrix.components
      if parts.count > 1 {
        findings.append(
          .unconnected(
            parts.map { $0.map { matrix.codes[$0] } }, in: group.set.title, rater: name,
            at: group.span))
      }
    }
    return matrix
  }

  private mutating func enter(_ comparison: Comparison, into matrix: inout ComparisonMatrix) {
    let (i, j) = (comparison.left, comparison.right)
    guard let before = matrix.triangle(i, j) else { return matrix.set(comparison) }
    let first = matrix.places[i][j] ?? matrix.places[j][i] ?? comparison.span
    let (left, right) = (matrix.codes[i], matrix.codes[j])
    findings.append(
      before.agrees(with: comparison.ratio)
        ? .repeatedPair(left, right, at: comparison.span, first: first)
        : .contradictoryPair(
          left, right, comparison.ratio.text, at: comparison.span, first: before.text,
          place: first))
  }

  /// Returns the fix that adds the pairs `missing` of `matrix` below `node`, or where nothing is compared, with the
  /// values that the other comparisons imply where they do.
  private func completion(
    of matrix: ComparisonMatrix, _ missing: [(row: Int, column: Int)], below node: Node?
  ) -> Fix? {
    guard node != nil || emptyEnd != nil else { return nil }
    let implied = matrix.impliedPairs
    let lines = missing.map { pair in
      let value = implied[pair.row][pair.column]
      let (text, isTurned) = scale.nearest(to: value ?? 1)
      let codes = [matrix.codes[pair.row], matrix.codes[pair.column]].map(Suggestion.written)
      return (isTurned ? codes.reversed() : codes).joined(separator: " : ") + " = " + text
    }
    let unknown = missing.count { implied[$0.row][$0.column] == nil }
    let what = missing.count == 1 ? "`\(lines[0])`" : "the \(missing.count) missing pairs"
    let how =
      switch unknown {
      case 0:
        missing.count == 1 ? ", as the others imply" : " with the values that the others imply"
      case missing.count: missing.count == 1 ? ", as equal" : " as equal"
      default: " with the values that the others imply, or as equal where they imply none"
      }
    let edit = node.map { insertion(lines, below: $0) } ?? emptyEnd.map { filling($0, lines) }
    return edit.map { Fix("add \(what)\(how)", [$0]) }
  }

  /// Returns the edit that writes `lines` before the brace `end`, before which nothing stands in braces.
  private func filling(_ end: Token, _ lines: [String]) -> TextEdit {
    let (source, start) = (end.tree.source, Int(end.span.start))
    let place = Span(source.file, start, start)
    guard end.isFirstOnLine else {
      return TextEdit(place, lines.map { "\n  " + $0 }.joined() + "\n")
    }
    let line = source.bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let indentation = source.text(in: line..<start)
    return TextEdit(place, lines.map { "  " + $0 + "\n" + indentation }.joined())
  }

  /// Returns the edit that writes `lines` below `node`, indented like it.
  private func insertion(_ lines: [String], below node: Node) -> TextEdit {
    let source = node.tree.source
    let start = Int(node.span.start)
    var lineStart = start
    while lineStart > 0, source.bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    let before = source.text(in: lineStart..<start)
    let separator = before.allSatisfy { $0 == " " || $0 == "\t" } ? "\n" + before : "  "
    return TextEdit(node.span.endPoint, lines.map { separator + $0 }.joined())
  }
}

extension ComparisonMatrix {
  /// Creates the matrix of `codes` that says only that everything equals itself.
  init(unitOf codes: [String], isTriangular: Bool) {
    let unit = codes.indices.map { i in codes.indices.map { $0 == i ? 1.0 as Double? : nil } }
    self.init(
      codes: codes, cells: unit, lows: isTriangular ? unit : [], highs: isTriangular ? unit : [],
      places: codes.map { _ in codes.map { _ in nil } },
      numberPlaces: codes.map { _ in codes.map { _ in nil } })
  }

  /// Returns how many times row `i` outweighs column `j`.
  func triangle(_ i: Int, _ j: Int) -> Triangle? {
    guard let middle = cells[i][j] else { return nil }
    guard !lows.isEmpty, let low = lows[i][j], let high = highs[i][j] else {
      return Triangle(low: middle, middle: middle, high: middle)
    }
    return Triangle(low: low, middle: middle, high: high)
  }

  /// Enters `comparison` and its reciprocal.
  mutating func set(_ comparison: Comparison) {
    let (i, j) = (comparison.left, comparison.right)
    let reciprocal = comparison.ratio.reciprocal
    cells[i][j] = comparison.ratio.middle
    cells[j][i] = reciprocal.middle
    places[i][j] = comparison.span
    numberPlaces[i][j] = comparison.numberSpan
    if !lows.isEmpty {
      lows[i][j] = comparison.ratio.low
      lows[j][i] = reciprocal.low
      highs[i][j] = comparison.ratio.high
      highs[j][i] = reciprocal.high
    }
  }

  /// The pairs above the diagonal of which nothing is said.
  public var missingPairs: [(row: Int, column: Int)] {
    codes.indices.flatMap { i in
      ((i + 1)..<max(codes.count, i + 1)).filter { cells[i][$0] == nil }.map { (i, $0) }
    }
  }

  /// The positions that comparisons connect, part by part.
  public var components: [[Int]] {
    var seen = Set<Int>()
    return codes.indices.compactMap { start in
      guard seen.insert(start).inserted else { return nil }
      var part = [start]
      var next = 0
      while next < part.count {
        let i = part[next]
        next += 1
        for j in codes.indices where cells[i][j] != nil && seen.insert(j).inserted {
          part.append(j)
        }
      }
      return part.sorted()
    }
  }
}
