import Foundation
import Testing

/// What `idx lsp` does with the file system; what it says is tested in `IdxLSPTests`.
@Suite struct EditorTests {
  /// Returns what the server does in `folder` with the `messages`.
  private static func serve(_ messages: [String], in folder: URL) throws -> ToolResult {
    let all =
      [
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"rootUri":"ROOT"}}"#
      ]
      + messages + [#"{"jsonrpc":"2.0","method":"exit"}"#]
    let framed = all.map { message in
      let message = message.replacingOccurrences(of: "ROOT", with: "file://" + folder.path)
      return "Content-Length: \(message.utf8.count)\r\n\r\n" + message
    }
    try Data(framed.joined().utf8).write(to: folder.appendingPathComponent("input"))
    return try Tool.shell("XDG_CACHE_HOME=$PWD/cache $idx lsp < input", in: folder)
  }

  private static func definition(_ file: String, _ line: Int, _ character: Int) -> String {
    #"{"jsonrpc":"2.0","id":2,"method":"textDocument/definition","params":{"textDocument":"#
      + #"{"uri":"ROOT/\#(file)"},"position":{"line":\#(line),"character":\#(character)}}}"#
  }

  @Test func copiesTheLibraryForReading() throws {
    let folder = try TemporaryFolder()
    try folder.file("a.idx", "let a = max([1, 2], over Entry)\n")
    for _ in 1...2 {
      let result = try Self.serve([Self.definition("a.idx", 0, 8)], in: folder.url)
      #expect(result.output.contains("/primitives.idx"))
      let copies = try Tool.shell("find cache -type f | xargs stat -c '%a %n'", in: folder.url)
      let parts = copies.output.split(separator: "\n").map { $0.split(separator: "/") }
      #expect(parts.count == 1)
      #expect(parts.first?.first == "444 cache" && parts.first?.last == "primitives.idx")
      // A copy that somebody has changed is made again.
      _ = try Tool.shell("f=$(find cache -type f); chmod u+w $f; echo x > $f", in: folder.url)
    }
  }

  @Test func findsModelsOfTheFolder() throws {
    let folder = try TemporaryFolder()
    try folder.file("sub/b.idx", "let wanted = 1\n")
    try folder.file(".hidden/c.idx", "let wanted = 1\n")
    let result = try Self.serve(
      [#"{"jsonrpc":"2.0","id":2,"method":"workspace/symbol","params":{"query":"want"}}"#],
      in: folder.url)
    #expect(result.output.components(separatedBy: #""name":"wanted""#).count == 2)
    #expect(result.output.contains("sub/b.idx"))
  }

  /// A client may leave without a word, or with a pipe that others hold open.
  @Test(arguments: [
    // The input ends: before anything, in a message, with and without a farewell.
    ("", 1), ("Content-Length: 100\r\n\r\n{", 1),
    (framed(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#), 1),
    (
      framed(#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#)
        + framed(#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#), 0
    ),
  ])
  func endsWithItsInput(_ input: String, _ status: Int) throws {
    let folder = try TemporaryFolder()
    try Data(input.utf8).write(to: folder.url.appendingPathComponent("input"))
    #expect(try Tool.shell("timeout 20 $idx lsp < input", in: folder.url).status == Int32(status))
  }

  @Test func endsWithItsEditor() throws {
    let folder = try TemporaryFolder()
    let message =
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":PID,"capabilities":{}}}"#
    try Data(message.utf8).write(to: folder.url.appendingPathComponent("message"))
    let script = """
      mkfifo pipe; exec 3<>pipe; sleep 0.5 & editor=$!
      text=$(sed "s/PID/$editor/" message)
      printf 'Content-Length: %d\r\n\r\n%s' ${#text} "$text" >&3
      timeout 20 $idx lsp < pipe
      """
    let result = try Tool.shell(script, in: folder.url)
    #expect(result.output.contains("positionEncoding"))
    #expect(result.status == 1)
  }

  @Test func answersBehindAMessageThatIsTooLong() throws {
    let folder = try TemporaryFolder()
    let initialize =
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#
    try Data(Self.framed(initialize).utf8).write(to: folder.url.appendingPathComponent("first"))
    try Data((Self.framed(#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#)).utf8)
      .write(to: folder.url.appendingPathComponent("last"))
    let script = """
      (cat first; printf 'Content-Length: 104857600\r\n\r\n'; head -c 104857600 /dev/zero; cat last) \
        | timeout 60 $idx lsp
      """
    let result = try Tool.shell(script, in: folder.url)
    #expect(result.status == 0)
    #expect(result.output.contains("a message of 104857600 bytes"))
  }

  private static func framed(_ message: String) -> String {
    "Content-Length: \(message.utf8.count)\r\n\r\n" + message
  }

  @Test func leadsIntoFilesOfData() throws {
    let folder = try TemporaryFolder()
    try folder.file("d.csv", "k,jobs,x\na,1,2\n")
    try folder.file(
      "a.idx", "data d from \"d.csv\" { key k defines K }\nlet a = sum(d.jobs, over K)\n")
    let result = try Self.serve([Self.definition("a.idx", 1, 15)], in: folder.url)
    #expect(result.output.contains("d.csv"))
    #expect(result.output.contains(#""character":2"#))
    #expect(result.output.contains(#""character":6"#))
  }
}
