extension ChangeSyntax {
  /// What is changed; `nil` if the change is incomplete.
  public var content: Content? {
    let paths = node.children.compactMap { Path($0) }
    let added = node.children.lazy.compactMap { IndexNode($0) }.first
    switch node.keyword {
    case .remove: return paths.first.map { .remove($0) }
    case .add: return added.map { .add(to: paths.first, $0) }
    case .replace:
      guard let path = paths.first, let added else { return nil }
      return .replace(path, added)
    case .move: return paths.count == 2 ? .move(paths[0], to: paths[1]) : nil
    default: return paths.first.map { .weight($0, Change(node: node)) }
    }
  }
}
