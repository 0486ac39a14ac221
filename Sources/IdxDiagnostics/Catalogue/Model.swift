extension Catalogue {
  /// The kinds of area E04xx.
  static let model: [Entry] = []
}
