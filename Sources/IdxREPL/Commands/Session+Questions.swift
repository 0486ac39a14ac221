import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension Session {
  /// Tells what the expression `typed` is.
  func type(_ typed: String) -> Reply {
    guard !typed.isEmpty else { return .refusal(":type takes an expression: :type hdi.score") }
    return reply(to: examine("let `\(Self.probe)` = ", replacingIt(typed))) { _, analysis in
      let symbol = analysis.symbol(named: Self.probe)
      guard let fact = symbol.flatMap({ analysis.facts.type(of: $0.id) }) else {
        return .refusal("`\(typed)` is no value")
      }
      let measure = fact.measure.isEmpty ? "" : " in \(fact.measure)"
      let range = fact.range.isEmpty ? "" : ", \(fact.range)"
      let fields = fact.fields.map { "  \($0.label): \($0.type.words)\n" }.joined()
      let isSaid = fact.words.contains(fact.range)
      return Reply(fact.words + measure + (isSaid ? "" : range) + "\n" + fields)
    }
  }

  /// Shows the declaration of `name`.
  func source(_ name: String) -> Reply {
    guard !name.isEmpty else { return .refusal(":source takes a name: :source goalposts") }
    if let own = bench.model.declaration(name) { return Reply(own.documentedText + "\n") }
    if let found = libraryDeclaration(name) {
      return Reply(found.documentedText + "\n")
    }
    return .refusal(unknownName(name))
  }

  /// Returns the declaration of the standard library called `name`, as the session sees it.
  private func libraryDeclaration(_ name: String) -> Declaration? {
    guard case .success(let (_, analysis)) = examine("let `\(Self.probe)` = ", "0"),
      let symbol = analysis.symbol(named: name),
      let module = analysis.modules.first(where: { $0.id == symbol.id.module })
    else { return nil }
    return module.declarations.first { $0.name?.text == name }
  }

  /// Returns that nothing is called `name`, with what may have been meant.
  private func unknownName(_ name: String) -> String {
    let nearest =
      Suggestion.nearest(name, in: bench.model.names()) ?? Driver.nearestMethod(to: name)
    return "there is nothing called `\(name)`" + Self.question(nearest)
  }

  /// Prints the plan of the evaluations and values `rest`.
  func plan(_ rest: String) -> Reply {
    let names = rest.split(separator: " ").map(String.init)
    let report = Driver.plan(
      bench.path, evaluations: names, format: .text, provider: bench.provider,
      options: bench.options)
    guard let report else { return .stopped }
    if report.check.diagnostics.hasErrors {
      return .refusal(shown(report.check) { $0.severity == .error })
    }
    return Reply(cut(report.text))
  }

  /// Tells how a result came about.
  func why(_ rest: String) -> Reply {
    var names: [String] = []
    var slice: [String: String] = [:]
    for word in Words.split(rest) {
      if let equals = word.firstIndex(of: "="), equals != word.startIndex {
        slice[String(word[..<equals])] = String(word[word.index(after: equals)...])
      } else {
        names.append(word)
      }
    }
    let report = Driver.why(
      bench.path, about: names, slice: slice, provider: bench.provider, options: bench.options)
    guard let report else { return .stopped }
    guard let derivation = report.derivation else {
      let text = shown(report.check) { $0.severity == .error }
      return .refusal(text.isEmpty ? "there is no such result to explain" : text)
    }
    var reply = Reply(
      DerivationWriter.text(
        derivation, sources: report.check.sources, decimals: settings.decimals,
        width: settings.width))
    reply.messages = report.remarks.map { $0 + "\n" }.joined()
    return reply
  }

  /// Returns `text` with as many lines as tables may have rows, and how to see the rest.
  func cut(_ text: String) -> String {
    guard let rows = settings.rows.map({ max($0 * 4, 40) }) else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > rows + 1 else { return text }
    return lines.prefix(rows).joined(separator: "\n")
      + "\n(\(lines.count - rows - 1) more lines: :set rows all shows them)\n"
  }
}

/// Words of a command, those in quotes with what is in them.
enum Words {
  static func split(_ text: String) -> [String] {
    var result: [String] = []
    var word: String?
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
        word = word ?? ""
      } else if character.isWhitespace, !isQuoted {
        if let word { result.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { result.append(word) }
    return result
  }
}

extension Declaration {
  /// The text of the declaration with its documentation.
  var documentedText: String { node.tree.source.text(node.documentedSpan) }
}
