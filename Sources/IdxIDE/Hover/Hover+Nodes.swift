import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

// The hierarchy, its weights, and what is known of columns.
extension Assistant {
  /// Tells of the node at `position` of the index `id`.
  func explain(node position: Int, of id: SymbolID, in explanation: inout Explanation) {
    guard let index = model.index(id), index.nodes.indices.contains(position) else { return }
    let node = index.nodes[position]
    let what = node.isIndicator ? "indicator" : "group"
    explanation.add("**\(node.label?.first ?? node.code)** · \(what) `\(node.path)`")
    explanation.add(node.documentation)
    if let facts = node.indicator {
      explanation.add(describe(facts))
      if let (table, column) = model.facts.column(readBy: node) {
        let name = model.symbol(table)?.name ?? ""
        explanation.add("Column `\(column)` of `\(name)`")
        explanation.add(describe(model.statistics(ofColumn: column, in: table)))
      }
    } else {
      let count = index.leaves(below: position).count
      explanation.add("\(node.children.count) children, \(count) indicators below")
    }
    explanation.add(describeWeights(of: position, in: id))
  }

  private func describe(_ facts: IndicatorFacts) -> String {
    var parts: [String] = []
    switch facts.direction {
    case .benefit: parts.append("more is better")
    case .cost: parts.append("less is better")
    case .target(let value): parts.append("best at \(NumberText.short(value))")
    case .interval(let low, let high):
      parts.append("best from \(NumberText.short(low)) to \(NumberText.short(high))")
    case nil: break
    }
    if let unit = facts.unit { parts.append("in \(MethodSummary.oneLine(unit.node))") }
    if let range = facts.range { parts.append("range \(range.node.text)") }
    if let posts = facts.goalposts {
      parts.append("goalposts \(NumberText.short(posts.low)), \(NumberText.short(posts.high))")
    }
    if let scale = facts.grading { parts.append("graded by `\(scale.text)`") }
    if let formula = facts.formula { parts.append("= `\(MethodSummary.oneLine(formula.node))`") }
    return parts.joined(separator: " · ")
  }

  /// Returns the weights of a node in the evaluations of its index, as far as the model tells them.
  func describeWeights(of position: Int, in id: SymbolID) -> String {
    let lines = model.evaluations.filter { $0.indexID == id }.compactMap { evaluation -> String? in
      guard let weight = weight(of: position, in: evaluation.name) else { return nil }
      let parts = [
        weight.local.map { "weight \(NumberText.weight($0))" },
        weight.effective.map { "\(NumberText.weight($0)) in the whole index" },
      ].compactMap { $0 }
      return parts.isEmpty ? nil : "`\(evaluation.name)`: " + parts.joined(separator: ", ")
    }
    return lines.joined(separator: "  \n")
  }

  /// Returns the weights of a node in an evaluation, as far as the model tells them without its data.
  func weight(of position: Int, in evaluation: String) -> KnownWeight? {
    let weights = model.weights(ofEvaluation: evaluation)
    return weights.indices.contains(position) ? weights[position] : nil
  }

  /// Tells of the column `name` of the table `id`.
  func explain(column name: String, of id: SymbolID, in explanation: inout Explanation) {
    guard let column = model.schema(of: id)?.column(name) else { return }
    let what =
      switch column.content {
      case .key(let axis): "says which element of `\(axis)` a row is about"
      case .group(let axis): "an element of `\(axis)`"
      case .number(let unit): unit.isEmpty ? "numbers" : "in \(unit)"
      case .text: "texts"
      }
    let table = model.symbol(id)?.name ?? ""
    explanation.add(
      "**\(column.label.isEmpty ? name : column.label)** · column `\(name)` of `\(table)` · \(what)"
    )
    guard case .number = column.content else { return }
    explanation.add(describe(model.statistics(ofColumn: name, in: id)))
  }

  /// Returns the statistics of a column as a line, with a histogram.
  private func describe(_ statistics: ColumnStatistics?) -> String? {
    guard let statistics, let least = statistics.minimum, let middle = statistics.median,
      let greatest = statistics.maximum
    else { return nil }
    let missing =
      statistics.missing == 0
      ? "none missing" : "\(statistics.missing) of \(statistics.count) missing"
    let numbers = [("minimum", least), ("median", middle), ("maximum", greatest)]
      .map { "\($0.0) \(NumberText.short($0.1))" }.joined(separator: ", ")
    return "\(numbers), \(missing)  \n`\(Self.bars(statistics.histogram))`"
  }

