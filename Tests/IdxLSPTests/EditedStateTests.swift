import Foundation
import IdxEditorTestSupport
import IdxTestSupport
import Testing

/// After any edits the server says what a server says that sees the text for the first time.
///
/// A few edits of small models are made by default; `IDX_STATE_EDITS` sets how many of all models are, and
/// `IDX_STATE_SEED` makes them others.
@Suite struct EditedStateTests {
  private static let edits = ProcessInfo.processInfo.environment["IDX_STATE_EDITS"].flatMap(
    Int.init)
  private static let seed =
    ProcessInfo.processInfo.environment["IDX_STATE_SEED"].flatMap(UInt64.init) ?? 5
  private static let models = ["stdlib", "Tests"].flatMap { Fixtures.files(in: $0, "idx") }
    .filter { (try? Fixtures.bytes($0).count) ?? 0 <= (edits == nil ? 1500 : 60_000) }

  @Test func equalsThatOfAFreshServer() throws {
    var random = SeededRandom(Self.seed)
    let texts = try Self.models.map { try Fixtures.bytes($0) }
    var made = 0
    let models = Self.edits == nil ? Self.models.shuffled(using: &random) : Self.models
    let wanted = Self.edits ?? 400
    let perModel = max(8, wanted / max(models.count, 1) + 1)
    for model in models where made < wanted {
      var text = Array(String(decoding: try Fixtures.bytes(model), as: UTF8.self).utf8)
      let host = try Self.host(of: model)
      let client = LiveClient(host, text)
      for number in 1...perModel {
        let edit = Self.edit(of: text, texts, &random)
        client.change(text, edit.range, edit.new)
        text.replaceSubrange(edit.range, with: edit.new)
        made += 1
        // Each step of some, and where several came together.
        guard number == perModel || random.once(in: Self.edits == nil ? 8 : 25) else {
          if random.once(in: 4) { client.askForTokens() }
          continue
        }
        let state = client.state()
        let fresh = LiveClient(host, text).state()
        guard let difference = state.difference(to: fresh) else { continue }
        Issue.record(
          "\(model.lastPathComponent): \(difference) of\n\(String(decoding: text, as: UTF8.self).debugDescription)"
        )
        return
      }
    }
    #expect(made >= min(wanted, models.count))
  }

  /// The files around `model`, which stands at `/models/a.idx`.
  private static func host(of model: URL) throws -> MemoryHost {
    let folder = model.deletingLastPathComponent()
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      guard ["csv", "tsv", "jsonl", "idx"].contains(file.pathExtension),
        let bytes = try? Fixtures.bytes(file), bytes.count < 100_000
      else { continue }
      files["/models/\(name)"] = String(decoding: bytes, as: UTF8.self)
    }
    return MemoryHost(files: files)
  }

  /// Returns what is to be replaced in `text`, which is cut between two characters, and by what.
  private static func edit(
    of text: [UInt8], _ texts: [[UInt8]], _ random: inout SeededRandom
  ) -> (range: Range<Int>, new: [UInt8]) {
    func cut(_ text: [UInt8], _ offset: Int) -> Int {
      var offset = min(max(offset, 0), text.count)
      while offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
      // There is no place for an editor between the two signs of one line end.
      if offset > 0, offset < text.count, text[offset - 1] == 0x0D, text[offset] == 0x0A {
        offset += 1
      }
      return offset
    }
    let start = cut(text, Int.random(in: 0...text.count, using: &random))
    let length = random.pick([0, 0, 0, 1, 1, 3, 10, 40])
    let end = max(start, cut(text, start + length))
    let other = random.once(in: 3) ? random.pick(texts) : text
    let from = cut(other, Int.random(in: 0...other.count, using: &random))
    let to = max(from, cut(other, from + random.pick([0, 1, 1, 2, 5, 12, 60])))
    let typed = random.pick(["a", " ", "\n", "(", "}", "\"", "é", "🦀", "1", ".", "//", "`"])
    return (start..<end, random.once(in: 2) ? Array(typed.utf8) : Array(other[from..<to]))
  }
}

