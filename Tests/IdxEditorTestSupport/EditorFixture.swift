public import IdxIDE

/// Files that an editor has open, with the place of its cursor.
///
/// The text is that of `/models/main.idx`; a line `//- name` begins another file. `$0` is the cursor, and
/// what stands between two `$1` is a selection; the marks are taken out.
public struct EditorFixture {
  /// The editor, which has the models open; other files are on the disk.
  public let workspace: Workspace
  /// The file that holds the cursor, or the first.
  public let path: String
  /// The byte at the cursor; 0 where there is none.
  public let cursor: Int
  /// The bytes between the marks of the selection; empty at the cursor where there are none.
  public let selection: Range<Int>

  /// Creates the editor that `text` describes.
  public init(_ text: String) {
    var files: [(path: String, text: String)] = [("/models/main.idx", "")]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("//- ") {
        files.append(("/models/" + line.dropFirst(4), ""))
      } else {
        files[files.count - 1].text += line + "\n"
      }
    }
    files[files.count - 1].text.removeLast()
    if files[0].text.isEmpty, files.count > 1 { files.removeFirst() }
    let marked = files
    files = files.map { ($0.path, Marks($0.text).text) }
    let contents = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.text) })
    workspace = Workspace(host: MemoryHost(files: contents))
    workspace.folders = ["/models"]
    for (path, text) in files where path.hasSuffix(".idx") {
      workspace.open(path, version: 1, bytes: Array(text.utf8))
    }
    let found = marked.map { ($0.path, Marks($0.text)) }
    let main = found.first { $0.1.cursor != nil || $0.1.selection != nil } ?? found[0]
    path = main.0
    cursor = main.1.cursor ?? main.1.selection?.lowerBound ?? 0
    selection = main.1.selection ?? cursor..<cursor
  }

  /// What is known of the file that holds the cursor.
  public var analysis: Analysis? { workspace.analysis(of: path) }

  /// What answers questions about the file that holds the cursor.
  public var assistant: Assistant? { analysis?.assistant() }

  /// The text of the file at `path`.
  public func text(_ path: String) -> String {
    String(decoding: workspace.document(path)?.bytes ?? [], as: UTF8.self)
  }
}

/// The marks in a text, and the text without them.
private struct Marks {
  var text: String
  var cursor: Int?
  var selection: Range<Int>?

  init(_ marked: String) {
    text = marked
    var ends: [Int] = []
    while let mark = [text.firstRange(of: "$0"), text.firstRange(of: "$1")].compactMap({ $0 })
      .min(by: { $0.lowerBound < $1.lowerBound })
    {
      let place = text.utf8.distance(from: text.startIndex, to: mark.lowerBound)
      if text[mark] == "$0" { cursor = place } else { ends.append(place) }
      text.removeSubrange(mark)
    }
    if ends.count == 2 { selection = ends[0]..<ends[1] }
  }
}
