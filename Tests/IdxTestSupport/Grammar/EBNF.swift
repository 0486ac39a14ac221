/// A grammar in the notation of `grammar/idx.ebnf`.
public struct EBNF: Sendable {
  /// What a production says.
  public indirect enum Rule: Sendable {
    /// A word or sign.
    case word(String)
    /// `NAME`, `STRING`, `INTEGER` or `NUMBER`, but none of some words.
    case token(String, except: Set<String>)
    /// What another production says.
    case reference(String)
    /// One after the other.
    case sequence([Rule])
    /// One of several.
    case choice([Rule])
    /// Absent or present.
    case optional(Rule)
    /// Any number of times.
    case repetition(Rule)
    /// On the line of the token before.
    case sameLine(Rule)
    /// At the start of a line.
    case newLine(Rule)
  }

  /// What is wrong with a grammar.
  public struct Malformed: Error, CustomStringConvertible {
    /// What is wrong, and where.
    public let description: String
  }

  /// The productions by name.
  public private(set) var rules: [String: Rule] = [:]
  /// The names in the order of the file.
  public private(set) var names: [String] = []

  private var tokens: [String]
  private var at = 0

  /// Creates the grammar that `text` says.
  public init(_ text: String) throws {
    tokens = EBNF.tokens(text)
    while at < tokens.count {
      let name = tokens[at]
      at += 1
      try take("=")
      rules[name] = try choice()
      names.append(name)
      try take(";")
    }
    for (name, rule) in rules { rules[name] = try resolved(rule) }
  }

  /// All words and signs in quotes.
  public var words: Set<String> {
    var result: Set<String> = []
    func visit(_ rule: Rule) {
      switch rule {
      case .word(let word): result.insert(word)
      case .token, .reference: break
      case .sequence(let rules), .choice(let rules): rules.forEach(visit)
      case .optional(let rule), .repetition(let rule), .sameLine(let rule), .newLine(let rule):
        visit(rule)
      }
    }
    rules.values.forEach(visit)
    return result
  }

  private static func tokens(_ text: String) -> [String] {
    let text = Array(text.unicodeScalars)
    var result: [String] = []
    var at = 0
    func word(_ start: Int, while isInside: (Unicode.Scalar) -> Bool) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text[start...].prefix(while: isInside))
      return String(view)
    }
    while at < text.count {
      let first = text[at]
      if first.properties.isWhitespace {
        at += 1
      } else if first == "(", at + 1 < text.count, text[at + 1] == "*" {
        at += 2
        while at + 1 < text.count, text[at] != "*" || text[at + 1] != ")" { at += 1 }
        at += 2
      } else if first == "\"" {
        let quoted = word(at + 1) { $0 != "\"" }
        result.append("\"" + quoted)
        at += quoted.unicodeScalars.count + 2
      } else {
        let name = word(at) { $0.properties.isAlphabetic || $0 == "-" }
        let isName = first.properties.isAlphabetic
        result.append(isName ? name : String(first))
        at += isName ? name.unicodeScalars.count : 1
      }
    }
    return result
  }

  private mutating func take(_ sign: String) throws {
    guard at < tokens.count, tokens[at] == sign else {
      let found = tokens.dropFirst(at).prefix(5).joined(separator: " ")
      throw Malformed(description: "expected \(sign) before \(found)")
    }
    at += 1
  }

  private mutating func choice() throws -> Rule {
    var rules = [try sequence()]
    while tokens[at] == "|" {
      at += 1
      rules.append(try sequence())
    }
    return rules.count == 1 ? rules[0] : .choice(rules)
  }

  private mutating func sequence() throws -> Rule {
    var rules: [Rule] = []
    while at < tokens.count, !["|", ";", ")", "]", "}"].contains(tokens[at]) {
      rules.append(try element())
    }
    return rules.count == 1 ? rules[0] : .sequence(rules)
  }

  private mutating func element() throws -> Rule {
    let token = tokens[at]
    at += 1
    switch token {
    case "(": return try bracket(")") { $0 }
    case "[": return try bracket("]") { .optional($0) }
    case "{": return try bracket("}") { .repetition($0) }
    case "~": return .sameLine(try element())
    case "^": return .newLine(try element())
    case _ where token.hasPrefix("\""): return .word(String(token.dropFirst()))
    case _ where token == token.uppercased(): return try tokenRule(token)
    default: return .reference(token)
    }
  }

  private mutating func bracket(_ closing: String, _ make: (Rule) -> Rule) throws -> Rule {
    let inner = try choice()
    try take(closing)
    return make(inner)
  }

  private mutating func tokenRule(_ name: String) throws -> Rule {
    guard tokens[at] == "-" else { return .token(name, except: []) }
    at += 1
    switch try element() {
    case .word(let word): return .token(name, except: [word])
    // Resolved when all productions are known.
    case .reference(let other): return .token(name, except: ["=" + other])
    default: throw Malformed(description: "after - a word or a production of words is expected")
    }
  }

  private func resolved(_ rule: Rule) throws -> Rule {
    switch rule {
    case .token(let name, let except):
      guard let mark = except.first, mark.hasPrefix("=") else { return rule }
      guard case .choice(let words)? = rules[String(mark.dropFirst())] else {
        throw Malformed(description: "\(mark) is no production of words")
      }
      let texts = words.compactMap { if case .word(let word) = $0 { word } else { nil } }
      return .token(name, except: Set(texts))
    case .reference(let name):
      if rules[name] == nil { throw Malformed(description: "\(name) has no production") }
      return rule
    case .word: return rule
    case .sequence(let rules): return .sequence(try rules.map(resolved))
    case .choice(let rules): return .choice(try rules.map(resolved))
    case .optional(let rule): return .optional(try resolved(rule))
    case .repetition(let rule): return .repetition(try resolved(rule))
    case .sameLine(let rule): return .sameLine(try resolved(rule))
    case .newLine(let rule): return .newLine(try resolved(rule))
    }
  }
}
