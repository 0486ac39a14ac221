import IdxDiagnostics
import IdxIDE

/// How the protocol tells tokens.
enum SemanticTokenItem {
  /// What the numbers of kinds and modifiers mean.
  static let legend = ServerCapabilities.SemanticTokens.Legend(
    tokenTypes: SemanticToken.Kind.allCases.map(\.name),
    tokenModifiers: SemanticToken.Modifiers.names)
}

/// The tokens that were sent of a document: as they are held, of which what was written follows.
struct SentTokens {
  /// The name of this state.
  var id: String
  var list: TokenList

  /// A change of tokens, by their positions.
  struct Edit {
    var start: Int
    var deleteCount: Int
    var inserted: Range<Int>
  }

  /// Returns the change that makes these of those of `old` as they are written; `nil` where they are equal.
  func edit(since old: SentTokens, _ encoding: PositionEncoding) -> Edit? {
    var (new, former) = (TokenNumbers(list, encoding), TokenNumbers(old.list, encoding))
    let kept = list.kept(since: old.list) ?? (head: 0, tail: 0)
    let end = min(new.count, former.count)
    var head = min(kept.head, end)
    while head < end, former.item(head) == new.item(head) { head += 1 }
    if head == former.count, head == new.count { return nil }
    // The first of the tokens behind the change counts from the last one in it.
    var tail = min(max(kept.tail - 1, 0), end - head)
    while tail < end - head,
      former.item(former.count - 1 - tail) == new.item(new.count - 1 - tail)
    {
      tail += 1
    }
    return Edit(
      start: head, deleteCount: former.count - head - tail, inserted: head..<new.count - tail)
  }
}

extension JSONBuilder {
  /// Adds an object that names the state `id`, if it has a name, and holds the tokens that have `numbers`.
  fileprivate mutating func tokens(_ id: String?, _ numbers: TokenNumbers) {
    raw("{")
    if let id {
      raw(#""resultId":"#)
      string(id)
      raw(",")
    }
    raw(#""data":"#)
    list(numbers, 0..<numbers.count)
    raw("}")
  }

  /// Adds an object that names the state `id` and holds what has changed in tokens that have `numbers` now.
  fileprivate mutating func edit(_ id: String, _ edit: SentTokens.Edit?, _ numbers: TokenNumbers) {
    raw(#"{"resultId":"#)
    string(id)
    raw(#","edits":["#)
    if let edit {
      raw(#"{"start":"#)
      number(edit.start * TokenNumbers.width)
      raw(#","deleteCount":"#)
      number(edit.deleteCount * TokenNumbers.width)
      raw(#","data":"#)
      list(numbers, edit.inserted)
      raw("}")
    }
    raw("]}")
  }

  /// Adds the numbers of the tokens at `positions`.
  private mutating func list(_ numbers: TokenNumbers, _ positions: Range<Int>) {
    var numbers = numbers
    reserve(positions.count * Self.usualToken)
    raw("[")
    for position in positions {
      if position > positions.lowerBound { raw(",") }
      let item = numbers.item(position)
      number(item.lines)
      raw(",")
      number(item.start)
      raw(",")
      number(item.length)
      raw(",")
      number(item.kind)
      raw(",")
      number(item.modifiers)
    }
    raw("]")
  }

  /// The length of a token as it is written, and a little more.
  private static let usualToken = 12
}

struct TokenDeltaParams: Decodable {
  var textDocument: DocumentIdentifier
  var previousResultId: String
}

extension RequestTable {
  static var tokenRequests: [(String, Handler)] {
    [
      onWritten("textDocument/semanticTokens/full") {
        (parameters: DocumentParams, request, json) in
        let sent = try request.server.tokens(parameters.textDocument, for: request)
        json.tokens(sent.id, TokenNumbers(sent.list, request.server.client.encoding))
      },
      onWritten("textDocument/semanticTokens/full/delta") {
        (parameters: TokenDeltaParams, request, json) in
        let server = request.server
        let known = server.sentTokens[FileURI.path(parameters.textDocument.uri)]
        let sent = try server.tokens(parameters.textDocument, for: request)
        let numbers = TokenNumbers(sent.list, server.client.encoding)
        if let known, known.id == parameters.previousResultId {
          json.edit(sent.id, sent.edit(since: known, server.client.encoding), numbers)
        } else {
          json.tokens(sent.id, numbers)
        }
      },
      onWritten("textDocument/semanticTokens/range") { (parameters: RangeParams, request, json) in
        let server = request.server
        let document = try server.document(parameters.textDocument)
        let map = server.positions(document)
        let found = server.workspace.semanticTokens(
          of: document.path, in: map.bytes(parameters.range), isCancelled: request.isCancelled)
        guard let found else { throw ResponseError.cancelled }
        if !found.isExact { server.guessedTokens.insert(document.path) }
        json.tokens(nil, TokenNumbers(found.tokens, map))
      },
    ]
  }
}

extension Server {
  /// Returns the tokens of the document `identifier`, kept for the next question.
  func tokens(
    _ identifier: DocumentIdentifier, for request: Request
  ) throws(ResponseError) -> SentTokens {
    let document = try document(identifier)
    // Who cannot be told to ask again may ask twice.
    let found = workspace.tokenList(
      of: document.path,
      guessesOnce: client.workspace?.semanticTokens?.refreshSupport != true,
      isCancelled: request.isCancelled)
    guard let found else { throw .cancelled }
    tokenAnswers += 1
    let sent = SentTokens(id: "\(tokenAnswers)", list: found)
    if workspace.isOpen(document.path) {
      sentTokens[document.path] = sent
      if found.isExact {
        guessedTokens.remove(document.path)
      } else {
        guessedTokens.insert(document.path)
      }
    }
    return sent
  }

  /// Works out what the names stand for in documents whose tokens were sent before that was known, unless
  /// something has arrived meanwhile; where that changes them the client is to ask again.
  func completeTokens() {
    guard client.workspace?.semanticTokens?.refreshSupport == true else { return }
    let inbox = inbox
    for path in guessedTokens.sorted() {
      if inbox.hasMessage { return }
      guard workspace.isOpen(path), let sent = sentTokens[path],
        workspace.completeNames(of: path, isCancelled: { inbox.hasMessage }),
        let found = workspace.tokenList(of: path)
      else { continue }
      guessedTokens.remove(path)
      let exact = SentTokens(id: sent.id, list: found)
      if exact.edit(since: sent, client.encoding) == nil {
        sentTokens[path] = exact
        continue
      }
      ask("workspace/semanticTokens/refresh", NoParameters?.none) { _ in }
    }
  }
}
