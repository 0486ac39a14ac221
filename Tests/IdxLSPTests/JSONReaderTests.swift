import FoundationEssentials
import IdxTestSupport
import Testing

@testable import IdxLSP

/// What is read without the coders is what they read.
@Suite struct JSONReaderTests {
  private static let messages = [
    #"""
    {"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a%20b.idx",
    "version":12},"contentChanges":[{"range":{"start":{"line":3,"character":0},"end":{"line":10,"character":7}},
    "rangeLength":4,"text":"x\n\t\"\\\/"}, { "text" : "" } ]}}
    """#,
    #"""
    {"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a%20b.idx",
    "languageId":"idx","version":-1,"text":"data x\n\t\"a\\b\"\r\n"}}}
    """#,
    #"{"id":7,"jsonrpc":"2.0","method":"a/b","params":[null,true,false,-12,{"k":{}},[[]]]}"#,
    #"{"method":"textDocument/didChange","params":{"contentChanges":[],"textDocument":{"uri":"u"}}}"#,
  ]

  @Test(arguments: messages) func usualMessagesAreRead(_ message: String) throws {
    let bytes = Array(message.utf8)
    let read = try #require(Envelope(reading: bytes))
    #expect(try "\(read)" == "\(decoded(Envelope.self, bytes))")
    if read.method == "textDocument/didOpen" {
      let opened = try #require(OpenedText(reading: bytes))
      #expect(try "\(opened)" == "\(decodedText(bytes))")
    }
    guard read.method == "textDocument/didChange" else { return }
    let change = try #require(DidChangeParams(reading: bytes))
    #expect(try "\(change)" == "\(decoded(Parameters<DidChangeParams>.self, bytes).params)")
  }

  /// What the coders read otherwise, or refuse, is left to them.
  @Test(arguments: [
    #"{"method":"m","method":"n"}"#, #"{"id":null,"method":"m"}"#, #"{"id":"7","method":"m"}"#,
    #"{"id":1.0,"method":"m"}"#, #"{"id":7}"#, #"{"method":"\u0041"}"#, #"{"method":"é"}"#,
    #"{"method":"m","params":[1,,2]}"#, #"{"method":"m","params":[1,]}"#, #"{"method":"m"}}"#,
    #"{"method":"m","params":01}"#, #"{"method":"m","params":nul}"#, #"{"method":"m"#, "[]", "",
    #"{"method":"m","error":{"code":1,"message":"no"}}"#,
    #"{"method":"m","params":\#(String(repeating: "[", count: 100_000))"#,
  ])
  func othersAreNot(_ message: String) {
    #expect(Envelope(reading: Array(message.utf8))?.method == nil)
  }

  @Test func changedMessagesAreReadAsTheCodersDo() throws {
    var random = SeededRandom(11)
    let pieces = Array(#"{}[]:,"\ntu0123456789-+.eE aé"#.utf8)
    var read = 0
    for _ in 0..<4000 {
      var bytes = Array(random.pick(Self.messages).utf8)
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = random.pick(pieces)
        case 1: bytes.insert(random.pick(pieces), at: place)
        default: bytes.remove(at: place)
        }
      }
      if let envelope = Envelope(reading: bytes) {
        read += 1
        #expect(try "\(envelope)" == "\(decoded(Envelope.self, bytes))")
      }
      if let opened = OpenedText(reading: bytes) {
        read += 1
        #expect(try "\(opened)" == "\(decodedText(bytes))")
      }
      if let change = DidChangeParams(reading: bytes) {
        read += 1
        #expect(try "\(change)" == "\(decoded(Parameters<DidChangeParams>.self, bytes).params)")
      }
    }
    #expect(read > 100)
  }

  private func decodedText(_ bytes: [UInt8]) throws -> OpenedText {
    try OpenedText(decoded(Parameters<DidOpenParams>.self, bytes).params.textDocument)
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}
