/// The words that begin a declaration with a name.
private let keywords: Set<Substring> = [
  "method", "external", "scale", "measure", "axis", "let", "parameter", "data", "index",
  "judgement", "evaluation", "variant",
]

/// Returns the names that the lines of `text` declare at the top level, in their order.
///
/// A declaration begins its line in the library: the checker's tests hold the files to the formatter's
/// layout, so that no parser is needed here.
func declaredNames(in text: String) -> [String] {
  text.split(whereSeparator: \.isNewline).compactMap { line in
    let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard words.count == 2, line.first?.isLetter == true, keywords.contains(words[0]) else {
      return nil
    }
    let rest = words[1].drop { $0 == " " }
    if rest.first == "`" {
      return String(rest.dropFirst().prefix { $0 != "`" })
    }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? nil : String(name)
  }
}

/// Returns the names of the models of `files` that stand in a folder of their own name, in the order of the files.
func modelNames(of files: [LibraryFile]) -> [String] {
  files.compactMap { file in
    let words = file.name.split(separator: "/")
    guard words.count == 3, words[0] == "models", words[2] == words[1] + ".idx" else { return nil }
    return String(words[1])
  }
}

/// Returns the index of `files`: each name that a module of the prelude declares, with the position of
/// the module, in the order of the names.
///
/// - Throws: `Problem` if two modules declare one name, for then a model could not say which it means.
func declarationIndex(of files: [LibraryFile]) throws -> [(name: String, file: Int)] {
  var index: [String: Int] = [:]
  for (position, file) in files.enumerated() where file.isPrelude {
    for name in declaredNames(in: file.text) {
      if let other = index[name], other != position {
        throw Problem(
          message: "\(files[other].name) and \(file.name) both declare the name \(name)")
      }
      index[name] = position
    }
  }
  return index.map { (name: $0.key, file: $0.value) }.sorted { $0.name < $1.name }
}

/// Returns the names that the declarations of `text` have elsewhere, each with what is declared: the words
/// in backquotes of the line `/// - Elsewhere: …` above a declaration.
func otherNames(in text: String) -> [(other: String, name: String)] {
  var result: [(other: String, name: String)] = []
  var waiting: [String] = []
  for line in text.split(whereSeparator: \.isNewline) {
    if line.hasPrefix("/// - Elsewhere:") {
      let pieces = line.split(separator: "`", omittingEmptySubsequences: false)
      waiting = pieces.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    } else if !line.hasPrefix("///") {
      if let name = declaredNames(in: String(line)).first {
        result += waiting.map { (other: $0, name: name) }
      }
      waiting = []
    }
  }
  return result
}

/// Returns what the prelude of `files` declares under each name that it has elsewhere, by name.
func otherNameIndex(of files: [LibraryFile]) -> [(other: String, names: [String])] {
  let pairs = files.filter(\.isPrelude).flatMap { otherNames(in: $0.text) }
  return Dictionary(grouping: pairs, by: \.other)
    .map { (other: $0.key, names: $0.value.map(\.name).sorted()) }
    .sorted { $0.other < $1.other }
}
