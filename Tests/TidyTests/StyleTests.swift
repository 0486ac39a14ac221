import Foundation
import Testing

/// Lengths, words that are not used, and documentation.
@Suite struct StyleTests {
  @Test func filesAreShort() {
    let lengths = SourceFile.program.map(\.lines.count).sorted()
    #expect(lengths[lengths.count / 2] <= 120)
    #expect(lengths[lengths.count * 9 / 10] <= 350)
    #expect(SourceFile.program.filter { $0.lines.count > 600 }.map(\.path) == [])
    #expect(SourceFile.tests.filter { $0.lines.count > 600 }.map(\.path) == [])
  }

  @Test func suggestionsAreQuestions() {
    let suggestions = SourceFile.program.flatMap { file in
      file.lines.filter { $0.contains("did you mean ") }.map { "\(file.path): \($0)" }
    }
    #expect(suggestions.count > 10)
    #expect(suggestions.filter { !$0.contains("?\"") } == [])
  }

  @Test func functionsAreShort() {
    var lengths: [Int] = []
    var long: [String] = []
    for file in SourceFile.program {
      for (start, end) in functions(file) {
        lengths.append(end - start)
        if end - start + 1 > 70 { long.append("\(file.path):\(start + 1)") }
      }
    }
    #expect(long == [])
    lengths.sort()
    #expect(lengths.count > 500)
    #expect(lengths[lengths.count / 2] <= 12)
    #expect(lengths[lengths.count * 9 / 10] <= 35)
  }

  /// Returns the first and last lines of the functions of `file`: its layout is that of the
  /// formatter, so a body ends with the first brace at the indentation of the head.
  private func functions(_ file: SourceFile) -> [(Int, Int)] {
    file.lines.indices.compactMap { start in
      let line = file.lines[start]
      let indent = line.prefix { $0 == " " }
      let words = line.dropFirst(indent.count).split(separator: " ")
      guard let head = words.first(where: { !Self.modifiers.contains(String($0)) }),
        head == "func" || head.hasPrefix("init(") || head.hasPrefix("init?(")
      else { return nil }
      if line.hasSuffix("}") { return (start, start) }
      guard let end = file.lines[(start + 1)...].firstIndex(of: indent + "}") else { return nil }
      return (start, end)
    }
  }

  private static let modifiers: Set = [
    "public", "private", "fileprivate", "internal", "static", "mutating", "override", "final",
    "@discardableResult", "@inlinable", "@inline(__always)", "@inline(never)", "required",
    "convenience", "nonmutating",
  ]

  /// What must not be written in the program, and the places where it is after all, each with the
  /// reason why nothing that a user gives can reach it.
  private static let unwanted: [(text: String, reasons: [String: String])] = [
    ("TODO", [:]), ("FIXME", [:]), ("XXX", [:]), ("fatalError", [:]), ("try!", [:]),
    ("as!", [:]), ("nonisolated(unsafe)", [:]),
    (
      "preconditionFailure",
      ["Code.swift": "the pass that makes programs puts element-wise operators only into them"]
    ),
    (
      "@unchecked",
      [
        "CellTargets.swift": "threads write disjoint ranges",
        "NumberScanner.swift": "a constant table, immutable after its creation",
        "Workers.swift": "the caller waits until all threads are done",
        "Column.swift": "memory that is not written any more once it is shared",
      ]
    ),
  ]

  @Test func programHoldsNothingUnwanted() {
    for (text, reasons) in Self.unwanted {
      let places = SourceFile.program.flatMap { file in
        file.places { $0.contains(text) }
      }.filter { place in !reasons.keys.contains { place.contains("/\($0):") } }
      #expect(places == [], "\(text)")
    }
    let comments = SourceFile.program.filter { file in
      file.lines.contains { $0.contains("// TODO") || $0.contains("// FIXME") }
    }
    #expect(comments.map(\.path) == [])
  }

  @Test func publicDeclarationsAreDocumented() {
    var missing: [String] = []
    for file in SourceFile.program {
      for (number, line) in file.lines.enumerated() {
        let code = line.drop { $0 == " " }
        guard code.hasPrefix("public "), !code.hasPrefix("public import "),
          !code.hasPrefix("public extension")
        else { continue }
        var before = number - 1
        while before >= 0, file.lines[before].drop(while: { $0 == " " }).hasPrefix("@") {
          before -= 1
        }
        let comment = before >= 0 ? file.lines[before].drop { $0 == " " } : ""
        // Several in a row may share one comment: "The codes and labels of the elements."
        let isNext = isStored(code) && isStored(comment)
        if !comment.hasPrefix("///"), !isNext { missing.append("\(file.path):\(number + 1)") }
      }
    }
    #expect(missing == [])
  }

  private func isStored(_ code: Substring) -> Bool {
    code.hasPrefix("public let ") || code.hasPrefix("public var ")
      || code.hasPrefix("public static let ")
  }

  @Test func nothingNamesTheMachineItWasWrittenOn() throws {
    let kinds = ["swift", "idx", "md", "ebnf", "py", "json", "csv", "sh", "txt"]
    let folders = [
      "/" + "work/", "/" + "root/", "/" + "home/", "/" + "Users/", "/" + "tmp/",
    ]
    var found: [String] = []
    let all = FileManager.default.enumerator(
      at: LayoutTests.root, includingPropertiesForKeys: nil)
    for case let url as URL in all ?? FileManager.DirectoryEnumerator() {
      if [".build", ".git", ".swiftpm"].contains(url.lastPathComponent) { all?.skipDescendants() }
      guard kinds.contains(url.pathExtension), let data = try? Data(contentsOf: url) else {
        continue
      }
      for folder in folders where data.range(of: Data(folder.utf8)) != nil {
        found.append("\(url.path.dropFirst(LayoutTests.root.path.count)): \(folder)")
      }
    }
    #expect(found == [])
  }
}
