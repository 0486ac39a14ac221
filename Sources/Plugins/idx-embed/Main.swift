import Foundation

/// Writes the files named on the command line into one Swift file as string literals, with the index
/// of the names that the library's modules declare.
///
/// Arguments: the file to write, the folder of the library, the files.
@main
enum Embed {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else { fail("usage: idx-embed OUTPUT FOLDER [FILE…]") }
    let root = arguments[2].hasSuffix("/") ? arguments[2] : arguments[2] + "/"
    do {
      let files = try arguments[3...].map { try LibraryFile(path: $0, root: root) }
      let sorted = files.sorted { $0.name < $1.name }
      let source = try generatedSource(sorted)
      try Data(source.utf8).write(to: URL(fileURLWithPath: arguments[1]), options: .atomic)
    } catch let problem as Problem {
      fail(problem.message)
    } catch {
      fail("\(error)")
    }
  }

  /// Ends the build with the reason `message`.
  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    exit(1)
  }
}

/// Why the library cannot be embedded.
struct Problem: Error {
  /// What is wrong with which file.
  let message: String
}

/// One file of the standard library.
struct LibraryFile {
  /// The path within the library, with `/` between folders.
  let name: String
  /// The contents.
  let text: String

  /// Creates the file at `path` in the library `root`, which ends with `/`.
  init(path: String, root: String) throws {
    name = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Problem(message: "\(path): the file is not UTF-8, so it cannot be embedded")
    }
    self.text = text
  }

  /// `true` iff its declarations can be used without an import: the methods, the scales and what
  /// stands at the top of the library, but not the models.
  var isPrelude: Bool {
    let folders = name.split(separator: "/").dropLast()
    return name.hasSuffix(".idx") && [[], ["methods"], ["scales"]].contains(Array(folders))
  }
}
