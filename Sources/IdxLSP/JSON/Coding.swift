import FoundationEssentials

/// Bytes of messages to values and back.
enum Coding {
  /// Returns the parameters in the message `content`.
  static func parameters<Content: Decodable>(
    _ type: Content.Type, in content: [UInt8]
  ) throws(ResponseError) -> Content {
    do {
      return try JSONDecoder().decode(Parameters<Content>.self, from: Data(content)).params
    } catch {
      throw .invalidParams(Inbox.describe(error))
    }
  }

  /// Returns what the client answered, `nil` where that is nothing or an error.
  static func answer<Content: Decodable>(_ type: Content.Type, in content: [UInt8]) -> Content? {
    try? JSONDecoder().decode(Answer<Content>.self, from: Data(content)).result
  }

  /// Returns the bytes of `message`.
  static func bytes(_ message: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return Array(try encoder.encode(message))
  }
}
