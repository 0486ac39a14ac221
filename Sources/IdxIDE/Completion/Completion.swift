import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension Assistant {
  /// Returns what may stand at the byte `offset`, the best first; `files` are those that a text may name,
  /// by their paths from the document's folder.
  public func completions(at offset: Int, files: () -> [String] = { [] }) -> Completions {
    let word = CursorWord(document, at: offset)
    var work = CompletionWork(self, word)
    switch word.surroundings {
    case .number, .comment: break
    case .code, .quotedName: work.completeWord()
    case .text: work.completeText(files)
    }
    return work.result
  }
}

/// Finds what may stand at a cursor.
struct CompletionWork {
  let assistant: Assistant
  let word: CursorWord
  let probe: Probe
  private var items: [CompletionItem] = []
  private var labels: Set<String> = []
  /// Where what is replaced begins, if that is before the word.
  var start: Int

  init(_ assistant: Assistant, _ word: CursorWord) {
    self.assistant = assistant
    self.word = word
    start = word.range.lowerBound
    let isText = word.surroundings == .text
    probe = Probe(
      assistant.document, until: max(0, word.range.lowerBound - (isText ? 1 : 0)), isText: isText)
  }

  var model: ModelAnalysis { assistant.model }
  var document: Document { assistant.document }

  /// What was found, the best first; of two items with one label the first found.
  var result: Completions {
    let sorted = items.enumerated().sorted {
      ($0.element.fit, $0.offset) < ($1.element.fit, $1.offset)
    }
    return Completions(
      inserted: min(start, word.range.lowerBound)..<word.range.upperBound,
      replaced: min(start, word.whole.lowerBound)..<word.whole.upperBound,
      items: sorted.map(\.element))
  }

  /// Adds `item`, unless one of that label is there.
  mutating func add(_ item: CompletionItem) {
    guard !item.label.isEmpty, labels.insert(item.label).inserted else { return }
    items.append(item)
  }

  /// Adds a name of the model, in backquotes where it is no identifier.
  mutating func add(
    name: String, _ kind: CompletionItem.Kind, fit: Int, description: String = "",
    key: String? = nil
  ) {
    var item = CompletionItem(
      name, kind, fit: fit, text: written(name), description: description)
    item.key = key
    add(item)
  }

  /// Returns `name` as it is written where the cursor is.
  func written(_ name: String) -> String {
    word.surroundings == .quotedName ? "`\(name)`" : Suggestion.written(name)
  }

  /// Adds what may stand in the place of a word.
  mutating func completeWord() {
    if word.surroundings == .code { addKeywords() }
    switch probe.kind(0) {
    case .name: completeName()
    case .nameExpression: completeExpression()
    default: completeBeginning()
    }
  }

  /// Adds the keywords that the grammar allows here.
  private mutating func addKeywords() {
    let isLine = probe.beginsLine
    for allowed in assistant.keywords(of: probe) {
      let keyword = allowed.keyword
      // What goes on with the line before is rare at the beginning of a line, and the other way round.
      var item = CompletionItem(
        keyword.text, .keyword, fit: allowed.isBeginning == isLine ? Fit.keyword : Fit.rareKeyword)
      item.key = "keyword:\(keyword.text)"
      if allowed.isBeginning, let body = KeywordSnippets.body(of: keyword, in: probe.declaration) {
        item.snippet = body
      }
      add(item)
    }
  }
}

/// How well kinds of items fit, in the order in which they are shown.
enum Fit {
  /// What this place is for, as the type and the role say.
  static let best = 0
  /// What is of the right kind, but needs more or may not be meant.
  static let good = 100
  /// Names of the part of the file around the cursor.
  static let local = 200
  static let keyword = 300
  /// Names of the model.
  static let name = 400
  /// Names of the library.
  static let library = 500
  static let rareKeyword = 600
}
