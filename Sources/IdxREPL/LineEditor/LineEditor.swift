/// The state of an entry that is being written: keys in, what is to be shown out.
///
/// A value without a terminal. What it asks about the language goes to an `EntryAssistant`, which is
/// given with each key.
public struct LineEditor: Sendable {
  /// What a key has led to.
  public enum Response: Hashable, Sendable {
    /// The entry is still being written.
    case editing
    /// The entry is complete; the editor is empty again.
    case entry(String)
    /// What was written is dropped; the editor is empty again.
    case dropped
    /// The user wants to leave.
    case leave
    /// The screen is to be cleared.
    case clearScreen
    /// The process is to be stopped until the shell lets it go on.
    case suspend
  }

  /// What the last key did, as far as the next must know.
  enum Trace: Hashable {
    case other, typing, killing, walking
    /// It put back a text, which stands in the range.
    case yanking(Range<Int>)
    /// It moved up or down from the column.
    case climbing(Int)
  }

  var content = EditText()
  var kills = KillRing()
  var changes = UndoLog()
  var walk: HistoryWalk?
  var search: HistorySearch?
  var lastQuery = ""
  var menu: CompletionMenu?
  var trace = Trace.other

  /// The entries written before.
  public var history: History

  /// Creates an empty editor with `history` behind it.
  public init(history: History = History()) { self.history = history }

  /// What is written.
  public var text: String { content.text }
  /// The offset of the cursor in the UTF-8 of the text.
  public var cursor: Int { content.cursor }

  /// Replaces what is written by `text`, with the cursor at its end, which can be undone.
  public mutating func write(_ text: String) {
    stopAssisting()
    edit { $0 = EditText(text) }
  }

  /// Does what `key` means.
  public mutating func press(_ key: Key, _ assistant: some EntryAssistant) -> Response {
    if search != nil, pressInSearch(key) { return .editing }
    if menu != nil, pressInMenu(key, assistant) { return .editing }
    let previous = trace
    trace = .other
    if case .paste(let text) = key.code {
      edit { $0.insert(text) }
      return .editing
    }
    if let command = EditCommand.bindings[key] {
      let response = perform(command, after: previous, assistant)
      if trace != .walking { walk = nil }
      return response
    }
    if case .character(let scalar) = key.code, key.modifiers.isEmpty {
      type(scalar, after: previous)
      walk = nil
    }
    return .editing
  }

  /// Changes the text by `change`, so that it can be undone.
  mutating func edit(joining: Bool = false, _ change: (inout EditText) -> Void) {
    let before = content
    change(&content)
    guard content.text != before.text else { return }
    if joining { changes.forgetFuture() } else { changes.note(before) }
  }

  private mutating func type(_ scalar: Unicode.Scalar, after previous: Trace) {
    // A word is taken back at once.
    edit(joining: previous == .typing && scalar != " ") { text in
      if scalar == "}" || scalar == ")" || scalar == "]", text.isLineBlankBeforeCursor {
        let start = text.lineStart(text.cursor)
        let indent = text[start..<text.cursor]
        if indent.hasSuffix("  ") { text.replace(text.cursor - 2..<text.cursor, with: "") }
      }
      text.insert(String(scalar))
    }
    trace = .typing
  }

  /// Ends search and menu and leaves what they have put in.
  mutating func stopAssisting() {
    search = nil
    acceptChosen()
  }

  /// Begins a new entry, after the last was finished as `entry` or dropped.
  mutating func reset(keeping entry: String?) {
    if let entry { history.add(entry) }
    content = EditText()
    changes = UndoLog()
    kills.turnBack()
    walk = nil
    search = nil
    menu = nil
    trace = .other
  }
}
