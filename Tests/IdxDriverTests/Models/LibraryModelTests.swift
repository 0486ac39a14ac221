import Foundation
import IdxDriver
import IdxStandardLibrary
import IdxTestSupport
import Testing

/// Every model of the library: it checks without a finding, and all that it expects holds.
@Suite struct LibraryModelTests {
  /// The paths of the models in the library.
  static let models = StandardLibrary.files.map(\.path).filter {
    $0.hasPrefix("models/") && $0.hasSuffix(".idx")
  }

  @Test(arguments: models) func holdsWhatItExpects(_ path: String) throws {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    let beside = StandardLibrary.files.filter { $0.path.hasPrefix(folder + "/") }
    let files = beside.map {
      ($0.path.split(separator: "/").last.map(String.init) ?? "", Array($0.text.utf8))
    }
    let text = try #require(StandardLibrary.text(path))
    let run = try ModelRun(text, files: Dictionary(files) { first, _ in first })
    #expect(run.messages == "")
    #expect(run.failed == 0)
    #expect(run.passed > 0, "a model without expectations shows nothing")
  }

  /// The modules of methods, each checked by itself.
  @Test(arguments: StandardLibrary.files.map(\.path).filter { $0.hasPrefix("methods/") })
  func checksByItself(_ path: String) throws {
    #expect(try ModelRun(#require(StandardLibrary.text(path))).messages == "")
  }

  @Test(arguments: models) func isExplained(_ path: String) {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    #expect(StandardLibrary.text(folder + "/README.md") != nil, "no README.md")
    #expect(StandardLibrary.text(path)?.hasPrefix("/// ") == true, "no documentation")
  }
}
