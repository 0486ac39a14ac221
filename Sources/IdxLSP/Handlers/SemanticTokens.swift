import IdxIDE

/// The tokens of a document, five numbers each.
struct SemanticTokenItem: Encodable {
  var resultId: String?
  var data: [Int]

  /// What the numbers of kinds and modifiers mean.
  static let legend = ServerCapabilities.SemanticTokens.Legend(
    tokenTypes: SemanticToken.Kind.allCases.map(\.rawValue),
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
    if old == new { return [] }
    let head = zip(old, new).prefix { $0 == $1 }.count / 5 * 5
    let tail =
      zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
      / 5 * 5
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
        let names = try server.names(parameters.textDocument, for: request)
        let map = server.positions(names.document)
        let tokens = names.semanticTokens(in: map.bytes(parameters.range))
        return SemanticTokenItem(data: server.numbers(tokens, map))
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
    let names = try names(identifier, for: request)
    let data = numbers(names.semanticTokens(), positions(names.document))
    tokenAnswers += 1
    if workspace.documents[names.document.path] != nil {
      sentTokens[names.document.path] = (tokenState, data)
    }
    return data
  }

  /// Returns `tokens` as the protocol writes them: each place relative to the one before.
  func numbers(_ tokens: [SemanticToken], _ map: PositionMap) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(tokens.count * 5)
    let kinds = Dictionary(
      uniqueKeysWithValues: SemanticToken.Kind.allCases.enumerated().map { ($1, $0) })
    var last = Position(line: 0, character: 0)
    for token in tokens {
      let start = map.position(token.range.lowerBound)
      let isSameLine = start.line == last.line
      result += [
        start.line - last.line, isSameLine ? start.character - last.character : start.character,
        map.units(token.range), kinds[token.kind] ?? 0, token.modifiers.rawValue,
      ]
      last = start
    }
    return result
  }
}
