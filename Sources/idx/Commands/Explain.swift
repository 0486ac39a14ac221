import IdxDiagnostics

/// `idx explain`: tells what a finding means.
enum Explain {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "explain", summary: "Tells what a finding means and how to mend it",
    operands: [
      .init(
        usage: "[CODE]",
        summary: "The code, such as E0402, or the name of the finding; without it all are listed",
        words: { Catalogue.all.map(\.code) })
    ],
    operandCount: 0...1, options: [],
    examples: [
      ("idx explain E0402", "Explains one finding."),
      ("idx explain", "Lists all findings."),
    ],
    perform: { arguments, _ in answer(arguments.operands.first, among: Catalogue.all) })

  /// Returns the explanation of `code`, or the list of `entries` if there is no code.
  static func answer(_ code: String?, among entries: [Catalogue.Entry]) -> Outcome {
    guard let code else { return Outcome(output: list(entries)) }
    let lower = code.lowercased()
    if let entry = entries.first(where: { $0.code.lowercased() == lower || $0.name == lower }) {
      return Outcome(output: text(entry))
    }
    let known = entries.flatMap { [$0.code, $0.name] }
    let nearest = Suggestion.nearest(code, in: known).map { "; did you mean \($0)?" } ?? ""
    return Outcome(
      messages: "idx: there is no finding \(quoted(code))\(nearest)\nTry: idx explain\n",
      status: ExitStatus.usage)
  }

  /// Returns the explanation of the findings of `code`.
  static func text(ofCode code: String) -> String? {
    Catalogue.entry(code).flatMap { $0.code == code ? text($0) : nil }
  }

  private static func list(_ entries: [Catalogue.Entry]) -> String {
    let width = entries.map(\.name.count).max() ?? 0
    return entries.map { entry in
      let severity = DisplayWidth.padded(entry.severity.word, to: 7)
      return "\(entry.code)  \(severity)  \(DisplayWidth.padded(entry.name, to: width))  "
        + entry.title + "\n"
    }.joined()
  }

  private static func text(_ entry: Catalogue.Entry) -> String {
    var text = "\(entry.severity.word)[\(entry.code)]: \(entry.title)\n"
    text += "Name: \(entry.name)\n\n" + wrapped(trimmed(entry.explanation))
    if !entry.failing.isEmpty {
      text += "\nFor example:\n\n" + indented(entry.failing) + files(entry.failingFiles)
    }
    if !entry.mended.isEmpty {
      text += "\nMended:\n\n" + indented(entry.mended) + files(entry.mendedFiles)
    }
    return text
  }

  /// Returns the files beside an example, those that are short texts with their contents.
  private static func files(_ files: [String: [UInt8]]) -> String {
    files.sorted { $0.key < $1.key }.map { name, bytes in
      let isShown = bytes.count < 1000 && bytes.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 < 0x7F }
      return "\nwith \(name)"
        + (isShown
          ? ":\n\n" + indented(String(decoding: bytes, as: UTF8.self))
          : ", \(bytes.count) bytes\n")
    }.joined()
  }

  /// Returns the Markdown `text` with its paragraphs in lines of 80 cells; code, tables and lists stay
  /// as they are.
  private static func wrapped(_ text: String) -> String {
    var isCode = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isFence = line.hasPrefix("```")
      if isFence { isCode.toggle() }
      let isKept = isCode || isFence || ["    ", "|", "- "].contains { line.hasPrefix($0) }
      return isKept ? line + "\n" : Help.wrapped(String(line), to: 80)
    }.joined()
  }

  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func indented(_ model: String) -> String {
    trimmed(model).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }
}
