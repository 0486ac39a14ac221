public import IdxDiagnostics

/// What became of the expectations of a model.
public struct TestReport: Sendable {
  /// What was found, and the texts.
  public let check: CheckReport
  /// The expectations that were asked for, in the order of the model.
  public let cases: [TestCase]

  /// Creates a report.
  public init(check: CheckReport, cases: [TestCase]) {
    self.check = check
    self.cases = cases
  }

  /// Returns how many expectations ended in `outcome`.
  public func count(_ outcome: TestCase.Outcome) -> Int { cases.count { $0.outcome == outcome } }
}

/// What became of one expectation.
public struct TestCase: Sendable {
  /// How it ended.
  public enum Outcome: String, Sendable {
    case passed
    case failed
    /// The model has errors, so that nothing was computed.
    case notRun
    /// It fails, and who asked knows that.
    case known
  }

  /// What is expected, as the model says it, on one line.
  public let name: String
  /// The first line of the documentation comment before it.
  public let title: String?
  /// The place of the whole `expect`.
  public let span: Span
  /// How it ended.
  public var outcome = Outcome.notRun
  /// How far the two sides may differ, where that is said.
  public var tolerance: Double?
  /// The two sides where they are furthest apart, or in the only cell, as people write them.
  public var got: String?
  public var expected: String?
  /// The cell that they are shown for: "Norway, 2021"; empty where there is one cell alone.
  public var place = ""
  /// What was found where it failed.
  public var findings: [Diagnostic] = []
  /// Why it failed, one sentence without a full stop.
  public var message: String?
  /// What to do, sentences without full stops.
  public var hints: [String] = []
  /// What is to be recorded, where recorded results differ from the new ones.
  public var record: RecordedResults?
  /// How the two sides came about, as far as they were computed.
  public var derivations: [Derivation] = []

  /// Creates the expectation `name` at `span`.
  public init(name: String, title: String?, span: Span) {
    self.name = name
    self.title = title
    self.span = span
  }

  /// `true` iff `text` occurs in the name or the title, in either case.
  public func matches(_ text: String) -> Bool {
    let wanted = text.lowercased()
    return [name, title ?? ""].contains { $0.lowercased().contains(wanted) }
  }
}
