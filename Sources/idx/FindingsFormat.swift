import IdxDiagnostics

/// How findings are written.
enum FindingsFormat: String, CaseIterable {
  case human, json, sarif, github, gitlab, junit

  /// What they are, for the help.
  static let summary =
    "human (with the places in the source), json, sarif (2.1.0, for code scanning), github (marks "
    + "at the lines of a change), gitlab (a code quality report) or junit. Default: human"

  /// Returns `findings` in this format; `nil` in those that say more than findings.
  func text(_ findings: [ModelFindings]) -> String? {
    switch self {
    case .human, .json, .junit: nil
    case .sarif: SARIFRenderer(findings, version: Help.version).text
    case .github: GitHubRenderer(findings).text
    case .gitlab: GitLabRenderer(findings).text
    }
  }
}
