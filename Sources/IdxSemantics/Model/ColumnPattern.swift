/// The name of a column in a file, in parts of which keys may stand: `life_{year}`.
public struct ColumnPattern: Hashable, Sendable {
  /// The names in braces, in order.
  public let names: [String]
  /// The texts before, between and after the braces: one more than there are names.
  let literals: [String]

  /// Creates the pattern that is written as `text`; braces without end stand for themselves.
  public init(_ text: String) {
    var names: [String] = []
    var literals = [""]
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      literals[literals.count - 1] += rest[..<open]
      names.append(String(rest[rest.index(after: open)..<close]))
      literals.append("")
      rest = rest[rest.index(after: close)...]
    }
    literals[literals.count - 1] += rest
    self.names = names
    self.literals = literals
  }

  /// Returns the texts in place of the braces if `name` fits, the shortest first.
  public func captures(in name: String) -> [String]? {
    Self.captures(name[...], literals[...], isFirst: true)
  }

  private static func captures(
    _ text: Substring, _ literals: ArraySlice<String>, isFirst: Bool
  ) -> [String]? {
    guard let literal = literals.first else { return text.isEmpty ? [] : nil }
    if isFirst {
      guard text.hasPrefix(literal) else { return nil }
      return captures(text.dropFirst(literal.count), literals.dropFirst(), isFirst: false)
    }
    guard !text.isEmpty else { return nil }
    var end = text.index(after: text.startIndex)
    while true {
      let tail = text[end...]
      let isLast = literals.count == 1
      if isLast ? tail == literal[...] : tail.hasPrefix(literal),
        let others = isLast
          ? [] : captures(tail.dropFirst(literal.count), literals.dropFirst(), isFirst: false)
      {
        return [String(text[..<end])] + others
      }
      if end == text.endIndex { return nil }
      end = text.index(after: end)
    }
  }

  /// Returns the name of the column for the keys `values`, by name.
  public func name(_ values: [String: String]) -> String {
    zip(literals, names).map { $0 + (values[$1] ?? "{\($1)}") }.joined() + (literals.last ?? "")
  }
}
