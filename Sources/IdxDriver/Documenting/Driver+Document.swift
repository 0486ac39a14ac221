import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// The chapter on a model.
public struct DocumentReport: Sendable {
  /// What was found, and the texts.
  public let check: CheckReport
  /// The chapter; `nil` if the model has errors that leave no results.
  public let chapter: Chapter?
  /// How many `expect`s held, and how many did not.
  public let passed: Int
  public let failed: Int
}

extension Driver {
  /// Returns the chapter that documents the model at `path`, its data and its results; `nil` once it is
  /// cancelled.
  ///
  /// - Parameter decimals: The digits after the point of results.
  public static func document(
    _ path: String, decimals: Int, provider: any SourceProvider, options: DriverOptions
  ) -> DocumentReport? {
    guard let session = Session(path, provider: provider, options: options) else { return nil }
    let wanted = session.askForDocument()
    let plan = session.elaborator.builder.plan.optimised()
    guard let inputs = session.inputs(for: plan) else { return nil }
    if session.report.diagnostics.hasErrors {
      return DocumentReport(check: session.report, chapter: nil, passed: 0, failed: 0)
    }
    guard let (outcomes, elements) = session.evaluate(plan, inputs) else { return nil }
    let evaluations = wanted.evaluations.compactMap { evaluation in
      session.report(on: evaluation, outcomes, elements).map { (evaluation, $0) }
    }
    let values = session.reports(on: wanted.values, outcomes, elements)
    session.warnOfInconsistency(outcomes)
    session.warnOfCautions(outcomes, elements)
    let verdicts = session.heldExpectations(outcomes, elements)
    if options.isCancelled() { return nil }
    let maker = ChapterMaker(
      session: session, outcomes: outcomes, elements: elements, evaluations: evaluations,
      values: values, verdicts: verdicts, path: path, decimals: decimals)
    return DocumentReport(
      check: session.report, chapter: maker.chapter, passed: verdicts.values.count { $0 },
      failed: verdicts.values.count { !$0 })
  }

  /// Returns the chapter on the method of the standard library called `name`; `nil` if there is none.
  public static func document(method name: String) -> Chapter? {
    let compilation = Compilation(provider: NoFiles(), options: DriverOptions())
    func find(_ name: String) -> MethodDeclaration? {
      for declaration in compilation.standardModule(declaring: name)?.declarations ?? [] {
        if case .method(let method) = declaration, method.name?.text == name { return method }
      }
      return nil
    }
    guard let method = find(name) else { return nil }
    let sections = MethodSections(references: References(), find: find)
    let signature = method.node.text.prefix { $0 != "{" }
    var blocks = sections.section(name, method, level: nil)
    blocks += [
      .heading(level: 2, [.text("How it is called")]),
      .code(signature.trimmed),
    ]
    let sources = sections.references.sources
    if !sources.isEmpty {
      blocks += [
        .heading(level: 2, [.text("References")]),
        .references(sources.map { DocumentationText.inlines($0) }),
      ]
    }
    return Chapter(title: name, blocks: blocks)
  }

  /// Returns the name of a method of the standard library that is most like `name`, or that other
  /// programs call so.
  public static func nearestMethod(to name: String) -> String? {
    let compilation = Compilation(provider: NoFiles(), options: DriverOptions())
    return compilation.standardNames(elsewhereCalled: name).first
      ?? Suggestion.nearest(name, in: compilation.standardNames)
  }
}

/// No files at all: the standard library is inside of the program.
private struct NoFiles: SourceProvider {
  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    .failure(.missing(path: path))
  }
}

extension Session {
  /// Asks the plan for all that a chapter tells. Returns the evaluations and `let`s.
  fileprivate func askForDocument() -> Wanted {
    let wanted = Wanted(evaluations: ownEvaluations, values: ownValues)
    for evaluation in wanted.evaluations {
      ask(for: evaluation)
      for leaf in evaluation.index.leaves {
        let (node, results) = (evaluation.index.nodes[leaf], evaluation.nodes[leaf])
        for (part, array) in [("raw", results.raw), ("imputed", results.imputed)] {
          guard let array else { continue }
          elaborator.builder.output(
            OutputName.node(evaluation.name, node.path, part), array.node)
        }
      }
      for group in evaluation.index.groups {
        guard case .record(let fields)? = evaluation.nodes[group].weights,
          let ratio = fields.first(where: { $0.label == "cr" })?.term.array
        else { continue }
        let path = evaluation.index.nodes[group].path
        elaborator.builder.output(OutputName.node(evaluation.name, path, "cr"), ratio.node)
      }
    }
    ask(for: wanted.values)
    askForJudgements()
    for (number, judgement) in elaborator.consistencies.enumerated() {
      elaborator.builder.output(OutputName.judgement(number, "index"), judgement.index)
      elaborator.builder.output(OutputName.judgement(number, "eigenvalue"), judgement.eigenvalue)
    }
    askForExpectations()
    askForCautions(wanted.evaluations)
    for use in elaborator.readTables { for axis in use.axes { askForElements(of: axis) } }
    return wanted
  }
}
