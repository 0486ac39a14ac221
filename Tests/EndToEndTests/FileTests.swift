import Foundation
import IdxDriver
import Testing

@testable import idx

/// What is read and written, and what is not.
@Suite struct FileTests {
  private let place: TemporaryFolder
  private let model: String

  init() throws {
    place = try TemporaryFolder()
    model = try place.file("model/m.idx", "model").path
    try place.file("model/data/d.csv", "0123456789")
    try place.file("secret.csv", "secret")
    try place.file("allowed/a.csv", "allowed")
    try place.link("model/link.csv", to: "../secret.csv")
    try place.link("model/inner.csv", to: "data/d.csv")
    try place.link("model/folder", to: "../allowed")
  }

  private func text(_ path: String, allowed: [String] = [], limit: Int? = nil) -> String {
    let provider = FileSourceProvider(
      model: model, allowedFolders: allowed.map { place.url.appendingPathComponent($0).path })
    switch provider.read(path, from: model, for: .data, limit: limit) {
    case .success(let file):
      return String(decoding: file.bytes, as: UTF8.self) + (file.isPartial ? "…" : "")
    case .failure(.outside): return "outside"
    case .failure(.missing): return "missing"
    case .failure(.isDirectory): return "folder"
    case .failure(let failure): return "\(failure)"
    }
  }

  @Test(arguments: [
    ("data/d.csv", "0123456789"), ("./data/../data/d.csv", "0123456789"),
    ("inner.csv", "0123456789"), ("../secret.csv", "outside"), ("link.csv", "outside"),
    ("data/../../secret.csv", "outside"), ("/etc/passwd", "outside"), ("folder/a.csv", "outside"),
    ("../nothing.csv", "outside"), ("nothing.csv", "missing"), ("data", "folder"),
    ("../model-2/x", "outside"), ("d\u{0}.csv", "missing"),
  ])
  func staysInTheFolderOfTheModel(path: String, expected: String) {
    #expect(text(path) == expected)
  }

  @Test(arguments: [("folder/a.csv", "allowed"), ("../secret.csv", "outside")])
  func readsInAllowedFolders(path: String, expected: String) {
    #expect(text(path, allowed: ["allowed"]) == expected)
  }

  @Test(arguments: [(4, "0123…"), (10, "0123456789"), (11, "0123456789"), (0, "…")])
  func readsTheBeginning(limit: Int, expected: String) {
    #expect(text("data/d.csv", limit: limit) == expected)
  }

  @Test func whatIsGivenIsAllowed() throws {
    let secret = place.url.appendingPathComponent("secret.csv").path
    let provider = FileSourceProvider(model: model, allowedFolders: [])
    let file = try provider.read(secret, from: model, for: .givenData, limit: nil).get()
    #expect(file.bytes == Array("secret".utf8))
    #expect(file.resolvedPath == secret)
  }

  @Test func findsModelsOnceAndSorted() throws {
    try place.link("model/loop", to: "..")
    try place.link("model/again.idx", to: "m.idx")
    try place.link("model/broken.idx", to: "nowhere")
    try place.file("model/.hidden.idx")
    try place.file("model/b/x.idx")
    try place.file("a.idx")
    let found = ModelFinder([place.url.path, model])
    let names = found.models.map { $0.dropFirst(place.url.path.count + 1) }
    #expect(names == ["a.idx", "model/again.idx", "model/b/x.idx"])
    let broken = place.url.appendingPathComponent("model/broken.idx").path
    #expect(found.problems.map(\.path) == [broken])
  }

  @Test func replacesAFileAsAWholeAndKeepsItsMode() throws {
    let file = try place.file("out.csv", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    try place.link("to-out.csv", to: "out.csv")
    let link = place.url.appendingPathComponent("to-out.csv").path
    #expect(OutputFile.write("new", to: link) == nil)
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "out.csv")
    let rest = try FileManager.default.contentsOfDirectory(atPath: place.url.path)
    #expect(!rest.contains { $0.hasPrefix(".idx-output") })
  }

  @Test(arguments: [("model", "it is a folder"), ("no/where.csv", "No such file or directory")])
  func saysWhyItCannotWrite(path: String, reason: String) {
    let target = place.url.appendingPathComponent(path).path
    #expect(OutputFile.write("x", to: target) == "\"\(target)\": \(reason)")
  }

  #if os(Linux)
    @Test func saysThatTheDiskIsFull() {
      #expect(OutputFile.write("x", to: "/dev/full") == "\"/dev/full\": No space left on device")
    }
  #endif
}
