internal import IdxDiagnostics
internal import IdxSyntax

/// One set of things that may be compared with each other.
struct ComparedSet {
  /// The path of the group or the element of the axis `per`; empty for an index's root, `nil` for
  /// a plain axis.
  let key: String?
  /// The name for people.
  let title: String
  /// The codes of the things.
  let codes: [String]
}

/// Finds the sets of things that a judgement is about.
struct ComparedSets {
  private let things: ComparedThings
  private let title: String

  /// Creates the sets of `things`, which are called `title`.
  init(_ things: ComparedThings, title: String) {
    self.things = things
    self.title = title
  }

  /// The set compared outside of any `at`; `nil` where there is none.
  var top: ComparedSet? {
    switch things {
    case .index(let index): set(index, 0)
    case .axis(let codes, nil): ComparedSet(key: nil, title: title, codes: codes)
    case .axis: nil
    }
  }

  /// Returns the set at `path` within the set `around`, or what is wrong.
  func find(_ path: Path, in around: ComparedSet?) -> Result<ComparedSet, Fault> {
    switch things {
    case .index(let index): return find(path, index, around)
    case .axis(let codes, let per):
      guard let per else {
        return .failure(Fault(path, "a group", "an axis without groups", nil))
      }
      if per.contains(path.text) {
        return .success(ComparedSet(key: path.text, title: path.text, codes: codes))
      }
      return .failure(
        Fault(
          path, "an element of the axis after `per`", "no element of this name",
          Suggestion.nearest(path.text, in: per)))
    }
  }

  private func find(
    _ path: Path, _ index: IndexModel, _ around: ComparedSet?
  ) -> Result<ComparedSet, Fault> {
    let names = path.names.map(\.text)
    if let key = around?.key, !key.isEmpty {
      let inner = "\(key).\(names.joined(separator: "."))"
      if let node = index.nodes.first(where: { $0.path == inner }), !node.isIndicator {
        return .success(set(index, node.id))
      }
    }
    switch index.find(names) {
    case .found(let id) where !index.nodes[id].isIndicator: return .success(set(index, id))
    case .found: return .failure(Fault(path, "a group", "an indicator", nil))
    case .ambiguous(let all):
      let paths = all.map { "`\(index.nodes[$0].path)`" }.joined(separator: ", ")
      return .failure(Fault(path, "one group", paths, nil))
    case .missing(let nearest):
      if names == [index.name] { return .success(set(index, 0)) }
      return .failure(Fault(path, "a group", "no node of this name", nearest))
    }
  }

  private func set(_ index: IndexModel, _ id: Int) -> ComparedSet {
    let node = index.nodes[id]
    return ComparedSet(
      key: node.path, title: node.code, codes: node.children.map { index.nodes[$0].code })
  }

  /// Returns the group other than `set` that has the child `code`.
  func home(of code: String, notIn set: ComparedSet) -> String? {
    guard case .index(let index) = things,
      let node = index.nodes.first(where: { $0.code == code && $0.depth > 0 }),
      let parent = node.parent
    else { return nil }
    return index.nodes[parent].path == set.key ? nil : index.nodes[parent].code
  }

  /// Returns the sets that `row` may belong to.
  func sets(for row: JudgementRow) -> [ComparedSet] {
    switch things {
    case .axis(let codes, nil): return [ComparedSet(key: nil, title: title, codes: codes)]
    case .axis(let codes, let per?):
      let matching = per.filter { $0 == row.set }
      return matching.map { ComparedSet(key: $0, title: $0, codes: codes) }
    case .index(let index):
      return index.groups.map { set(index, $0) }.filter {
        $0.codes.contains(row.left) && $0.codes.contains(row.right)
      }
    }
  }

  /// Returns what is wrong with `row`, which belongs to no set.
  func finding(for row: JudgementRow) -> Diagnostic {
    switch things {
    case .index(let index):
      let codes = index.nodes.dropFirst().map(\.code)
      for name in [row.left, row.right] where !codes.contains(name) {
        return .unknownElement(
          name, in: title, nearest: Suggestion.nearest(name, in: codes), at: row.span)
      }
      return .notSiblings(row.left, row.right, at: row.span)
    case .axis(_, let per):
      let set = row.set ?? ""
      return .unknownElement(
        set, in: title, nearest: Suggestion.nearest(set, in: per ?? []), at: row.span)
    }
  }

  /// What is wrong with a path after `at`.
  struct Fault: Error {
    /// The finding.
    let finding: Diagnostic

    /// Creates the fault that `path` leads to `found` instead of `expected`.
    init(_ path: Path, _ expected: String, _ found: String, _ nearest: String?) {
      finding = .unknownSet(
        path.text, expected: expected, found: found, nearest: nearest, at: path.span)
    }
  }
}
