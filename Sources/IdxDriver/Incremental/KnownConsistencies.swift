import IdxPlan
import IdxRuntime
import IdxSemantics
import Synchronization

/// How consistent comparisons are that were looked at before, by their numbers, of which alone it depends.
final class KnownConsistencies: Sendable {
  /// What follows from the comparisons of one set by one rater.
  struct Known: Sendable {
    /// The consistency ratio.
    let ratio: Double
    /// The weights of the things.
    let weights: [Double]
  }

  private let known = Mutex<[[UInt64]: Known]>([:])

  /// What is known of `matrix`.
  subscript(matrix: ComparisonMatrix) -> Known? {
    known.withLock { $0.isEmpty ? nil : $0[Self.key(matrix)] }
  }

  /// Takes note of what `outcomes` tell of the judgements without raters that `session` has worked out.
  func take(_ outcomes: [String: IdxRuntime.Outcome], of session: Session) {
    for (number, judgement) in session.elaborator.consistencies.enumerated()
    where judgement.raters.isEmpty {
      guard case .value(let ratios)? = outcomes[OutputName.judgement(number, "ratio")],
        case .value(let weights)? = outcomes[OutputName.judgement(number, "weights")],
        weights.axes == [judgement.axis], let ratio = ratios.axes.isEmpty ? ratios.cell([]) : nil
      else { continue }
      let cells = judgement.codes.indices.compactMap { weights.cell([$0]) }
      guard cells.count == judgement.codes.count else { continue }
      let key = Self.key(judgement.matrices[0])
      known.withLock { $0[key] = Known(ratio: ratio, weights: cells) }
    }
  }

  /// Lets go of all that is known, once that is much.
  func forgetMany() {
    known.withLock { if $0.count > Self.most { $0 = [:] } }
  }

  private static let most = 10_000

  private static func key(_ matrix: ComparisonMatrix) -> [UInt64] {
    matrix.cells.flatMap { row in row.map { ($0 ?? .nan).bitPattern } }
  }
}
