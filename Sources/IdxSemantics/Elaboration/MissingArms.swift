import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns what helps where `cases`, which stands in the library, has no arm for `label`: nobody adds
  /// one there. `nil` where it stands in a model.
  func remedies(forMissing label: String, in cases: CaseExpression, _ scope: Scope) -> [String]? {
    guard let module = modules[scope.module], module.isStandard else { return nil }
    guard let subject = cases.subject, case .member(let member) = subject,
      let part = member.member?.text
    else { return [] }
    let able = (tables[scope.module]?.symbols ?? []).filter { symbol in
      guard case .method(let method) = symbol.kind, canStandAlone(method) else { return false }
      return arms(below: method.node, forPart: part).contains(label)
    }
    var result: [String] = []
    if !able.isEmpty {
      let names = able.map { "`\($0.name)`" }.joined(separator: ", ")
      result.append("\(names) of the library \(able.count == 1 ? "has" : "have") one")
    }
    if part == "direction", scope.slot != .orient {
      result.append("or turn the indicator round first, by a step `orient`")
    }
    if able.isEmpty { result = result.map { String($0.dropFirst("or ".count)) } }
    return result
  }

  /// `true` iff a step can name `method` without saying more: only the values must be given.
  private func canStandAlone(_ method: MethodDeclaration) -> Bool {
    let needed = method.inputs.filter { $0.defaultValue == nil && $0.choices.isEmpty }
    return needed.map { $0.name?.text } == ["x"]
  }

  /// Returns the labels of the arms of the cases below `node` that ask for the `part` of something.
  private func arms(below node: Node, forPart part: String) -> [String] {
    var found: [String] = []
    if case .caseOf(let cases)? = Expression(node), case .member(let member)? = cases.subject,
      member.member?.text == part
    {
      found = cases.arms.flatMap { $0.labels.map(\.text) }
    }
    return node.children.reduce(into: found) { $0 += arms(below: $1, forPart: part) }
  }
}
