import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension Assistant {
  /// Returns what is to be told of the item with the key `key`; `nil` where there is nothing.
  public func documentation(ofCompletion key: String) -> Explanation? {
    guard let colon = key.firstIndex(of: ":") else { return nil }
    let name = String(key[key.index(after: colon)...])
    var explanation = Explanation()
    switch key[..<colon] {
    case "keyword": explanation.add(Keyword(name)?.meaning)
    case "method": explain(method: name, in: &explanation)
    case "unit": explain(unit: name, in: &explanation)
    case "rule": explain(rule: name, in: &explanation)
    case "scale":
      explanation.add(LibraryOutline.shared.scales.first { $0.name == name }?.documentation)
    case "symbol": if let found = symbol([name]) { explain(found.symbol, in: &explanation) }
    default: break
    }
    return explanation.isEmpty ? nil : explanation
  }

  /// Tells of the method `name`.
  func explain(method name: String, in explanation: inout Explanation) {
    guard let method = method(name) else { return }
    explanation.add(code: method.signature.label)
    explanation.add(method.documentation)
    if !method.module.isEmpty {
      explanation.add("From `std/\(method.module)`, which needs no import.")
    }
  }

  /// Tells of the rule that an `allow` may name.
  func explain(rule name: String, in explanation: inout Explanation) {
    guard let rule = Catalogue.entry(name) else { return }
    explanation.add("**\(rule.code)** `\(rule.name)`: \(rule.title)")
    explanation.add(rule.explanation)
  }

  /// Tells of the unit `name`: what it is in others, and in bases.
  func explain(unit name: String, in explanation: inout Explanation) {
    guard let unit = UnitDimension.declaration(of: name, in: self) else { return }
    explanation.add(code: unit.node.text)
    explanation.add(unit.label?.first)
    explanation.add(unit.documentation)
    if let dimension = UnitDimension.dimension(of: unit, in: self) {
      explanation.add("Dimension: \(dimension)")
    }
  }
}
