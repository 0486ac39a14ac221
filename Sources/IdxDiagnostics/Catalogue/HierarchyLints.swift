extension Catalogue {
  /// The kinds W0601 to W0619: questionable hierarchies and judgements.
  static let hierarchyLints: [Entry] = [.moreThanNine, .groupWithOneChild]
}

extension Catalogue.Entry {
  static let moreThanNine = Self(
    code: "W0601", name: "more-than-nine", severity: .warning,
    title: "more than nine things are compared pairwise",
    explanation: """
      People hold about seven things in mind at once (Miller 1956), and judgements on more than \
      nine rarely stay consistent (Saaty and Ozdemir 2003). Put the things into groups and compare \
      the groups, and the things within each.
      """,
    failing: Self.comparing(10), mended: Self.comparing(3))
  static let groupWithOneChild = Self(
    code: "W0602", name: "group-with-one-child", severity: .warning,
    title: "a group has one child only",
    explanation: """
      The score of such a group is that of its child, whatever the weights are. Either a sibling \
      is missing or the group is not needed.
      """,
    failing: """
      index Quality {
        group nature { indicator air benefit }
        indicator noise cost
      }
      """,
    mended: """
      index Quality {
        group nature { indicator air benefit  indicator water benefit }
        indicator noise cost
      }
      """)

  /// Returns a model that compares `count` indicators of one group.
  private static func comparing(_ count: Int) -> String {
    let names = (1...count).map { "i\($0)" }
    let nodes = names.map { "  indicator \($0) benefit\n" }.joined()
    let lines = zip(names, names.dropFirst()).map { "  \($0) : \($1) = 1\n" }.joined()
    return "index Quality {\n\(nodes)}\njudgement Experts on Quality incomplete {\n\(lines)}"
  }
}

extension Diagnostic {
  /// A set of `count` elements, more than people judge well.
  public static func moreThanNine(_ set: String, count: Int, at span: Span) -> Diagnostic {
    Diagnostic(
      .moreThanNine,
      "expected at most nine elements to compare in \(set.quoted), found \(count)", at: span,
      hints: ["put them into groups and compare those"])
  }

  /// A group `code` with the one child `child`.
  public static func groupWithOneChild(_ code: String, child: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .groupWithOneChild,
      "expected two children or more in \(code.quoted), found \(child.quoted) alone", at: span,
      hints: ["add its siblings, or put \(child.quoted) in place of the group"])
  }
}
