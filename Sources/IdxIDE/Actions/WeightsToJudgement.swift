import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The change that says by comparisons what the weights of the group here, and of those below it, say.
  var judgementOfWeights: [Proposal] {
    guard let place = indexPlace else { return [] }
    let syntax = place.path.last { $0.kind == .group } ?? place.node
    guard let root = place.node(syntax), place.path.last.map({ $0.kind == .group }) ?? true else {
      return []
    }
    let groups = place.model.groups.filter { place.model.isNode($0, within: root.id) }
      .map { place.model.nodes[$0] }
    let compared = groups.filter { $0.children.count > 1 }
    let children = groups.flatMap(\.children).map { place.model.nodes[$0] }
    let weights = compared.compactMap { GivenWeights.local(of: place.model, group: $0.id) }
    guard !compared.isEmpty, weights.count == compared.count,
      weights.allSatisfy({ $0.allSatisfy { $0 > 0 } }),
      children.allSatisfy({ place.node($0.syntax) != nil && $0.weightSpan?.file == FileID(0) })
    else { return [] }
    let tables = zip(compared, weights).map { group, weights in
      ComparedWeights(
        group: group, codes: group.children.map { place.model.nodes[$0].code }, weights)
    }
    let title =
      "Convert the weights of `\(root.depth == 0 ? place.model.name : root.path)` into "
      + ComparedWeights.words(for: tables)
    return [
      Proposal(title, .rewrite) {
        let name = freeName(like: "\(place.model.name)_weights")
        return children.compactMap { child in
          child.weightSpan.map { span in
            ByteEdit(blanks(before: Int(span.start)).lowerBound..<Int(span.end), "")
          }
        }
          + [judgement(name, of: tables, place)] + takingJudgement(name, at: root, place)
      }
    ]
  }

  private func judgement(
    _ name: String, of tables: [ComparedWeights], _ place: IndexPlace
  ) -> ByteEdit {
    var text = "\n\njudgement \(Suggestion.written(name)) on \(Self.written(place.model.name)) {\n"
    for table in tables {
      guard table.group.depth > 0 else {
        text += table.lines.map { "  \($0)\n" }.joined()
        continue
      }
      text += "  at \(Self.written(table.group.path)) {\n"
      text += table.lines.map { "    \($0)\n" }.joined() + "  }\n"
    }
    let end = Int(place.node.span.end)
    return ByteEdit(end..<end, text + "}")
  }

  /// Returns the changes by which the evaluations that take the weights of the index take the judgement `name` at
  /// `root` and below.
  private func takingJudgement(
    _ name: String, at root: IndexNodeModel, _ place: IndexPlace
  ) -> [ByteEdit] {
    let call = "ahp(\(Suggestion.written(name)))"
    return evaluationSteps(of: place).flatMap { evaluation, steps -> [ByteEdit] in
      let given = steps.filter { text($0.span.range) == "given" }
      guard let first = given.first else { return [] }
      if root.depth == 0 { return given.map { ByteEdit($0.span.range, call) } }
      let step = evaluation.steps.first { step in
        step.node.span.range.contains(Int(first.span.start))
      }
      guard let step else { return [] }
      let (start, end) = (Int(step.node.span.start), Int(step.node.span.end))
      let separator = isFirstOnLine(start) ? "\n" + indentation(at: start) : "  "
      let inner = "at \(Self.written(root.path)) { weights \(call) }"
      return [ByteEdit(end..<end, separator + inner)]
    }
  }

  /// The evaluations of the index `place` in the document, with the methods of their steps `weights`.
  func evaluationSteps(
    of place: IndexPlace
  ) -> [(evaluation: EvaluationDeclaration, methods: [Node])] {
    document.tree.model.declarations.compactMap { declaration in
      guard case .evaluation(let evaluation) = declaration,
        document.tree.model.settled(evaluation).index?.text == place.model.name
      else { return nil }
      return (evaluation, Self.weighings(evaluation.steps))
    }
  }

  private static func weighings(_ steps: [StepSyntax]) -> [Node] {
    steps.flatMap { step -> [Node] in
      switch step {
      case .slot(let slot) where slot.slot == .weights: [slot.method?.node].compactMap { $0 }
      case .at(let at): weighings(at.steps)
      default: []
      }
    }
  }
}

extension IndexModel {
  /// `true` iff node `number` is `ancestor` or below it.
  func isNode(_ number: Int, within ancestor: Int) -> Bool {
    var node: Int? = number
    while let current = node {
      if current == ancestor { return true }
      node = nodes[current].parent
    }
    return false
  }
}

/// The weights of the children of a group as comparisons on the scale from 1 to 9 (Saaty 1980).
struct ComparedWeights {
  let group: IndexNodeModel
  /// The comparisons, a line for each child but the last.
  let lines: [String]
  /// `true` iff the comparisons say exactly what the weights do.
  let isExact: Bool
  /// How many comparisons are beyond the scale by more than rounding.
  let beyond: Int

  init(group: IndexNodeModel, codes: [String], _ weights: [Double]) {
    self.group = group
    var lines: [String] = []
    var (isExact, beyond) = (true, 0)
    for row in codes.indices.dropLast() {
      let columns = (row + 1)..<codes.count
      let values = columns.map { column -> String in
        let ratio = weights[row] / weights[column]
        let size = max(ratio, 1 / ratio)
        let nearest = min(size.rounded(), Self.highest)
        if abs(nearest - size) > 1e-9 * size { isExact = false }
        if size >= Self.highest + 0.5 { beyond += 1 }
        return nearest == 1 || ratio >= 1 ? "\(Int(nearest))" : "1/\(Int(nearest))"
      }
      let names = columns.map { Suggestion.written(codes[$0]) }.joined(separator: ", ")
      lines.append(
        "\(Suggestion.written(codes[row])) : \(names) = \(values.joined(separator: ", "))")
    }
    (self.lines, self.isExact, self.beyond) = (lines, isExact, beyond)
  }

  private static let highest = 9.0

  /// Returns what `tables` are, for a title.
  static func words(for tables: [ComparedWeights]) -> String {
    if tables.allSatisfy(\.isExact) { return "comparisons" }
    let beyond = tables.map(\.beyond).reduce(0, +)
    if beyond == 0 { return "the nearest comparisons" }
    return "the nearest comparisons, \(beyond) of them cut off at 9"
  }
}
