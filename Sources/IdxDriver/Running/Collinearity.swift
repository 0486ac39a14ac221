import IdxDiagnostics
import IdxSemantics

extension Session {
  /// Adds a warning for each pair of indicators of one group that say nearly the same of all objects.
  func warnOfCollinearity(_ evaluation: ElaboratedEvaluation, _ report: EvaluationReport) {
    for group in evaluation.index.groups {
      let leaves = evaluation.index.nodes[group].children.filter {
        evaluation.index.nodes[$0].isIndicator
      }
      for (i, a) in leaves.enumerated() {
        for b in leaves[(i + 1)...] {
          if options.isCancelled() { return }
          let pairs = Self.pairs(report.nodes[a].scores, report.nodes[b].scores)
          // Few objects agree by chance.
          guard pairs.count >= 10, let r = Self.correlation(pairs), abs(r) > 0.99 else { continue }
          let (first, second) = (evaluation.index.nodes[a], evaluation.index.nodes[b])
          findings.append(
            .nearlyCollinear(
              second.path, at: second.span, with: first.path, first: first.span,
              correlation: Interval.text((r * 1000).rounded() / 1000)))
        }
      }
    }
  }

  /// Returns the values that `a` and `b` have of the same objects, of about 10,000 at most, which are
  /// enough to tell.
  private static func pairs(_ a: [[Double?]], _ b: [[Double?]]) -> [(x: Double, y: Double)] {
    let step = max(1, a.reduce(0) { $0 + $1.count } / 10_000)
    return zip(a, b).flatMap { x, y in
      stride(from: 0, to: min(x.count, y.count), by: step).compactMap { place in
        guard let x = x[place], let y = y[place] else { return nil }
        return (x, y)
      }
    }
  }

  /// Returns the correlation coefficient of Pearson (1895); `nil` where one side does not vary.
  private static func correlation(_ pairs: [(x: Double, y: Double)]) -> Double? {
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
