extension Catalogue {
  /// The kinds of area E01xx.
  static let syntax: [Entry] = []
}
