import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

extension Driver {
  /// Returns what becomes of the expectations of the model at `path`, of those in whose name or title
  /// `filter` occurs if it is given; `nil` once it is cancelled.
  ///
  /// Only what they need is computed. Of those that fail it is told how their numbers came about.
  public static func test(
    _ path: String, filter: String?, provider: any SourceProvider, options: DriverOptions
  ) -> TestReport? {
    guard let session = Session(path, provider: provider, options: options) else { return nil }
    return session.test(filter, in: path)
  }
}

extension TestCase {
  /// Returns the expectation with what became of it: of one about many things, each has a verdict.
  fileprivate func ended(_ verdicts: [Verdict]) -> TestCase {
    guard let shown = verdicts.first(where: { $0.finding != nil }) ?? verdicts.first else {
      return self
    }
    var test = self
    test.outcome = shown.finding == nil ? .passed : .failed
    test.tolerance = shown.expectation.tolerance
    if verdicts.count == 1 || shown.finding != nil {
      test.got = shown.got
      test.expected = shown.wanted
      test.place = shown.place
    }
    test.findings = verdicts.compactMap(\.finding)
    test.message = shown.finding?.message
    test.record = shown.record
    test.hints = shown.finding?.hints ?? []
    return test
  }
}

extension Session {
  /// Returns what becomes of the expectations of the model at `path` in whose name or title `filter` occurs,
  /// of all if it is not given; `nil` once it is cancelled.
  func test(_ filter: String?, in path: String) -> TestReport? {
    let tests = tests.filter { test in filter.map { test.matches($0) } ?? true }
    if tests.isEmpty { return TestReport(check: report, cases: []) }
    askForExpectations(at: Set(tests.map(\.span)))
    askForElementsOfExpectations()
    let plan = elaborator.builder.plan.optimised()
    guard let inputs = inputs(for: plan) else { return nil }
    if report.diagnostics.hasErrors {
      return TestReport(check: report, cases: tests)
    }
    options.progress("testing \(path)")
    guard
      let outcomes = Evaluator.evaluate(
        plan, inputs: inputs, threads: options.threads, isCancelled: options.isCancelled)
    else { return nil }
    let verdicts = verdicts(outcomes, elements(plan, inputs, outcomes))
    let faults = report
    guard let derivations = derivations(of: verdicts) else { return nil }
    return TestReport(
      check: faults,
      cases: tests.map { test in
        let own = verdicts.filter { $0.expectation.span == test.span }
        var test = test.ended(own)
        test.derivations = derivations[test.span] ?? []
        return test
      })
  }

  /// The expectations of the model, none of them run.
  fileprivate var tests: [TestCase] {
    expectations.map { syntax in
      let span = syntax.node.span
      let source = compilation.sources[Int(span.file.index)]
      let start = syntax.condition?.node.span.start ?? span.start
      let text = source.text(in: Int(start)..<Int(span.end))
      return TestCase(
        name: text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
        title: syntax.node.documentation?.split(separator: "\n").first.map(String.init),
        span: span)
    }
  }

  /// The expectations of the model as they are written.
  private var expectations: [ExpectDeclaration] {
    (compilation.modules.first?.declarations ?? []).compactMap { declaration in
      if case .expect(let syntax) = declaration { return syntax }
      return nil
    }
  }

  /// Asks for what names the cells that expectations are about.
  fileprivate func askForElementsOfExpectations() {
    for expectation in elaborator.expectations {
      for axis in elaborator.builder.axes(of: expectation.condition) { askForElements(of: axis) }
    }
  }

  /// Returns, by the place of the expectation, how the sides of those came about that do not hold;
  /// `nil` once it is cancelled.
  fileprivate func derivations(of verdicts: [Verdict]) -> [Span: [Derivation]]? {
    var syntax: [Span: Expression] = [:]
    for expectation in expectations { syntax[expectation.node.span] = expectation.condition }
    let stepper = ValueSteps(self)
    var wanted: [(verdict: Verdict, steps: [ValueStep])] = []
    var seen = Set<Span>()
    for verdict in verdicts where verdict.finding != nil && verdict.cell != nil {
      let span = verdict.expectation.span
      guard let condition = syntax[span], seen.insert(span).inserted else { continue }
      // The first module is the model itself.
      let steps = Self.sides(of: condition).flatMap { stepper.steps(in: $0, 0) }
      if !steps.isEmpty { wanted.append((verdict, steps)) }
    }
    if wanted.isEmpty { return [:] }
    for step in wanted.flatMap(\.steps) {
      for axis in step.array.type.axes { askForElements(of: axis) }
      if case .element(let axis) = step.array.type.element { askForElements(of: axis) }
    }
    let plan = elaborator.builder.plan
    guard let inputs = inputs(for: plan),
      let trace = Evaluator.evaluateAll(
        plan, inputs: inputs, threads: options.threads, isCancelled: options.isCancelled)
    else { return nil }
    let elements = elements(plan, inputs, trace)
    var derivations: [Span: [Derivation]] = [:]
    for (verdict, steps) in wanted {
      let walk = ValueWalk(session: self, trace: trace, elements: elements)
      derivations[verdict.expectation.span] = steps.map { step in
        walk.derivation(step, at: verdict.cell ?? [:], under: [:])
      }
    }
    return derivations
  }

  /// Returns the two sides of the comparison `condition`, or it alone if it is none.
  private static func sides(of condition: Expression) -> [Expression] {
    let bare = ValueSteps.bare(condition)
    guard case .binary(let binary) = bare, let left = binary.left, let right = binary.right else {
      return [bare]
    }
    switch binary.op {
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: return [left, right]
    default: return [bare]
    }
  }
}
