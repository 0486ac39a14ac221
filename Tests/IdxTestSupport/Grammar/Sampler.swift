/// A source of random sentences of a grammar.
public struct Sampler {
  private let grammar: EBNF
  private let signs: [String]
  private let words: [String]
  private var costs: [String: Int] = [:]
  /// Where the random choices come from.
  public var random: SeededRandom
  private var result: [GrammarToken] = []
  /// What the next token must be: `true` the first of its line, `false` not.
  private var line: Bool?

  /// Creates the source of sentences of `grammar` whose choices depend on `seed` alone.
  public init(_ grammar: EBNF, seed: UInt64) {
    self.grammar = grammar
    signs = grammar.words.sorted()
    words = signs.filter { $0.first?.isLetter ?? false }
    random = SeededRandom(seed)
    computeCosts()
  }

  /// Returns a sentence of `production` that goes about `depth` levels deep.
  public mutating func sentence(_ production: String, depth: Int) -> [GrammarToken] {
    result = []
    line = true
    expand(.reference(production), depth)
    return result
  }

  /// Returns a token that the grammar knows, at random.
  public mutating func token() -> GrammarToken {
    result = []
    if random.once(in: 3) {
      token(random.pick(["NAME", "NAME", "STRING", "INTEGER", "NUMBER"]), except: [])
    } else {
      emit(GrammarToken(word: random.pick(signs), isFirstOnLine: false))
    }
    return result[0]
  }

  private mutating func emit(_ token: GrammarToken) {
    var token = token
    token.isFirstOnLine = result.isEmpty || line ?? random.once(in: 6)
    line = nil
    result.append(token)
  }

  private mutating func token(_ kind: String, except: Set<String>) {
    var text: String
    repeat {
      switch kind {
      case "STRING": text = random.pick(["\"\"", "\"water\"", "\"水 \\\"a\\\"\""])
      case "INTEGER": text = random.pick(["0", "1", "12", "1_000"])
      case "NUMBER": text = random.pick(["0.5", "1e-9", "2.5E3"])
      default:
        let names = ["x", "y", "Water", "水", "U", "low", "`a b`"]
        text = random.once(in: 3) ? random.pick(words) : random.pick(names)
      }
    } while except.contains(text)
    emit(GrammarToken(text, kind: kind, isFirstOnLine: false))
  }

  private mutating func expand(_ rule: EBNF.Rule, _ depth: Int) {
    switch rule {
    case .word(let word): emit(GrammarToken(word: word, isFirstOnLine: false))
    case .token(let kind, let except): token(kind, except: except)
    case .reference(let name): if let rule = grammar.rules[name] { expand(rule, depth - 1) }
    case .sequence(let rules): for rule in rules { expand(rule, depth) }
    case .choice(let rules): expand(pick(rules, depth), depth)
    case .optional(let rule): if depth > 0, random.once(in: 2) { expand(rule, depth) }
    case .repetition(let rule):
      while depth > 0, random.once(in: 2) { expand(rule, depth - 1) }
    case .sameLine(let rule): constrained(rule, depth, false)
    case .newLine(let rule): constrained(rule, depth, true)
    }
  }

  private mutating func constrained(_ rule: EBNF.Rule, _ depth: Int, _ isFirst: Bool) {
    line = isFirst
    expand(rule, depth)
  }

  private mutating func pick(_ rules: [EBNF.Rule], _ depth: Int) -> EBNF.Rule {
    guard depth <= 0 else { return random.pick(rules) }
    let least = rules.map(cost).min() ?? 0
    return random.pick(rules.filter { cost($0) == least })
  }

  private func cost(_ rule: EBNF.Rule) -> Int {
    switch rule {
    case .word, .token: 1
    case .reference(let name): min(costs[name] ?? 10_000, 10_000) + 1
    case .sequence(let rules): rules.reduce(0) { $0 + cost($1) }
    case .choice(let rules): rules.map(cost).min() ?? 0
    case .optional, .repetition: 0
    case .sameLine(let rule), .newLine(let rule): cost(rule)
    }
  }

  private mutating func computeCosts() {
    var old: [String: Int]
    repeat {
      old = costs
      for (name, rule) in grammar.rules { costs[name] = cost(rule) }
    } while old != costs
  }
}
