import Foundation
import Testing

/// The layout that the project promises.
@Suite struct LayoutTests {
  /// The folder of the project.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func topLevelHoldsNothingElse() throws {
    let allowed: Set = [
      "Package.swift", "Sources", "Tests", "grammar", "stdlib", "editors", "README.md", "LICENSE",
      "Package.resolved",
    ]
    let found = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
    #expect(found.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
  }

  @Test func readmeHasTheCommandsThatAreRunForEveryChange() throws {
    func text(_ path: String) throws -> String {
      try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }
    let readme = try text("README.md")
    let run = try text(".ci/run")
    for command in ["swift test", "swift run -c release idx run stdlib/models/hdi/hdi.idx"] {
      #expect(readme.contains("    " + command + "\n"))
      #expect(run.contains(command + "\n") || run.contains(command + " >"))
    }
    for file in ["Sources/README.md", "grammar/README.md", "grammar/idx.ebnf", "LICENSE"] {
      #expect(try !text(file).isEmpty)
    }
  }
}
