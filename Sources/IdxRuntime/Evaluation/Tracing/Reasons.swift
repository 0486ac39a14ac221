import IdxPlan

extension Double {
  /// The number as people write it: whole numbers without decimals.
  var plain: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension PlanTrace {
  /// Returns why `cell` failed although nothing that it was computed from did.
  func reason(_ cell: PlanCell) -> String {
    let node = plan.nodes[Int(cell.node)]
    func operand(_ i: Int) -> Double {
      node.inputs.indices.contains(i) ? value(of: node.inputs[i], at: cell.place) ?? .nan : .nan
    }
    switch node.operation {
    case .unary(let operation): return IdxRuntime.reason(operation, operand(0))
    case .binary(let operation): return IdxRuntime.reason(operation, operand(0), operand(1))
    case .demand(let message, let axes): return demand(message, axes, cell)
    case .reduce(let operation, _, _, _): return IdxRuntime.reason(operation, operand(1))
    case .along: return "the running sum is too large"
    case .primitive(let operation, let shape, _): return primitive(operation, shape, cell)
    default: return "a value could not be computed"
    }
  }

  /// Runs `primitive` again on the slices that `cell` was computed from.
  private func primitive(
    _ primitive: Primitive, _ shape: PrimitiveShape, _ cell: PlanCell
  ) -> String {
    let inputs = zip(plan.nodes[Int(cell.node)].inputs, shape.inputs).map { input, read in
      PrimitiveInput(
        cells: places(inOrder: read.axes).map {
          value(of: input, at: cell.place.merging($0) { $1 })
        }, sizes: read.axes.map { size($0) })
    }
    switch primitive.results(inputs) {
    case .success: return "a value could not be computed"
    case .failure(let failure): return failure.reason
    }
  }

  /// Returns `message` with the names of axes in braces replaced by the labels at `cell`.
  private func demand(_ message: String, _ axes: [String: Axis], _ cell: PlanCell) -> String {
    var result = ""
    var rest = message[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      if let axis = axes[name], let position = cell.place[axis] {
        result += label(axis, position)
        rest = rest[rest.index(after: close)...]
      } else {
        // Not a name of an axis here: the brace stands for itself.
        result += "{"
        rest = rest[rest.index(after: open)...]
      }
    }
    return result + rest
  }
}

/// Returns why `operation` has no result for `x`.
private func reason(_ operation: UnaryOperator, _ x: Double) -> String {
  switch operation {
  case .ln, .log10: "the logarithm of \(x.plain)"
  case .sqrt: "the square root of \(x.plain)"
  case .normalQuantile: "the normal quantile of \(x.plain)"
  default: "\(operation.rawValue)(\(x.plain)) is too large"
  }
}

/// Returns why `operation` has no result for `x` and `y`.
private func reason(_ operation: BinaryOperator, _ x: Double, _ y: Double) -> String {
  switch operation {
  case .divide where y == 0: "division of \(x.plain) by zero"
  case .power where x == 0: "0 to the power of \(y.plain), a division by zero"
  case .power where x < 0 && y != Elementwise.floor(y):
    "the root of a negative number, (\(x.plain))^\(y.plain)"
  case .power: "\(x < 0 ? "(\(x.plain))" : x.plain)^\(y.plain) is too large"
  case .round: "\(x.plain) cannot be rounded to \(y.plain) decimals"
  default: "\(x.plain) \(operation.symbol) \(y.plain) is too large"
  }
}

/// Returns why `operation` has no result although all that counts was there.
private func reason(_ operation: ReductionOperator, _ extra: Double) -> String {
  switch operation {
  case .sum: "the sum is too large"
  case .product: "the product is too large"
  case .mean: "the mean is too large"
  case .nth: "there is no value number \(extra.plain)"
  case .quantile: "there is no quantile for the probability \(extra.plain)"
  default: "a value could not be computed"
  }
}

extension BinaryOperator {
  /// The operator as it is written in models.
  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "^"
    case .minimum: "min"
    case .maximum: "max"
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessEqual: "<="
    case .greater: ">"
    case .greaterEqual: ">="
    case .atan2, .and, .or, .round, .otherwise: rawValue
    }
  }
}
