extension Catalogue {
  /// The kinds of area E04xx.
  static let model: [Entry] =
    hierarchyKinds + treeKinds + declaredTableKinds + weightKinds + scaleKinds + judgementKinds
    + variantKinds
}

extension Double {
  /// The number as people write it: whole numbers without a point, nine decimals at most.
  var plainText: String {
    guard isFinite, magnitude < 1e9 else { return description }
    let rounded = magnitude < 1e-6 ? self : (self * 1e9).rounded() / 1e9
    let text = rounded.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension String {
  /// The text as code within a message.
  var quoted: String { "`\(self)`" }
}

extension [String] {
  /// The texts as code, joined by commas, the last by `and`.
  var quotedList: String {
    let shown = map(\.quoted)
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// A span with the name of what stands there, for findings that show several places.
public struct NamedSpan: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The place.
  public let span: Span

  /// Creates the place `span` of `name`.
  public init(_ name: String, _ span: Span) {
    self.name = name
    self.span = span
  }
}
