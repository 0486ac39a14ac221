public import IdxDiagnostics
import IdxRuntime
public import IdxSemantics

/// The comparisons of one set of things by a judgement, with what follows from them.
public struct JudgementOutcome: Sendable {
  /// The name of the judgement.
  public let name: String
  /// The path of the group whose children are compared, or the element after `per`; `nil` for the first level
  /// of an index and for an axis.
  public let group: String?
  /// The things compared.
  public let codes: [String]
  /// The names of the raters; none where there is one judgement only.
  public let raters: [String]
  /// The comparisons of each rater, with the places of the pairs; one matrix where there are no raters.
  public let matrices: [ComparisonMatrix]
  /// The place where the comparisons begin.
  public let span: Span
  /// The consistency ratio for each of the matrices; none where it is not worked out: of two things, of
  /// triangular numbers, where pairs lack.
  public let ratios: [Double?]
  /// The weights that follow from each of the matrices, by the things; none where they are not worked out.
  public let weights: [[Double?]]
}

extension ModelAnalysis {
  /// The comparisons of the judgements of the model, set by set, in its order; judgements with errors are left
  /// out.
  public var judgements: [JudgementOutcome] {
    session.elaborator.workOutKnownConsistencies()
    return session.elaborator.judgements(in: 0).flatMap { judgement in
      judgement.subjects.map { outcome(of: $0, judgement) }
    }
  }

  private func outcome(
    of subject: JudgementModel.Subject, _ judgement: JudgementModel
  ) -> JudgementOutcome {
    let group = subject.group.flatMap { $0.isEmpty ? nil : $0 }
    let number = session.elaborator.consistencies.firstIndex {
      $0.name == judgement.name && $0.group == group
    }
    var ratios: [Double?] = []
    var weights: [[Double?]] = []
    if let number {
      let found = session.elaborator.consistencies[number]
      if case .value(let values)? = outcomes[OutputName.judgement(number, "ratio")] {
        ratios = subject.matrices.indices.map { values.cell(values.axes.isEmpty ? [] : [$0]) }
      }
      if case .value(let values)? = outcomes[OutputName.judgement(number, "weights")] {
        weights = subject.matrices.indices.map { rater in
          subject.codes.indices.map { code in
            values.cell(values.axes.map { $0 == found.axis ? code : rater })
          }
        }
      }
    }
    return JudgementOutcome(
      name: judgement.name, group: group, codes: subject.codes, raters: judgement.raters,
      matrices: subject.matrices, span: subject.span, ratios: ratios, weights: weights)
  }
}
