import IdxPlan

/// The axes of a plan together with their elements, as far as they are known.
struct Extents {
  /// The axes.
  let axes: [PlanAxis]
  private let inputs: [Int: PlanInputs.Elements]
  /// The positions that filtered axes take from their bases, by the axis' position in the plan.
  private(set) var chosen: [Int: [Int]] = [:]
  /// The filtered axes whose condition failed somewhere, by the axis' position in the plan.
  private(set) var failed: Set<Int> = []

  /// Creates the extents of `axes` on `inputs`.
  init(_ axes: [PlanAxis], _ inputs: PlanInputs) {
    self.axes = axes
    self.inputs = inputs.elements
  }

  /// Returns the number of elements of `axis`.
  func size(_ axis: Axis) -> Int {
    switch axes[Int(axis.base)].elements {
    case .fixed(let codes, _): codes.count
    case .table: inputs[Int(axis.base)]?.codes.count ?? 0
    case .filtered: chosen[Int(axis.base)]?.count ?? 0
    case .product(let factors): factors.reduce(1) { $0 * size($1) }
    case .numbered(let base): size(base)
    }
  }

  /// Returns the numbers of elements of `axes`.
  func sizes(_ axes: [Axis]) -> [Int] { axes.map(size) }

  /// Returns `axes` in canonical order, without doubles.
  func ordered(_ axes: some Sequence<Axis>) -> [Axis] {
    var plan = Plan()
    plan.axes = self.axes
    return plan.ordered(Array(axes))
  }

  /// Returns the name of `axis`, with its primes.
  func name(_ axis: Axis) -> String { axes[Int(axis.base)].name(axis) }

  /// Returns the label of the element of `axis` at `position`.
  func label(_ axis: Axis, _ position: Int) -> String {
    switch axes[Int(axis.base)].elements {
    case .fixed(let codes, let labels):
      return labels.indices.contains(position) ? labels[position] : codes[safely: position]
    case .table:
      return inputs[Int(axis.base)]?.labels[safely: position] ?? "\(position + 1)"
    case .filtered(let base, _):
      guard let chosen = chosen[Int(axis.base)], chosen.indices.contains(position) else {
        return "\(position + 1)"
      }
      return label(base, chosen[position])
    case .product(let factors):
      let parts = split(position, factors)
      return zip(factors, parts).map { label($0, $1) }.joined(separator: ", ")
    case .numbered: return "\(position + 1)"
    }
  }

  /// Returns the position in `axis` of the element with code, or else label, `label`.
  func position(of label: String, in axis: Axis) -> Int? {
    switch axes[Int(axis.base)].elements {
    case .fixed(let codes, let labels):
      return codes.firstIndex(of: label) ?? labels.firstIndex(of: label)
    case .table:
      guard let elements = inputs[Int(axis.base)] else { return nil }
      return elements.codes.firstIndex(of: label) ?? elements.labels.firstIndex(of: label)
    case .filtered(let base, _):
      guard let outer = position(of: label, in: base) else { return nil }
      return chosen[Int(axis.base)]?.firstIndex(of: outer)
    case .product, .numbered:
      return (0..<size(axis)).first { self.label(axis, $0) == label }
    }
  }

  /// Returns the positions along `factors` of the tuple at `position` of their product.
  func split(_ position: Int, _ factors: [Axis]) -> [Int] {
    var rest = position
    var parts: [Int] = []
    for factor in factors.reversed() {
      let size = max(self.size(factor), 1)
      parts.append(rest % size)
      rest /= size
    }
    return parts.reversed()
  }

  /// Settles the axes filtered by `node`, whose value is `value`.
  mutating func settle(_ node: NodeIndex, _ value: ArrayValue) {
    for (index, axis) in axes.enumerated() {
      guard case .filtered(let base, let by) = axis.elements, by == node else { continue }
      let cells = (0..<size(base)).map { value.cell(value.axes.isEmpty ? [] : [$0]) }
      chosen[index] = cells.indices.filter { cells[$0] == 1 }
      if cells.contains(where: { $0?.isNaN ?? false }) { failed.insert(index) }
    }
  }

  /// `true` iff the elements of `axis` do not depend on data.
  func isFixed(_ axis: Axis) -> Bool {
    switch axes[Int(axis.base)].elements {
    case .fixed: true
    case .table, .filtered: false
    case .product(let factors): factors.allSatisfy(isFixed)
    case .numbered(let base): isFixed(base)
    }
  }
}

extension PlanAxis {
  /// Returns the name of `axis`, an axis or twin of this one, with its primes.
  func name(_ axis: Axis) -> String { name + String(repeating: "'", count: Int(axis.primes)) }

  /// The axes that this one is made from.
  var parts: [Axis] {
    switch elements {
    case .fixed, .table: []
    case .filtered(let base, _), .numbered(let base): [base]
    case .product(let factors): factors
    }
  }
}

extension [String] {
  /// The element at `index`, or the number of it where there is none.
  subscript(safely index: Int) -> String {
    indices.contains(index) ? self[index] : "\(index + 1)"
  }
}
