extension Catalogue {
  /// The kinds of area E05xx.
  static let data: [Entry] = tables + binding
}
