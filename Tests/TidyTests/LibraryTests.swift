import Foundation
import IdxDiagnostics
import IdxSemantics
import IdxStandardLibrary
import IdxSyntax
import IdxTestSupport
import Testing

/// The standard library against the program.
@Suite struct LibraryTests {
  /// Returns the names that stand after `keyword` at the beginnings of the lines of `file`.
  private func names(_ keyword: String, in file: URL) throws -> [String] {
    try Fixtures.text(file).split(separator: "\n").compactMap { line in
      guard line.hasPrefix(keyword + " ") else { return nil }
      let name = line.dropFirst(keyword.count + 1)
        .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      return name.isEmpty ? nil : String(name)
    }
  }

  @Test func everyExternalIsBuiltInAndTheReverse() throws {
    let file = Fixtures.repository.appending(path: "stdlib/primitives.idx")
    let declared = try names("external", in: file)
    #expect(Set(declared).count == declared.count)
    #expect(Set(declared) == Set(Builtin.allCases.map(\.rawValue)))
    let others = Fixtures.files(in: "stdlib", "idx").filter { $0.path != file.path }
    for other in others { #expect(try names("external", in: other) == []) }
  }

  /// No text and no function of numerics and evaluation is called as a method is.
  @Test func methodsAreWrittenInTheLanguageAlone() throws {
    let files = Fixtures.files(in: "stdlib/methods", "idx")
    // Two are a word of a message and a statistic of numerics, too.
    let methods = Set(try files.flatMap { try names("method", in: $0) })
      .subtracting(["outside", "median"])
    #expect(methods.count > 100)
    var found: [String] = []
    for file in SourceFile.program where ["IdxNumerics", "IdxRuntime"].contains(file.target) {
      for (number, line) in file.lines.enumerated() {
        let texts = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let functions = line.split(separator: "func ").dropFirst().map {
          String($0.prefix { $0.isLetter || $0.isNumber })
        }
        for name in texts + functions where methods.contains(name) {
          found.append("\(file.path):\(number + 1): \(name)")
        }
      }
    }
    #expect(found == [])
  }

  /// What is like a name in two of them is told to be like the first.
  @Test func namesAreInOrder() {
    #expect(StandardLibrary.names == StandardLibrary.names.sorted())
  }

  @Test func namesElsewhereAreNoNamesHere() throws {
    #expect(StandardLibrary.names(elsewhereCalled: "average") == ["mean"])
    #expect(StandardLibrary.names(elsewhereCalled: "log") == ["ln", "log10"])
    let files = Fixtures.files(in: "stdlib/methods", "idx")
    for file in files + [Fixtures.repository.appending(path: "stdlib/primitives.idx")] {
      for line in try Fixtures.text(file).split(separator: "\n") {
        guard line.hasPrefix("/// - Elsewhere:") else { continue }
        let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
        for name in pieces.enumerated().filter({ $0.offset % 2 == 1 }).map({ String($0.element) }) {
          #expect(!StandardLibrary.names.contains(name), "\(name)")
          #expect(!StandardLibrary.names(elsewhereCalled: name).isEmpty, "\(name)")
        }
      }
    }
  }

  /// Modules come with the trees that the parser makes of them; models, which few ask for, without.
  @Test(arguments: StandardLibrary.files.map(\.path).filter { $0.hasSuffix(".idx") })
  func treesAreThoseOfTheTexts(_ path: String) throws {
    let file = try #require(StandardLibrary.file(path))
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: path, bytes: file.bytes))
    let isModel = path.hasPrefix("models/")
    #expect(file.encodedTree == (isModel ? [] : tree.encoded))
  }

  @Test func modulesHaveTheNumbersOfTheirPlaces() {
    let paths = StandardLibrary.modulePaths
    #expect(paths == StandardLibrary.files.map(\.path).filter { $0.hasSuffix(".idx") })
    for (position, path) in paths.enumerated() {
      #expect(StandardLibrary.moduleNumber(path) == position + 1)
    }
    #expect(StandardLibrary.moduleNumber("nothing.idx") == nil)
  }

  /// Each method is documented, by a sentence that ends on the first line: some places show that alone.
  @Test func methodsSayWhatTheyAre() throws {
    var silent: [String] = []
    for file in Fixtures.files(in: "stdlib/methods", "idx") {
      let lines = try Fixtures.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() where line.hasPrefix("method ") {
        let comment = lines[..<number].reversed().prefix { $0.hasPrefix("///") }
        if let first = comment.last, first.contains(". ") || first.last.map(".:".contains) ?? false
        {
          continue
        }
        silent.append("\(Fixtures.name(of: file)):\(number + 1)")
      }
    }
    #expect(silent == [])
  }
}
