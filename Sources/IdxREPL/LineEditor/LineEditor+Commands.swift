/// What commands do.
extension LineEditor {
  mutating func perform(
    _ command: EditCommand, after previous: Trace, _ assistant: some EntryAssistant
  ) -> Response {
    switch command {
    case .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart, .textEnd:
      content.move(to: target(of: command))
    case .up, .down: climb(isUp: command == .up, after: previous)
    case .older: recall(back: true, after: previous)
    case .newer: recall(back: false, after: previous)
    case .oldest, .draft: recallEnd(isOldest: command == .oldest, after: previous)
    case .backspace: edit { _ = $0.remove($0.before($0.cursor)..<$0.cursor) }
    case .delete: edit { _ = $0.remove($0.cursor..<$0.after($0.cursor)) }
    case .deleteOrLeave:
      if content.isEmpty { return .leave }
      edit { _ = $0.remove($0.cursor..<$0.after($0.cursor)) }
    case .killLineStart, .killLineEnd, .killChunk, .killWordBack, .killWord:
      kill(command, after: previous)
    case .yank, .yankOlder: yank(older: command == .yankOlder, after: previous)
    case .undo: if let state = changes.undo(content) { content = state }
    case .redo: if let state = changes.redo(content) { content = state }
    case .transposeCharacters: edit { $0.transposeCharacters() }
    case .transposeWords: edit { $0.transposeWords() }
    case .upperCase: edit { $0.changeWord { $0.uppercased() } }
    case .lowerCase: edit { $0.changeWord { $0.lowercased() } }
    case .capitalise: edit { $0.changeWord(Self.capitalised) }
    case .enter: return enter(assistant)
    case .lineBreak: breakLine()
    case .complete: beginCompletion(assistant)
    case .searchBack, .searchForward: beginSearch(isForward: command == .searchForward)
    case .cancel:
      reset(keeping: nil)
      return .dropped
    case .clearScreen: return .clearScreen
    case .suspend: return .suspend
    }
    return .editing
  }

  private func target(of command: EditCommand) -> Int {
    let cursor = content.cursor
    return switch command {
    case .left: content.before(cursor)
    case .right: content.after(cursor)
    case .wordLeft: content.wordStart(before: cursor)
    case .wordRight: content.wordEnd(after: cursor)
    case .lineStart: content.lineStart(cursor)
    case .lineEnd: content.lineEnd(cursor)
    case .textEnd: content.end
    default: 0
    }
  }

  private static func capitalised(_ word: String) -> String {
    var isFirst = true
    return word.reduce(into: "") { result, character in
      result += isFirst ? character.uppercased() : character.lowercased()
      if character.isLetter { isFirst = false }
    }
  }

  // MARK: Cutting and putting back

  private mutating func kill(_ command: EditCommand, after previous: Trace) {
    let cursor = content.cursor
    let isBackward = ![.killLineEnd, .killWord].contains(command)
    let other =
      switch command {
      case .killLineStart: content.lineStart(cursor)
      case .killLineEnd:
        // At the end of a line, its line feed.
        content.lineEnd(cursor) == cursor ? content.after(cursor) : content.lineEnd(cursor)
      case .killChunk: content.chunkStart(before: cursor)
      case .killWordBack: content.wordStart(before: cursor)
      default: content.wordEnd(after: cursor)
      }
    var removed = ""
    edit { removed = $0.remove(min(cursor, other)..<max(cursor, other)) }
    kills.add(removed, joining: previous == .killing, isBackward: isBackward)
    trace = .killing
  }

  private mutating func yank(older: Bool, after previous: Trace) {
    var range = content.cursor..<content.cursor
    if older {
      guard case .yanking(let yanked) = previous else { return }
      range = yanked
      kills.turn()
    } else {
      kills.turnBack()
    }
    guard let text = kills.current else { return }
    edit { $0.replace(range, with: text) }
    trace = .yanking(range.lowerBound..<max(range.lowerBound, content.cursor))
  }

  // MARK: Lines

  private mutating func enter(_ assistant: some EntryAssistant) -> Response {
    guard assistant.isComplete(content.text) || endsWithBlankLines else {
      breakLine()
      return .editing
    }
    let entry = content.text
    reset(keeping: entry)
    return .entry(entry)
  }

  /// `true` iff the cursor stands behind two blank lines at the end: who enters a third wants to see what
  /// is wrong.
  private var endsWithBlankLines: Bool {
    let lines = content.text.split(separator: "\n", omittingEmptySubsequences: false)
    return content.cursor == content.end && lines.count > 2
      && lines.suffix(2).allSatisfy { $0.allSatisfy(\.isWhitespace) }
  }

  /// Begins a new line, indented like this one, or more behind an open bracket.
  private mutating func breakLine() {
    let before = content[content.lineStart(content.cursor)..<content.cursor]
    var indent = String(before.prefix { $0 == " " || $0 == "\t" })
    let last = before.last { !$0.isWhitespace }
    if let last, "{([".contains(last) { indent += "  " }
    edit { $0.insert("\n" + indent) }
  }

  private mutating func climb(isUp: Bool, after previous: Trace) {
    if previous == .walking { return recall(back: isUp, after: previous) }
    var column = content.column
    if case .climbing(let goal) = previous { column = goal }
    guard let place = isUp ? content.placeAbove(column) : content.placeBelow(column) else {
      return recall(back: isUp, after: previous)
    }
    content.move(to: place)
    trace = .climbing(column)
  }

  // MARK: History

  private mutating func recall(back: Bool, after previous: Trace) {
    recall(after: previous) { walk, history, shown in
      walk.step(back: back, in: history, shown: shown)
    }
  }

  private mutating func recallEnd(isOldest: Bool, after previous: Trace) {
    recall(after: previous) { walk, history, _ in
      isOldest ? walk.goToFirst(in: history) : walk.draft
    }
    if !isOldest { trace = .other }
  }

  private mutating func recall(
    after previous: Trace, _ step: (inout HistoryWalk, History, String) -> EditText?
  ) {
    var walk = previous == .walking ? self.walk : nil
    walk = walk ?? HistoryWalk(history, from: content)
    guard var going = walk else { return }
    let found = step(&going, history, content.text)
    if let found { edit { $0 = found } }
    guard found != nil || previous == .walking else { return }
    self.walk = going
    trace = .walking
  }
}
