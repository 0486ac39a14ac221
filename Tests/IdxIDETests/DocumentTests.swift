import IdxDiagnostics
import IdxIDE
import Testing

@Suite struct DocumentTests {
  @Test func keepsBytes() {
    let document = Document(path: "/a.idx", version: 1, bytes: Array("let a = 1\n".utf8))
    #expect(document.lines.starts.count == 2)
  }
}
