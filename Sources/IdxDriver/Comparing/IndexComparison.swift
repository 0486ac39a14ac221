import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// What changed between two indexes.
struct IndexComparison {
  private let matching: NodeMatching
  private let declaration: String
  private let language: String?
  private var changes: [ModelChange] = []

  /// Returns the changes between the indexes of `matching`, labels in `language`.
  static func changes(_ matching: NodeMatching, language: String?) -> [ModelChange] {
    var comparison = IndexComparison(
      matching: matching, declaration: "index \(matching.new.name)", language: language)
    comparison.compare()
    return comparison.changes
  }

  private init(matching: NodeMatching, declaration: String, language: String?) {
    self.matching = matching
    self.declaration = declaration
    self.language = language
  }

  private mutating func compare() {
    let (old, new) = (matching.old, matching.new)
    if old.name != new.name {
      changes.append(
        ModelChange(declaration, .renamed, "index", before: old.name, after: new.name))
    }
    for node in new.nodes {
      if let partner = matching.oldNodes[node.id] {
        compare(old.nodes[partner], node)
      } else {
        changes.append(
          ModelChange(
            declaration, .added, word(node), at: node.path, after: summary(node, of: new)))
      }
    }
    for node in old.nodes where matching.newNodes[node.id] == nil {
      changes.append(
        ModelChange(
          declaration, .removed, word(node), at: node.path, before: summary(node, of: old)))
    }
  }

  private mutating func compare(_ old: IndexNodeModel, _ new: IndexNodeModel) {
    if new.depth > 0 {
      if old.code != new.code { add(.renamed, word(new), new, old.code, new.code) }
      if let parent = old.parent, matching.newNodes[parent] != new.parent {
        add(.moved, word(new), new, parentPath(old, matching.old), parentPath(new, matching.new))
      }
    }
    for (aspect, before, after) in facts(old, new) where before != after {
      add(.changed, aspect, new, before, after)
    }
    let (olds, news) = (Set(old.children), Set(new.children))
    let children = new.children.filter { matching.oldNodes[$0].map(olds.contains) ?? false }
    let before = old.children.compactMap { matching.newNodes[$0] }.filter(news.contains)
    if before != children {
      func names(_ nodes: [Int]) -> String {
        nodes.map { matching.new.nodes[$0].code }.joined(separator: ", ")
      }
      add(.reordered, "order", new, names(before), names(children))
    }
  }

  private mutating func add(
    _ kind: ModelChange.Kind, _ aspect: String, _ node: IndexNodeModel, _ before: String?,
    _ after: String?
  ) {
    changes.append(
      ModelChange(declaration, kind, aspect, at: node.path, before: before, after: after))
  }

  /// Returns what is said of a node, of both, by aspect.
  private func facts(
    _ old: IndexNodeModel, _ new: IndexNodeModel
  ) -> [(aspect: String, before: String?, after: String?)] {
    func both(_ fact: (IndexNodeModel) -> String?) -> (String?, String?) { (fact(old), fact(new)) }
    let pairs: [(String, (String?, String?))] = [
      ("label", both { $0.label.map { Self.text($0) } }),
      ("weight", both { Self.weight($0, share: "") }),
      ("direction", both { $0.indicator?.direction.map(Self.text) }),
      ("measure", both { $0.indicator?.unit.map { Wording($0.node).text } }),
      ("range", both { $0.indicator?.range.map { Wording($0.node).text } }),
      ("goalposts", both { $0.indicator?.goalposts.map { Self.text($0.low, $0.high) } }),
      ("source", both { NodeMatching.source($0) }),
      ("scale", both { $0.indicator?.grading?.text }),
    ]
    return pairs.map { ($0, $1.0, $1.1) }
  }

  private func parentPath(_ node: IndexNodeModel, _ index: IndexModel) -> String {
    guard let parent = node.parent, parent > 0 else { return index.name }
    return index.nodes[parent].path
  }

  private func word(_ node: IndexNodeModel) -> String { node.isIndicator ? "indicator" : "group" }

  /// Returns what there is to know of a node that is new or gone.
  private func summary(_ node: IndexNodeModel, of index: IndexModel) -> String {
    var parts = [node.label.map { "\"\($0.text(language: language))\"" }].compactMap { $0 }
    if let indicator = node.indicator {
      parts += [
        indicator.direction.map(Self.text), indicator.unit.map { "in \(Wording($0.node).text)" },
        indicator.source == nil && indicator.formula == nil ? nil : NodeMatching.source(node),
      ].compactMap { $0 }
    } else {
      let count = index.leaves(below: node.id).count
      parts.append("\(count) indicator\(count == 1 ? "" : "s")")
    }
    parts += Self.weight(node, share: "weight ").map { [$0] } ?? []
    return parts.joined(separator: ", ")
  }

  private static func text(_ label: LabelText) -> String {
    label.languages.map { language, text in
      (language.map { "\($0): " } ?? "") + "\"\(text)\""
    }.joined(separator: " ")
  }

  /// Returns the weight of `node` as it is written; `share` stands before one that is a share.
  private static func weight(_ node: IndexNodeModel, share: String) -> String? {
    node.weight.map { ($0.isShare ? share : "importance ") + JSONValue.shortest($0.number) }
  }

  private static func text(_ direction: IndicatorDirection) -> String {
    switch direction {
    case .target(let value): "target \(JSONValue.shortest(value))"
    case .interval(let low, let high):
      "interval \(JSONValue.shortest(low))...\(JSONValue.shortest(high))"
    default: direction.word
    }
  }

  private static func text(_ low: Double, _ high: Double) -> String {
    "\(JSONValue.shortest(low)), \(JSONValue.shortest(high))"
  }
}
