import IdxDiagnostics
import IdxIDE

/// The tokens of a document, five numbers each.
struct SemanticTokenItem: Encodable {
  var resultId: String?
  var data: [Int]

  /// What the numbers of kinds and modifiers mean.
  static let legend = ServerCapabilities.SemanticTokens.Legend(
    tokenTypes: SemanticToken.Kind.allCases.map(\.name),
    tokenModifiers: SemanticToken.Modifiers.names)
}

/// The tokens of a document, or what has become of those sent before.
enum TokenAnswer: Encodable {
  struct Edit: Encodable {
    var start: Int
    var deleteCount: Int
    var data: [Int]
  }
  case full(SemanticTokenItem)
  case delta(id: String, [Edit])

  private enum Key: String, CodingKey { case resultId, edits }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .full(let tokens): try tokens.encode(to: encoder)
    case .delta(let id, let edits):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(id, forKey: .resultId)
      try container.encode(edits, forKey: .edits)
    }
  }

  /// Returns the change that makes `new` of `old`, in whole tokens; none where they are equal.
  static func edits(from old: [Int], to new: [Int]) -> [Edit] {
    let end = min(old.count, new.count)
    var head = 0
    while head < end, old[head] == new[head] { head += 1 }
    if head == old.count, head == new.count { return [] }
    head = head / 5 * 5
    var tail = 0
    while tail < end - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    tail = tail / 5 * 5
    return [
      Edit(
        start: head, deleteCount: old.count - head - tail,
        data: Array(new[head..<new.count - tail]))
    ]
  }
}

struct TokenDeltaParams: Decodable {
  var textDocument: DocumentIdentifier
  var previousResultId: String
}

extension RequestTable {
  static var tokenRequests: [(String, Handler)] {
    [
      on("textDocument/semanticTokens/full") { (parameters: DocumentParams, request) in
        let data = try request.server.tokens(parameters.textDocument, for: request)
        return SemanticTokenItem(resultId: request.server.tokenState, data: data)
      },
      on("textDocument/semanticTokens/full/delta") { (parameters: TokenDeltaParams, request) in
        let server = request.server
        let known = server.sentTokens[FileURI.path(parameters.textDocument.uri)]
        let data = try server.tokens(parameters.textDocument, for: request)
        guard let known, known.id == parameters.previousResultId else {
          return TokenAnswer.full(SemanticTokenItem(resultId: server.tokenState, data: data))
        }
        return .delta(id: server.tokenState, TokenAnswer.edits(from: known.data, to: data))
      },
      on("textDocument/semanticTokens/range") { (parameters: RangeParams, request) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        let found = server.workspace.semanticTokens(
          of: document.path, in: map.bytes(parameters.range), isCancelled: request.isCancelled)
        guard let found else { throw ResponseError.cancelled }
        if !found.isExact { server.guessedTokens.insert(document.path) }
        return SemanticTokenItem(data: server.numbers(found.tokens, in: document))
      },
    ]
  }
}

extension Server {
  /// The name of the tokens that were sent last.
  var tokenState: String { "\(tokenAnswers)" }

  /// Returns the tokens of the document `identifier`, and keeps them for the next question.
  func tokens(_ identifier: DocumentIdentifier, for request: Request) throws(ResponseError) -> [Int]
  {
    let document = try document(identifier)
    // Who cannot be told to ask again may ask twice.
    let found = workspace.semanticTokens(
      of: document.path,
      guessesOnce: client.workspace?.semanticTokens?.refreshSupport != true,
      isCancelled: request.isCancelled)
    guard let found else { throw .cancelled }
    let data = numbers(found.tokens, in: document)
    tokenAnswers += 1
    if workspace.documents[document.path] != nil {
      sentTokens[document.path] = (tokenState, data)
      if found.isExact {
        guessedTokens.remove(document.path)
      } else {
        guessedTokens.insert(document.path)
      }
    }
    return data
  }

  /// Works out what the names stand for in documents whose tokens were sent before that was known, unless
  /// something has arrived meanwhile; where that changes them the client is to ask again.
  func completeTokens() {
    guard client.workspace?.semanticTokens?.refreshSupport == true else { return }
    let inbox = inbox
    for path in guessedTokens.sorted() {
      if inbox.hasMessage { return }
      guard let document = workspace.documents[path], let sent = sentTokens[path],
        workspace.names(of: path, isCancelled: { inbox.hasMessage }) != nil,
        let found = workspace.semanticTokens(of: path)
      else { continue }
      guessedTokens.remove(path)
      if numbers(found.tokens, in: document) == sent.data { continue }
      ask("workspace/semanticTokens/refresh", NoParameters?.none) { _ in }
    }
  }

  /// Returns `tokens` of `document`, which are in order, as the protocol writes them: each place relative to
  /// the one before.
  func numbers(_ tokens: [SemanticToken], in document: Document) -> [Int] {
    let map = positions(document)
    let starts = document.lines.starts
    var result: [Int] = []
    result.reserveCapacity(tokens.count * 5)
    var (line, lastLine, last) = (0, 0, 0)
    for token in tokens {
      let start = token.range.lowerBound
      while line + 1 < starts.count, starts[line + 1] <= start { line += 1 }
      result.append(line - lastLine)
      result.append(map.units((line == lastLine ? last : starts[line])..<start))
      result.append(map.units(token.range))
      result.append(token.kind.rawValue)
      result.append(token.modifiers.rawValue)
      (lastLine, last) = (line, start)
    }
    return result
  }
}
