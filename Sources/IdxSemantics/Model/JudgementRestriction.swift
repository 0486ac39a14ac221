public import IdxDiagnostics

extension VariantApplication {
  /// Returns `judgement` restricted to what `index`, a variant of the one judged, still has: the
  /// principal submatrices. Findings, at `span`, tell of pairs that a changed group lacks.
  public static func restrict(
    _ judgement: JudgementModel, to index: IndexModel, at span: Span
  ) -> (JudgementModel, [Diagnostic]) {
    var result = judgement
    var findings: [Diagnostic] = []
    result.subjects = judgement.subjects.compactMap { subject in
      guard let group = home(of: subject, in: index) else { return nil }
      let codes = group.children.map { index.nodes[$0].code }
      let kept = codes.compactMap { code in subject.codes.firstIndex(of: code) }
      let new = codes.filter { !subject.codes.contains($0) }
      guard codes.count > 1, kept.count > 1 || !new.isEmpty else { return nil }
      var part = subject
      part.group = group.path
      part.codes = kept.map { subject.codes[$0] }
      part.matrices = subject.matrices.map { $0.restricted(to: kept) }
      findings += faults(part, new: new, title: group.code, judgement, at: span)
      return part
    }
    return (result, findings)
  }

  /// Returns the group of `index` that `subject` is about: that of its path, or else the one of its
  /// name, to which it may have moved.
  private static func home(
    of subject: JudgementModel.Subject, in index: IndexModel
  ) -> IndexNodeModel? {
    guard let path = subject.group else { return nil }
    if path.isEmpty { return index.nodes[0] }
    let names = path.split(separator: ".").map(String.init)
    for wanted in [names, Array(names.suffix(1))] {
      if case .found(let id) = index.find(wanted), !index.nodes[id].isIndicator {
        return index.nodes[id]
      }
    }
    return nil
  }

  private static func faults(
    _ subject: JudgementModel.Subject, new: [String], title: String, _ judgement: JudgementModel,
    at span: Span
  ) -> [Diagnostic] {
    if !new.isEmpty {
      let pairs = new.enumerated().flatMap { position, code in
        (subject.codes + new.prefix(position)).map { "\($0) : \(code)" }
      }
      return [.missingPairs(pairs, in: title, rater: nil, at: span, insertion: nil)]
    }
    guard judgement.isIncomplete else { return [] }
    return subject.matrices.enumerated().compactMap { position, matrix in
      let parts = matrix.components
      guard parts.count > 1 else { return nil }
      return .unconnected(
        parts.map { $0.map { matrix.codes[$0] } }, in: title,
        rater: judgement.raters.isEmpty ? nil : judgement.raters[position], at: span)
    }
  }
}
