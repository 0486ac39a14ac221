/// A recogniser for any context-free grammar (Earley, 1970), with the line markers of ours.
///
/// It is slow and plain on purpose: it is what the hand-written parser is held to.
public struct Earley: Sendable {
  private enum Symbol: Sendable {
    case terminal(Int)
    case rule(Int)
  }

  /// A symbol, and whether its first token must begin a line, must not, or may.
  private struct Step: Sendable {
    let symbol: Symbol
    let line: Bool?
  }

  private struct Item: Hashable {
    let rule: Int
    let production: Int
    let dot: Int
    let origin: Int
  }

  private enum Terminal: Hashable {
    case word(String)
    case token(String, Set<String>)
  }

  private var terminals: [Terminal] = []
  private var terminalIDs: [Terminal: Int] = [:]
  private var ruleIDs: [String: Int] = [:]
  private var productions: [[[Step]]] = []
  private var isNullable: [Bool] = []
  private var first: [Set<Int>] = []
  private let start: Int

  /// Creates the recogniser of the sentences of `production`.
  public init(_ grammar: EBNF, start production: String) {
    for name in grammar.names {
      ruleIDs[name] = ruleIDs.count
      productions.append([])
    }
    start = ruleIDs[production] ?? 0
    for name in grammar.names {
      guard let id = ruleIDs[name], let rule = grammar.rules[name] else { continue }
      productions[id] = alternatives(rule)
    }
    computeFirstSets()
  }

  /// `true` iff `tokens` are a sentence.
  public func accepts(_ tokens: [GrammarToken]) -> Bool {
    let matches = tokens.map { token in
      Set(terminals.indices.filter { self.matches(terminals[$0], token) })
    }
    var sets = [[Item]](repeating: [], count: tokens.count + 1)
    var seen = [Set<Item>](repeating: [], count: tokens.count + 1)
    func add(_ item: Item, _ place: Int) {
      if seen[place].insert(item).inserted { sets[place].append(item) }
    }
    func predict(_ rule: Int, _ place: Int) {
      for (i, steps) in productions[rule].enumerated()
      where canBegin(steps[...], place < tokens.count ? matches[place] : []) {
        add(Item(rule: rule, production: i, dot: 0, origin: place), place)
      }
    }
    predict(start, 0)
    for place in 0...tokens.count {
      var next = 0
      while next < sets[place].count {
        let item = sets[place][next]
        next += 1
        let steps = productions[item.rule][item.production]
        guard item.dot < steps.count else {
          for parent in sets[item.origin] where waits(parent, for: item.rule) {
            add(advanced(parent), place)
          }
          continue
        }
        let step = steps[item.dot]
        if let line = step.line, place < tokens.count, tokens[place].isFirstOnLine != line {
          continue
        }
        switch step.symbol {
        case .terminal(let id):
          if place < tokens.count, matches[place].contains(id) { add(advanced(item), place + 1) }
        case .rule(let id):
          predict(id, place)
          if isNullable[id] { add(advanced(item), place) }
        }
      }
      if place < tokens.count, sets[place + 1].isEmpty { return false }
    }
    return sets[tokens.count].contains {
      $0.rule == start && $0.origin == 0 && $0.dot == productions[start][$0.production].count
    }
  }

  private func advanced(_ item: Item) -> Item {
    Item(rule: item.rule, production: item.production, dot: item.dot + 1, origin: item.origin)
  }

  private func waits(_ item: Item, for rule: Int) -> Bool {
    let steps = productions[item.rule][item.production]
    guard item.dot < steps.count, case .rule(let id) = steps[item.dot].symbol else { return false }
    return id == rule
  }

  private func matches(_ terminal: Terminal, _ token: GrammarToken) -> Bool {
    switch terminal {
    case .word(let word): token.text == word
    case .token(let kind, let except): token.kind == kind && !except.contains(token.text)
    }
  }

  /// `true` iff what `steps` say is empty or begins with one of the `terminals`.
  private func canBegin(_ steps: ArraySlice<Step>, _ terminals: Set<Int>) -> Bool {
    for step in steps {
      switch step.symbol {
      case .terminal(let id): return terminals.contains(id)
      case .rule(let id):
        if !first[id].isDisjoint(with: terminals) { return true }
        if !isNullable[id] { return false }
      }
    }
    return true
  }
}

// From EBNF to plain productions.
extension Earley {
  private mutating func alternatives(_ rule: EBNF.Rule) -> [[Step]] {
    if case .choice(let rules) = rule { return rules.flatMap { alternatives($0) } }
    if case .sequence(let rules) = rule { return [rules.map { step($0, nil) }] }
    return [[step(rule, nil)]]
  }

  private mutating func step(_ rule: EBNF.Rule, _ line: Bool?) -> Step {
    switch rule {
    case .word(let word): return Step(symbol: .terminal(terminal(.word(word))), line: line)
    case .token(let kind, let except):
      return Step(symbol: .terminal(terminal(.token(kind, except))), line: line)
    case .reference(let name): return Step(symbol: .rule(ruleIDs[name] ?? 0), line: line)
    case .sameLine(let rule): return step(rule, false)
    case .newLine(let rule): return step(rule, true)
    case .sequence, .choice: return fresh(line) { $0.alternatives(rule) }
    case .optional(let rule): return fresh(line) { $0.alternatives(rule) + [[]] }
    case .repetition(let rule):
      return fresh(line) { earley in
        let itself = Step(symbol: .rule(earley.productions.count - 1), line: nil)
        return earley.alternatives(rule).map { [itself] + $0 } + [[]]
      }
    }
  }

  private mutating func fresh(_ line: Bool?, _ make: (inout Earley) -> [[Step]]) -> Step {
    let id = productions.count
    productions.append([])
    let alternatives = make(&self)
    productions[id] = alternatives
    return Step(symbol: .rule(id), line: line)
  }

  private mutating func terminal(_ terminal: Terminal) -> Int {
    if let id = terminalIDs[terminal] { return id }
    terminals.append(terminal)
    terminalIDs[terminal] = terminals.count - 1
    return terminals.count - 1
  }

  private mutating func computeFirstSets() {
    isNullable = Array(repeating: false, count: productions.count)
    first = Array(repeating: [], count: productions.count)
    var changed = true
    while changed {
      changed = false
      for rule in productions.indices {
        for steps in productions[rule] { changed = extend(rule, steps) || changed }
      }
    }
  }

  private mutating func extend(_ rule: Int, _ steps: [Step]) -> Bool {
    let before = (first[rule].count, isNullable[rule])
    var isEmpty = true
    for step in steps where isEmpty {
      switch step.symbol {
      case .terminal(let id):
        first[rule].insert(id)
        isEmpty = false
      case .rule(let id):
        first[rule].formUnion(first[id])
        isEmpty = isNullable[id]
      }
    }
    if isEmpty { isNullable[rule] = true }
    return before != (first[rule].count, isNullable[rule])
  }
}
