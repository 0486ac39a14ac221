import Foundation
import IdxTestSupport

/// A Swift file of the project, line by line.
struct SourceFile: Sendable {
  /// The path from the root of the repository.
  let path: String
  /// The lines.
  let lines: [Substring]

  /// The files that the program is built from.
  static let program = read("Sources") + read("stdlib")
  /// The files that it is tested by.
  static let tests = read("Tests")

  private static func read(_ folder: String) -> [SourceFile] {
    Fixtures.files(in: folder, "swift").map { url in
      let text = (try? Fixtures.text(url)) ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return SourceFile(
        path: Fixtures.name(of: url), lines: lines.last == "" ? lines.dropLast() : lines)
    }
  }

  /// The target that the file belongs to.
  var target: String {
    let parts = path.split(separator: "/")
    switch parts.first {
    case "stdlib": return "IdxStandardLibrary"
    case "Sources" where parts[1] == "Plugins": return String(parts[2])
    default: return String(parts[1])
    }
  }

  /// The modules that the file imports.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"), position < 3, words.count > position + 1
      else { return nil }
      let before = words[..<position]
      let isImport = before.allSatisfy { ["public", "internal", "@testable"].contains($0) }
      // Models in string literals import by a path in quotes or by dots.
      let name = words[position + 1]
      return isImport && name.allSatisfy { $0.isLetter || $0 == "_" } ? String(name) : nil
    }
  }

  /// Returns the places of the lines that `matches` accepts, without comments and the texts of
  /// string literals.
  func places(where matches: (Substring) -> Bool) -> [String] {
    var isText = false
    return lines.enumerated().compactMap { number, line in
      let wasText = isText
      if line.components(separatedBy: "\"\"\"").count % 2 == 0 { isText.toggle() }
      guard !wasText else { return nil }
      return matches(Self.code(of: line)) ? "\(path):\(number + 1)" : nil
    }
  }

  /// Returns `line` without a comment and without what stands in quotes.
  private static func code(of line: Substring) -> Substring {
    var result = ""
    var isText = false
    var last: Character = " "
    for character in line {
      if character == "\"", last != "\\" { isText.toggle() }
      if character == "/", last == "/", !isText { return result.dropLast()[...] }
      if !isText { result.append(character) }
      last = character
    }
    return result[...]
  }
}
