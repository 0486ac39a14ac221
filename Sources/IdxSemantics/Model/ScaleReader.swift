public import IdxDiagnostics
public import IdxSyntax

/// Reads the declaration of a scale into its model.
public enum ScaleReader {
  /// Returns the scale `declaration` called `name`, and what is wrong with it.
  public static func read(
    _ declaration: ScaleDeclaration, named name: String
  ) -> (ScaleModel, [Diagnostic]) {
    var findings: [Diagnostic] = []
    let span = declaration.name?.span ?? declaration.node.span
    let syntax = declaration.grades
    if syntax.isEmpty, !declaration.node.isBroken { findings.append(.emptyScale(name, at: span)) }
    var grades: [GradeModel] = []
    var first: [String: Span] = [:]
    for grade in syntax {
      guard let model = read(grade, &findings) else { continue }
      if let before = first[model.code] {
        findings.append(.duplicateGrade(model.code, at: model.span, first: before))
      } else {
        first[model.code] = model.span
        grades.append(model)
      }
    }
    let scale = ScaleModel(
      name: name, bestFirst: declaration.bestFirst ?? true, grades: grades)
    let isReadable = !syntax.contains { $0.isUnreadable }
    if isReadable { findings += thresholdFindings(scale) }
    return (scale, findings + pointFindings(grades))
  }

  private static func read(_ grade: GradeSyntax, _ findings: inout [Diagnostic]) -> GradeModel? {
    for constant in [grade.from, grade.above, grade.points].compactMap({ $0 }) {
      findings += ConstantCheck.findings(constant)
    }
    guard let name = grade.name else { return nil }
    if let from = grade.from, let above = grade.above {
      let (first, second) = from.span.start < above.span.start ? (from, above) : (above, from)
      findings.append(.twoThresholds(name.text, at: second.span, first: first.span))
    }
    var model = GradeModel(code: name.text, isClosed: grade.from != nil, span: name.span)
    model.label = grade.label
    model.threshold = (grade.from ?? grade.above)?.value
    model.points = grade.points?.value
    if let ratio = grade.ratio {
      let read = RatioReader.read(ratio)
      findings += read.findings
      if case .word(let word) = read.ratio {
        findings.append(.ratioWord(word.text, of: name.text, at: word.span))
      }
      model.ratio = read.ratio?.triangle.map { ($0.low, $0.middle, $0.high) }
    }
    return model
  }

  /// Returns the findings of bands that overlap or leave gaps.
  private static func thresholdFindings(_ scale: ScaleModel) -> [Diagnostic] {
    guard scale.grades.contains(where: { $0.threshold != nil }),
      let worst = scale.bestFirst ? scale.grades.last : scale.grades.first
    else { return [] }
    var findings: [Diagnostic] = []
    var before: (grade: GradeModel, threshold: Double)?
    for grade in scale.grades {
      guard let threshold = grade.threshold else {
        if grade.code != worst.code {
          findings.append(.missingThreshold(grade.code, worst: worst.code, at: grade.span))
        }
        continue
      }
      if let (last, earlier) = before,
        scale.bestFirst ? threshold >= earlier : threshold <= earlier
      {
        findings.append(
          .thresholdOrder(
            grade.place, threshold, after: last.place, earlier, bestFirst: scale.bestFirst))
      }
      before = (grade, threshold)
    }
    return findings
  }

  private static func pointFindings(_ grades: [GradeModel]) -> [Diagnostic] {
    var first: [Double: GradeModel] = [:]
    return grades.compactMap { grade in
      guard let points = grade.points else { return nil }
      if let before = first[points] {
        return .equalPoints(points, of: grade.place, and: before.place)
      }
      first[points] = grade
      return nil
    }
  }
}

extension GradeModel {
  /// The code and its place.
  var place: NamedSpan { NamedSpan(code, span) }
}

extension GradeSyntax {
  /// `true` iff a threshold is written that has no value.
  var isUnreadable: Bool {
    from.map { $0.value == nil } ?? false || above.map { $0.value == nil } ?? false
  }
}
