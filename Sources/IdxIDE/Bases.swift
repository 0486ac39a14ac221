import IdxSyntax

// What is made of something else, as the text says it.
extension Declaration {
  /// What a variant or an evaluation is made from.
  var base: Path? {
    switch self {
    case .variant(let view): view.base
    case .evaluation(let view): view.base
    default: nil
    }
  }
}

extension Model {
  /// `true` iff something is made of another thing of its kind.
  var hasBases: Bool { declarations.contains { $0.base != nil } }

  /// Returns the index and the table of `evaluation`, which may be those of one in the model that it is made
  /// with.
  func settled(_ evaluation: EvaluationDeclaration) -> (index: Path?, data: Path?) {
    var (index, data) = (evaluation.index, evaluation.data)
    var (current, seen) = (evaluation, Set<String>())
    while index == nil || data == nil, let name = current.base?.text, seen.insert(name).inserted,
      let base = self.evaluation(called: name)
    {
      current = base
      (index, data) = (index ?? base.index, data ?? base.data)
    }
    return (index, data)
  }

  private func evaluation(called name: String) -> EvaluationDeclaration? {
    for case .evaluation(let view) in declarations where view.name?.text == name { return view }
    return nil
  }
}
