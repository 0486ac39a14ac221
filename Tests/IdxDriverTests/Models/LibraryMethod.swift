import Foundation
import IdxDiagnostics
import IdxSyntax
import IdxTestSupport

/// A method of the library as its file declares it, read for the table of methods.
struct LibraryMethod: Sendable {
  /// The name of the file, without folder and ending.
  let family: String
  let name: String
  /// What it is for: the first sentence of its documentation.
  let summary: String
  /// Where the mathematics is from; empty for a part of other methods.
  let source: String
  /// The choices it leaves: words, the default first, and inputs that have a default.
  let variants: [String]
  /// Where it can stand.
  let role: String
  /// The words of its body.
  let words: Set<Substring>

  /// The methods of the library, by file.
  static let all = Fixtures.files(in: "stdlib/methods", "idx").flatMap { file -> [LibraryMethod] in
    let text = (try? Fixtures.text(file)) ?? ""
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: file.path, text: text))
    let family = file.deletingPathExtension().lastPathComponent
    return tree.model.declarations.compactMap { declaration in
      if case .method(let method) = declaration { LibraryMethod(method, family) } else { nil }
    }
  }

  private init(_ method: MethodDeclaration, _ family: String) {
    self.family = family
    name = method.name?.text ?? ""
    let paragraphs = Self.paragraphs(method.documentation ?? "")
    summary = paragraphs.first ?? ""
    source = paragraphs.dropFirst().compactMap(Self.source).joined(separator: " ")
    words = Self.words(method.body?.node.text ?? "")
    variants = method.inputs.compactMap { input in
      guard let name = input.name?.text else { return nil }
      let initial = input.defaultValue?.node.text
      if input.choices.isEmpty { return initial.map { "\(name) = \($0)" } }
      let words = input.choices.map(\.text)
      let rest = words.filter { $0 != initial }
      return "\(name): " + ((initial.map { [$0] } ?? []) + rest).joined(separator: ", ")
    }
    role = Self.role(of: method)
  }

  /// Returns the words of `text`, which may be names of methods.
  static func words(_ text: String) -> Set<Substring> {
    Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
  }

  /// Returns what the entries of the documentation say, each on one line.
  private static func paragraphs(_ text: String) -> [String] {
    var result = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("- ") { result.append("") }
      let words = line.trimmingCharacters(in: .whitespaces)
      result[result.count - 1] += (result[result.count - 1].isEmpty ? "" : " ") + words
    }
    return result
  }

  /// Returns the source in an entry such as `- Missing, source: as …`.
  private static func source(_ entry: String) -> String? {
    guard let colon = entry.firstIndex(of: ":") else { return nil }
    let head = entry[..<colon].lowercased()
    guard head.hasSuffix("source") || head.hasSuffix("sources") else { return nil }
    return entry[entry.index(after: colon)...].trimmingCharacters(in: .whitespaces)
  }

  /// Returns where a method can stand, by what it takes and gives.
  private static func role(of method: MethodDeclaration) -> String {
    let inputs = method.inputs.map { (name: $0.name?.text ?? "", type: $0.type?.node.text ?? "") }
    let result: String
    switch method.result {
    case .type(let type)?: result = type.node.text
    case .record(let fields)?:
      result = fields.map { $0.type?.node.text ?? "" }.joined(separator: " ")
    case nil: result = ""
    }
    let takes = inputs.map(\.type).joined(separator: " ")
    if method.axes.contains(where: { $0.clause != .none }) { return "over an axis" }
    if ["Ratio", "Complement", "Tfn"].contains(where: takes.contains) { return "comparisons" }
    if result.contains("Weights[") { return "weights" }
    if takes.contains("Weights[") { return "aggregate" }
    guard let x = inputs.first(where: { $0.name == "x" })?.type,
      let axes = x.split(separator: "[").last?.prefix(while: { $0 != "]" })
    else { return "function" }
    if result.contains("Membership[") { return "membership" }
    guard x.contains("[") else { return "function" }
    if result.contains("[\(axes)]") { return "indicators" }
    let indicators = method.axes.filter { $0.kind?.text == "indicators" }.compactMap(\.name?.text)
    let isReduced = indicators.contains { axis in
      LibraryMethod.words(x).contains(Substring(axis))
        && !LibraryMethod.words(result).contains(Substring(axis))
    }
    return isReduced ? "aggregate" : "function"
  }
}
