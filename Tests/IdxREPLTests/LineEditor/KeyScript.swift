import IdxREPL

/// Keys as they are written in tests: characters for themselves, others as `<C-r>`, `<M-b>`, `<Left>`.
enum KeyScript {
  private static let names: [String: Key.Code] = [
    "Enter": .enter, "Tab": .tab, "BS": .backspace, "Del": .delete, "Esc": .escape, "Left": .left,
    "Right": .right, "Up": .up, "Down": .down, "Home": .home, "End": .end, "PageUp": .pageUp,
    "PageDown": .pageDown, "lt": .character("<"),
  ]

  /// The keys that have names.
  static var named: [Key.Code] { names.sorted { $0.key < $1.key }.map(\.value) }

  /// Returns the keys of `script`; `<paste:…>` is a text pasted, in which `\n` is a line end.
  static func keys(_ script: String) -> [Key] {
    var keys: [Key] = []
    var rest = Substring(script)
    while let first = rest.first {
      rest = rest.dropFirst()
      if first == "<", let end = rest.firstIndex(of: ">") {
        // The key `<M->>` ends with the second.
        let isDouble = rest[..<end].hasSuffix("-")
        let stop = isDouble ? rest.index(after: end) : end
        keys.append(key(named: String(rest[..<stop])))
        rest = rest[rest.index(after: stop)...]
      } else {
        keys += first.unicodeScalars.map { Key(.character($0)) }
      }
    }
    return keys
  }

  private static func key(named name: String) -> Key {
    if name.hasPrefix("paste:") {
      return Key(
        .paste(
          name.dropFirst(6).split(separator: "\\n", omittingEmptySubsequences: false)
            .joined(separator: "\n")))
    }
    var modifiers: Key.Modifiers = []
    var name = Substring(name)
    while name.count > 2, name.dropFirst().first == "-" {
      switch name.first {
      case "C": modifiers.insert(.control)
      case "M": modifiers.insert(.alt)
      default: modifiers.insert(.shift)
      }
      name = name.dropFirst(2)
    }
    let code = names[String(name)] ?? .character(name.unicodeScalars.first ?? " ")
    return Key(code, modifiers)
  }
}

/// Knows a language of brackets, numbers and some words.
struct FakeAssistant: EntryAssistant {
  static let words = [
    "weights", "weighted_mean", "weighted_sum", "Weibull", "scale", "index", "größe", "世界",
    "with space",
  ]

  func isComplete(_ text: String) -> Bool {
    var depth = 0
    for character in text {
      if "{([".contains(character) { depth += 1 }
      if "})]".contains(character) { depth -= 1 }
    }
    return depth <= 0
  }

  func completions(of text: String, at offset: Int) -> EntryCompletions {
    let bytes = Array(text.utf8)
    var start = offset
    while start > 0, bytes[start - 1] > 0x40 || bytes[start - 1] == 0x5F { start -= 1 }
    return EntryCompletions(
      range: start..<offset,
      candidates: Self.words.map { .init(text: $0, detail: "a word", key: $0) })
  }

  func documentation(of candidate: EntryCompletions.Candidate) -> String? {
    candidate.text == "scale" ? nil : "What \(candidate.text) means.\nAnd more of it."
  }

  func styles(of text: String) -> [StyledRange] {
    var result: [StyledRange] = []
    var offset = 0
    for byte in text.utf8 {
      if 0x30...0x39 ~= byte { result.append(StyledRange(offset..<offset + 1, .number)) }
      offset += 1
    }
    return result
  }
}
