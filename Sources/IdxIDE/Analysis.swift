public import IdxDriver

/// What is known of one model: its text, what is wrong with it, and what its names stand for.
public final class Analysis {
  /// The text.
  public let document: Document
  /// What the names stand for, and what can be asked of the checked model.
  public let model: ModelAnalysis

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
}
