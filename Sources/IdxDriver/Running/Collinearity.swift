import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics

extension Session {
  /// Asks the plan for the values, as bound, of indicators.
  ///
  /// They are asked for whatever is shown: a finding does not depend on how results are. Most are
  /// columns of the table and cost nothing.
  func askForComparison(of evaluation: ElaboratedEvaluation) {
    for (node, results) in zip(evaluation.index.nodes, evaluation.nodes) where node.isIndicator {
      guard let raw = results.raw else { continue }
      elaborator.builder.output(OutputName.node(evaluation.name, node.path, "raw"), raw.node)
    }
  }

  /// Adds a warning for each indicator that has the same value in three cells or more and no other.
  ///
  /// Where something has failed, that often is why, and told better.
  func warnOfConstants(
    _ evaluation: ElaboratedEvaluation, _ outcomes: [String: IdxRuntime.Outcome]
  ) {
    guard !findings.hasErrors else { return }
    for node in evaluation.index.nodes where node.isIndicator {
      let name = OutputName.node(evaluation.name, node.path, "raw")
      guard case .value(let array) = outcomes[name] else { continue }
      var only: Double?
      var count = 0
      let isConstant = (0..<array.cellCount).allSatisfy { number in
        guard let cell = array.cell(number: number) else { return true }
        count += 1
        only = only ?? cell
        return cell == only
      }
      guard isConstant, count > 2, let only else { continue }
      findings.append(
        .constantIndicator(node.path, value: Interval.text(only), at: node.span))
    }
  }

  /// Returns the indicators of each group that has several.
  private func siblings(in evaluation: ElaboratedEvaluation) -> [[Int]] {
    evaluation.index.groups.map { group in
      evaluation.index.nodes[group].children.filter { evaluation.index.nodes[$0].isIndicator }
    }.filter { $0.count > 1 }
  }

  /// Adds a warning for each pair of indicators of one group that say nearly the same of all objects.
  /// Returns `false` iff the values of one of them are not known.
  func warnOfCollinearity(
    _ evaluation: ElaboratedEvaluation, _ outcomes: [String: IdxRuntime.Outcome]
  ) -> Bool {
    var isWhole = true
    for leaves in siblings(in: evaluation) {
      let arrays = leaves.map { leaf -> ArrayValue? in
        let name = OutputName.node(evaluation.name, evaluation.index.nodes[leaf].path, "raw")
        guard case .value(let array) = outcomes[name] else { return nil }
        return array
      }
      if arrays.contains(where: { $0 == nil }) { isWhole = false }
      let samples = Self.samples(of: arrays)
      for (i, first) in samples.enumerated() {
        for (j, second) in samples.enumerated().dropFirst(i + 1) {
          if options.isCancelled() { return false }
          guard let r = Self.correlation(first, second), abs(r) > 0.99 else { continue }
          let (a, b) = (evaluation.index.nodes[leaves[i]], evaluation.index.nodes[leaves[j]])
          findings.append(
            .nearlyCollinear(
              b.path, at: b.span, with: a.path, first: a.span,
              correlation: Interval.text((r * 1000).rounded() / 1000)))
        }
      }
    }
    return isWhole
  }

  /// Returns the cells of each of `arrays` at the same places, of about 10,000 at most, which are
  /// enough to tell; an axis that an array has not is one along which it stays the same.
  private static func samples(of arrays: [ArrayValue?]) -> [[Double?]] {
    var sizes: [Axis: Int] = [:]
    for case let array? in arrays {
      for (axis, size) in zip(array.axes, array.sizes) { sizes[axis] = size }
    }
    let axes = sizes.sorted {
      ($0.value, $0.key.base, $0.key.primes) > ($1.value, $1.key.base, $1.key.primes)
    }
    let count = axes.reduce(1) { $0 * $1.value }
    // A step that has no factor in common with the longest axis passes all of its elements.
    var step = max(1, count / 10_000)
    while greatestCommonDivisor(step, axes.first?.value ?? 1) > 1 { step += 1 }
    let places = stride(from: 0, to: count, by: step).map { number in
      var rest = number
      return axes.reduce(into: [Axis: Int]()) { place, axis in
        (place[axis.key], rest) = (rest % axis.value, rest / axis.value)
      }
    }
    return arrays.map { array in
      guard let array else { return [] }
      return places.map { place in array.cell(array.axes.map { place[$0] ?? 0 }) }
    }
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// Returns the correlation coefficient of Pearson (1895) where both are present; `nil` where one
  /// side does not vary, or in fewer than ten places, which may agree by chance.
  private static func correlation(_ a: [Double?], _ b: [Double?]) -> Double? {
    let pairs = zip(a, b).compactMap { x, y in x.flatMap { x in y.map { (x: x, y: $0) } } }
    guard pairs.count >= 10, let first = pairs.first else { return nil }
    // The rounding of a mean can make values that are all the same differ from it.
    guard pairs.contains(where: { $0.x != first.x }), pairs.contains(where: { $0.y != first.y })
    else { return nil }
    let count = Double(pairs.count)
    let meanX = pairs.reduce(0) { $0 + $1.x } / count
    let meanY = pairs.reduce(0) { $0 + $1.y } / count
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for pair in pairs {
      xx += (pair.x - meanX) * (pair.x - meanX)
      yy += (pair.y - meanY) * (pair.y - meanY)
      xy += (pair.x - meanX) * (pair.y - meanY)
    }
    return xx > 0 && yy > 0 ? xy / (xx.squareRoot() * yy.squareRoot()) : nil
  }
}
