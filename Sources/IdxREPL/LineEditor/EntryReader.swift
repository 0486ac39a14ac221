/// Reads entries from a terminal: the bytes that it sends in, the bytes that it has to show out.
///
/// It has no terminal of its own. The caller reads and writes, tells of time by `expire` and of the size by
/// `resize`, and calls `begin` for each entry.
public struct EntryReader: Sendable {
  /// What to write, and what to do then.
  public struct Step: Hashable, Sendable {
    /// The bytes for the terminal.
    public var output = ""
    /// What the keys have led to; the screen is already cleared if that was wanted.
    public var response = LineEditor.Response.editing

    /// Creates the step that writes `output` and goes on.
    public init(output: String = "") { self.output = output }
  }

  /// What is being written.
  public private(set) var editor: LineEditor
  /// What stands before the first line of an entry.
  public var prompt: String
  /// What stands before its other lines.
  public var continuation: String
  private var decoder = KeyDecoder()
  private(set) var painter: ScreenPainter
  /// Keys that were pressed while nothing was read.
  private var ahead: [Key] = []

  /// Creates a reader for a terminal of this size, which invites by `prompt`, or by `continuation` to go on.
  public init(
    history: History = History(), prompt: String, continuation: String, width: Int, height: Int,
    hasColours: Bool
  ) {
    editor = LineEditor(history: history)
    self.prompt = prompt
    self.continuation = continuation
    painter = ScreenPainter(width: width, height: height, hasColours: hasColours)
  }

  /// `true` iff `expire` is to be called if nothing comes for some 30 ms.
  public var isWaiting: Bool { decoder.isWaiting }

  /// `true` iff a menu is open, of which the assistant tells more.
  public var isChoosing: Bool { editor.menu != nil }

  /// The entries written before.
  public var history: History {
    get { editor.history }
    set { editor.history = newValue }
  }

  /// Shows the entry, which is empty unless its writing was interrupted, and reads what was typed ahead.
  public mutating func begin(_ assistant: some EntryAssistant) -> Step {
    let keys = ahead
    ahead = []
    return read(keys, assistant)
  }

  /// Reads `bytes` that the terminal has sent.
  public mutating func receive(
    _ bytes: some Sequence<UInt8>, _ assistant: some EntryAssistant
  ) -> Step {
    read(decoder.decode(bytes), assistant)
  }

  /// Reads what was left unfinished and to which nothing came.
  public mutating func expire(_ assistant: some EntryAssistant) -> Step {
    read(decoder.expire(), assistant)
  }

  /// Takes over the size that the terminal has now; returns the bytes that show the entry again.
  public mutating func resize(
    width: Int, height: Int, _ assistant: some EntryAssistant
  ) -> String {
    painter.resize(width: width, height: height)
    return painter.paint(picture(assistant))
  }

  /// Returns the bytes that write `text`, lines with their ends, above the entry.
  public mutating func interject(_ text: String, _ assistant: some EntryAssistant) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    return painter.erase() + lines + painter.paint(picture(assistant))
  }

  /// Takes over a size before `begin`, while nothing is shown.
  public mutating func setSize(width: Int, height: Int) {
    painter.resize(width: width, height: height)
  }

  /// Puts `text` into the empty entry that `begin` will show.
  public mutating func prepare(_ text: String) { editor.write(text) }

  private func picture(_ assistant: some EntryAssistant) -> Picture {
    editor.picture(prompt: prompt, continuation: continuation, assistant)
  }

  private mutating func read(_ keys: [Key], _ assistant: some EntryAssistant) -> Step {
    var step = Step()
    for (index, key) in keys.enumerated() {
      let before = editor
      step.response = editor.press(key, assistant)
      switch step.response {
      case .editing: continue
      case .clearScreen:
        step.output += painter.clear()
        step.response = .editing
        continue
      case .suspend: step.output += painter.erase()
      case .entry, .dropped, .leave:
        let last = before.picture(prompt: prompt, continuation: continuation, assistant)
        step.output += painter.finish(last, note: step.response == .dropped ? "^C" : "")
      }
      ahead = Array(keys[(index + 1)...])
      return step
    }
    step.output += painter.paint(picture(assistant))
    return step
  }
}
