import Foundation
import IdxTestSupport
import Testing

/// No method of the library without a check, and the table in `stdlib/README.md` that says so.
@Suite struct MethodCoverageTests {
  /// A text that computes methods, and how the table names it.
  private struct Check {
    let name: String
    let words: Set<Substring>
  }

  /// What computes methods, what is most telling first.
  private static let checks: [Check] = {
    let examples = MethodExampleTests.examples.map { example in
      let source = example.section.split(separator: "\n").first { $0.hasPrefix("// Source: ") }
      let words = LibraryMethod.words(code(example.section))
      let file = Fixtures.name(of: example.file).split(separator: "/").last ?? ""
      return Check(
        name: "`\(file)`, \(example.name): \(source?.dropFirst(11) ?? "")", words: words)
    }
    let models = Fixtures.files(in: "stdlib/models", "idx").map { file in
      Check(
        name: "`\(Fixtures.name(of: file))`",
        words: LibraryMethod.words(code((try? Fixtures.text(file)) ?? "")))
    }
    let tests = Fixtures.files(in: "Tests/IdxDriverTests/Models", "swift").map { file in
      Check(
        name: "`\(file.lastPathComponent)`",
        words: LibraryMethod.words((try? Fixtures.text(file)) ?? ""))
    }
    return examples + models + tests
  }()

  /// Returns `model` without its comments, which may name methods that it does not compute.
  private static func code(_ model: String) -> String {
    model.split(separator: "\n").map { $0.split(separator: "//", maxSplits: 1).first ?? "" }
      .joined(separator: "\n")
  }

  /// Returns the check of `method`: one of its family if there is one.
  private static func check(of method: LibraryMethod) -> Check? {
    let all = checks.filter { $0.words.contains(Substring(method.name)) }
    return all.first { $0.name.hasPrefix("`\(method.family).idx`") } ?? all.first
  }

  @Test func eachMethodIsComputed() {
    let methods = LibraryMethod.all
    #expect(methods.count > 20)
    let unchecked = methods.filter { method in
      let isPart = methods.contains { $0.words.contains(Substring(method.name)) }
      return Self.check(of: method) == nil && (!isPart || !method.source.isEmpty)
    }
    #expect(unchecked.map(\.name) == [])
  }

  @Test func tableIsFresh() throws {
    let file = Fixtures.repository.appending(path: "stdlib/README.md")
    let difference = try Golden.difference(Self.table, from: file)
    #expect(difference == nil)
  }

  private static var table: String {
    var text = """
      # The standard library

      `measures.idx` has measures, `scales/` scales, `methods/` the methods, and `models/` complete systems to
      start from, each in a folder with its data and a README. `primitives.idx` declares what formulas
      cannot say. All of it is inside of the program. A method's documentation stands above it: what it is for,
      its formula, what it does with missing and degenerate values, its choices and its sources.

      The rest of this page is made by a test, from the methods and what checks them: do not edit it.
      *Choices* begin with their default. A method that stands at *weights*, *aggregate* or *membership* fits
      the step of that name; one at *indicators* fits `impute`, `treat`, `orient` or `normalise`;
      one at *comparisons* takes a judgement; one *over an axis* is called with `over` or `along`.

      """
    for (family, methods) in Dictionary(grouping: LibraryMethod.all, by: \.family).sorted(by: {
      $0.key < $1.key
    }) {
      let listed = methods.filter { !$0.source.isEmpty }
      let parts = methods.filter(\.source.isEmpty)
      text += "\n## \(family).idx\n"
      if !listed.isEmpty {
        text += "\n| method | fits | choices | source | checked by |\n|---|---|---|---|---|\n"
      }
      for method in listed {
        let cells = [
          "`\(method.name)`", method.role, method.variants.joined(separator: "; "), method.source,
          check(of: method)?.name ?? "",
        ]
        text += "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |\n"
      }
      if !parts.isEmpty {
        let names = parts.map { "`\($0.name)`" }.joined(separator: ", ")
        text += "\nWithout a source of their own: \(names).\n"
      }
    }
    return text
  }
}
