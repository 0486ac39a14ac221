/// A piece of a formula as it stands in a documentation comment.
struct FormulaToken: Hashable {
  /// What a piece is.
  enum Kind: Hashable {
    /// A letter that is a quantity, or the name of a Greek one.
    case letter
    case word
    case number
    /// What stood between backquotes.
    case code
    case sign
    case open, close, bar
    /// `_` and `^`, and a prime or sign that stands above the letter before it.
    case below, above, mark
    /// A comma, a colon, the end of a sentence.
    case stop
  }

  let kind: Kind
  let text: String
  /// `true` iff white space stands before it.
  let isApart: Bool

  /// Returns the pieces of `text`.
  static func all(in text: String) -> [FormulaToken] {
    var reader = FormulaReader(text)
    return reader.tokens()
  }
}

/// Takes a formula apart.
private struct FormulaReader {
  private let characters: [Character]
  private var place = 0
  private var result: [FormulaToken] = []
  private var isApart = false

  init(_ text: String) { characters = Array(text) }

  mutating func tokens() -> [FormulaToken] {
    while place < characters.count {
      let next = characters[place]
      if next.isWhitespace {
        isApart = true
        place += 1
      } else {
        read(next)
        isApart = false
      }
    }
    return result
  }

  private func peek(_ offset: Int) -> Character? {
    let other = place + offset
    return characters.indices.contains(other) ? characters[other] : nil
  }

  private mutating func add(_ kind: FormulaToken.Kind, _ text: String, length: Int) {
    result.append(FormulaToken(kind: kind, text: text, isApart: isApart))
    place += length
  }

  private mutating func read(_ next: Character) {
    switch next {
    case "`": readCode()
    case "0"..."9": readNumber()
    case "(", "[": add(.open, String(next), length: 1)
    case ")", "]": add(.close, String(next), length: 1)
    case "|": add(.bar, "|", length: 1)
    case "_": add(.below, "_", length: 1)
    case "^": add(.above, "^", length: 1)
    case "'": add(.mark, "′", length: 1)
    case ",", ";", ":": add(.stop, String(next), length: 1)
    case ".": readDots()
    case "+", "-", "*", "/", "<", ">", "=", "…", "×": readSign(next)
    default:
      if next.isLetter { readLetters() } else { add(.word, String(next), length: 1) }
    }
  }

  private mutating func readCode() {
    guard let end = characters[(place + 1)...].firstIndex(of: "`") else {
      return add(.word, "`", length: 1)
    }
    add(.code, String(characters[(place + 1)..<end]), length: end - place + 1)
  }

  private mutating func readNumber() {
    var end = place
    while end < characters.count,
      characters[end].isNumber
        || characters[end] == "." && end + 1 < characters.count && characters[end + 1].isNumber
    { end += 1 }
    add(.number, String(characters[place..<end]), length: end - place)
  }

  private mutating func readDots() {
    let isEllipsis = peek(1) == "." && peek(2) == "."
    add(isEllipsis ? .sign : .stop, isEllipsis ? "…" : ".", length: isEllipsis ? 3 : 1)
  }

  private mutating func readSign(_ next: Character) {
    let isOfLetter = result.last?.kind == .letter && !isApart && (next == "+" || next == "-")
    let follower = peek(1)
    if isOfLetter,
      follower == nil || follower?.isWhitespace == true || follower == ")"
        || follower == "," || follower == ";" || follower == "."
    {
      return add(.mark, next == "-" ? "−" : "+", length: 1)
    }
    if (next == "<" || next == ">"), follower == "=" {
      return add(.sign, next == "<" ? "≤" : "≥", length: 2)
    }
    add(.sign, next == "-" ? "−" : String(next), length: 1)
  }

  /// Reads letters: one is a quantity, several are a word; a word may have hyphens, `_` and `'s` in it.
  private mutating func readLetters() {
    var end = place
    while end < characters.count, characters[end].isLetter { end += 1 }
    let isLong = end - place > 1
    func joins(_ sign: Character) -> Bool {
      end + 1 < characters.count && characters[end] == sign && characters[end + 1].isLetter
    }
    let letters = String(characters[place..<end])
    let isScript = result.last?.kind == .below || result.last?.kind == .above
    if !isScript, MathPart.greek[letters] == nil {
      while joins("-") || isLong && (joins("_") && !isQuantity(letters) || joins("'")) {
        end += 1
        while end < characters.count, characters[end].isLetter || characters[end].isNumber {
          end += 1
        }
      }
    }
    // The plural possessive: "their places' weights".
    if isLong, end > place + 1, end < characters.count, characters[end] == "'" { end += 1 }
    let text = String(characters[place..<end])
    let isLetter = text.count == 1 || MathPart.greek[text] != nil
    add(isLetter ? .letter : .word, text, length: end - place)
    // Figures directly behind a letter are its number: x1.
    if isLetter, !isScript, place < characters.count, characters[place].isNumber {
      isApart = false
      add(.below, "_", length: 0)
      readNumber()
    }
  }

  /// `true` iff `letters` may have an index: two capitals, as in "CI", may.
  private func isQuantity(_ letters: String) -> Bool {
    letters.count == 2 && letters.allSatisfy(\.isUppercase)
  }
}
