/// What is to be seen of an entry that is being written.
public struct Picture: Hashable, Sendable {
  /// What stands below the entry.
  enum Footer: Hashable {
    case nothing
    case search(HistorySearch)
    case menu(CompletionMenu)
  }

  /// What stands before the first line and before the others.
  var prompt: String
  var continuation: String
  var content: EditText
  /// How parts of the text look, in their order.
  var styles: [StyledRange]
  var footer = Footer.nothing
}

extension LineEditor {
  /// Returns what is to be seen, with `prompt` before the first line and `continuation` before others.
  public func picture(
    prompt: String, continuation: String, _ assistant: some EntryAssistant
  ) -> Picture {
    var picture = Picture(
      prompt: prompt, continuation: continuation, content: content,
      styles: assistant.styles(of: content.text))
    if let search {
      picture.footer = .search(search)
      if let match = search.match { picture.styles = [StyledRange(match, .match)] }
    } else if let menu {
      picture.footer = .menu(menu)
    }
    return picture
  }
}
