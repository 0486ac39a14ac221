import IdxDiagnostics

/// The Markdown of a documentation comment: paragraphs and lists with `code`, *emphasis* and **more of it**.
enum DocumentationText {
  /// Returns `text` as paragraphs and lists.
  static func blocks(_ text: String) -> [Chapter.Block] {
    var blocks: [Chapter.Block] = []
    var lines: [String] = []
    var items: [String] = []
    func flush() {
      if !lines.isEmpty { blocks.append(.paragraph(inlines(lines.joined(separator: " ")))) }
      if !items.isEmpty { blocks.append(.list(items.map { inlines($0) })) }
      (lines, items) = ([], [])
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.trimmed
      if content.isEmpty {
        flush()
      } else if content.hasPrefix("- ") || content.hasPrefix("* ") {
        if !lines.isEmpty { flush() }
        items.append(content.dropFirst(2).trimmed)
      } else if !items.isEmpty, line.hasPrefix(" ") {
        items[items.count - 1] += " " + content
      } else {
        if !items.isEmpty { flush() }
        lines.append(content)
      }
    }
    flush()
    return blocks
  }

  /// Returns the marks of `text` as parts of a line.
  static func inlines(_ text: String) -> [Chapter.Inline] {
    var result: [Chapter.Inline] = []
    var plain = ""
    var rest = text[...]
    func flush() {
      if !plain.isEmpty { result.append(.text(plain)) }
      plain = ""
    }
    while let next = rest.first {
      if let (part, count) = marked(rest, after: plain.last) {
        flush()
        result.append(part)
        rest = rest.dropFirst(count)
      } else {
        plain.append(next)
        rest.removeFirst()
      }
    }
    flush()
    return result
  }

  /// Returns the marked part that `text` begins with, and its length; `last` is what stands before it.
  private static func marked(
    _ text: Substring, after last: Character?
  ) -> (Chapter.Inline, Int)? {
    for mark in ["`", "**", "*"] where text.hasPrefix(mark) {
      let inner = text.dropFirst(mark.count)
      guard let end = range(of: mark, in: inner), end > 0 else { return nil }
      let content = String(inner.prefix(end))
      let length = end + 2 * mark.count
      if mark == "`" { return (.code(content), length) }
      // A star with room behind it, or within a word, is one.
      let isWord = last.map { $0.isLetter || $0.isNumber } ?? false
      if content.first?.isWhitespace == true || content.last?.isWhitespace == true || isWord {
        return nil
      }
      return (mark == "*" ? .emphasis(inlines(content)) : .strong(inlines(content)), length)
    }
    return nil
  }

  private static func range(of mark: String, in text: Substring) -> Int? {
    var place = 0
    var rest = text
    while !rest.isEmpty {
      if rest.hasPrefix(mark) { return place }
      rest.removeFirst()
      place += 1
    }
    return nil
  }

  /// Returns the first sentence of `text`, without the stop at its end.
  static func firstSentence(_ text: String) -> String {
    let line = text.split(separator: "\n").prefix { !$0.trimmed.isEmpty }
      .map(\.trimmed).joined(separator: " ")
    let characters = Array(line)
    for place in characters.indices where characters[place] == "." {
      if place + 1 == characters.count || characters[place + 1] == " " {
        return String(characters[..<place])
      }
    }
    return line
  }
}
