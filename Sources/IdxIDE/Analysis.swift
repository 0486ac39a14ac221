public import IdxDriver

/// What is known of one model: its text, what is wrong with it, and what its names stand for.
public final class Analysis {
  /// The text.
  public let document: Document
  /// What is known of the model once it is checked.
  let model: ModelAnalysis
  /// The keywords that are allowed behind some beginnings.
  private var keywords: [[UInt8]: [Probe.AllowedKeyword]] = [:]

  /// The results that were computed, by what was asked for.
  var knownResults: [String: RunReport] = [:]
  var knownTests: TestReport?

  /// What was found, with the texts of all files read.
  public var report: CheckReport { model.report }

  /// Creates the analysis of `document`; `nil` once it is cancelled.
  init?(_ document: Document, provider: any SourceProvider, options: DriverOptions) {
    self.document = document
    guard let model = Driver.analyse(document.path, provider: provider, options: options) else {
      return nil
    }
    self.model = model
  }

  /// Returns the keywords that the grammar allows in the place of the word of `probe`.
  func keywords(of probe: Probe) -> [Probe.AllowedKeyword] {
    if let known = keywords[probe.prefix] { return known }
    let found = probe.allowedKeywords()
    keywords[probe.prefix] = found
    return found
  }
}
