import IdxDiagnostics
import IdxSyntax

/// What the documentation of a method says, by what it speaks of.
struct MethodText {
  /// What a method says of itself after a word such as "Formula".
  enum Entry: String, CaseIterable {
    case formula, rule, missing, degenerate, choices, source, elsewhere, rounding, use, compromise
  }

  /// What it is for: all that stands before the entries, and lists of words between them.
  private(set) var introduction = ""
  /// The entries, in the order of the text.
  private(set) var entries: [(keys: [Entry], text: String)] = []

  /// Creates the parts of `documentation`.
  init(_ documentation: String) {
    var isInEntry = false
    for line in documentation.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.trimmed
      if let (keys, text) = Self.entry(content) {
        entries.append((keys, text))
        isInEntry = true
      } else if isInEntry, line.hasPrefix(" ") {
        entries[entries.count - 1].text += " " + content
      } else {
        isInEntry = false
        introduction += line + "\n"
      }
    }
  }

  /// Returns what `line` begins: "- Missing, source: as there."
  private static func entry(_ line: String) -> ([Entry], String)? {
    guard line.hasPrefix("- "), let colon = line.firstIndex(of: ":") else { return nil }
    let words = line[..<colon].dropFirst(2).split(separator: ",")
    let keys = words.compactMap { Entry(rawValue: $0.trimmed.lowercased()) }
    guard !keys.isEmpty, keys.count == words.count else { return nil }
    return (keys, line[line.index(after: colon)...].trimmed)
  }

  /// Returns what is said of `entry`, if anything is.
  func text(_ entry: Entry) -> String? { entries.first { $0.keys.contains(entry) }?.text }

  /// The names between backquotes and before brackets in `text`.
  static func names(in text: String) -> [String] {
    var names: [String] = []
    for (number, piece) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    {
      if number % 2 == 1 {
        names.append(String(piece))
        continue
      }
      let calls = piece.split(separator: "(", omittingEmptySubsequences: false).dropLast()
      names += calls.map { before in
        String(before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
      }
    }
    return names.filter { $0.count > 1 }
  }

  /// Returns the method to which `text` refers for what it does not say itself: "as in `minmax`".
  static func reference(in text: String) -> String? {
    guard text.hasPrefix("as ") else { return nil }
    return names(in: text).first
  }
}

/// The sources that a chapter cites, each once.
final class References {
  /// The sources in the order of their numbers.
  private(set) var sources: [String] = []
  private var numbers: [String: Int] = [:]

  /// Returns citations of what `text` names: sources end with a year in brackets, semicolons part them.
  func cite(_ text: String) -> [Chapter.Inline] {
    let pieces = text.split(separator: ";").map(\.trimmed)
    return pieces.filter { !$0.isEmpty }.flatMap { piece -> [Chapter.Inline] in
      let (source, place) = Self.parts(of: piece)
      return [citation(of: source, place: place), .text(" ")]
    }.dropLast()
  }

  private func citation(of source: String, place: String) -> Chapter.Inline {
    let key = source.lowercased().filter { $0.isLetter || $0.isNumber }
    let number = numbers[key] ?? sources.count + 1
    if numbers[key] == nil {
      numbers[key] = number
      sources.append(source)
    }
    return .citation(number, place: place)
  }

  /// Returns the source of `piece`, which ends with its first year, and the place in it or what else is
  /// said.
  private static func parts(of piece: String) -> (source: String, place: String) {
    let text = piece.hasSuffix(".") ? String(piece.dropLast()) : piece
    let characters = Array(text)
    for place in characters.indices where characters[place] == "(" && place + 5 < characters.count {
      let year = characters[(place + 1)...(place + 4)]
      guard year.allSatisfy(\.isNumber), characters[place + 5] == ")" else { continue }
      let rest = String(characters[(place + 6)...]).drop { $0 == "," || $0.isWhitespace }
      return (String(characters[...(place + 5)]), rest.filter { $0 != "`" })
    }
    return (text, "")
  }
}
