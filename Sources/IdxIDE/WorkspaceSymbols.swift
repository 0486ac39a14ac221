/// Something that a model of the workspace declares.
public struct WorkspaceSymbol: Sendable {
  /// What is declared, without what stands in it.
  public let symbol: OutlineSymbol
  /// The name of what it stands in; empty at the top.
  public let container: String
  /// The path of the model.
  public let path: String
}

extension Workspace {
  /// The number of symbols that are listed at most.
  public static let mostSymbols = 512

  /// Returns what the models of the workspace declare and `query` finds, the best first; `nil` once
  /// `isCancelled`.
  ///
  /// The letters of the query stand in the name in this order, in any case. Names that begin with it come
  /// first, then those in which it begins words. `progress` is told how many models of how many were looked at.
  public func symbols(
    matching query: String, isCancelled: () -> Bool = { false },
    progress: (Int, Int) -> Void = { _, _ in }
  ) -> [WorkspaceSymbol]? {
    let query = Array(query.lowercased())
    var found: [(rank: Int, symbol: WorkspaceSymbol)] = []
    func look(_ symbols: [OutlineSymbol], in container: String, of path: String) {
      for symbol in symbols where symbol.kind != .module {
        if let rank = FuzzyMatch.rank(of: query, in: symbol.name), symbol.isFoundFromAfar {
          found.append(
            (rank, WorkspaceSymbol(symbol: symbol.alone, container: container, path: path)))
        }
        look(symbol.children, in: symbol.name, of: path)
      }
    }
    let models = models
    for (number, path) in models.enumerated() {
      if isCancelled() { return nil }
      progress(number, models.count)
      if let document = document(path) { look(document.outline, in: "", of: path) }
    }
    // Sorting is stable by the order of places.
    let order = found.indices.sorted { (found[$0].rank, $0) < (found[$1].rank, $1) }
    return order.prefix(Self.mostSymbols).map { found[$0].symbol }
  }
}

extension OutlineSymbol {
  /// `true` iff it means something outside of what it stands in.
  fileprivate var isFoundFromAfar: Bool {
    switch kind {
    case .input, .axisVariable, .result, .expectation: false
    default: true
    }
  }

  /// The same without what stands in it.
  fileprivate var alone: OutlineSymbol {
    OutlineSymbol(
      name: name, detail: detail, kind: kind, range: range, selection: selection, children: [])
  }
}

/// The finding of names by some of their letters.
enum FuzzyMatch {
  /// Returns how far `name` is from what `query`, in lower case, asks for, 0 being nearest; `nil` where it
  /// has not all letters in this order.
  static func rank(of query: [Character], in name: String) -> Int? {
    let letters = Array(name)
    let lower = letters.map { $0.lowercased().first ?? $0 }
    guard query.count <= lower.count else { return nil }
    if lower.starts(with: query) { return query.count == lower.count ? 0 : 1 + lower.count }
    // Gaps count, and more where a part begins inside of a word.
    var place = 0
    var rank = 1000 + lower.count
    var last = -1
    for character in query {
      guard let next = lower[place...].firstIndex(of: character) else { return nil }
      if next != last + 1 {
        let begins =
          next == 0 || !letters[next - 1].isLetter
          || letters[next].isUppercase && letters[next - 1].isLowercase
        rank += begins ? 10 : 100
      }
      last = next
      place = next + 1
    }
    return rank
  }
}
