public import IdxDiagnostics
public import IdxSyntax

/// The text of one file as an editor has it, with its tree and its lines.
public struct Document: Sendable {
  /// The absolute path, or what stands for it where the file was never saved.
  public let path: String
  /// The number by which the editor knows this state of the text.
  public let version: Int
  /// The text parsed, as file 0.
  public let tree: SyntaxTree
  /// Where its lines are.
  public let lines: LineIndex

  /// Creates a document with contents `bytes`.
  public init(path: String, version: Int, bytes: [UInt8]) {
    let source = SourceText(file: FileID(0), path: path, bytes: bytes)
    self.init(
      path: path, version: version, tree: SyntaxTree.parse(source), lines: LineIndex(source))
  }

  /// Creates a document of which `tree` is the parsed text, as file 0, with its `lines`.
  init(path: String, version: Int, tree: SyntaxTree, lines: LineIndex) {
    self.path = path
    self.version = version
    self.tree = tree
    self.lines = lines
  }

  /// The contents.
  public var bytes: [UInt8] { tree.source.bytes }

  /// The contents and the name.
  public var source: SourceText { tree.source }
}

/// The replacement of a range of bytes by others.
public struct ByteEdit: Hashable, Sendable {
  /// The bytes that are replaced; empty to insert.
  public let range: Range<Int>
  /// What they become.
  public let bytes: [UInt8]

  /// Creates the edit that puts `bytes` in place of `range`.
  public init(_ range: Range<Int>, _ bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }
}

/// The text of an open document to which edits were made that nobody has looked at yet.
struct EditedText {
  /// The number by which the editor knows it.
  var version: Int
  /// The contents, with where the lines begin.
  var lines: LineIndex
}
