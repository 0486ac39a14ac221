import IdxDiagnostics
import IdxPlan
import IdxSemantics
import IdxSyntax

/// The steps from data to scores, and the methods of other values.
extension ChapterMaker {
  /// Returns the section on the steps of the evaluations; the methods that they use are noted.
  func steps(_ methods: MethodSections) -> [Chapter.Block] {
    let found = perEvaluation { evaluation, _ in steps(of: evaluation, methods) }
    return found.isEmpty ? [] : [heading("Steps")] + found
  }

  private func steps(
    of evaluation: ElaboratedEvaluation, _ methods: MethodSections
  ) -> [Chapter.Block] {
    guard let declaration = declaration(of: evaluation) else { return [] }
    var blocks = declaration.documentation.map { DocumentationText.blocks($0) } ?? []
    if let origin = origin(of: evaluation, declaration) { blocks.append(origin) }
    let steps = DocumentedStep.all(evaluation.steps)
    let scale = evaluation.grades.flatMap { session.elaborator.scale($0) }
    let rows = steps.enumerated().map { number, step -> [[Chapter.Inline]] in
      for use in step.uses { methods.note(use) }
      return [
        [.text("\(number + 1)")], step.part.map { [.code($0)] } ?? [.text("all")],
        [.text(step.word)], [.code(step.written)],
        DocumentationText.inlines(summary(of: step, scale, methods)),
      ]
    }
    blocks.append(
      .table(
        Chapter.Table(
          caption: "Steps of \(title(of: evaluation))",
          columns: [
            ("No.", true), ("Part", false), ("Step", false), ("By", false),
            ("What it is", false),
          ], rows: rows)))
    let isFirst =
      evaluations.first { $0.model.grades == evaluation.grades }?.model.name == evaluation.name
    if let scale, isFirst { blocks.append(.table(grades(scale))) }
    return blocks
  }

  /// Returns on what an evaluation rests that is made with another, and what it says itself.
  private func origin(
    of evaluation: ElaboratedEvaluation, _ declaration: EvaluationDeclaration
  ) -> Chapter.Block? {
    guard let path = declaration.base else { return nil }
    let base = evaluations.first { $0.model.module == 0 && $0.model.name == path.text }?.model
    var said = [("of", declaration.index), ("on", declaration.data)].compactMap { word, path in
      path.map { "\(word) \($0.text)" }
    }
    said += declaration.changes.map { MethodUse.oneLine($0.node.text) }
    said += declaration.steps.map { MethodUse.oneLine($0.node.text) }
    let codes = said.map { [Chapter.Inline.code($0)] }.joined(separator: [.text(", ")])
    return .paragraph(
      [.text("As ")] + (base.map { [.text(title(of: $0))] } ?? [.code(path.text)])
        + (said.isEmpty ? [] : [.text(", but ")] + codes) + [.text(".")])
  }

  private func summary(
    of step: DocumentedStep, _ scale: ScaleModel?, _ methods: MethodSections
  ) -> String {
    let name = step.uses.first?.method ?? ""
    // Two words of the language stand in the place of a method.
    if step.word == "weights", name == "given" { return "The weights that stand in the index" }
    if let scale, scale.name == name { return "The grades of a scale" }
    if step.word == "on" { return "The table that is read" }
    return methods.summary(name) ?? ""
  }

  private func grades(_ scale: ScaleModel) -> Chapter.Table {
    let hasPoints = scale.grades.contains { $0.points != nil }
    let rows = scale.grades.map { grade -> [[Chapter.Inline]] in
      let threshold = grade.threshold.map { (grade.isClosed ? "from " : "above ") + short($0) }
      let points: [[Chapter.Inline]] =
        hasPoints ? [[.text(grade.points.map { short($0) } ?? "")]] : []
      return [
        [.text(grade.label?.text(language: language) ?? grade.code)], [.code(grade.code)],
        [.text(threshold ?? "")],
      ] + points
    }
    return Chapter.Table(
      caption: "Grades of the scale \(scale.name), \(scale.bestFirst ? "best" : "worst") first",
      columns: [("Grade", false), ("Code", false), ("Score", false)]
        + (hasPoints ? [("Points", true)] : []), rows: rows)
  }

  /// Notes the methods that the `let`s of the model call.
  func noteValues(_ methods: MethodSections) {
    for case .let(let declaration) in declarations {
      guard let value = declaration.value else { continue }
      if case .name = value { continue }
      for use in MethodUse.all(in: value, supplied: []) { methods.note(use) }
    }
  }
}
