import IdxDiagnostics
import IdxIDE

/// The tokens of a document, five numbers each, as they are written.
struct SemanticTokenItem {
  /// What the numbers of kinds and modifiers mean.
  static let legend = ServerCapabilities.SemanticTokens.Legend(
    tokenTypes: SemanticToken.Kind.allCases.map(\.name),
    tokenModifiers: SemanticToken.Modifiers.names)
}

/// The tokens that were sent of a document.
struct SentTokens {
  /// The name of this state.
  var id: String
  /// The list that they were made of.
  var list: TokenList
  /// Five numbers for each token.
  var data: [UInt32]

  /// A change of numbers.
  struct Edit {
    var start: Int
    var deleteCount: Int
    var data: ArraySlice<UInt32>
  }

  /// Returns the change that makes these of those of `old`, in whole tokens; `nil` where they are equal.
  func edit(since old: SentTokens, head known: Int, tail knownTail: Int) -> Edit? {
    let end = min(old.data.count, data.count)
    var head = min(known, end)
    while head < end, old.data[head] == data[head] { head += 1 }
    if head == old.data.count, head == data.count { return nil }
    head = head / 5 * 5
    var tail = min(knownTail, end - head)
    while tail < end - head, old.data[old.data.count - 1 - tail] == data[data.count - 1 - tail] {
      tail += 1
    }
    tail = tail / 5 * 5
    return Edit(
      start: head, deleteCount: old.data.count - head - tail,
      data: data[head..<data.count - tail])
  }
}

