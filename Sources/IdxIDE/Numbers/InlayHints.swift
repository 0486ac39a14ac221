import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// Something that follows from the model, shown between its words.
public struct InlayHint: Hashable, Sendable {
  /// The byte before which it is shown.
  public let offset: Int
  /// The text.
  public let text: String
  /// `true` iff it is a type, not a number.
  public let isType: Bool
  /// By what `explanation(ofHint:)` finds what is to be told of it.
  public let key: String
}

extension Workspace {
  /// Returns the hints in the bytes `range` of the document `path`, in their order: the weight of each indicator in
  /// the whole index, the weights that follow from comparisons, the axes of `let`s; `nil` once `isCancelled`, or
  /// where nothing can be read.
  public func hints(
    of path: String, in range: Range<Int>,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [InlayHint]? {
    guard let parts = assistants(of: path, around: range, isCancelled: isCancelled) else {
      return nil
    }
    let found = parts.flatMap { $0.hints(in: range) }
    var seen: Set<Int> = []
    // What is repeated by `like` stands at one place, as does what several parts name.
    return isCancelled()
      ? nil : found.sorted { $0.offset < $1.offset }.filter { seen.insert($0.offset).inserted }
  }

  /// Returns what is to be told of the hint with the key `key` at the byte `offset` of the document `path`; `nil`
  /// where there is none.
  public func explanation(
    ofHint key: String, at offset: Int, of path: String,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Explanation? {
    assistant(of: path, around: offset, isCancelled: isCancelled)?.explanation(ofHint: key)
  }
}

extension Assistant {
  fileprivate func hints(in range: Range<Int>) -> [InlayHint] {
    (weightHints + judgementHints + axisHints(in: range)).filter {
      range.lowerBound <= $0.offset && $0.offset <= range.upperBound
    }
  }

  /// Returns what is to be told of the hint with the key `key`.
  func explanation(ofHint key: String) -> Explanation? {
    let parts = key.split(separator: ":", maxSplits: 2).map(String.init)
    var explanation = Explanation()
    switch parts.first {
    case "weight":
      guard parts.count == 3, let position = Int(parts[1]),
        let symbol = model.symbol(named: parts[2]), let index = model.index(symbol.id),
        index.nodes.indices.contains(position)
      else { return nil }
      explanation.add("How much **\(index.nodes[position].title(nil))** counts in the whole index")
      explanation.add(describeWeights(of: position, in: symbol.id))
    case "judgement":
      guard parts.count > 1, let symbol = model.symbol(named: parts[1]) else { return nil }
      explanation.add("The weights that follow from the comparisons")
      explain(symbol, in: &explanation)
    case "axes": explanation.add("The axes of the value")
    default: break
    }
    return explanation.isEmpty ? nil : explanation
  }

  private var weightHints: [InlayHint] {
    model.symbols(of: 0).flatMap { symbol -> [InlayHint] in
      guard case .index = symbol.kind, let index = model.index(symbol.id),
        let evaluation = model.evaluations.first(where: { $0.indexID == symbol.id })
      else { return [] }
      let weights = model.weights(ofEvaluation: evaluation.name)
      return index.leaves.compactMap { leaf in
        let syntax = index.nodes[leaf].syntax
        guard weights.indices.contains(leaf), let weight = weights[leaf].effective,
          syntax.span.file == FileID(0)
        else { return nil }
        return InlayHint(
          offset: Int(syntax.span.end), text: NumberText.weight(weight), isType: false,
          key: "weight:\(leaf):\(symbol.name)")
      }
    }
  }

  private func axisHints(in range: Range<Int>) -> [InlayHint] {
    var hints: [InlayHint] = []
    func search(_ node: Node) {
      for child in node.children
      where child.span.start <= range.upperBound && range.lowerBound <= child.span.end {
        switch child.kind {
        case .letDeclaration:
          if let hint = axisHint(child) { hints.append(hint) }
        case .methodDeclaration, .block: search(child)
        default: break
        }
      }
    }
    search(document.tree.root)
    return hints
  }

  private func axisHint(_ node: Node) -> InlayHint? {
    guard node.child(.type) == nil, let name = node.child(.name),
      let value = node.children.last(where: \.kind.isExpression),
      let fact = model.facts.type(of: value), !fact.axes.isEmpty
    else { return nil }
    return InlayHint(
      offset: Int(name.span.end), text: "[\(fact.axes.joined(separator: ", "))]", isType: true,
      key: "axes:\(name.text)")
  }
}
