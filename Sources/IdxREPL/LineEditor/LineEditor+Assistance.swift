/// Searching the history and choosing from a menu.
extension LineEditor {
  // MARK: Search

  mutating func beginSearch(isForward: Bool) {
    search = HistorySearch(history, from: content, isForward: isForward)
  }

  /// Does what `key` means in a search; `false` iff it ends the search and means what it does without.
  mutating func pressInSearch(_ key: Key) -> Bool {
    guard var search else { return false }
    switch (key.code, key.modifiers) {
    case (.character("g"), .control), (.character("c"), .control):
      content = search.original
      self.search = nil
      return true
    case (.character("r"), .control), (.character("s"), .control):
      search.isForward = key == .control("s")
      if search.query.isEmpty { search.query = lastQuery }
      find(&search, goingOn: search.match != nil)
    case (.character(let scalar), []):
      search.query.unicodeScalars.append(scalar)
      find(&search, goingOn: false)
    case (.backspace, []):
      if !search.query.isEmpty { search.query.removeLast() }
      search.startAgain(in: history)
      content = search.original
      find(&search, goingOn: false)
    case (.paste(let text), _):
      search.query += EditText.cleaned(text).filter { $0 != "\n" }
      find(&search, goingOn: false)
    default:
      endSearch(search)
      return key == Key(.escape)
    }
    self.search = search
    return true
  }

  private mutating func find(_ search: inout HistorySearch, goingOn: Bool) {
    if let found = search.find(in: history, goingOn: goingOn) { content = found }
  }

  private mutating func endSearch(_ search: HistorySearch) {
    if !search.query.isEmpty { lastQuery = search.query }
    if content.text != search.original.text { changes.note(search.original) }
    self.search = nil
    trace = .other
  }

  // MARK: Completion

  mutating func beginCompletion(_ assistant: some EntryAssistant) {
    // In the white space that begins a line there is nothing to complete.
    let isContinued = content.lineStart(content.cursor) > 0
    if content.isLineBlankBeforeCursor, isContinued { return edit { $0.insert("  ") } }
    let found = assistant.completions(of: content.text, at: content.cursor)
    guard let menu = CompletionMenu(found, in: content) else { return }
    if menu.candidates.count == 1 {
      return edit { $0.replace(menu.start..<menu.end, with: menu.candidates[0].text) }
    }
    self.menu = menu
    extendToCommonPrefix()
  }

  /// Writes what all candidates begin with, if that is more than what is written.
  private mutating func extendToCommonPrefix() {
    guard var menu else { return }
    let typed = content[menu.start..<content.cursor]
    let common = menu.commonPrefix
    guard common.count > typed.count, common.lowercased().hasPrefix(typed.lowercased()),
      content.cursor == menu.end
    else { return }
    edit { $0.replace(menu.start..<menu.end, with: common) }
    menu.end = content.cursor
    menu.original = content
    self.menu = menu
  }

  /// Does what `key` means while the menu is open; `false` iff it means what it does without.
  mutating func pressInMenu(_ key: Key, _ assistant: some EntryAssistant) -> Bool {
    let isChosen = menu?.chosen != nil
    switch (key.code, key.modifiers) {
    case (.tab, []), (.down, []), (.character("n"), .control): choose(1, assistant)
    case (.tab, .shift), (.up, []), (.character("p"), .control): choose(-1, assistant)
    case (.pageDown, []): choose(8, assistant)
    case (.pageUp, []): choose(-8, assistant)
    case (.escape, []), (.character("g"), .control):
      if let menu { content = menu.original }
      menu = nil
    case (.enter, []) where isChosen: acceptChosen()
    case (.character(let scalar), []) where !isChosen && scalar.properties.isAlphabetic,
      (.character(let scalar), []) where !isChosen && ("0"..."9" ~= scalar || scalar == "_"):
      narrow { $0.insert(String(scalar)) }
    case (.backspace, []) where !isChosen:
      narrow { _ = $0.remove($0.before($0.cursor)..<$0.cursor) }
    default:
      acceptChosen()
      return false
    }
    return true
  }

  private mutating func choose(_ steps: Int, _ assistant: some EntryAssistant) {
    guard var menu else { return }
    menu.step(steps)
    if let candidate = menu.chosenCandidate {
      content.replace(menu.start..<menu.end, with: candidate.text)
      menu.end = content.cursor
      menu.documentation = assistant.documentation(of: candidate)
    }
    self.menu = menu
    trace = .other
  }

  /// Changes the text by `change` and leaves in the menu what fits to it.
  private mutating func narrow(_ change: (inout EditText) -> Void) {
    guard var menu else { return }
    let length = content.end
    edit(joining: trace == .typing, change)
    trace = .typing
    menu.end += content.end - length
    menu.original = content
    if content.cursor > menu.start || content.cursor == menu.start && menu.end > menu.start {
      menu.fit(to: content[menu.start..<content.cursor])
    } else {
      return self.menu = nil
    }
    self.menu = menu.candidates.isEmpty ? nil : menu
  }

  /// Closes the menu and leaves the chosen candidate in the text.
  mutating func acceptChosen() {
    guard let menu else { return }
    if content.text != menu.original.text { changes.note(menu.original) }
    self.menu = nil
    trace = .other
  }
}
