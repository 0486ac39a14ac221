import IdxStandardLibrary

/// A model of the library from which another can be begun.
struct Template {
  /// Its name in the library.
  let name: String

  /// The template that is taken where none is named.
  static let standard = "cities"

  private var folder: String { "models/\(name)/" }

  /// The first sentence of its documentation.
  var summary: String {
    let text = StandardLibrary.text("\(folder)\(name).idx") ?? ""
    let words = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("/// ") }.map { $0.dropFirst(4) }.joined(separator: " ")
    let pieces = words.split(separator: " ")
    guard let end = pieces.firstIndex(where: { $0.hasSuffix(".") }) else { return words }
    return pieces[...end].joined(separator: " ")
  }

  /// Returns its files for a model called `model`, the model first.
  func files(for model: String) -> [(name: String, text: String)] {
    let all = StandardLibrary.files.filter { $0.path.hasPrefix(folder) }
    let files = all.map { file -> (name: String, text: String) in
      let own = String(file.path.dropFirst(folder.count))
      if own == "\(name).idx" { return ("\(model).idx", renamed(file.text, model)) }
      return (own, own == "README.md" ? renamed(file.text, model) : file.text)
    }
    return files.filter { $0.name == "\(model).idx" } + files.filter { $0.name != "\(model).idx" }
  }

  /// Returns `text` with the file of the model under its new name.
  private func renamed(_ text: String, _ model: String) -> String {
    var result = ""
    var rest = Substring(text)
    let old = "\(name).idx"
    while let place = rest.firstRange(of: old) {
      result += rest[..<place.lowerBound] + "\(model).idx"
      rest = rest[place.upperBound...]
    }
    return result + rest
  }
}
