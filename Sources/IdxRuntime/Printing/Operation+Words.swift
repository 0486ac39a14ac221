import IdxDiagnostics
import IdxPlan

/// Says in words what operations do.
struct OperationWords {
  /// The axes, with what is known about their elements.
  let extents: Extents

  /// Returns what `operation` does to `operands`, given by name.
  func text(_ operation: Operation, _ operands: [String]) -> String {
    let all = operands.joined(separator: ", ")
    switch operation {
    case .constant(let value): return constant(value)
    case .column(let table, let column): return "column \(table).\(column)"
    case .elements(let axis): return "elements(\(extents.name(axis)))"
    case .size(let axis): return "size(\(extents.name(axis)))"
    case .lookup(let axis, let label): return "lookup(\(extents.name(axis)): \(quoted(label)))"
    case .unary, .binary, .select, .along, .loopVariable, .primitive:
      return elementwise(operation, all)
    case .demand(let message, _): return "demand(\(all)) else \(quoted(message))"
    case .reduce(let reduction, let over, let hasCondition, let by),
      .mapReduce(_, let reduction, let over, let hasCondition, let by):
      return self.reduction(reduction, over, hasCondition, by, operands)
    case .capture(let number): return "capture \(number)"
    case .loop(let body): return "repeat(\(all)) \(body.isUntil ? "until" : "while")"
    case .map(let program): return "map to .\(program.instructions.count - 1)"
    default: return rearrangement(operation, all, operands)
    }
  }

  /// Returns the one word for `operation`.
  func word(_ operation: Operation) -> String {
    switch operation {
    case .constant: "constant"
    case .column: "column"
    case .unary(let unary): unary.rawValue
    case .binary(let binary): binary.rawValue
    case .reduce(let reduction, _, _, _), .mapReduce(_, let reduction, _, _, _): reduction.word
    case .loop: "repeat"
    case .loopVariable: "variable"
    case .capture: "capture"
    case .map: "map"
    default: String(text(operation, ["", ""]).prefix { $0 != "(" })
    }
  }

  private func elementwise(_ operation: Operation, _ all: String) -> String {
    switch operation {
    case .unary(let unary): return "\(unary.rawValue)(\(all))"
    case .binary(let binary): return "\(binary.rawValue)(\(all))"
    case .select: return "select(\(all))"
    case .along(.cumulate, let axis): return "cumulate(\(all), along \(extents.name(axis)))"
    case .along(.rank(let ties, let descending, let tolerance), let axis):
      let order = descending ? ", descending" : ""
      let noise = tolerance > 0 ? ", tolerance \(tolerance)" : ""
      return "rank(\(all), along \(extents.name(axis)), ties \(ties.rawValue)\(order)\(noise))"
    case .primitive(let primitive, let shape, let result):
      let over = shape.axes.isEmpty ? "" : ", over \(names(shape.axes))"
      return "\(primitive.rawValue)(\(all)\(over)), result \(result)"
    default: return "variable"
    }
  }

  private func rearrangement(
    _ operation: Operation, _ all: String, _ operands: [String]
  ) -> String {
    switch operation {
    case .gather(let axis):
      return "gather(\(operands[0]), \(extents.name(axis)) at \(operands[1]))"
    case .relabel(let renamed):
      let pairs = extents.ordered(renamed.keys).map {
        "\(extents.name($0)) as \(extents.name(renamed[$0] ?? $0))"
      }
      return "relabel(\(all), \(pairs.joined(separator: ", ")))"
    case .stack(let axis): return "stack(\(all), along \(extents.name(axis)))"
    case .element(let axis, let position):
      return "element(\(all), \(extents.name(axis)) at \(position))"
    case .restrict(let from, let to, _):
      return "restrict(\(all), \(extents.name(from)) to \(extents.name(to)))"
    case .pool(let axis): return "pool(\(all), to \(extents.name(axis)))"
    case .unpool(let axis): return "unpool(\(all), from \(extents.name(axis)))"
    default: return "unknown"
    }
  }

  private func reduction(
    _ reduction: ReductionOperator, _ over: [Axis], _ hasCondition: Bool, _ by: Axis?,
    _ operands: [String]
  ) -> String {
    var rest = operands[...]
    let count = (reduction.takesValue ? 1 : 0) + (reduction.takesExtra ? 1 : 0)
    var parts = Array(rest.prefix(count))
    rest = rest.dropFirst(count)
    parts.append("over \(names(over))")
    var text = parts.joined(separator: ", ")
    if hasCondition, let condition = rest.popFirst() { text += " where \(condition)" }
    if let by, let map = rest.popFirst() { text += " by \(map) in \(extents.name(by))" }
    return "\(reduction.word)(\(text))"
  }

  private func constant(_ value: ConstantValue) -> String {
    let shown = value.cells.prefix(6).map { $0?.plain ?? "missing" }.joined(separator: ", ")
    if value.cells.count == 1 { return shown }
    return "[\(shown)\(value.cells.count > 6 ? ", … \(value.cells.count) cells" : "")]"
  }

  private func names(_ axes: [Axis]) -> String {
    axes.map { extents.name($0) }.joined(separator: ", ")
  }

  private func quoted(_ text: String) -> String { JSONValue.string(text).text }
}

extension ReductionOperator {
  /// The one word for the reduction.
  var word: String {
    switch self {
    case .sum: "sum"
    case .product: "product"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .count: "count"
    case .any: "any"
    case .all: "all"
    case .mean: "mean"
    case .first: "first"
    case .last: "last"
    case .argmin: "argmin"
    case .argmax: "argmax"
    case .nth: "nth"
    case .quantile(let type): "quantile\(type)"
    }
  }
}
