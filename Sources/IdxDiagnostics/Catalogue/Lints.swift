extension Catalogue {
  /// The kinds of area W06xx.
  static let lints: [Entry] = hierarchyLints + modelLints + silencing
}
