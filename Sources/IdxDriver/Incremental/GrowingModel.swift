import IdxDiagnostics
import IdxSemantics
public import IdxSyntax

/// A file that changes by one entry after the other: what an entry concerns is found without a look at the rest.
///
/// A text is proposed, asked about, and then accepted or withdrawn. Declarations whose text stays are the same
/// objects for as long, so that what is known of them can be kept.
public final class GrowingModel {
  /// The tree of the text: of the proposed one, while there is one.
  public private(set) var tree: SyntaxTree
  /// The declarations, in order: where they are in the tree, and what they name.
  private var nodes: [NodeID]
  private(set) var units: [DeclarationUnit] = []
  private(set) var uses = DeclarationUses()
  private var numbers = NameNumbers()
  /// What a proposal has replaced.
  private var replaced: Replaced?
  /// Declarations that were proposed and not accepted, the latest last: they may be proposed again.
  private var dropped: [(text: [UInt8], unit: DeclarationUnit)] = []

  private struct Replaced {
    let tree: SyntaxTree
    let nodes: [NodeID]
    /// The declarations that are not in the proposal, and the positions of those in their place.
    let units: [DeclarationUnit]
    let positions: Range<Int>
  }

  private static let mostDropped = 32

  /// Creates the model that `bytes` are, called `name` in messages.
  public init(_ bytes: [UInt8], name: String) {
    tree = SyntaxTree.parse(SourceText(file: FileID(0), path: name, bytes: bytes))
    nodes = tree.model.declarationIDs
    put(nodes.map { DeclarationUnit(tree.node($0), &numbers) }, inPlaceOf: 0..<0)
  }

  // MARK: - Texts

  /// Makes `bytes` the text until it is accepted or withdrawn.
  ///
  /// - Complexity: O(bytes) with a very small factor.
  public func propose(_ bytes: [UInt8]) {
    withdraw()
    let source = SourceText(file: FileID(0), path: tree.source.path, bytes: bytes)
    let parse = SyntaxTree.parse(source, reusing: tree)
    let new = parse.tree.model.declarationIDs
    let least = min(nodes.count, new.count)
    let head = min(parse.head, least)
    let tail = min(parse.tail, least - head)
    let known =
      (head..<nodes.count - tail).map { (text: text(nodes[$0], tree), unit: units[$0]) } + dropped
    let made = (head..<new.count - tail).map { position in
      let node = parse.tree.node(new[position])
      let text = text(new[position], parse.tree)
      let same = known.first { $0.unit.isRead(as: node) && $0.text == text }
      return same?.unit ?? DeclarationUnit(node, &numbers)
    }
    let old = head..<nodes.count - tail
    replaced = Replaced(
      tree: tree, nodes: nodes, units: Array(units[old]), positions: head..<head + made.count)
    (tree, nodes) = (parse.tree, new)
    put(made, inPlaceOf: old)
  }

  /// Makes the proposed text the text for good.
  public func accept() { replaced = nil }

  /// Goes back to the text before the proposal, if there is one.
  public func withdraw() {
    guard let replaced else { return }
    dropped += replaced.positions.map { (text(nodes[$0], tree), units[$0]) }
    dropped.removeFirst(max(0, dropped.count - Self.mostDropped))
    (tree, nodes) = (replaced.tree, replaced.nodes)
    put(replaced.units, inPlaceOf: replaced.positions)
    self.replaced = nil
  }

  /// Puts `new` in the place of the declarations at `positions`.
  private func put(_ new: [DeclarationUnit], inPlaceOf positions: Range<Int>) {
    guard positions.count == new.count || positions.upperBound == units.count else {
      // The others get other positions.
      units.replaceSubrange(positions, with: new)
      uses = DeclarationUses()
      for (position, unit) in units.enumerated() { uses.add(unit, at: position) }
      return
    }
    for position in positions.reversed() { uses.remove(units[position], at: position) }
    units.replaceSubrange(positions, with: new)
    for (offset, unit) in new.enumerated() { uses.add(unit, at: positions.lowerBound + offset) }
  }

  private func text(_ node: NodeID, _ tree: SyntaxTree) -> [UInt8] {
    Array(tree.source.bytes[tree.node(node).documentedSpan.range])
  }

  // MARK: - Declarations

  /// Returns the declaration called `name`, if there is one.
  public func declaration(_ name: String) -> Declaration? {
    position(of: name).flatMap { view($0) }
  }

  /// Returns the names of the declarations of `kinds`, of all where none are given, in order.
  ///
  /// - Complexity: O(declarations of these kinds).
  public func names(of kinds: SyntaxKind...) -> [String] {
    let positions =
      kinds.isEmpty ? Array(units.indices) : kinds.flatMap { uses.positions(of: $0) }.sorted()
    return positions.compactMap { view($0)?.name?.text }
  }

  /// Returns what stays the same for as long as the text of the declaration at the byte `offset`, or behind it,
  /// does.
  public func identity(at offset: Int) -> AnyObject? {
    let position = firstPosition(endingBehind: offset)
    return position < units.count ? units[position] : nil
  }

  /// Returns the declaration at `position`.
  func view(_ position: Int) -> Declaration? { Declaration(tree.node(nodes[position])) }

  /// Returns the position of the declaration called `name`.
  func position(of name: String) -> Int? {
    // A table declares axes as well, which are no declarations.
    numbers.known(name).flatMap { number in
      uses.declarers(of: number).sorted().first { view($0)?.name?.text == name }
    }
  }

  /// Returns the positions of the declarations that the bytes `range` touch.
  func positions(in range: Range<Int>) -> Range<Int> {
    let start = firstPosition(endingBehind: range.lowerBound)
    var end = start
    while end < nodes.count, tree.node(nodes[end]).span.start < range.upperBound { end += 1 }
    return start..<end
  }

  private func firstPosition(endingBehind offset: Int) -> Int {
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(tree.node(nodes[middle]).span.end) > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
