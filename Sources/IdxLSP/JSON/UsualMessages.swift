extension Envelope {
  /// Reads the outside of `content` where that is as usual: that of a request or a notification.
  init?(reading content: [UInt8]) {
    var id: Int?
    var method: String?
    let isRead = JSONReader.read(content) { reader -> Bool? in
      let isRead = reader.object { reader, key in
        switch key {
        case "id": JSONReader.set(&id, reader.number())
        case "method": JSONReader.set(&method, reader.string())
        case "jsonrpc", "params": reader.skip()
        default: false
        }
      }
      return isRead ? true : nil
    }
    guard isRead == true, let method else { return nil }
    self.init(id: id.map { .number($0) }, method: method, error: nil)
  }
}

/// A document that is opened, with its text as bytes: a long one is not held in other forms beside them.
struct OpenedText {
  let uri: String
  let version: Int
  let bytes: [UInt8]

  /// Creates the same as the coders read it.
  init(_ document: OpenedDocument) {
    (uri, version, bytes) = (document.uri, document.version, Array(document.text.utf8))
  }

  /// Reads what `content` opens where that is as usual.
  init?(reading content: [UInt8]) {
    var opened: OpenedText?
    let found = JSONReader.read(content) { reader -> OpenedText? in
      let isRead = reader.object { reader, key in
        key == "params" ? JSONReader.set(&opened, Self.document(&reader)) : reader.skip()
      }
      return isRead ? opened : nil
    }
    guard let found else { return nil }
    self = found
  }

  private init(uri: String, version: Int, bytes: [UInt8]) {
    (self.uri, self.version, self.bytes) = (uri, version, bytes)
  }

  private static func document(_ reader: inout JSONReader) -> OpenedText? {
    var opened: OpenedText?
    let isRead = reader.object { reader, key in
      key == "textDocument" ? JSONReader.set(&opened, Self.read(&reader)) : reader.skip()
    }
    return isRead ? opened : nil
  }

  private static func read(_ reader: inout JSONReader) -> OpenedText? {
    var uri: String?
    var version: Int?
    var bytes: [UInt8]?
    let isRead = reader.object { reader, key in
      switch key {
      case "uri": JSONReader.set(&uri, reader.string())
      case "version": JSONReader.set(&version, reader.number())
      case "text": JSONReader.set(&bytes, reader.text())
      default: reader.skip()
      }
    }
    guard isRead, let uri, let version, let bytes else { return nil }
    return OpenedText(uri: uri, version: version, bytes: bytes)
  }
}

extension DidChangeParams {
  /// Reads the parameters of `content` where they are as usual.
  init?(reading content: [UInt8]) {
    var parameters: DidChangeParams?
    let found = JSONReader.read(content) { reader -> DidChangeParams? in
      let isRead = reader.object { reader, key in
        key == "params" ? JSONReader.set(&parameters, Self.read(&reader)) : reader.skip()
      }
      return isRead ? parameters : nil
    }
    guard let found else { return nil }
    self = found
  }

  private static func read(_ reader: inout JSONReader) -> DidChangeParams? {
    var document: DocumentIdentifier?
    var changes: [Change]?
    let isRead = reader.object { reader, key in
      switch key {
      case "textDocument": JSONReader.set(&document, identifier(&reader))
      case "contentChanges": JSONReader.set(&changes, self.changes(&reader))
      default: reader.skip()
      }
    }
    guard isRead, let document, let changes else { return nil }
    return DidChangeParams(textDocument: document, contentChanges: changes)
  }

  private static func identifier(_ reader: inout JSONReader) -> DocumentIdentifier? {
    var uri: String?
    var version: Int?
    let isRead = reader.object { reader, key in
      switch key {
      case "uri": JSONReader.set(&uri, reader.string())
      case "version": JSONReader.set(&version, reader.number())
      default: reader.skip()
      }
    }
    guard isRead, let uri else { return nil }
    return DocumentIdentifier(uri: uri, version: version)
  }

  private static func changes(_ reader: inout JSONReader) -> [Change]? {
    var changes: [Change] = []
    let isRead = reader.list { reader in
      var range: PositionRange?
      var text: String?
      let isRead = reader.object { reader, key in
        switch key {
        case "range": JSONReader.set(&range, self.range(&reader))
        case "text": JSONReader.set(&text, reader.string())
        default: reader.skip()
        }
      }
      guard isRead, let text else { return false }
      changes.append(Change(range: range, text: text))
      return true
    }
    return isRead ? changes : nil
  }

  private static func range(_ reader: inout JSONReader) -> PositionRange? {
    var start: Position?
    var end: Position?
    let isRead = reader.object { reader, key in
      switch key {
      case "start": JSONReader.set(&start, position(&reader))
      case "end": JSONReader.set(&end, position(&reader))
      default: reader.skip()
      }
    }
    guard isRead, let start, let end else { return nil }
    return PositionRange(start: start, end: end)
  }

  private static func position(_ reader: inout JSONReader) -> Position? {
    var line: Int?
    var character: Int?
    let isRead = reader.object { reader, key in
      switch key {
      case "line": JSONReader.set(&line, reader.number())
      case "character": JSONReader.set(&character, reader.number())
      default: reader.skip()
      }
    }
    guard isRead, let line, let character else { return nil }
    return Position(line: line, character: character)
  }
}
