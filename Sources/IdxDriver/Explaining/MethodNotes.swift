import IdxSemantics

/// What is said of methods in a derivation: each is explained once.
final class MethodNotes {
  private let session: Session
  private var told = Set<String>()

  init(_ session: Session) { self.session = session }

  /// Returns, the first time, what the documentation of `method` says of it: its first sentence,
  /// formula and source; later nothing.
  func lines(on method: String) -> [String] {
    guard told.insert(method).inserted,
      let documentation = session.elaborator.documentation(ofMethod: method)
    else { return [] }
    let lines = documentation.split(separator: "\n", omittingEmptySubsequences: false)
    var result = lines.first.map { [String($0)] } ?? []
    var isKept = false
    for line in lines.dropFirst() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("- ") {
        isKept = ["- Formula:", "- Source:", "- Rule:"].contains { text.hasPrefix($0) }
        if isKept { result.append(String(text.dropFirst(2))) }
      } else if isKept, !text.isEmpty {
        result[result.count - 1] += " " + text
      }
    }
    return result
  }
}
