import Foundation
import IdxREPL
import Testing

@testable import idx

/// What sessions keep of what was typed.
@Suite struct HistoryFileTests {
  private let place: TemporaryFolder
  private let file: HistoryFile

  init() throws {
    place = try TemporaryFolder()
    file = HistoryFile(path: place.url.path + "/state/idx/history")
  }

  @Test func keepsEntriesForTheUserAlone() throws {
    #expect(file.read().entries == [])
    for entry in ["let a = 1", "f(\n  x\n)", #"a\nb"#] { #expect(file.add(entry) == nil) }
    #expect(file.read().entries == ["let a = 1", "f(\n  x\n)", #"a\nb"#])
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func goesOnBehindALineThatWasCutOff() throws {
    try place.file("state/idx/history", "one\ntw")
    #expect(file.add("three") == nil)
    #expect(file.read().entries == ["one", "tw", "three"])
  }

  /// Sessions that add, read and shorten at once lose nothing.
  @Test func losesNothingToOtherSessions() throws {
    let old = (0..<11_100).map { "old \($0)\n" }.joined()
    try place.file("state/idx/history", old)
    let path = file.path
    DispatchQueue.concurrentPerform(iterations: 8) { session in
      let file = HistoryFile(path: path)
      for entry in 0..<50 {
        if entry % 10 == 0 { _ = file.read() }
        _ = file.add("\(session): \(entry)")
      }
    }
    let entries = Set(file.read().entries)
    let lost = (0..<400).filter { !entries.contains("\($0 / 50): \($0 % 50)") }
    #expect(lost == [])
    #expect(entries.contains("old 11099"))
    let names = try FileManager.default.contentsOfDirectory(atPath: place.url.path + "/state/idx")
    #expect(names == ["history"])
  }

  @Test func refusesWhatIsNoFile() throws {
    try place.file("state/idx/history/x")
    #expect(file.read().entries == [])
    #expect(file.add("a")?.contains("history") == true)
    #expect(HistoryFile(path: "/dev/null").add("a")?.contains("regular") == true)
  }
}
