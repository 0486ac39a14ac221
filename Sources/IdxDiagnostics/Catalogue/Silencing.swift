extension Catalogue {
  /// The kinds W0630 to W0632: what is wrong with silencing.
  static let silencing: [Entry] = [.uselessAllow, .unknownRule, .allowWithoutReason]
}

extension Catalogue.Entry {
  static let uselessAllow = Self(
    code: "W0630", name: "useless-allow", severity: .warning,
    title: "an `allow` that silences nothing",
    explanation: """
      `allow(rule) "reason"` silences the warnings of one rule in what follows it: a declaration, a \
      group, an indicator or a step. There is none of this rule here. Perhaps what it was for has \
      been mended; then delete it.
      """,
    failing:
      "allow(unused-declaration) \"later\"\nparameter rate = 0.05\nexpect rate == 0.05 within 0",
    mended:
      "allow(unused-declaration) \"later\"\nparameter rate = 0.05\nexpect 2 * 2 == 4 within 0")
  static let unknownRule = Self(
    code: "W0631", name: "unknown-rule", severity: .warning,
    title: "an `allow` of a rule that is not there",
    explanation: """
      `allow` takes the name of a warning, which `idx explain` lists: `allow(double-counting) "…"`. \
      Errors cannot be silenced.
      """,
    failing:
      "allow(unused-declarations) \"later\"\nparameter rate = 0.05\nexpect rate == 0.05 within 0",
    mended:
      "allow(unused-declaration) \"later\"\nparameter rate = 0.05\nexpect 2 * 2 == 4 within 0")
  static let allowWithoutReason = Self(
    code: "W0632", name: "allow-without-reason", severity: .warning,
    title: "an `allow` that does not say why",
    explanation: """
      Who reads `allow(rule) "reason"` later must be able to tell whether the reason still holds. An \
      empty one says nothing.
      """,
    failing:
      "allow(unused-declaration) \"\"\nparameter rate = 0.05\nexpect 2 * 2 == 4 within 0",
    mended:
      "allow(unused-declaration) \"later\"\nparameter rate = 0.05\nexpect 2 * 2 == 4 within 0")
}

extension Diagnostic {
  /// Returns the finding that the `allow` of `rule` at `span` silences nothing.
  public static func uselessAllow(_ rule: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .uselessAllow, "there is nothing of \(rule.quoted) to silence here", at: span,
      hints: ["delete the `allow`"], fixes: [Fix("delete it", [TextEdit(span, "")], .certain)])
  }

  /// Returns the finding that the `allow` of `rule` at `span` gives no reason.
  public static func allowWithoutReason(_ rule: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .allowWithoutReason, "expected a reason for silencing \(rule.quoted), found an empty text",
      at: span)
  }

  /// Returns the finding that there is no warning called `rule`, which stands at `span`.
  public static func unknownRule(_ rule: String, at span: Span) -> Diagnostic {
    let known = Catalogue.all.filter { $0.severity != .error }.map(\.name)
    let nearest = Suggestion.nearest(rule, in: known)
    let isError = Catalogue.entry(rule)?.severity == .error
    return Diagnostic(
      .unknownRule,
      isError
        ? "\(rule.quoted) is an error, and errors cannot be silenced"
        : "there is no rule \(rule.quoted)",
      at: span, hints: nearest.map { ["did you mean \($0.quoted)?"] } ?? [],
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
  }
}