/// What a server says of a document.
private struct ServerState {
  let findings: NSArray
  let tokens: [Int]
  let symbols: NSArray

  /// What differs from `other`; `nil` where nothing does.
  func difference(to other: ServerState) -> String? {
    if findings != other.findings { return "findings \(findings)\ninstead of \(other.findings)" }
    if tokens != other.tokens { return "tokens \(tokens)\ninstead of \(other.tokens)" }
    if symbols != other.symbols { return "symbols \(symbols)\ninstead of \(other.symbols)" }
    return nil
  }
}

/// A client that has one document open, and asks and waits for answers one by one.
private final class LiveClient {
  private static let document = #""textDocument":{"uri":"file:///models/a.idx"}"#
  private let server: LiveServer
  private var version = 1
  private var tokens: (id: String, data: [Int])?

  init(_ host: MemoryHost, _ text: [UInt8]) {
    server = LiveServer(
      host: host,
      capabilities: #"""
        {"textDocument":{"diagnostic":{},"documentSymbol":{"hierarchicalDocumentSymbolSupport":true}},
        "workspace":{"semanticTokens":{"refreshSupport":true}}}
        """#)
    server.notify(
      "textDocument/didOpen",
      #"{"textDocument":{"uri":"file:///models/a.idx","languageId":"idx","version":1,"text":"#
        + LiveServer.quoted(String(decoding: text, as: UTF8.self)) + "}}")
  }

  /// Puts `new` in the place of `range` of `text`.
  func change(_ text: [UInt8], _ range: Range<Int>, _ new: [UInt8]) {
    version += 1
    let (start, end) = (Self.place(text, range.lowerBound), Self.place(text, range.upperBound))
    server.notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"file:///models/a.idx","version":\#(version)},"contentChanges":["#
        + #"{"range":{"start":\#(start),"end":\#(end)},"text":"#
        + LiveServer.quoted(String(decoding: new, as: UTF8.self)) + "}]}")
  }

  /// The line and the unit of UTF-16 in it of the byte `offset`, counted apart from the server.
  private static func place(_ text: [UInt8], _ offset: Int) -> String {
    var (line, character) = (0, 0)
    var last: Unicode.Scalar?
    for scalar in String(decoding: text[..<offset], as: UTF8.self).unicodeScalars {
      if scalar == "\n", last == "\r" {
        last = scalar
        continue
      }
      last = scalar
      if scalar == "\n" || scalar == "\r" {
        (line, character) = (line + 1, 0)
      } else {
        character += scalar.utf16.count
      }
    }
    return #"{"line":\#(line),"character":\#(character)}"#
  }

  func askForTokens() {
    guard let known = tokens else {
      let answer = server.ask("textDocument/semanticTokens/full", "{\(Self.document)}")
      take(answer as? [String: Any])
      return
    }
    let answer = server.ask(
      "textDocument/semanticTokens/full/delta",
      #"{\#(Self.document),"previousResultId":"\#(known.id)"}"#)
    take(answer as? [String: Any])
  }

  private func take(_ answer: [String: Any]?) {
    guard let answer, let id = answer["resultId"] as? String else { return }
    if let all = answer["data"] as? [Int] {
      tokens = (id, all)
      return
    }
    var data = tokens?.data ?? []
    for edit in answer["edits"] as? [[String: Any]] ?? [] {
      let start = edit["start"] as? Int ?? 0
      data.replaceSubrange(
        start..<start + (edit["deleteCount"] as? Int ?? 0), with: edit["data"] as? [Int] ?? [])
    }
    tokens = (id, data)
  }

  func state() -> ServerState {
    // The first answer may be a guess, which is made good once nothing waits.
    askForTokens()
    askForTokens()
    let findings = server.ask("textDocument/diagnostic", "{\(Self.document)}") as? [String: Any]
    let symbols = server.ask("textDocument/documentSymbol", "{\(Self.document)}")
    return ServerState(
      findings: (findings?["items"] as? [Any] ?? ["none"]) as NSArray, tokens: tokens?.data ?? [-1],
      symbols: (symbols as? [Any] ?? []) as NSArray)
  }
}
