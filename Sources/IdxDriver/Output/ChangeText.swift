import IdxDiagnostics

/// Changes of a model in words.
enum ChangeText {
  /// The cells to which what was and what is are cut: who wants to know more looks at the model.
  private static let most = 200

  /// Returns the declarations that changed, each with its changes, in their order.
  static func grouped(_ changes: [ModelChange]) -> [(declaration: String, changes: [ModelChange])] {
    var order: [String] = []
    var groups: [String: [ModelChange]] = [:]
    for change in changes {
      if groups[change.declaration] == nil { order.append(change.declaration) }
      groups[change.declaration, default: []].append(change)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  /// Returns the sign of what became of something: `+`, `-`, `~`.
  static func sign(_ change: ModelChange) -> String {
    switch change.kind {
    case .added: "+"
    case .removed: "-"
    default: "~"
    }
  }

  /// Returns `change` in words, on one line, without its declaration.
  static func words(_ change: ModelChange) -> String {
    let (before, after) = (change.before.map(short), change.after.map(short))
    let head = head(change)
    switch change.kind {
    case .added, .removed:
      let what = after ?? before ?? ""
      if let count = change.count { return told(count, change, what) }
      if head.isEmpty { return what.isEmpty ? change.kind.rawValue : what }
      return what.isEmpty ? head : "\(head): \(what)"
    case .renamed: return "\(head): renamed from \(before ?? "")"
    case .moved: return "\(head): moved from \(before ?? "") to \(after ?? "")"
    case .reordered: return "\(head): \(before ?? "") → \(after ?? "")"
    case .changed:
      let move = "\(before ?? "none") → \(after ?? "none")"
      guard let count = change.count else { return "\(head): \(move)" }
      let cells = count == 1 ? "1 cell changed, " : "\(count) cells changed, first "
      return "\(change.place): \(cells)\(change.first ?? ""): \(move)"
    }
  }

  /// Returns what is said of `count` things that are new or gone, of which `names` are some.
  private static func told(_ count: Int, _ change: ModelChange, _ names: String) -> String {
    if names.isEmpty { return "\(change.place): \(count) \(change.aspect)" }
    return count == 1 ? "\(change.place) \(names)" : "\(count) of \(change.place): \(names)"
  }

  private static func head(_ change: ModelChange) -> String {
    switch change.aspect {
    case "indicator", "group", "column", "key", "grade":
      return [change.aspect, change.place].filter { !$0.isEmpty }.joined(separator: " ")
    default: return [change.place, change.aspect].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  private static func short(_ text: String) -> String {
    text.isEmpty ? "–" : DisplayWidth.cut(text, to: most)
  }

  /// Returns what became of a `let`, on one line.
  static func words(_ value: ValueDifference, decimals: Int) -> String {
    let (before, after) = (value.before, value.after)
    let move = "\(before.shown(decimals: decimals)) → \(after.shown(decimals: decimals))"
    if value.first.isEmpty { return "\(value.name): \(move)" }
    let count = "\(value.changed) of \(value.cells) cells changed"
    return "\(value.name): \(count), first \(value.first): \(move)"
  }
}
