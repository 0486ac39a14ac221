import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// Something that a declaration says: equal facts of two models stand at the same place under the same
/// aspect.
struct DeclarationFact: Sendable {
  /// Where, and of what.
  struct Key: Hashable, Sendable {
    var place: String
    var aspect: String
  }

  var key: Key
  /// What is said, for people.
  var text: String
  /// What is said, however it is laid out; `nil` where `text` itself tells.
  var wording: Wording?
  /// The aspect and the text the other way round, for a pair; and `true` iff it was written so.
  var mirrored: (aspect: String, text: String)?
  var isMirrored = false

  /// Creates the fact `text`.
  init(_ aspect: String, at place: String = "", text: String) {
    key = Key(place: place, aspect: aspect)
    self.text = text
  }

  /// Creates the fact that is worded as `wording`.
  init(_ aspect: String, at place: String = "", _ wording: Wording) {
    key = Key(place: place, aspect: aspect)
    text = wording.text
    self.wording = wording
  }

  /// `true` iff both say the same.
  func saysTheSame(as other: DeclarationFact) -> Bool {
    if let wording, let otherWording = other.wording { return wording == otherWording }
    return text == other.text
  }
}

/// A declaration with what it says, but for the nodes of an index and the cells of a table.
struct DeclarationFacts: Sendable {
  /// The word for it and its name: `data cities`.
  let title: String
  /// What it says, in its order.
  var facts: [DeclarationFact]
}

/// Reads what declarations say.
struct FactReader {
  /// The program.
  let session: Session
  /// The paths in the new index by those in this one, by the name of the index; empty for the new model.
  var newPaths: [String: [String: String]] = [:]

  /// Returns the declarations of the model and of the files that it imports.
  func declarations() -> [DeclarationFacts] {
    var result: [DeclarationFacts] = []
    // What has no name is told together, and that of the model alone.
    var imports = DeclarationFacts(title: "imports", facts: [])
    var expectations = DeclarationFacts(title: "expectations", facts: [])
    for module in session.compilation.modules where !module.isStandard {
      for declaration in module.declarations {
        let word = Self.word(declaration)
        let whole = Wording(declaration.node)
        let loose = DeclarationFact(word, at: whole.text, whole)
        switch declaration {
        case .importing: if module.id == 0 { imports.facts.append(loose) }
        case .expect: if module.id == 0 { expectations.facts.append(loose) }
        default:
          result.append(
            DeclarationFacts(
              title: "\(word) \(declaration.name?.text ?? "")",
              facts: label(declaration) + facts(declaration, in: module)))
        }
      }
    }
    return result + [imports, expectations]
  }

  /// Returns the word for `declaration`: to readers a variant is an index.
  private static func word(_ declaration: Declaration) -> String {
    if case .variant = declaration { return Keyword.index.text }
    return declaration.word
  }

  private func label(_ declaration: Declaration) -> [DeclarationFact] {
    switch declaration {
    case .index, .variant: []
    default: declaration.label.map { [DeclarationFact("label", Wording($0.node))] } ?? []
    }
  }

  private func facts(_ declaration: Declaration, in module: Module) -> [DeclarationFact] {
    switch declaration {
    case .data(let data): facts(data)
    case .scale(let scale): facts(scale)
    case .evaluation(let evaluation): facts(evaluation)
    case .judgement(let judgement):
      symbol(judgement.name, in: module).flatMap { session.elaborator.workedOutJudgement($0) }
        .map { facts(judgement, $0) } ?? []
    // Nodes of indexes are compared as nodes.
    case .index, .variant: []
    default:
      [DeclarationFact("definition", Self.rest(of: declaration))]
    }
  }

  /// Returns what stands after the name and the label.
  private static func rest(of declaration: Declaration) -> Wording {
    guard let head = declaration.label?.node ?? declaration.name?.node else {
      return Wording(declaration.node)
    }
    let rest = Wording(declaration.node, after: head)
    return rest.text.hasPrefix("=") ? rest.withoutFirst : rest
  }

  private func symbol(_ name: Name?, in module: Module) -> SymbolID? {
    session.elaborator.symbols(of: module.id).first { $0.name == name?.text }?.id
  }

  // MARK: - Tables and scales

  private func facts(_ data: DataDeclaration) -> [DeclarationFact] {
    let file = data.file.map { [DeclarationFact("file", text: $0.value)] } ?? []
    return file
      + data.items.map { item in
        let wording = Wording(item.node).withoutFirst
        switch item {
        case .key(let key): return DeclarationFact("key", at: key.column?.text ?? "", wording)
        case .group(let group):
          return DeclarationFact("group", at: group.column?.text ?? "", wording)
        case .column(let column):
          return DeclarationFact("column", at: column.name?.text ?? "", wording.withoutFirst)
        case .variable: return DeclarationFact("variable", wording)
        case .missing: return DeclarationFact("missing", wording)
        case .layout:
          return DeclarationFact(item.node.tokens.first?.text ?? "layout", wording)
        }
      }
  }

  private func facts(_ scale: ScaleDeclaration) -> [DeclarationFact] {
    let order = scale.bestFirst == true ? "best first" : "worst first"
    return [DeclarationFact("order", text: order)]
      + scale.grades.map { grade in
        DeclarationFact(
          "grade", at: grade.name?.text ?? "", Wording(grade.node).withoutFirst.withoutFirst)
      }
  }

  // MARK: - Steps

