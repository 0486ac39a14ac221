internal import IdxSyntax

/// The name of a column in a file, in parts of which keys may stand: `life_{year}`.
public struct ColumnPattern: Hashable, Sendable {
  /// The names in braces, in order.
  public let names: [String]
  /// The texts before, between and after the braces: one more than there are names.
  let literals: [String]

  /// Which of the names stand for periods: their texts begin with a digit, after
  /// three letters at most, so that `hdi_{year}` fits
  /// with `hdi_2021` and not with `hdi_rank_2021`.
  let periods: Set<String>

  /// Creates the pattern of the column `text` of `data`; braces without end stand for themselves.
  public init(_ text: String, in data: DataModel) {
    self.init(text, periods: Set(data.keys.filter { $0.role == .period }.map(\.column)))
  }

  /// Creates the pattern that is written as `text`, in which `periods` stand for periods.
  init(_ text: String, periods: Set<String> = []) {
    self.periods = periods
    var names: [String] = []
    var literals = [""]
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      literals[literals.count - 1] += String(rest[..<open])
      names.append(String(rest[rest.index(after: open)..<close]))
      literals.append("")
      rest = rest[rest.index(after: close)...]
    }
    literals[literals.count - 1] += String(rest)
    self.names = names
    self.literals = literals
  }

  /// Returns the texts in place of the braces if `name` fits, the shortest first.
  public func captures(in name: String) -> [String]? {
    guard let captures = Self.captures(name[...], literals[...], isFirst: true) else { return nil }
    let isFit = zip(names, captures).allSatisfy { key, text in
      !periods.contains(key) || Self.isPeriod(text)
    }
    return isFit ? captures : nil
  }

  /// `true` iff `text` can name a period: `2020`, `2020-Q1`, `FY2020`.
  private static func isPeriod(_ text: String) -> Bool {
    let rest = text.drop(while: \.isLetter)
    return rest.first?.isNumber == true && text.count - rest.count <= 3
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