  /// Returns `counts` as bars; what is empty is a point.
  static func bars(_ counts: [Int]) -> String {
    let levels = Array("▁▂▃▄▅▆▇")
    let greatest = max(counts.max() ?? 1, 1)
    return String(
      counts.map { count in
        count == 0 ? "·" : levels[min((count * levels.count - 1) / greatest, levels.count - 1)]
      })
  }

  /// Tells of the weight written at `node`.
  func explain(weight node: Node, in explanation: inout Explanation) {
    explanation.range = node.span.range
    for symbol in model.symbols(of: 0) where symbol.kind.isIndex {
      guard let index = model.index(symbol.id),
        let owner = index.nodes.first(where: { $0.weightSpan == node.span || owns($0, node) })
      else { continue }
      let siblings = owner.parent.map { index.nodes[$0].children } ?? []
      explanation.add("**\(owner.label?.first ?? owner.code)** among \(siblings.count)")
      if let weight = owner.weight {
        let numbers = siblings.compactMap { index.nodes[$0].weight?.number }
        let sum = numbers.reduce(0, +)
        if !weight.isShare, sum > 0 {
          explanation.add(
            "importance \(NumberText.short(weight.number)) of \(NumberText.short(sum)), a share of "
              + NumberText.weight(weight.number / sum))
        } else if weight.isShare {
          explanation.add("a share of \(NumberText.weight(weight.number)) among its siblings")
        }
      }
      explanation.add(describeWeights(of: owner.id, in: symbol.id))
      return
    }
  }

  private func owns(_ owner: IndexNodeModel, _ weight: Node) -> Bool {
    owner.syntax.children(.weight).contains { $0 == weight }
  }

  /// Tells of the comparison written at `node`.
  func explain(comparison node: Node, in explanation: inout Explanation) {
    guard let view = ComparisonValue(comparison: node),
      case .judgement(let judgement)? = document.declaration(at: Int(node.span.start))
    else { return }
    explanation.range = node.span.range
    let pair = document.tree.innermost(at: Int(node.span.start)) { $0.kind == .pair }
    let names = pair?.children(.name).compactMap { Name($0)?.text } ?? []
    let values = pair?.children(.comparisonValue) ?? []
    let position = values.firstIndex { $0 == node } ?? 0
    let left = names.first ?? "the left"
    let right = names.indices.contains(position + 1) ? names[position + 1] : "the right"
    switch view.content {
    case .constant(let constant):
      guard let value = constant.value, value > 0 else { return }
      let (more, less) = value >= 1 ? (left, right) : (right, left)
      let size = NumberText.short(value >= 1 ? value : 1 / value)
      let words = SaatyScale.words(for: value)
      if value == 1 {
        explanation.add("`\(left)` and `\(right)` are equally important")
      } else {
        explanation.add(
          "`\(more)` outweighs `\(less)` \(size) times" + (words.map { ": \($0)" } ?? ""))
      }
    case .word(let name):
      guard let path = judgement.scale,
        case .scale(let scale)? = symbol(path.names.map(\.text))?.symbol.kind,
        let grade = scale.grades.first(where: { $0.name?.text == name.text })
      else { return }
      let label = grade.label?.first ?? name.text
      explanation.add(
        "**\(label)**: `\(left)` to `\(right)`"
          + (grade.ratio.map { ", a ratio of \($0.node.text)" } ?? ""))
    case .triangular(let low, let middle, let high):
      let numbers = [low, middle, high].compactMap { $0.value.map { NumberText.short($0) } }
      guard numbers.count == 3 else { return }
      explanation.add(
        "`\(left)` outweighs `\(right)` \(numbers[1]) times, at least \(numbers[0]) and at most "
          + numbers[2])
    case nil: return
    }
  }
}

extension ComparisonValue {
  /// Creates the view of `node`, which is the value of a comparison.
  init?(comparison node: Node) {
    guard let pair = ComparisonValue.values(around: node) else { return nil }
    self = pair
  }

  private static func values(around node: Node) -> ComparisonValue? {
    guard
      let declaration = node.tree.root.children.last(where: {
        $0.kind == .judgementDeclaration && $0.span.start <= node.span.start
      }), case .judgement(let judgement)? = Declaration(declaration)
    else { return nil }
    func find(_ comparisons: [ComparisonSyntax]) -> ComparisonValue? {
      for comparison in comparisons {
        switch comparison {
        case .pair(let pair):
          if let found = pair.values.first(where: { $0.node == node }) { return found }
        case .at(let at): if let found = find(at.comparisons) { return found }
        case .rater(let rater): if let found = find(rater.comparisons) { return found }
        }
      }
      return nil
    }
    return find(judgement.comparisons)
  }
}
