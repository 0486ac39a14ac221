import IdxTerminal
import Testing

@Suite struct MemoryTests {
  @Test func theCLibraryIsTold() {
    #if canImport(Glibc)
      #expect(Memory.givesBackLargeBlocks())
    #else
      #expect(!Memory.givesBackLargeBlocks())
    #endif
  }
}
