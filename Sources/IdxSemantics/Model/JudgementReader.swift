public import IdxDiagnostics
public import IdxSyntax

/// What a judgement compares.
public enum ComparedThings: Sendable {
  /// The children of the groups of an index.
  case index(IndexModel)
  /// The elements of an axis, once or for each element of the axis `per`.
  case axis(codes: [String], per: [String]?)
}

/// Reads the declaration of a judgement into its model.
public enum JudgementReader {
  /// The most things that may be compared in one set.
  static let limit = 100
  /// The most things that people compare well.
  static let comfortable = 9

  /// Returns the judgement `declaration` called `name` on `things`, and what is wrong with it.
  ///
  /// - Parameters:
  ///   - scale: The scale that gives words their ratios and says which ratios are usual.
  ///   - rows: The comparisons of the file, where the judgement names one.
  public static func read(
    _ declaration: JudgementDeclaration, named name: String, on things: ComparedThings,
    scale: ScaleModel? = nil, rows: [JudgementRow] = []
  ) -> (JudgementModel, [Diagnostic]) {
    let span = declaration.name?.span ?? declaration.node.span
    let title = declaration.subject?.text ?? name
    var collection = ComparisonCollection(
      sets: ComparedSets(things, title: title), scale: RatioScale(scale),
      hasRaters: declaration.raters != nil)
    collection.add(declaration.comparisons, span: span)
    collection.add(rows)
    if declaration.comparisons.isEmpty, declaration.file == nil, !declaration.node.isBroken {
      collection.openTop(at: span)
    }
    var assembly = MatrixAssembly(
      isIncomplete: declaration.isIncomplete, isBroken: declaration.node.isBroken,
      raters: collection.raters, isTriangular: collection.isTriangular,
      scale: RatioScale(scale), emptyEnd: emptyEnd(of: declaration))
    let subjects = collection.order.compactMap { key in
      collection.groups[key].flatMap { assembly.subject($0) }
    }
    let model = JudgementModel(
      name: name, on: declaration.subject, raters: collection.raters,
      raterAxis: declaration.raters?.text,
      isIncomplete: declaration.isIncomplete, isTriangular: collection.isTriangular,
      subjects: subjects, span: span)
    return (model, collection.findings + assembly.findings)
  }

  /// Returns the closing brace of `declaration` if it stands there and nothing is compared.
  private static func emptyEnd(of declaration: JudgementDeclaration) -> Token? {
    guard declaration.comparisons.isEmpty, declaration.file == nil, declaration.raters == nil,
      let last = declaration.node.tokens.last, last.kind == .rightBrace
    else { return nil }
    return last
  }
}
