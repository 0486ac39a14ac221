import IdxDiagnostics

/// What the command line makes of warnings and hints.
struct RuleLevels {
  /// The word for all warnings together.
  static let warnings = "warnings"

  /// The options, for commands that report warnings.
  static let options = [
    OptionSpecification(
      name: "allow", value: .rule(orWarnings: false), placeholder: "RULE", isRepeatable: true,
      summary: "Leaves out what the rule RULE finds; `idx explain` lists the rules"),
    OptionSpecification(
      name: "warn", value: .rule(orWarnings: false), placeholder: "RULE", isRepeatable: true,
      summary: "Makes what RULE finds a warning"),
    OptionSpecification(
      name: "deny", value: .rule(orWarnings: true), placeholder: "RULE", isRepeatable: true,
      summary: "Makes what RULE finds an error; --deny warnings all warnings but those of rules "
        + "that are named"),
  ]

  /// The level of rules by code; `nil` where they are left out.
  private var levels: [String: Severity?] = [:]
  private var deniesWarnings = false

  /// Creates what `arguments` of `command` say; fails where they say two things of one rule.
  init(_ arguments: ParsedArguments, of command: String) throws(Objection) {
    for (option, level) in [("allow", nil), ("warn", .warning), ("deny", Severity.error)] {
      for rule in arguments.options[option] ?? [] {
        if rule == Self.warnings {
          deniesWarnings = true
          continue
        }
        let code = Catalogue.entry(rule)?.code ?? rule
        if let known = levels[code], known != level {
          throw Objection(
            message: "\(quoted(rule)) is given two levels\nTry: idx help \(command)",
            status: ExitStatus.usage)
        }
        levels[code] = .some(level)
      }
    }
  }

  /// Returns `diagnostics` with the levels that are asked for; errors stay errors.
  func applied(to diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.compactMap { diagnostic in
      if diagnostic.severity == .error { return diagnostic }
      var result = diagnostic
      if let level = levels[diagnostic.code] {
        guard let level else { return nil }
        result.severity = level
      } else if deniesWarnings, diagnostic.severity == .warning {
        result.severity = .error
      }
      return result
    }
  }

  /// `true` iff the rule of `diagnostic` is named as one to warn of.
  func warnsOf(_ diagnostic: Diagnostic) -> Bool { levels[diagnostic.code] == .some(.warning) }

  /// Returns why `text` is no rule whose level can be changed, or `nil` if it is.
  static func objection(to text: String, orWarnings: Bool) -> String? {
    if orWarnings, text == warnings { return nil }
    let rules = Catalogue.all.filter { $0.severity != .error }
    if rules.contains(where: { $0.code == text.uppercased() || $0.name == text }) { return nil }
    if let entry = Catalogue.entry(text) {
      return "`\(entry.name)` is an error, and errors stay errors"
    }
    let known = rules.flatMap { [$0.name, $0.code] } + (orWarnings ? [warnings] : [])
    let nearest = Suggestion.nearest(text, in: known).map { "; did you mean \($0)?" } ?? ""
    return "there is no such rule\(nearest)"
  }
}
