import IdxStandardLibrary
import IdxSyntax

/// Makes names for what a draft declares, none of them twice.
struct DraftNames {
  private var taken: Set<String>

  /// Creates a source of names that are none of `taken`.
  init(taken: some Sequence<String>) { self.taken = Set(taken) }

  /// The names that a declaration of a model would hide.
  static var library: [String] { StandardLibrary.names }

  /// Returns `wanted`, or a name like it, as an identifier that was not given before.
  mutating func name(like wanted: String) -> String {
    let stem = Self.identifier(wanted)
    var name = stem
    var number = 2
    while taken.contains(name) || Keyword.reserved.contains(name) {
      name = "\(stem)_\(number)"
      number += 1
    }
    taken.insert(name)
    return name
  }

  /// Returns `text` with what no identifier holds left out: `GDP per head (US$)` is `GDP_per_head_US`.
  static func identifier(_ text: String) -> String {
    let words = text.unicodeScalars.split { !isPart($0) || $0 == "_" }.map { String($0) }
    let name = words.joined(separator: "_")
    guard let first = name.unicodeScalars.first else { return "column" }
    let result = first.properties.isXIDStart ? name : "n" + name
    return String(result.unicodeScalars.prefix(60))
  }

  /// `true` iff `text` can stand for a name everywhere, without backquotes.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.unicodeScalars.count <= 60 else {
      return false
    }
    return (first.properties.isXIDStart || first == "_") && text.unicodeScalars.allSatisfy(isPart)
      && !Keyword.reserved.contains(text) && text.unicodeScalars.contains { $0 != "_" }
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isXIDContinue }

  /// Returns `text` as a literal of the language.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.properties.generalCategory == .control,
        _ where scalar.properties.generalCategory == .format,
        _ where scalar.properties.generalCategory == .lineSeparator,
        _ where scalar.properties.generalCategory == .paragraphSeparator:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Keyword {
  /// The words that are no names in expressions.
  fileprivate static let reserved = Set(allCases.filter(\.isReserved).map(\.text))
}
