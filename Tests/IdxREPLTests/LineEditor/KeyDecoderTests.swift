import IdxREPL
import IdxTestSupport
import Testing

@Suite struct KeyDecoderTests {
  /// Bytes of terminals, and the keys that they are; `·` is a while in which nothing comes.
  static let cases: [(bytes: String, keys: String)] = [
    ("aé世🇧🇪", "aé世🇧🇪"), ("\r\n\t\u{7F}\u{8}", "<Enter><Enter><Tab><BS><BS>"),
    ("\u{1}\u{12}\u{1F}\0", "<C-a><C-r><C-_><C- >"),
    ("\u{1B}b\u{1B}\u{7F}\u{1B}\r", "<M-b><M-BS><M-Enter>"),
    ("\u{1B}é", "<M-é>"), ("\u{1B}·a", "<Esc>a"), ("\u{1B}\u{1B}·", "<Esc>"),
    // xterm and tmux.
    ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D\u{1B}[H\u{1B}[F", "<Up><Down><Right><Left><Home><End>"),
    ("\u{1B}OA\u{1B}OH\u{1B}OF\u{1B}OM", "<Up><Home><End><Enter>"),
    ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[1;2A\u{1B}[1;6H", "<C-Right><M-Left><S-Up><C-S-Home>"),
    ("\u{1B}[3~\u{1B}[3;5~\u{1B}[5~\u{1B}[6~\u{1B}[Z", "<Del><C-Del><PageUp><PageDown><S-Tab>"),
    ("\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", "<Home><End><Home><End>"),
    // rxvt and the Linux console.
    (
      "\u{1B}Oc\u{1B}Od\u{1B}[a\u{1B}[3^\u{1B}[3$\u{1B}[7@",
      "<C-Right><C-Left><S-Up><C-Del><S-Del><C-S-Home>"
    ),
    ("\u{1B}\u{1B}[D\u{1B}\u{1B}OA", "<M-Left><M-Up>"), ("\u{1B}[[Ax", "x"),
    // Keys told as numbers.
    ("\u{1B}[13;2u\u{1B}[27;5;13~\u{1B}[97;5u\u{1B}[65;6u", "<S-Enter><C-Enter><C-a><C-a>"),
    // Reports that no key has caused.
    ("\u{1B}[I\u{1B}[Ox\u{1B}[?1;2cy\u{1B}[24;80Rz", "xyz"),
    ("\u{1B}]11;rgb:0/0/0\u{7}a\u{1B}P>|x\u{1B}\\b", "ab"),
    ("\u{1B}[M !!a\u{1B}[<0;1;1Mb\u{1B}[?2026;2$yc", "abc"),
    ("\u{1B}[999999999999999999999;5~x", "x"),
    ("\u{1B}[15~\u{1B}OP\u{1B}[1;99999Ax", "<Up>x"),
    // Sequences that are cut off.
    ("\u{1B}[·A\u{1B}O·B\u{1B}[1;·C", "<M-[>A<M-O>BC"), ("\u{1B}]·\u{1B}]1·x", "<M-]>x"),
    ("\u{1B}[1\u{1B}[A\u{1B}[\rx", "<Up><Enter>x"),
    ("\u{1B}[200~a\nb\u{1B}[A\u{1B}[201~c", "<paste:a\\nb\u{1B}[A>c"),
    ("\u{1B}[200~\u{1B}[201~", "<paste:>"),
  ]

  @Test(arguments: cases) func knowsKeys(bytes: String, keys: String) {
    let pieces = bytes.split(separator: "·", omittingEmptySubsequences: false)
    // All at once, and byte by byte.
    for isWhole in [true, false] {
      var decoder = KeyDecoder()
      var found: [Key] = []
      for (index, piece) in pieces.enumerated() {
        if index > 0 { found += decoder.expire() }
        if isWhole {
          found += decoder.decode(piece.utf8)
        } else {
          for byte in piece.utf8 { found += decoder.decode([byte]) }
        }
      }
      #expect(found == KeyScript.keys(keys))
      #expect(!decoder.isWaiting)
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"), ([0x80], "\u{FFFD}"),
      ([0xED, 0xA0, 0x80, 0x61], "\u{FFFD}a"), ([0xF8, 0x0D], "\u{FFFD}<Enter>"),
    ] as [([UInt8], String)])
  func repairsWhatIsNoText(bytes: [UInt8], keys: String) {
    var decoder = KeyDecoder()
    #expect(decoder.decode(bytes) == KeyScript.keys(keys))
  }

  @Test func waitsForTheRestOfACharacterOnlyForAWhile() {
    var decoder = KeyDecoder()
    #expect(decoder.decode([0xE4, 0xB8]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.expire() == KeyScript.keys("\u{FFFD}"))
    #expect(decoder.decode([0x61]) == KeyScript.keys("a"))
  }

  /// Whatever comes, an Enter behind a pause and the end of a paste is one.
  @Test func recoversFromAnyBytes() {
    var random = SeededRandom(7)
    let alphabet: [UInt8] = Array("\u{1B}[O;~$15M2ZPab]\\\u{7}é\r".utf8) + [0xFF, 0x80, 0]
    for _ in 0..<5000 {
      var decoder = KeyDecoder()
      for _ in 0..<Int.random(in: 0..<12, using: &random) {
        let byte =
          random.once(in: 4) ? UInt8.random(in: 0...255, using: &random) : random.pick(alphabet)
        _ = decoder.decode([byte])
      }
      _ = decoder.decode(Array("\u{1B}[201~".utf8))
      _ = decoder.expire()
      #expect(!decoder.isWaiting)
      #expect(decoder.decode([0x0D]) == [Key(.enter)])
    }
  }
}
