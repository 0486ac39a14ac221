import IdxDiagnostics
import IdxIDE
import IdxSyntax

/// What the editor of entries asks about the language, answered from what a session has.
public struct SessionAssistant: EntryAssistant {
  private let session: Session

  /// Creates the assistant of `session`.
  public init(_ session: Session) { self.session = session }

  /// Finds out ahead, while nothing is typed, what the first key needs.
  public func prepare() { _ = styles(of: "0") }

  /// Returns `false` iff `text` is the beginning of an entry that has to go on.
  public func isComplete(_ text: String) -> Bool { Entry.isComplete(text) }

  /// Returns the commands, or the names of the session, that may stand at `offset` of `text`.
  public func completions(of text: String, at offset: Int) -> EntryCompletions {
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    guard let command = Self.command(before) else { return names(text, at: offset, from: 0) }
    guard let rest = command.rest else { return commands(command.start..<offset, sign: ":") }
    switch command.name {
    case "help": return commands(rest..<offset, sign: "")
    case "load": return models(rest..<offset)
    default: return names(text, at: offset, from: rest)
    }
  }

  private func commands(_ range: Range<Int>, sign: String) -> EntryCompletions {
    EntryCompletions(
      range: range,
      candidates: SessionCommand.all.map {
        .init(text: sign + $0.name, detail: $0.summary, key: ":" + $0.name)
      })
  }

  /// Returns the models that lie in the folder of the session.
  private func models(_ range: Range<Int>) -> EntryCompletions {
    let folder = session.host.folder + "/"
    let paths = session.host.editor.models(in: session.host.folder)
    return EntryCompletions(
      range: range,
      candidates: paths.map {
        .init(text: $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0)
      })
  }

  /// Returns what is to be told of `candidate`; `nil` where there is nothing.
  public func documentation(of candidate: EntryCompletions.Candidate) -> String? {
    guard let key = candidate.key else { return nil }
    if let command = SessionCommand.all.first(where: { ":" + $0.name == key }) {
      return ":\(command.name) \(command.usage)\n\(command.summary)\n\(command.example)"
    }
    return session.editor.documentation(ofCompletion: key)
  }

  /// Returns how the tokens of `text` look.
  public func styles(of text: String) -> [StyledRange] {
    // Before the first key nothing is to be found out about the model.
    if text.isEmpty { return [] }
    if let command = Self.command(text) {
      let end = command.start + 1 + command.name.utf8.count
      guard let rest = command.rest else { return [StyledRange(command.start..<end, .keyword)] }
      let tail = String(decoding: text.utf8.dropFirst(rest), as: UTF8.self)
      return [StyledRange(command.start..<end, .keyword)]
        + tokens(tail).map {
          StyledRange($0.range.lowerBound + rest..<$0.range.upperBound + rest, $0.style)
        }
    }
    return tokens(text)
  }

  /// Returns what may stand at `offset` of the expression or declaration that begins at `start` of `text`.
  private func names(_ text: String, at offset: Int, from start: Int) -> EntryCompletions {
    let entry = String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
    let nothing = EntryCompletions(range: offset..<offset, candidates: [])
    guard
      let (completions, place) = session.editor.completions(
        entry, at: offset - start, behind: session.bench.model, path: session.bench.path)
    else { return nothing }
    let shift = place - start
    let range = completions.inserted
    guard range.lowerBound >= place, range.upperBound <= place + entry.utf8.count else {
      return nothing
    }
    let words = completions.items.filter { $0.label != Session.probe }
    return EntryCompletions(
      range: range.lowerBound - shift..<range.upperBound - shift,
      candidates: words.map {
        .init(text: $0.text, label: $0.label, detail: $0.description, key: $0.key)
      })
  }

  /// Returns the command that `text` begins with, where it starts, and where what stands behind it does.
  private static func command(_ text: String) -> (name: String, start: Int, rest: Int?)? {
    let bytes = Array(text.utf8)
    guard let start = bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }),
      bytes[start] == UInt8(ascii: ":")
    else { return nil }
    let end = bytes[start...].firstIndex { $0 == 0x20 || $0 == 0x09 }
    let name = String(decoding: bytes[(start + 1)..<(end ?? bytes.count)], as: UTF8.self)
    let rest = end.map { end in bytes[end...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
    }
    return (name, start, rest)
  }

  /// Returns how the tokens of `text` look.
  private func tokens(_ text: String) -> [StyledRange] {
    let kinds = session.editor.declaredKinds
    return Document(path: Workbench.plainName, version: 0, bytes: Array(text.utf8))
      .semanticTokens { kinds[$0] }
      .compactMap { token in Self.style(token.kind).map { StyledRange(token.range, $0) } }
  }

  private static func style(_ kind: SemanticToken.Kind) -> TextStyle? {
    switch kind {
    case .keyword: .keyword
    case .comment: .comment
    case .string: .string
    case .number: .number
    case .function, .macro, .decorator: .function
    case .type, .class, .enum, .struct, .typeParameter, .namespace: .type
    case .property, .enumMember: .property
    case .parameter, .variable, .operator: nil
    }
  }
}