  private func facts(_ evaluation: EvaluationDeclaration) -> [DeclarationFact] {
    var facts: [DeclarationFact] = []
    if let base = evaluation.base { facts.append(DeclarationFact("with", text: base.text)) }
    if let index = evaluation.index { facts.append(DeclarationFact("index", text: index.text)) }
    if let data = evaluation.data { facts.append(DeclarationFact("data", text: data.text)) }
    let model = session.ownEvaluations.first { $0.name == evaluation.name?.text }?.index
    var order: [String: [String]] = [:]
    func walk(_ steps: [StepSyntax], _ place: String) {
      for step in steps {
        switch step {
        case .slot(let slot):
          if Self.ordered.contains(slot.slot) {
            order[place, default: []].append(slot.slot.rawValue)
          }
          facts.append(
            DeclarationFact(slot.slot.rawValue, at: place, Wording(slot.node).withoutFirst))
        case .at(let at):
          walk(at.steps, nodePlace(at.path?.names ?? [], in: model))
        case .on(let on):
          facts.append(DeclarationFact("on", at: place, text: on.path?.text ?? ""))
        case .combine(let combine):
          facts.append(
            DeclarationFact("combine over \(combine.axis?.text ?? "")", Wording(combine.node)))
        }
      }
    }
    walk(evaluation.steps, "")
    let orders = order.sorted { $0.key < $1.key }.map { place, slots in
      DeclarationFact(Self.order, at: place, text: slots.joined(separator: ", "))
    }
    return facts + orders + evaluation.changes.map { fact($0, in: model) }
  }

  /// Returns the fact that an evaluation makes `change` to its `index`.
  private func fact(_ change: ChangeSyntax, in index: IndexModel?) -> DeclarationFact {
    let whole = Wording(change.node)
    guard case .weight(let path, let weight) = change.content, let value = weight.constant else {
      return DeclarationFact("change", at: whole.text, whole)
    }
    return DeclarationFact(
      weight.isShare ? "weight" : "importance", at: nodePlace(path.names, in: index),
      text: value.node.text)
  }

  /// Returns the path in the new index of the node of `index` that `names` lead to.
  private func nodePlace(_ names: [Name], in index: IndexModel?) -> String {
    var path = names.map(\.text)
    if let index, case .found(let node) = index.find(path) { path = [index.nodes[node].path] }
    return newPath(path.joined(separator: "."), in: index?.name)
  }

  /// The steps that run in the order written.
  private static let ordered: Set<Slot> = [.impute, .treat, .orient, .normalise, .membership]

  /// The aspect under which the order of steps stands.
  static let order = "order of steps"

  private func newPath(_ path: String, in index: String?) -> String {
    index.flatMap { newPaths[$0]?[path] } ?? path
  }

  // MARK: - Judgements

  private func facts(
    _ declaration: JudgementDeclaration, _ model: JudgementModel
  ) -> [DeclarationFact] {
    var facts = [DeclarationFact("on", text: model.on?.text ?? "")]
    if let file = declaration.file { facts.append(DeclarationFact("file", text: file.value)) }
    for subject in model.subjects {
      let index = subject.group == nil ? nil : model.on?.text
      let group = subject.group.map { newPath($0, in: index) } ?? ""
      let codes = subject.codes.map { code -> String in
        guard let old = subject.group else { return code }
        let path = newPath(old.isEmpty ? code : "\(old).\(code)", in: index)
        return path.split(separator: ".").last.map(String.init) ?? code
      }
      for (rater, matrix) in subject.matrices.enumerated() {
        let name = model.raters.indices.contains(rater) ? model.raters[rater] : ""
        let place = [group, name].filter { !$0.isEmpty }.joined(separator: ", ")
        facts += pairs(matrix, codes, at: place)
      }
    }
    return facts
  }

  /// Returns the pairs of `matrix`, each once, whichever way round it is written.
  private func pairs(
    _ matrix: ComparisonMatrix, _ codes: [String], at place: String
  ) -> [DeclarationFact] {
    func text(_ row: Int, _ column: Int) -> String? {
      guard let middle = matrix.cells[row][column] else { return nil }
      let low = matrix.lows.isEmpty ? middle : matrix.lows[row][column] ?? middle
      let high = matrix.highs.isEmpty ? middle : matrix.highs[row][column] ?? middle
      if low == middle && high == middle { return Self.ratio(middle) }
      return "(\([low, middle, high].map(Self.ratio).joined(separator: ", ")))"
    }
    func names(_ row: Int, _ column: Int) -> String { "\(codes[row]) : \(codes[column])" }
    return codes.indices.flatMap { i in
      codes.indices.dropFirst(i + 1).compactMap { j in
        let (row, column) = codes[i] < codes[j] ? (i, j) : (j, i)
        return text(row, column).map { value in
          var fact = DeclarationFact(names(row, column), at: place, text: value)
          fact.mirrored = text(column, row).map { (names(column, row), $0) }
          fact.isMirrored = matrix.place(column, row) != nil
          return fact
        }
      }
    }
  }

  /// Returns `value` as judgements are written: `3`, `1/3`.
  private static func ratio(_ value: Double) -> String {
    let inverse = 1 / value
    let whole = inverse.rounded()
    if value > 0, value < 1, abs(inverse - whole) < 1e-9 * whole {
      return "1/\(JSONValue.shortest(whole))"
    }
    return JSONValue.shortest(value)
  }
}
