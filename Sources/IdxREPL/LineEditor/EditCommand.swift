/// What a key does to an entry.
enum EditCommand: Hashable, Sendable, CaseIterable {
  case left, right, wordLeft, wordRight, lineStart, lineEnd, textStart, textEnd, up, down
  case older, newer, oldest, draft
  case backspace, delete, deleteOrLeave
  case killLineStart, killLineEnd, killChunk, killWordBack, killWord, yank, yankOlder
  case undo, redo, transposeCharacters, transposeWords, upperCase, lowerCase, capitalise
  case enter, lineBreak, complete
  case searchBack, searchForward
  case cancel, clearScreen, suspend

  /// The commands of keys, which are those of Emacs as far as terminals know them.
  static let bindings: [Key: EditCommand] = [
    Key(.left): .left, .control("b"): .left, Key(.right): .right, .control("f"): .right,
    Key(.left, .control): .wordLeft, Key(.left, .alt): .wordLeft, .alt("b"): .wordLeft,
    Key(.right, .control): .wordRight, Key(.right, .alt): .wordRight, .alt("f"): .wordRight,
    Key(.home): .lineStart, .control("a"): .lineStart, Key(.end): .lineEnd,
    .control("e"): .lineEnd, Key(.home, .control): .textStart, Key(.end, .control): .textEnd,
    Key(.up): .up, Key(.down): .down, .control("p"): .older, .control("n"): .newer,
    Key(.up, .control): .older, Key(.down, .control): .newer, Key(.up, .alt): .older,
    Key(.down, .alt): .newer, Key(.pageUp): .older, Key(.pageDown): .newer, .alt("p"): .older,
    .alt("n"): .newer, .alt("<"): .oldest, .alt(">"): .draft,
    Key(.backspace): .backspace, Key(.backspace, .shift): .backspace, Key(.delete): .delete,
    .control("d"): .deleteOrLeave,
    .control("u"): .killLineStart, .control("k"): .killLineEnd, .control("w"): .killChunk,
    Key(.backspace, .alt): .killWordBack, Key(.backspace, .control): .killWordBack,
    .alt("d"): .killWord, Key(.delete, .control): .killWord, Key(.delete, .alt): .killWord,
    .control("y"): .yank, .alt("y"): .yankOlder, .control("_"): .undo, .alt("_"): .redo,
    .control("t"): .transposeCharacters, .alt("t"): .transposeWords, .alt("u"): .upperCase,
    .alt("l"): .lowerCase, .alt("c"): .capitalise,
    Key(.enter): .enter, Key(.enter, .alt): .lineBreak, Key(.enter, .shift): .lineBreak,
    Key(.enter, .control): .lineBreak, Key(.tab): .complete,
    .control("r"): .searchBack, .control("s"): .searchForward,
    .control("c"): .cancel, .control("l"): .clearScreen, .control("z"): .suspend,
  ]
}
