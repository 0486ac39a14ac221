import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// Bytes that are not the UTF-8 text of a model.
@Suite struct EncodingTests {
  private func messages(_ bytes: [UInt8]) -> [String] {
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "x", bytes: bytes))
    #expect(tree.text == bytes)
    return tree.diagnostics.map { "\($0.code) \($0.message)" }
  }

  private func utf16(_ text: String, mark: Bool, big: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap {
      let (high, low) = (UInt8($0 >> 8), UInt8($0 & 0xFF))
      return big ? [high, low] : [low, high]
    }
  }

  @Test func namesLikelyEncoding() {
    let model = "index I \"创新\" { indicator a \"水\" benefit }\nlet x = ]\n"
    func message(_ encoding: String) -> [String] {
      ["E0118 the file is not UTF-8 text; it looks like \(encoding)"]
    }
    for mark in [true, false] {
      #expect(messages(utf16(model, mark: mark, big: false)) == message("UTF-16 (little-endian)"))
      #expect(messages(utf16(model, mark: mark, big: true)) == message("UTF-16 (big-endian)"))
    }
    // 创新 and 水平 in GB18030.
    let chinese: [UInt8] = [0xB4, 0xB4, 0xD0, 0xC2, 0x22, 0xCB, 0xAE, 0xC6, 0xBD]
    #expect(messages(Array("index I \"".utf8) + chinese) == message("GB18030 (GBK)"))
    // été, naïve and Österreich in Latin-1.
    let latin: [UInt8] = [0xE9, 0x74, 0xE9, 0x20, 0xEF, 0x76, 0x20, 0xD6, 0x73]
    #expect(messages(Array("let x = \"".utf8) + latin) == message("Latin-1 (Windows-1252)"))
  }

  @Test func readsOnPastFewInvalidBytes() {
    let bytes = Array("let x = \"".utf8) + [0xE9] + Array("\"\nlet y = ]\n".utf8)
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "x", bytes: bytes))
    #expect(tree.diagnostics.map(\.code) == ["E0118", "E0101"])
    #expect(tree.model.declarations.count == 2)
  }

  @Test(arguments: [0x80, 0x81, 0xBF, 0xC1, 0xFF])
  func findsSingleInvalidBytes(_ byte: UInt8) {
    // Wherever it stands: most bytes are looked at in words of eight.
    for offset in 0..<17 {
      var bytes = Array("// \(String(repeating: "x", count: 20))".utf8)
      bytes[offset + 3] = byte
      let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "x", bytes: bytes))
      #expect(tree.diagnostics.map(\.code) == ["E0118"])
      #expect(tree.diagnostics.map(\.span.start) == [UInt32(offset + 3)])
    }
  }

  @Test(arguments: ["é", "e\u{301}"])
  func comparesNamesInNormalForm(_ name: String) {
    let tree = parse("let \(name) = 1")
    #expect(tree.model.declarations.first?.name?.text == "\u{E9}")
    #expect(Set([tree.model.declarations.first?.name?.text, "\u{E9}"]).count == 1)
  }
}
