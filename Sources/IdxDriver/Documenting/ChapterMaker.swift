import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// Makes the chapter on a model of what was read, checked and computed.
struct ChapterMaker {
  let session: Session
  let outcomes: [String: IdxRuntime.Outcome]
  let elements: Elements
  let evaluations: [(model: ElaboratedEvaluation, report: EvaluationReport)]
  let values: [ValueReport]
  let verdicts: [Span: Bool]
  let path: String
  let decimals: Int
  let references = References()

  /// What is said of the language of labels.
  var language: String? { session.options.language }

  /// The declarations of the model.
  var declarations: [Declaration] { session.compilation.modules.first?.declarations ?? [] }

  /// The chapter.
  var chapter: Chapter {
    let methods = MethodSections(references: references) { session.elaborator.method(named: $0) }
    var blocks = introduction
    blocks += hierarchies
    blocks += data
    blocks += steps(methods)
    noteValues(methods)
    let told = methods.blocks
    if !told.isEmpty { blocks += [heading("Methods")] + told }
    blocks += weights
    blocks += gaps
    blocks += results
    blocks += otherValues
    blocks += expectations
    if !references.sources.isEmpty {
      blocks += [
        heading("References"),
        .references(references.sources.map { DocumentationText.inlines($0) }),
      ]
    }
    return Chapter(title: title, blocks: blocks)
  }

  // MARK: - Title and introduction

  /// What stands at the head of the model.
  private var head: String? { session.compilation.modules.first?.tree.model.documentation }

  /// The indexes that are evaluated, each once, with the first evaluation of each.
  var indexes: [(model: ElaboratedEvaluation, report: EvaluationReport)] {
    var seen: Set<SymbolID> = []
    return evaluations.filter { seen.insert($0.model.indexID).inserted }
  }

  private var title: String {
    let titles = indexes.map { $0.model.index.nodes[0].title(language) }
    if titles.count == 1 { return titles[0] }
    if let head, !head.isEmpty {
      // "Two indexes of towns: how they differ" is about two indexes of towns.
      let sentence = DocumentationText.firstSentence(head)
      return sentence.split(separator: ":").first.map(String.init) ?? sentence
    }
    return titles.first ?? path
  }

  private var introduction: [Chapter.Block] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return (head.map { DocumentationText.blocks($0) } ?? []) + [
      .paragraph([
        .emphasis([
          .text("Made by "), .code("idx doc \(name)"),
          .text(" from the model, its data and the documentation of its methods."),
        ])
      ])
    ]
  }

  // MARK: - Parts that others use

  /// Returns the heading of a section.
  func heading(_ text: String, level: Int = 2) -> Chapter.Block {
    .heading(level: level, [.text(text)])
  }

  /// Returns `number` as short as it can be.
  func short(_ number: Double) -> String { JSONValue.shortest(number) }

  /// Returns the array under `name`, if it was computed.
  func value(_ name: String) -> ArrayValue? {
    if case .value(let array)? = outcomes[name] { return array }
    return nil
  }

  /// Returns the declaration of an evaluation.
  func declaration(of evaluation: ElaboratedEvaluation) -> EvaluationDeclaration? {
    for case .evaluation(let declaration) in declarations
    where declaration.name?.text == evaluation.name { return declaration }
    return nil
  }

  /// Returns the title of `evaluation`, with its name where there are several.
  func title(of evaluation: ElaboratedEvaluation) -> String {
    let label =
      evaluation.label?.text(language: language)
      ?? evaluation.index.nodes[0].title(language)
    return evaluations.count > 1 ? "\(label) (\(evaluation.name))" : label
  }

  /// Returns `blocks` on each evaluation, under its title where there are several.
  func perEvaluation(
    _ blocks: (ElaboratedEvaluation, EvaluationReport) -> [Chapter.Block]
  ) -> [Chapter.Block] {
    evaluations.flatMap { evaluation, report -> [Chapter.Block] in
      let found = blocks(evaluation, report)
      if found.isEmpty || evaluations.count == 1 { return found }
      return [heading(title(of: evaluation), level: 3)] + found
    }
  }
}
