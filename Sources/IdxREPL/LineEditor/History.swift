/// The entries of this session and of those before, of one or several lines.
public struct History: Hashable, Sendable {
  /// How many entries are kept.
  public static let limit = 10_000

  /// The entries, the oldest first.
  public private(set) var entries: [String]

  /// Creates a history of `entries`, the oldest first.
  public init(_ entries: [String] = []) {
    self.entries = []
    for entry in entries { add(entry) }
  }

  /// Adds `entry` and returns `true`, unless it is blank, begins with a space or is the last once more.
  @discardableResult public mutating func add(_ entry: String) -> Bool {
    let entry = EditText.cleaned(entry)
    guard !entry.hasPrefix(" "), entry != entries.last, !entry.allSatisfy(\.isWhitespace) else {
      return false
    }
    entries.append(entry)
    // A tenth at once, so that long sessions do not move all entries for each.
    if entries.count >= Self.limit + Self.limit / 10 {
      entries.removeFirst(entries.count - Self.limit)
    }
    return true
  }

  // MARK: Files

  /// Creates the history that is written in `file`: an entry on each line, in which `\n` is a line end
  /// and `\\` a backslash. Whatever stands there is some history.
  public init(decoding file: String) {
    let lines = file.unicodeScalars.split(separator: "\n").suffix(Self.limit)
    self.init(lines.map { Self.decoded(Substring($0)) })
  }

  /// The text of a file with the newest entries, of which there may be `limit`.
  public var encoded: String { entries.suffix(Self.limit).map(Self.encoded).joined() }

  /// Returns the line of a file for `entry`, with its line end.
  public static func encoded(_ entry: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in EditText.cleaned(entry).unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: #"\\"#.unicodeScalars)
      case "\n": result.append(contentsOf: #"\n"#.unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append("\n")
    return String(result)
  }

  private static func decoded(_ line: Substring) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars where scalar != "\r" {
      switch scalar {
      case "\\" where !isEscaped:
        isEscaped = true
        continue
      case "n" where isEscaped: result.append("\n")
      case _ where isEscaped && scalar != "\\": result.append(contentsOf: ["\\", scalar])
      default: result.append(scalar)
      }
      isEscaped = false
    }
    if isEscaped { result.append("\\") }
    return String(result)
  }
}

/// A walk through the history from the entry that was being written.
struct HistoryWalk: Hashable, Sendable {
  /// What was written before the walk.
  let draft: EditText
  /// How the entries begin that are shown.
  let prefix: String
  /// The entry that is shown.
  private(set) var position: Int

  /// Begins a walk at `draft`, which lies behind all of `history`.
  init(_ history: History, from draft: EditText) {
    self.draft = draft
    prefix = draft[0..<draft.cursor]
    position = history.entries.count
  }

  /// Goes to the entry before, or behind, `shown`; returns `nil` if there is none.
  mutating func step(back: Bool, in history: History, shown: String) -> EditText? {
    var next = position
    while true {
      next += back ? -1 : 1
      if next < 0 { return nil }
      if next >= history.entries.count {
        guard position < history.entries.count else { return nil }
        position = history.entries.count
        return draft
      }
      let entry = history.entries[next]
      if entry != shown, entry.utf8.starts(with: prefix.utf8) {
        position = next
        return EditText(entry)
      }
    }
  }

  /// Goes to the oldest entry.
  mutating func goToFirst(in history: History) -> EditText? {
    guard
      let first = history.entries.firstIndex(where: { $0.utf8.starts(with: prefix.utf8) })
    else { return nil }
    position = first
    return EditText(history.entries[first])
  }
}
