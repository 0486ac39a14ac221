extension Catalogue {
  /// The kinds of area E02xx.
  static let names: [Entry] = []
}
