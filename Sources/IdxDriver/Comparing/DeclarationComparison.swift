/// What changed between what two models declare.
enum DeclarationComparison {
  /// The most facts at one place that are told one by one where all of them are new or gone.
  private static let most = 3

  /// Returns the changes from `old` to `new`: of the same declarations in the order of `new`, then what
  /// is gone. Indexes are compared elsewhere.
  static func changes(
    _ old: [DeclarationFacts], _ new: [DeclarationFacts]
  ) -> [ModelChange] {
    let before = Dictionary(old.map { ($0.title, $0) }) { first, _ in first }
    let after = Set(new.map(\.title))
    var changes: [ModelChange] = []
    for declaration in new {
      if let partner = before[declaration.title] {
        changes += compare(partner, declaration)
      } else if !declaration.title.hasPrefix("index ") {
        changes.append(ModelChange(declaration.title, .added, after: summary(declaration)))
      }
    }
    for declaration in old
    where !after.contains(declaration.title) && !declaration.title.hasPrefix("index ") {
      changes.append(ModelChange(declaration.title, .removed, before: summary(declaration)))
    }
    return changes
  }

  private static func summary(_ declaration: DeclarationFacts) -> String? {
    let definition = declaration.facts.first { $0.key.aspect == "definition" }
    return definition?.text
  }

  private static func compare(
    _ old: DeclarationFacts, _ new: DeclarationFacts
  ) -> [ModelChange] {
    let title = new.title
    let before = Dictionary(old.facts.map { ($0.key, $0) }) { first, _ in first }
    let after = Dictionary(new.facts.map { ($0.key, $0) }) { first, _ in first }
    let isJudgement = title.hasPrefix("judgement ")
    var changes: [ModelChange] = []
    if isJudgement {
      changes += wholePlaces(old, new, title)
    }
    let told = Set(changes.map(\.place))
    func isTold(_ fact: DeclarationFact) -> Bool {
      !changes.isEmpty && told.contains(fact.key.place)
    }
    for fact in new.facts where !isTold(fact) {
      guard let partner = before[fact.key] else {
        if fact.key.aspect != FactReader.order {
          changes.append(change(.added, fact, title, after: fact))
        }
        continue
      }
      if fact.saysTheSame(as: partner) { continue }
      if fact.key.aspect == FactReader.order {
        guard isReordered(partner.text, fact.text) else { continue }
        changes.append(change(.reordered, fact, title, before: partner, after: fact))
      } else {
        changes.append(change(.changed, fact, title, before: partner, after: fact))
      }
    }
    for fact in old.facts
    where after[fact.key] == nil && fact.key.aspect != FactReader.order && !isTold(fact) {
      changes.append(change(.removed, fact, title, before: fact))
    }
    return changes
  }

  /// Returns what is told as a whole: the comparisons of a group or rater that only one of both has.
  private static func wholePlaces(
    _ old: DeclarationFacts, _ new: DeclarationFacts, _ title: String
  ) -> [ModelChange] {
    func lone(_ a: DeclarationFacts, _ b: DeclarationFacts) -> [(place: String, count: Int)] {
      let others = Set(b.facts.map(\.key.place))
      var order: [String] = []
      var counts: [String: Int] = [:]
      for fact in a.facts where !fact.key.place.isEmpty && !others.contains(fact.key.place) {
        if counts[fact.key.place] == nil { order.append(fact.key.place) }
        counts[fact.key.place, default: 0] += 1
      }
      return order.map { ($0, counts[$0] ?? 0) }.filter { $0.count > most }
    }
    return lone(new, old).map {
      ModelChange(title, .added, "comparisons", at: $0.place, count: $0.count)
    }
      + lone(old, new).map {
        ModelChange(title, .removed, "comparisons", at: $0.place, count: $0.count)
      }
  }

  private static func change(
    _ kind: ModelChange.Kind, _ fact: DeclarationFact, _ title: String,
    before: DeclarationFact? = nil, after: DeclarationFact? = nil
  ) -> ModelChange {
    // An import or expectation is its own place.
    let place = fact.key.place == fact.text ? "" : fact.key.place
    func text(_ other: DeclarationFact?) -> String? {
      fact.isMirrored ? other?.mirrored?.text : other?.text
    }
    let aspect = fact.isMirrored ? fact.mirrored?.aspect : nil
    return ModelChange(
      title, kind, aspect ?? fact.key.aspect, at: place, before: text(before), after: text(after))
  }

  /// `true` iff the steps that both have stand in another order.
  private static func isReordered(_ old: String, _ new: String) -> Bool {
    func common(_ text: String, _ other: String) -> [Substring] {
      let others = Set(other.split(separator: ","))
      return text.split(separator: ",").filter(others.contains)
    }
    return common(" " + old, " " + new) != common(" " + new, " " + old)
  }
}
