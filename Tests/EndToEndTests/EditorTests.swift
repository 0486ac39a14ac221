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
