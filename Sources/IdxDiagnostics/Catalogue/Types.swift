extension Catalogue {
  /// The kinds of area E03xx.
  static let types: [Entry] = []
}
