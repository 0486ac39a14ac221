import IdxSyntax

/// How well methods fit a step of an evaluation, by their signatures.
struct MethodFit {
  /// Where a method is to stand.
  enum Place: Hashable {
    case slot(Slot)
    case combine
  }

  /// Returns how well `method` fits at `place`, the smaller the better; `nil` where it does not.
  static func fit(_ method: MethodSummary, at place: Place) -> Int? {
    guard let base = base(method, at: place) else { return nil }
    return base + 20 * method.required(besides: supplied(at: place)).count
  }

  /// The inputs that a step supplies by itself.
  static func supplied(at place: Place) -> Set<String> {
    place == .slot(.aggregate) ? ["x", "w"] : ["x"]
  }

  private static func base(_ method: MethodSummary, at place: Place) -> Int? {
    switch place {
    case .slot(.weights): return weighs(method) ? (method.input("x") == nil ? 5 : 0) : nil
    case .slot(.classify): return gradesBy(method) ? 0 : nil
    case .slot(let slot):
      guard let x = method.input("x")?.type else { return nil }
      return stage(slot, method, x)
    case .combine:
      guard let x = method.input("x") ?? method.inputs.first, x.choices.isEmpty,
        method.outputs.count == 1, let type = x.type, let result = method.outputs.first?.type,
        let first = method.variables.first?.name, !result.axes.contains(first)
      else { return nil }
      return type.axes.isEmpty || type.axes == [first] ? 0 : nil
    }
  }

  private static func stage(_ slot: Slot, _ method: MethodSummary, _ x: MethodSummary.Shape) -> Int?
  {
    let only = method.outputs.count == 1 ? method.outputs.first?.type : nil
    let into = method.inputs.first(where: \.isInto)?.name
    let indicators = method.variables.filter { $0.kind == "indicators" }.map(\.name)
    switch slot {
    case .impute:
      guard let only, into == nil, x.isOptional, isNumber(only), only.axes == x.axes,
        !only.isOriented
      else { return nil }
      return only.isOptional ? 30 : 0
    case .treat:
      guard let only, into == nil, isNumber(only), only.axes == x.axes, !only.isOriented else {
        return nil
      }
      return only.isOptional == x.isOptional ? (method.variables.isEmpty ? 10 : 0) : 30
    case .orient, .normalise:
      guard let only, into == nil, only.isOriented, only.axes == x.axes else { return nil }
      return 0
    case .aggregate:
      guard let axis = indicators.first(where: { x.axes.contains($0) }), into == nil,
        let result = (method.outputs.first { $0.label == "score" } ?? method.outputs.first)?.type,
        method.outputs.count == 1 || method.outputs.contains(where: { $0.label == "score" }),
        isNumber(result), !result.axes.contains(axis)
      else { return nil }
      return method.input("w") == nil ? 10 : 0
    case .membership:
      guard let into, only?.axes.contains(into) == true else { return nil }
      return 0
    case .identify:
      let grades = method.variables.filter { $0.kind == "grades" }.map(\.name)
      guard let axis = grades.first(where: { x.axes.contains($0) }) else { return nil }
      return method.outputs.contains { $0.type.element == axis } ? 0 : 10
    case .weights, .classify: return nil
    }
  }

  private static func isNumber(_ type: MethodSummary.Shape) -> Bool {
    type.element == "Real" || type.element == "Int"
  }

  private static func weighs(_ method: MethodSummary) -> Bool {
    if method.outputs.contains(where: { $0.label == "weights" }) { return true }
    return method.outputs.count == 1 && method.outputs.first?.type.element == "Weights"
  }

  private static func gradesBy(_ method: MethodSummary) -> Bool {
    guard let into = method.inputs.first(where: \.isInto)?.name else { return false }
    return method.outputs.count == 1 && method.outputs.first?.type.element == into
  }
}
