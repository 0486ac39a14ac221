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
}
