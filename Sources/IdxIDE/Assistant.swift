import IdxDiagnostics
import IdxDriver

/// Answers questions that need the model, or a part of it that hangs together: what may stand somewhere, what
/// something is, what follows from the model and its data. What was computed for an answer is kept.
public final class Assistant {
  /// The text.
  public let document: Document
  /// What names stand for and what expressions are.
  let model: ModelAnalysis
  /// The keywords that are allowed behind some beginnings.
  private var keywords: [[UInt8]: [Probe.AllowedKeyword]] = [:]
  /// The results that were computed, by what was asked for.
  var knownResults: [String: RunReport] = [:]
  var knownTests: TestReport?

  /// What the values are like that the rest of the document declares, by their names.
  let valuesElsewhere: () -> [String: ValueShape]

  /// `true` iff `model` is that of this text; otherwise of an older one.
  let isCurrent: Bool

  /// Stops what the model works out.
  let interruption: Interruption

  /// Creates what answers questions about `document`, of which `model` knows all or a part.
  init(
    _ document: Document, _ model: ModelAnalysis, _ interruption: Interruption,
    valuesElsewhere: @escaping () -> [String: ValueShape] = { [:] }
  ) {
    self.document = document
    self.model = model
    self.interruption = interruption
    self.valuesElsewhere = valuesElsewhere
    isCurrent = true
  }

  /// Creates what answers questions about `document` by what was known of an older text.
  init(_ document: Document, by older: Assistant) {
    self.document = document
    model = older.model
    interruption = older.interruption
    valuesElsewhere = older.valuesElsewhere
    isCurrent = false
  }

  /// What is wrong with the model.
  var report: CheckReport { model.report }

  /// Returns the keywords that the grammar allows in the place of the word of `probe`.
  func keywords(of probe: Probe) -> [Probe.AllowedKeyword] {
    if let known = keywords[probe.prefix] { return known }
    let found = probe.allowedKeywords()
    keywords[probe.prefix] = found
    return found
  }
}

extension Analysis {
  /// Returns what answers questions that need the whole model; `nil` once `isCancelled`.
  public func assistant(
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Assistant? {
    guard let model = model(isCancelled: isCancelled) else { return nil }
    if let known = knownAssistant { return known }
    let made = Assistant(document, model, interruption)
    knownAssistant = made
    return made
  }
}
