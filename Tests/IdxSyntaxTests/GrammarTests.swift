import Foundation
import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// The parser is held to `grammar/idx.ebnf`: it accepts what the grammar does, and nothing else.
@Suite struct GrammarTests {
  let grammar: EBNF

  init() throws {
    let file = Fixtures.repository.appending(path: "grammar/idx.ebnf")
    grammar = try EBNF(Fixtures.text(file))
  }

  @Test func acceptsSampledSentences() {
    var sampler = Sampler(grammar, seed: 1)
    let end = Date.now + Fixtures.fuzzSeconds
    var count = 0
    while count < 600 || Date.now < end {
      count += 1
      let sentence = sampler.sentence("declaration", depth: 8 + count % 9)
      guard sentence.count < 400 else { continue }
      let text = GrammarToken.text(sentence)
      let tree = parse(text)
      if !tree.diagnostics.isEmpty {
        Issue.record("\(text)\n\(summary(tree))")
        return
      }
    }
  }

  @Test func agreesWithTheGrammarOnMutants() {
    let earley = Earley(grammar, start: "model")
    var sampler = Sampler(grammar, seed: 2)
    let end = Date.now + Fixtures.fuzzSeconds
    var count = 0
    var accepted = 0
    var disagreements = 0
    while count < 1200 || Date.now < end {
      let sentence = sampler.sentence("declaration", depth: 4 + count % 8)
      guard sentence.count < 40 else { continue }
      let mutant = mutated(sentence, &sampler)
      count += 1
      let isSentence = earley.accepts(mutant)
      accepted += isSentence ? 1 : 0
      let text = GrammarToken.text(mutant)
      let tree = parse(text)
      if tree.diagnostics.isEmpty != isSentence {
        Issue.record("grammar accepts: \(isSentence)\n\(text)\n\(summary(tree))")
        disagreements += 1
        if disagreements == 8 { return }
      }
    }
    #expect(accepted > count / 20 && accepted < count * 19 / 20)
  }

  @Test func keywordsAreTheNamesOfTheirCases() {
    #expect(Keyword.allCases.map(\.text) == Keyword.allCases.map { String(describing: $0) })
  }

  @Test(arguments: Keyword.allCases)
  func saysInASentenceWhatItDoes(_ keyword: Keyword) {
    #expect(keyword.meaning.first?.isUppercase == true && keyword.meaning.hasSuffix("."))
  }

  @Test func hasTheKeywordsOfTheGrammar() {
    let words = grammar.words.filter { $0.first?.isLetter ?? false }
    #expect(words == Set(Keyword.allCases.map(\.text)))
    guard case .choice(let reserved)? = grammar.rules["reserved"] else {
      Issue.record("the grammar has no production of reserved words")
      return
    }
    let texts = reserved.compactMap { if case .word(let word) = $0 { word } else { nil } }
    #expect(Set(texts) == Set(Keyword.reserved.map(\.text)))
  }

  private func mutated(_ sentence: [GrammarToken], _ sampler: inout Sampler) -> [GrammarToken] {
    var tokens = sentence
    let place = Int.random(in: 0..<tokens.count, using: &sampler.random)
    switch Int.random(in: 0..<5, using: &sampler.random) {
    case 0: tokens.remove(at: place)
    case 1: tokens.insert(sampler.token(), at: place)
    case 2:
      let other = Int.random(in: 0..<tokens.count, using: &sampler.random)
      tokens.swapAt(place, other)
    case 3:
      let line = tokens[place].isFirstOnLine
      tokens[place] = sampler.token()
      tokens[place].isFirstOnLine = line
    default: tokens[place].isFirstOnLine.toggle()
    }
    if !tokens.isEmpty { tokens[0].isFirstOnLine = true }
    return tokens
  }
}

/// Returns the tree of `text`.
func parse(_ text: String) -> SyntaxTree {
  SyntaxTree.parse(SourceText(file: FileID(0), path: "test.idx", text: text))
}

/// Returns the diagnostics of `tree`, one line each.
func summary(_ tree: SyntaxTree) -> String {
  let lines = LineIndex(tree.source)
  return tree.diagnostics.map { diagnostic in
    let place = lines.place(at: Int(diagnostic.span.start))
    return "\(place.line):\(place.column): \(diagnostic.code) \(diagnostic.message)"
  }.joined(separator: "\n")
}
