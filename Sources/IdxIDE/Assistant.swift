import IdxDiagnostics
import IdxDriver

/// Answers questions that need the whole model: what may stand somewhere, what something is, what follows from
/// the model and its data. What was computed for an answer is kept.
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

  /// `true` iff `model` is that of this text; otherwise of an older one.
  let isCurrent: Bool

  /// Stops what the model works out.
  let interruption: Interruption

  init(_ document: Document, _ model: ModelAnalysis, _ interruption: Interruption) {
    self.document = document
    self.model = model
    self.interruption = interruption
    isCurrent = true
  }

  /// Creates what answers questions about `document` by what was known of an older text.
  init(_ document: Document, by older: Assistant) {
    self.document = document
    model = older.model
    interruption = older.interruption
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

  /// Returns what answers questions about the declaration around the byte `offset` and what hangs together with
  /// it; `nil` once `isCancelled`. Names that it does not mention may be unknown to it.
  public func assistant(
    around offset: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Assistant? {
    if let known = knownAssistant {
      interruption.set(isCancelled)
      return known
    }
    guard let part = parts.part(around: offset) else {
      return assistant(isCancelled: isCancelled)
    }
    interruption.set(isCancelled)
    if let known = knownPart, known.number == part.number { return known.assistant }
    var options = options
    options.isCancelled = { [interruption] in interruption.isRequested }
    guard
      let model = Driver.analyse(
        document.path, part: part, provider: provider, options: options)
    else { return nil }
    let made = Assistant(document, model, interruption)
    knownPart = (part.number, made)
    return made
  }
}
