/// One difference between two models, as a reader thinks of it.
public struct ModelChange: Hashable, Sendable {
  /// What became of something.
  public enum Kind: String, Sendable, CaseIterable {
    case added, removed, renamed, moved, reordered, changed
  }

  /// The declaration in the new model, or in the old one if it is gone: `index Livable`.
  public let declaration: String
  /// What became of it.
  public let kind: Kind
  /// What of the declaration it is about, such as `indicator`, `direction`, `weights`, `cells`; empty for
  /// the whole of it.
  public let aspect: String
  /// Where in the declaration: a path in an index, a column, the grade of a scale; empty for all of it.
  public let place: String
  /// What it was and what it is; `nil` where there is nothing, or nothing short, to be said.
  public let before: String?
  public let after: String?
  /// How many things changed, where they are told together; `before` and `after` are then the first of
  /// them, if there is one to tell, and `first` says where it is.
  public let count: Int?
  public let first: String?

  /// Creates a change.
  public init(
    _ declaration: String, _ kind: Kind, _ aspect: String = "", at place: String = "",
    before: String? = nil, after: String? = nil, count: Int? = nil, first: String? = nil
  ) {
    self.declaration = declaration
    self.kind = kind
    self.aspect = aspect
    self.place = place
    self.before = before
    self.after = after
    self.count = count
    self.first = first
  }
}
