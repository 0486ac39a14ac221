import IdxDriver
import IdxSemantics

extension ModelNames {
  /// Returns the places of the name at `offset` that change together as one types: the definition and the
  /// uses of a name that is known in one declaration only, a `let` of a method or the variable of a loop.
  /// None where the name is of another kind, or one place stands for two names.
  public func linkedPlaces(at offset: Int) -> [Range<Int>] {
    guard let reference = reference(at: offset), reference.isLocal else { return [] }
    let uses = references.filter { $0.target == reference.target || $0.label == reference.target }
    let text = text(at: reference.span)
    guard uses.allSatisfy({ $0.label == nil && self.text(at: $0.span) == text }) else { return [] }
    return uses.map { inner($0.span) }
  }
}
