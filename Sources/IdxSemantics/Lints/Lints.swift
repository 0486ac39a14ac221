import IdxDiagnostics

extension Elaborator {
  /// Adds what is questionable in `module`, which is free of errors and was elaborated.
  ///
  /// Lints wait until a model has no errors: a wrong part may be what another one is for.
  public func lint(module id: Int) {
    lintUnused(id)
    lintImports(id)
    lintWeights(id)
    lintDoubleCounting(id)
    lintGaps(id)
    lintPeriods(id)
  }

  /// The evaluations that `module` declares.
  func ownEvaluations(_ module: Int) -> [ElaboratedEvaluation] {
    evaluations.filter { $0.module == module }.sorted { $0.span.start < $1.span.start }
  }
}
