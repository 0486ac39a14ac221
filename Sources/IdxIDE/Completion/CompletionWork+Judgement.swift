import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

// Comparisons: things that are not compared yet, and words and numbers of the scale.
extension CompletionWork {
  /// Adds what may stand in a comparison: on the left, on the right, or as its value.
  mutating func completeComparison(_ around: Node?) {
    guard case .judgement(let judgement)? = probe.declaration else { return }
    if around?.kind == .comparisonValue {
      addRatios(judgement)
      return
    }
    guard let around, around.kind == .pair else { return }
    let things = ComparedThings(assistant, judgement, probe, document, word.range.lowerBound)
    let isRight = around.tokens.contains { $0.kind == .colon && $0.index < probe.marker }
    let names = around.children(.name).filter { $0.tokenRange.upperBound <= probe.marker }
      .compactMap { Name($0)?.text }
    if isRight, let left = names.first {
      let open = things.open(beside: left).filter { !names.contains($0) }
      for code in open {
        add(name: code, .indicator, fit: Fit.best, description: things.labels[code] ?? "")
      }
      return
    }
    for code in things.codes {
      let open = things.open(beside: code)
      if open.isEmpty { continue }
      var item = CompletionItem(
        code, .indicator, fit: Fit.best, text: written(code),
        description: things.labels[code] ?? "")
      let values = open.indices.map { "${\($0 + 1):1}" }.joined(separator: ", ")
      item.detail = " : " + open.joined(separator: ", ")
      item.snippet =
        "\(written(code)) : \(open.map { written($0) }.joined(separator: ", ")) = \(values)"
      add(item)
    }
  }

  /// Adds the groups whose children may be compared, or the elements for which things are.
  mutating func completeComparedSet(_ names: [String]) {
    guard case .judgement(let judgement)? = probe.declaration else { return }
    if let per = judgement.per {
      for (code, label) in assistant.elements(of: per.names.map(\.text)) {
        add(name: code, .element, fit: Fit.best, description: label)
      }
    } else if let index = assistant.index(around: probe) {
      addNodes(of: index, behind: names, fit: Fit.best) { !$0.isIndicator }
    }
  }

  private mutating func addRatios(_ judgement: JudgementDeclaration) {
    if let path = judgement.scale, let symbol = assistant.symbol(path.names.map(\.text))?.symbol,
      case .scale(let scale) = symbol.kind
    {
      for grade in scale.grades where grade.ratio != nil {
        guard let name = grade.name?.text else { continue }
        add(
          name: name, .grade, fit: Fit.best,
          description: [grade.label?.first, grade.ratio?.node.text].compactMap { $0 }
            .joined(separator: " = "))
      }
    }
    for ratio in 1...9 {
      add(
        CompletionItem(
          "\(ratio)", .value, fit: Fit.good + ratio,
          description: SaatyScale.words(for: Double(ratio)) ?? ""))
    }
  }
}

/// The things that a judgement compares around a place, and which pairs of them are there.
struct ComparedThings {
  /// The codes, in their order.
  private(set) var codes: [String] = []
  /// The labels of those that have one.
  private(set) var labels: [String: String] = [:]
  private var compared: Set<[String]> = []

  init(
    _ assistant: Assistant, _ judgement: JudgementDeclaration, _ probe: Probe,
    _ document: Document, _ offset: Int
  ) {
    let subject = judgement.subject?.names.map(\.text) ?? []
    let group = probe.around(.atComparisons)?.child(.path)?.children(.name)
      .compactMap { Name($0)?.text }
    let path = judgement.per == nil ? subject + (group ?? []) : subject
    for (code, label) in assistant.elements(of: path) {
      codes.append(code)
      if !label.isEmpty { labels[code] = label }
    }
    guard case .judgement(let whole)? = document.declaration(at: offset) else { return }
    collect(whole.comparisons, offset)
  }

  private mutating func collect(_ comparisons: [ComparisonSyntax], _ offset: Int) {
    for comparison in comparisons {
      let range = comparison.node.span.range
      let isAround = range.lowerBound <= offset && offset <= range.upperBound
      switch comparison {
      case .at(let at) where isAround:
        compared = []
        return collect(at.comparisons, offset)
      case .rater(let rater) where isAround:
        compared = []
        return collect(rater.comparisons, offset)
      case .pair(let pair) where !isAround:
        guard let left = pair.left?.text else { continue }
        for right in pair.rights { compared.insert([left, right.text].sorted()) }
      default: break
      }
    }
  }

  /// Returns the things with which `code` is not compared.
  func open(beside code: String) -> [String] {
    codes.filter { $0 != code && !compared.contains([code, $0].sorted()) }
  }
}

extension Assistant {
  /// Returns the elements of the axis that `names` are, as far as the model writes them, with their labels.
  func elements(of names: [String]) -> [(code: String, label: String)] {
    guard let (symbol, rest) = symbol(names) else { return [] }
    func part(_ part: some DeclarationSyntax) -> (code: String, label: String)? {
      part.name.map { ($0.text, part.label?.first ?? "") }
    }
    switch symbol.kind {
    case .axis(let axis): return axis.parts.compactMap { part($0) }
    case .scale(let scale): return scale.grades.compactMap { part($0) }
    case .index, .variant:
      guard let index = model.index(symbol.id) else { return [] }
      let isLeaves = rest.last == "leaves"
      let path = isLeaves ? Array(rest.dropLast()) : rest
      var group = 0
      if !path.isEmpty {
        guard case .found(let found) = index.find(path) else { return [] }
        group = found
      }
      guard index.nodes.indices.contains(group) else { return [] }
      let members = isLeaves ? index.leaves(below: group) : index.nodes[group].children
      return members.map { (index.nodes[$0].code, index.nodes[$0].label?.first ?? "") }
    default: return []
    }
  }
}
