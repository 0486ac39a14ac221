import IdxDiagnostics
import IdxSyntax

/// The length, in UTF-8 bytes, at which a literal is ended and another begun: the compiler slows down
/// on very long literals.
private let literalLength = 32_768

/// Returns Swift source that declares `files`, the index of their declarations and the trees of the modules of
/// the prelude, arrays of literals wherever that can be: those are made when the program is built.
func generatedSource(_ files: [LibraryFile]) throws -> String {
  var source = "// Made by idx-embed from the files of the standard library.\n"
  source += "extension StandardLibrary {\n"
  source += "  /// The contents of the library, by path.\n"
  source += "  static let embedded: [File] = [\n"
  for (position, file) in files.enumerated() {
    source += "    File(path: \(quoted(file.name)), parts: file\(position), "
    source += "treeParts: \(file.isPrelude ? "tree\(position)" : "[]")),\n"
  }
  source += "  ]\n\n"
  source += "  /// The paths of the modules.\n"
  source += array(
    "modules", of: "String", files.map(\.name).filter { $0.hasSuffix(".idx") }.map(quoted))
  source += "\n  /// The models that stand in a folder of their own name.\n"
  source += array("models", of: "String", modelNames(of: files).map(quoted))
  let index = try declarationIndex(of: files)
  source += "\n  /// The names that the prelude declares.\n"
  source += array("declared", of: "String", index.map { quoted($0.name) })
  source += "\n  /// The modules that declare them, as positions in `embedded`.\n"
  source += array("declaring", of: "Int", index.map { String($0.file) })
  source += "\n  /// What the prelude declares, by the names that it has elsewhere.\n"
  source += "  static let elsewhere: [String: [String]] = [\n"
  let others = otherNameIndex(of: files)
  for entry in others {
    let names = entry.names.map(quoted).joined(separator: ", ")
    source += "    \(quoted(entry.other)): [\(names)],\n"
  }
  source += others.isEmpty ? "    :\n  ]\n}\n" : "  ]\n}\n"
  for (position, file) in files.enumerated() {
    source += "\nprivate let file\(position): [StaticString] = [\n"
    for part in parts(of: file.text) { source += multilineLiteral(part) + ",\n" }
    source += "]\n"
    if file.isPrelude { source += treeSource(of: file, position) }
  }
  return source
}

/// Returns the declaration of the array `name` of `elements` of `type`.
private func array(_ name: String, of type: String, _ elements: [String]) -> String {
  "  static let \(name): [\(type)] = [\n" + elements.map { "    \($0),\n" }.joined() + "  ]\n"
}

/// Returns the declaration of the tree of `file`, which has `position`; of none where something is wrong with it,
/// for then who uses it is to be told.
private func treeSource(of file: LibraryFile, _ position: Int) -> String {
  let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: file.name, text: file.text))
  let encoded = tree.encoded.map { String(decoding: $0, as: UTF8.self) } ?? ""
  return "\nprivate let tree\(position): [StaticString] = [\n"
    + parts(of: encoded).map { "  \(quoted($0)),\n" }.joined() + "]\n"
}

/// Returns `text` cut into pieces that one literal can hold, after a line end wherever there is one.
func parts(of text: String) -> [String] {
  var parts: [String] = []
  var part = String.UnicodeScalarView()
  var length = 0
  for scalar in text.unicodeScalars {
    part.append(scalar)
    length += UTF8.width(scalar)
    if length >= literalLength * 2 || (length >= literalLength && scalar == "\n") {
      parts.append(String(part))
      part = String.UnicodeScalarView()
      length = 0
    }
  }
  if !part.isEmpty { parts.append(String(part)) }
  return parts
}

/// Returns a raw literal over several lines whose value is `text`.
///
/// The delimiter has more `#` than any run in the text, so that neither a quote nor a backslash in it
/// can mean anything. Carriage returns and other controls are escaped: the compiler would normalise
/// or refuse them.
func multilineLiteral(_ text: String) -> String {
  let marks = String(repeating: "#", count: longestRun(of: "#", in: text) + 1)
  var literal = marks + "\"\"\"\n"
  for scalar in text.unicodeScalars {
    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    if (isControl && scalar != "\n" && scalar != "\t") || scalar.value == 0xFEFF {
      literal += "\\\(marks)u{\(String(scalar.value, radix: 16))}"
    } else {
      literal.unicodeScalars.append(scalar)
    }
  }
  return literal + "\n\"\"\"" + marks
}

/// Returns a literal on one line whose value is `text`, which holds no line ends.
func quoted(_ text: String) -> String {
  let marks = String(repeating: "#", count: longestRun(of: "#", in: text) + 1)
  return marks + "\"" + text + "\"" + marks
}

/// Returns the length of the longest run of `scalar` in `text`.
func longestRun(of scalar: Unicode.Scalar, in text: String) -> Int {
  var longest = 0
  var run = 0
  for other in text.unicodeScalars {
    run = other == scalar ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}
