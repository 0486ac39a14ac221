/// The name by which a request and its answer belong together.
enum RequestID: Hashable, Sendable, Codable {
  case number(Int)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

/// Why a request was not answered.
struct ResponseError: Error, Codable {
  var code: Int
  var message: String

  static func parse(_ reason: String) -> Self { Self(code: -32700, message: reason) }
  static func invalidRequest(_ reason: String) -> Self { Self(code: -32600, message: reason) }
  static func methodNotFound(_ method: String) -> Self {
    Self(code: -32601, message: "there is no method `\(method)`")
  }
  static func invalidParams(_ reason: String) -> Self { Self(code: -32602, message: reason) }
  static func internalError(_ reason: String) -> Self { Self(code: -32603, message: reason) }
  static let notInitialized = Self(
    code: -32002, message: "expected `initialize` before any other request")
  static let cancelled = Self(code: -32800, message: "the request was cancelled")
  static let contentModified = Self(
    code: -32801, message: "the document was changed before the answer was ready")
  /// The request cannot be carried out, for the reason given to the user.
  static func failed(_ reason: String) -> Self { Self(code: -32803, message: reason) }
}

/// The outside of every message.
struct Envelope: Decodable {
  var id: RequestID?
  var method: String?
  var error: ResponseError?
}

/// The parameters of a message, read apart from its outside.
struct Parameters<Content: Decodable>: Decodable {
  var params: Content
}

/// Parameters of messages that have none.
struct NoParameters: Codable {
  init() {}
  init(from decoder: any Decoder) throws {}
}

/// The answer to a request of the server.
struct Answer<Content: Decodable>: Decodable {
  var result: Content?
}

/// The answer to a request of the client.
struct Response<Content: Encodable>: Encodable {
  let id: RequestID?
  let result: Content?
  let error: ResponseError?

  private enum Key: String, CodingKey { case jsonrpc, id, result, error }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("2.0", forKey: .jsonrpc)
    // What cannot be read has no identity; the key is there all the same.
    try container.encode(id, forKey: .id)
    if let error {
      try container.encode(error, forKey: .error)
    } else {
      try container.encode(result, forKey: .result)
    }
  }
}

/// A message of the server that is no answer.
struct Message<Content: Encodable>: Encodable {
  let jsonrpc = "2.0"
  var id: RequestID?
  let method: String
  let params: Content?
}
