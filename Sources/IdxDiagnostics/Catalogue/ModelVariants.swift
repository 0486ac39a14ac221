extension Catalogue {
  /// The kinds E0460 to E0462: what is wrong with a variant.
  static let variantKinds: [Entry] = [
    .unknownNode, .impossibleChange, .weightPolicy,
  ]
}

extension Catalogue.Entry {
  /// Creates an entry whose models are variants of an index with weights.
  private init(
    variant code: String, _ name: String, _ title: String, _ explanation: String, failing: String,
    mended: String
  ) {
    let index = """
      index Quality {
        group nature weight 0.5 { indicator air benefit  indicator water benefit }
        indicator noise cost weight 0.25
        indicator income benefit weight 0.25
      }

      """
    self.init(
      code: code, name: name, title: title, explanation: explanation,
      failing: index + "variant Other of Quality \(failing)",
      mended: index + "variant Other of Quality \(mended)")
  }

  static let unknownNode = Self(
    variant: "E0460", "unknown-node", "a change names no node of the index",
    """
    A variant names groups and indicators by their codes, or by a longer path where a code stands \
    in several groups. Changes are made one after the other: what was removed is gone.
    """,
    failing: "{ remove soil }", mended: "{ remove water }")
  static let impossibleChange = Self(
    variant: "E0461", "impossible-change", "a change cannot be made",
    """
    Nodes are added and moved to groups, not into indicators and not into themselves, and no group \
    may be left without children.
    """,
    failing: "{\n  remove water\n  remove air\n}", mended: "rescale { remove nature }")
  static let weightPolicy = Self(
    variant: "E0462", "weight-policy", "a variant does not say what becomes of given weights",
    """
    When a node with a weight comes or goes, the shares of its siblings no longer sum to 1. \
    `rescale` rescales them in proportion, `keep` leaves them as they are, so that the variant \
    has to state all that change.
    """,
    failing: "{ remove noise }", mended: "rescale { remove noise }")
}

extension Diagnostic {
  /// A path that leads to `found` instead of a node of `index`.
  public static func unknownNode(
    _ path: String, in index: String, candidates: [String], nearest: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .unknownNode,
      candidates.isEmpty
        ? "expected a node of \(index.quoted), found \(path.quoted)"
        : "expected one node of \(index.quoted), found \(candidates.count) called \(path.quoted)",
      at: span,
      hints: candidates.isEmpty
        ? nearest.map { ["did you mean \($0.quoted)?"] } ?? []
        : ["write \(candidates.prefix(5).map(\.quoted).joined(separator: " or "))"],
      fixes: path.contains(".") ? [] : Fix.writing(nearest, for: path, at: span))
  }

  /// A change that cannot be made: `expected` was due, `found` is the case.
  public static func impossibleChange(
    expected: String, found: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(.impossibleChange, "expected \(expected), found \(found)", at: span)
  }

  /// A change to the children of `parent`, whose shares no longer sum to 1.
  public static func weightPolicy(_ parent: String, sum: Double, at span: Span) -> Diagnostic {
    Diagnostic(
      .weightPolicy,
      "expected `rescale` or `keep` for the weights in \(parent.quoted), found shares that sum to "
        + sum.plainText,
      at: span,
      hints: ["write `rescale` after the base to rescale the siblings in proportion"])
  }
}
