public import IdxDriver

/// What is known of one model: its text, what is wrong with it, and what its names stand for.
public final class Analysis {
  /// The text.
  public let document: Document
  /// What was found, with the texts of all files read.
  public let report: CheckReport

  /// Creates the analysis of `document`, which is wrong as `report` says.
  init(_ document: Document, _ report: CheckReport) {
    self.document = document
    self.report = report
  }
}
