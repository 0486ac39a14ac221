import IdxSemantics

/// What changed between two models, apart from their results.
struct ModelComparison {
  let old: ComparedModel
  let new: ComparedModel
  /// The nodes of the indexes that both have.
  private let matchings: [NodeMatching]
  /// The evaluations that both have, by their names; one may have another name.
  let evaluationPairs: [(old: String, new: String)]

  /// Creates the comparison of `old` and `new`.
  init(old: ComparedModel, new: ComparedModel) {
    self.old = old
    self.new = new
    let (olds, news) = (old.indexes, new.indexes)
    var pairs = news.compactMap { index in
      olds.first { $0.name == index.name }.map { (old: $0, new: index) }
    }
    evaluationPairs = Self.evaluationPairs(old, new)
    // An index with another name is the same if it is evaluated under the same name.
    for evaluation in evaluationPairs {
      guard let before = old.index(ofEvaluation: evaluation.old),
        let after = new.index(ofEvaluation: evaluation.new),
        !pairs.contains(where: { $0.old.name == before.name || $0.new.name == after.name })
      else { continue }
      pairs.append((before, after))
    }
    matchings = pairs.map { NodeMatching($0.old, $0.new) }
  }

  private static func evaluationPairs(
    _ old: ComparedModel, _ new: ComparedModel
  ) -> [(old: String, new: String)] {
    let (olds, news) = (old.evaluationNames, new.evaluationNames)
    let common = news.filter { olds.contains($0) }.map { (old: $0, new: $0) }
    let (gone, come) = (olds.filter { !news.contains($0) }, news.filter { !olds.contains($0) })
    // One that went and one that came, of one index, is one with another name.
    guard gone.count == 1, come.count == 1,
      old.index(ofEvaluation: gone[0])?.name == new.index(ofEvaluation: come[0])?.name
    else { return common }
    return common + [(gone[0], come[0])]
  }

  /// Returns the paths of nodes in the new index of an evaluation by those in its old index.
  func newPaths(of pair: (old: String, new: String)) -> [String: String] {
    guard let before = old.index(ofEvaluation: pair.old),
      let after = new.index(ofEvaluation: pair.new)
    else { return [:] }
    return NodeMatching(before, after).newPaths
  }

  /// Returns what changed, with labels in `language`: indexes first, what is of one declaration together.
  func changes(language: String?) -> [ModelChange] {
    let nodes = matchings.flatMap { IndexComparison.changes($0, language: language) }
    var paths: [String: [String: String]] = [:]
    for matching in matchings { paths[matching.old.name] = matching.newPaths }
    let before = FactReader(session: old.session, newPaths: paths).declarations().map(renamed)
    let after = FactReader(session: new.session).declarations()
    let renamings = evaluationPairs.filter { $0.old != $0.new }.map {
      ModelChange("evaluation \($0.new)", .renamed, "evaluation", before: $0.old, after: $0.new)
    }
    let all =
      indexes() + nodes + renamings + DeclarationComparison.changes(before, after)
      + TableComparison(old: old, new: new).changes()
    return ChangeText.grouped(all).flatMap(\.changes)
  }

  /// Returns `facts` under the name that its evaluation or index has in the new model.
  private func renamed(_ facts: DeclarationFacts) -> DeclarationFacts {
    guard facts.title.hasPrefix("evaluation ") else { return facts }
    let name = facts.title.dropFirst("evaluation ".count)
    let pair = evaluationPairs.first { $0.old == name }
    var result = DeclarationFacts(
      title: pair.map { "evaluation \($0.new)" } ?? facts.title, facts: facts.facts)
    for position in result.facts.indices {
      let named = result.facts[position].text
      switch result.facts[position].key.aspect {
      case "index":
        let matching = matchings.first { $0.old.name == named }
        result.facts[position].text = matching?.new.name ?? named
      case "with":
        let pair = evaluationPairs.first { $0.old == named }
        result.facts[position].text = pair?.new ?? named
      default: break
      }
    }
    return result
  }

  /// Returns the indexes that are new or gone.
  private func indexes() -> [ModelChange] {
    func summary(_ index: IndexModel) -> String {
      let count = index.leaves.count
      return "\(count) indicator\(count == 1 ? "" : "s")"
    }
    let added = new.indexes.filter { index in !matchings.contains { $0.new.name == index.name } }
    let removed = old.indexes.filter { index in !matchings.contains { $0.old.name == index.name } }
    return added.map { ModelChange("index \($0.name)", .added, after: summary($0)) }
      + removed.map { ModelChange("index \($0.name)", .removed, before: summary($0)) }
  }
}
