public import IdxDriver

/// What is known of one model: its text, what is wrong with it, and what its names stand for.
public final class Analysis {
  /// The text.
  public let document: Document
  /// What was found, with the texts of all files read.
  public let report: CheckReport

  let provider: any SourceProvider
  let options: DriverOptions
  private var knownModel: ModelAnalysis?
  let interruption: Interruption
  /// What answers questions that need the whole model, once it was asked for.
  var knownAssistant: Assistant?
  /// What the names of the document stand for, where somebody has asked.
  private(set) var knownNames: ModelNames?

  /// Creates the analysis of `document`, which is wrong as `report` says.
  init(
    _ document: Document, _ report: CheckReport, provider: any SourceProvider,
    options: DriverOptions, _ interruption: Interruption
  ) {
    self.document = document
    self.report = report
    self.provider = provider
    self.options = options
    self.interruption = interruption
  }

  /// Returns what the names of the model stand for, and what its expressions are, worked out where it is
  /// first asked for; `nil` once `isCancelled`.
  public func model(
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ModelAnalysis? {
    // What is asked of the model later is stopped by who asks then.
    interruption.set(isCancelled)
    if let knownModel { return knownModel }
    knownModel = Driver.analyse(document.path, provider: provider, options: options)
    return knownModel
  }

  /// Returns what the names of the document stand for, worked out where it is first asked for; `nil` once
  /// `isCancelled`.
  public func names(isCancelled: @escaping @Sendable () -> Bool = { false }) -> ModelNames? {
    if let knownNames {
      interruption.set(isCancelled)
      return knownNames
    }
    knownNames = model(isCancelled: isCancelled).map { ModelNames(document, $0) }
    return knownNames
  }
}
