extension TableHeader {
  /// A column whose name fits with a pattern.
  public struct Match: Hashable, Sendable {
    /// The position in the header.
    public let column: Int
    /// The name.
    public let name: String
    /// The texts in place of the braces, in their order.
    public let captures: [String]
  }

  /// Returns the columns whose names fit with `pattern`, in the order of the header.
  ///
  /// Braces stand for any text but the empty one: `le_{year}` fits with `le_2020`, which captures
  /// `2020`. Of several ways to fit, the one with the shortest texts first is taken.
  public func match(pattern: String) -> [Match] {
    let literals = Self.literals(of: pattern)
    return names.enumerated().compactMap { column, name in
      Self.captures(Array(name), literals[...]).map {
        Match(column: column, name: name, captures: $0)
      }
    }
  }

  /// Returns the texts before, between and behind the braces of `pattern`.
  private static func literals(of pattern: String) -> [[Character]] {
    var literals: [[Character]] = [[]]
    var rest = pattern[...]
    while let character = rest.popFirst() {
      if character == "{", let close = rest.firstIndex(of: "}") {
        rest = rest[rest.index(after: close)...]
        literals.append([])
      } else {
        literals[literals.count - 1].append(character)
      }
    }
    return literals
  }

  private static func captures(
    _ name: [Character], _ literals: ArraySlice<[Character]>
  ) -> [String]? {
    guard let first = literals.first, name.starts(with: first) else { return nil }
    let rest = literals.dropFirst()
    guard let next = rest.first else { return name.count == first.count ? [] : nil }
    var end = first.count + 1
    while end <= name.count {
      // The last literal is an end, the others are found wherever they stand first.
      let tail = Array(name[end...])
      if tail.starts(with: next), rest.count > 1 || tail.count == next.count,
        let others = captures(tail, rest)
      {
        return [String(name[first.count..<end])] + others
      }
      end += 1
    }
    return nil
  }
}
