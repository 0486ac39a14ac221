import Foundation
import IdxStandardLibrary
import Testing

/// The embedded library against the files that it was made from.
@Suite struct StandardLibraryTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("stdlib")

  @Test func holdsEveryFileExactly() throws {
    let all = try FileManager.default.subpathsOfDirectory(atPath: Self.root.path).filter {
      var isFolder: ObjCBool = false
      let path = Self.root.appendingPathComponent($0).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue && !$0.hasSuffix(".swift") && !$0.contains("/.")
        && !$0.hasPrefix(".")
    }
    #expect(!all.isEmpty)
    #expect(Set(StandardLibrary.files.map(\.path)) == Set(all))
    for file in StandardLibrary.files {
      let bytes = try Data(contentsOf: Self.root.appendingPathComponent(file.path))
      #expect(Data(file.text.utf8) == bytes, "\(file.path)")
    }
  }

  @Test func findsDeclarationsOfThePrelude() {
    #expect(StandardLibrary.module(declaring: "minmax") == "methods/normalisation.idx")
    #expect(StandardLibrary.module(declaring: "HDI") == nil)
    #expect(StandardLibrary.text("methods/normalisation.idx")?.contains("method minmax[") == true)
    #expect(StandardLibrary.text("nothing.idx") == nil)
  }
}