extension JSONBuilder {
  /// Adds an object that names the state `id`, if it has a name, and holds `data`.
  fileprivate mutating func tokens(_ id: String?, _ data: ArraySlice<UInt32>) {
    raw("{")
    if let id {
      raw(#""resultId":"#)
      string(id)
      raw(",")
    }
    raw(#""data":"#)
    numbers(data)
    raw("}")
  }

  /// Adds an object that names the state `id` and holds what has changed.
  fileprivate mutating func edit(_ id: String, _ edit: SentTokens.Edit?) {
    raw(#"{"resultId":"#)
    string(id)
    raw(#","edits":["#)
    if let edit {
      raw(#"{"start":"#)
      number(edit.start)
      raw(#","deleteCount":"#)
      number(edit.deleteCount)
      raw(#","data":"#)
      numbers(edit.data)
      raw("}")
    }
    raw("]}")
  }

  private mutating func numbers(_ numbers: ArraySlice<UInt32>) {
    raw("[")
    for (position, value) in numbers.enumerated() {
      if position > 0 { raw(",") }
      number(Int(value))
    }
    raw("]")
  }
}

struct TokenDeltaParams: Decodable {
  var textDocument: DocumentIdentifier
  var previousResultId: String
}

extension RequestTable {
  static var tokenRequests: [(String, Handler)] {
    [
      onWritten("textDocument/semanticTokens/full") { (parameters: DocumentParams, request) in
        let (sent, _) = try request.server.tokens(parameters.textDocument, for: request)
        var json = JSONBuilder()
        json.tokens(sent.id, sent.data[...])
        return json.bytes
      },
      onWritten("textDocument/semanticTokens/full/delta") {
        (parameters: TokenDeltaParams, request) in
        let server = request.server
        let known = server.sentTokens[FileURI.path(parameters.textDocument.uri)]
        let (sent, kept) = try server.tokens(parameters.textDocument, for: request)
        var json = JSONBuilder()
        if let known, known.id == parameters.previousResultId {
          json.edit(sent.id, sent.edit(since: known, head: kept.head, tail: kept.tail))
        } else {
          json.tokens(sent.id, sent.data[...])
        }
        return json.bytes
      },
      onWritten("textDocument/semanticTokens/range") { (parameters: RangeParams, request) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        let found = server.workspace.semanticTokens(
          of: document.path, in: map.bytes(parameters.range), isCancelled: request.isCancelled)
        guard let found else { throw ResponseError.cancelled }
        if !found.isExact { server.guessedTokens.insert(document.path) }
        var json = JSONBuilder()
        json.tokens(nil, server.numbers(found.tokens[...], in: document)[...])
        return json.bytes
      },
    ]
  }
}

extension Server {
  /// Returns the tokens of the document `identifier`, kept for the next question, with how many numbers at both ends
  /// are surely what they were in those that were sent before.
  func tokens(
    _ identifier: DocumentIdentifier, for request: Request
  ) throws(ResponseError) -> (SentTokens, kept: (head: Int, tail: Int)) {
    let document = try document(identifier)
    // Who cannot be told to ask again may ask twice.
    let found = workspace.tokenList(
      of: document.path,
      guessesOnce: client.workspace?.semanticTokens?.refreshSupport != true,
      isCancelled: request.isCancelled)
    guard let found else { throw .cancelled }
    let (data, kept) = numbers(found, after: sentTokens[document.path], in: document)
    tokenAnswers += 1
    let sent = SentTokens(id: "\(tokenAnswers)", list: found, data: data)
    if workspace.documents[document.path] != nil {
      sentTokens[document.path] = sent
      if found.isExact {
        guessedTokens.remove(document.path)
      } else {
        guessedTokens.insert(document.path)
      }
    }
    return (sent, kept)
  }

  /// Works out what the names stand for in documents whose tokens were sent before that was known, unless
  /// something has arrived meanwhile; where that changes them the client is to ask again.
  func completeTokens() {
    guard client.workspace?.semanticTokens?.refreshSupport == true else { return }
    let inbox = inbox
    for path in guessedTokens.sorted() {
      if inbox.hasMessage { return }
      guard let document = workspace.documents[path], let sent = sentTokens[path],
        workspace.completeNames(of: path, isCancelled: { inbox.hasMessage }),
        let found = workspace.tokenList(of: path)
      else { continue }
      guessedTokens.remove(path)
      let (data, kept) = numbers(found, after: sent, in: document)
      let exact = SentTokens(id: sent.id, list: found, data: data)
      if exact.edit(since: sent, head: kept.head, tail: kept.tail) == nil {
        sentTokens[path] = exact
        continue
      }
      ask("workspace/semanticTokens/refresh", NoParameters?.none) { _ in }
    }
  }

  /// Returns the numbers of the tokens of `list`, and how many at both ends were taken over from those that were
  /// `sent` before.
  private func numbers(
    _ list: TokenList, after sent: SentTokens?, in document: Document
  ) -> ([UInt32], kept: (head: Int, tail: Int)) {
    let tokens = list.tokens
    guard let sent, let kept = list.kept(since: sent.list) else {
      return (numbers(tokens[...], in: document), (0, 0))
    }
    // The first of the tokens behind the change counts from the last one in it.
    let end = max(kept.head, min(tokens.count, tokens.count - kept.tail + 1))
    let rest = (tokens.count - end) * 5
    var data: [UInt32] = []
    data.reserveCapacity(tokens.count * 5)
    data += sent.data[..<(kept.head * 5)]
    data += numbers(
      tokens[kept.head..<end], in: document,
      after: kept.head > 0 ? tokens[kept.head - 1] : nil)
    data += sent.data[(sent.data.count - rest)...]
    return (data, (kept.head * 5, rest))
  }

  /// Returns `tokens` of `document`, which are in order, as the protocol writes them: each place relative to
  /// the one before, that of the first to `former`.
  func numbers(
    _ tokens: ArraySlice<SemanticToken>, in document: Document, after former: SemanticToken? = nil
  ) -> [UInt32] {
    let map = positions(document)
    let starts = document.lines.starts
    var result: [UInt32] = []
    result.reserveCapacity(tokens.count * 5)
    func add(_ number: Int) { result.append(UInt32(truncatingIfNeeded: number)) }
    var last = former?.range.lowerBound ?? 0
    var line = document.lines.line(at: last)
    var lastLine = former == nil ? 0 : line
    for token in tokens {
      let start = token.range.lowerBound
      while line + 1 < starts.count, starts[line + 1] <= start { line += 1 }
      add(line - lastLine)
      add(map.units((line == lastLine ? last : starts[line])..<start))
      add(map.units(token.range))
      add(token.kind.rawValue)
      add(Int(token.modifiers.rawValue))
      (lastLine, last) = (line, start)
    }
    return result
  }
}
