public import IdxDiagnostics

/// The lossless tree of one source file: every byte is in one token, every token in the root.
///
/// Nodes stand in postorder, each after its children, so that the parser wraps a finished operand
/// at no cost. A tree never changes; it is cheap to copy.
public final class SyntaxTree: Sendable {
  /// One node: its kind, its tokens, and how many nodes it is made of, itself included.
  ///
  /// Of a long file there are many, and several of its trees: the number of the first token has three bytes, which is
  /// enough, since a token has a byte at least, and a file no more than `largestFile` of them.
  struct Record: Sendable {
    private var firstLow: UInt16
    private var firstHigh: UInt8
    let kind: SyntaxKind
    private(set) var end: UInt32
    let size: UInt32

    init(first: UInt32, end: UInt32, size: UInt32, kind: SyntaxKind) {
      firstLow = UInt16(truncatingIfNeeded: first)
      firstHigh = UInt8(truncatingIfNeeded: first >> 16)
      self.kind = kind
      self.end = end
      self.size = size
    }

    var first: UInt32 { UInt32(firstHigh) << 16 | UInt32(firstLow) }

    /// Counts the tokens from `shift` further on.
    @inline(__always) mutating func move(by shift: UInt32) {
      self = Record(first: first &+ shift, end: end &+ shift, size: size, kind: kind)
    }

    /// Returns the last node of a tree: that of all `tokens`, made of `nodes` nodes, itself included.
    static func root(tokens: Int, nodes: Int) -> Record {
      Record(
        first: 0, end: UInt32(truncatingIfNeeded: tokens), size: UInt32(truncatingIfNeeded: nodes),
        kind: .model)
    }
  }

  /// The file that was parsed.
  public let source: SourceText
  /// What is wrong with the text, in the order of places.
  public let diagnostics: [Diagnostic]
  /// `true` iff the parse was cancelled, so that the tree ends before the file does.
  public let isCancelled: Bool

  let tokens: TokenArray
  let records: [Record]
  /// What the parse of the text with a change goes by.
  let notes: ParseNotes
  /// Gets the memory of the tree once nobody holds it; `nil` where no tree is made of it.
  let rooms: TreeRooms?
  /// The length of the longest place of a finding.
  private let longestFinding: Int

  /// Creates the tree of `source` from finished tokens and nodes; what is wrong is in `notes`.
  init(
    source: SourceText, tokens: TokenArray, records: [Record], isCancelled: Bool,
    notes: ParseNotes, rooms: TreeRooms? = nil
  ) {
    self.source = source
    self.tokens = tokens
    self.records = records
    self.notes = notes
    self.rooms = rooms
    let isSound = notes.lexical.isEmpty && notes.parsed.isEmpty
    diagnostics = isSound ? [] : (notes.lexical + notes.parsed).sortedByPlace()
    longestFinding = isSound ? 0 : diagnostics.map { $0.span.range.count }.max() ?? 0
    self.isCancelled = isCancelled
  }

  deinit { rooms?.put(tokens, records) }

  /// Returns the tree of the same text in a compilation where it is another `file`; it must have no
  /// findings, whose places are those of the old one.
  public func moved(to file: FileID) -> SyntaxTree {
    SyntaxTree(
      source: SourceText(file: file, path: source.path, bytes: source.bytes), tokens: tokens,
      records: records, isCancelled: isCancelled, notes: notes)
  }

  /// The number of nodes: identities are smaller than this.
  public var nodeCount: Int { records.count }

  /// The number of tokens, trivia included.
  public var tokenCount: Int { tokens.count }

  /// The node that spans the whole file.
  public var root: Node { Node(self, NodeID(records.count - 1)) }

  /// The typed view of the whole file.
  public var model: Model { Model(node: root) }

  /// Returns token `index`, trivia counted.
  public func token(_ index: Int) -> Token { Token(tree: self, index: index) }

  /// Returns what token `index` is, trivia counted.
  public func kind(ofToken index: Int) -> TokenKind { tokens.kind(index) }

  /// Returns the offset of the first byte of token `index`; one past the last token, the size of the file.
  public func start(ofToken index: Int) -> Int { tokens.start(index) }

  /// Says of each of the tokens `range` whether it is in a name, as a keyword may be.
  ///
  /// Complexity: O(nodes that end there), and the halving that finds the first of them.
  public func tokensInNames(_ range: Range<Int>) -> [Bool] {
    var result = [Bool](repeating: false, count: range.count)
    // Nodes stand in the order of their ends.
    var (low, high) = (0, records.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(records[middle].end) <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    for record in records[low...] {
      if record.kind == .name || record.kind == .nameExpression {
        for token in (Int(record.first)..<Int(record.end)).clamped(to: range) {
          result[token - range.lowerBound] = true
        }
      }
      if Int(record.end) > range.upperBound { break }
    }
    return result
  }

  /// Returns the node of identity `id`.
  public func node(_ id: NodeID) -> Node { Node(self, id) }

  /// Returns the places of the findings that touch the bytes `range`. They are found by halving, since
  /// broken files ask for each of their nodes.
  public func findings(touching range: ClosedRange<Int>) -> [Span] {
    if diagnostics.isEmpty { return [] }
    var (low, high) = (0, diagnostics.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(diagnostics[middle].span.start) < range.lowerBound - longestFinding {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return diagnostics[low...].lazy.map { $0.span }.prefix { Int($0.start) <= range.upperBound }
      .filter { Int($0.end) >= range.lowerBound }
  }

  /// The bytes of all tokens, one after the other: those of the source.
  public var text: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.bytes.count)
    for i in 0..<tokenCount { result += source.bytes[tokens.start(i)..<tokens.start(i + 1)] }
    return result
  }
}

extension Node {
  /// The places of the parser's findings in the node, and up to the next token behind it: what seems to lack may be
  /// there.
  public var faults: [Span] {
    if tree.diagnostics.isEmpty { return [] }
    let (span, bytes) = (span, tree.source.bytes)
    var end = Int(span.end)
    while end < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end]) { end += 1 }
    return tree.findings(touching: Int(span.start)...end)
  }
}

/// The identity of a node in its tree: a dense index, smaller than the tree's `nodeCount`.
public struct NodeID: Hashable, Comparable, Sendable {
  /// The position in the tree's postorder.
  public let index: Int32

  /// Creates the identity of the node at `index`.
  @inlinable public init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }

  /// Orders nodes so that children come before parents.
  @inlinable public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}
