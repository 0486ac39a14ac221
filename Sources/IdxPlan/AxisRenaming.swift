/// Other names for axes: what is made over some axes is made over others by it.
package struct AxisRenaming {
  /// The axes, and what each is called; both without primes.
  private let from: [Axis]
  private let to: [Axis]
  /// `true` iff nothing changes.
  package let isIdentity: Bool

  /// Creates the renaming of each of `from` as what stands at its place in `to`.
  ///
  /// - Requires: Both are of one length, without primes.
  package init(_ from: [Axis], _ to: [Axis]) {
    self.from = from
    self.to = to
    isIdentity = from == to
  }

  /// Returns what `axis` is called; itself where nothing is said of it.
  package func callAsFunction(_ axis: Axis) -> Axis {
    guard let place = from.firstIndex(where: { $0.base == axis.base }) else { return axis }
    return Axis(Int(to[place].base), primes: Int(axis.primes))
  }
}

extension ElementType {
  /// Returns the type with its axis called what `name` says.
  package func renamed(_ name: (Axis) -> Axis) -> ElementType {
    if case .element(let axis) = self { .element(name(axis)) } else { self }
  }
}

extension Operation {
  /// Returns what does the same over the axes that `name` says; `nil` where it depends on what the elements
  /// of an axis are, or on the data.
  package func renamed(_ name: (Axis) -> Axis) -> Operation? {
    switch self {
    case .constant, .unary, .binary, .select, .loopVariable, .capture: self
    case .elements(let axis): .elements(name(axis))
    case .size(let axis): .size(name(axis))
    case .demand(let message, let axes): .demand(message: message, axes: axes.mapValues(name))
    case .reduce(let reduction, let over, let hasCondition, let by):
      .reduce(reduction, over: over.map(name), hasCondition: hasCondition, by: by.map(name))
    case .along(let operation, let axis): .along(operation, name(axis))
    case .gather(let axis): .gather(name(axis))
    case .relabel(let names):
      .relabel(
        Dictionary(names.map { (name($0.key), name($0.value)) }, uniquingKeysWith: { $1 }))
    case .stack(let axis): .stack(name(axis))
    case .primitive(let primitive, let shape, let result):
      .primitive(primitive, shape.renamed(name), result: result)
    case .loop(let body): body.renamed(name).map { .loop($0) }
    case .column, .lookup, .element, .restrict, .pool, .unpool, .map, .mapReduce: nil
    }
  }
}

extension PrimitiveShape {
  fileprivate func renamed(_ name: (Axis) -> Axis) -> PrimitiveShape {
    PrimitiveShape(
      inputs.map { Input($0.axes.map(name), takesMissing: $0.takesMissing) },
      kept: kept.map(name), element: element.renamed(name), givesMissing: givesMissing)
  }
}

extension LoopBody {
  fileprivate func renamed(_ name: (Axis) -> Axis) -> LoopBody? {
    var result = self
    for (i, node) in nodes.enumerated() {
      guard let operation = node.operation.renamed(name) else { return nil }
      result.nodes[i].operation = operation
      result.nodes[i].axes = node.axes.map(name)
      result.nodes[i].element = node.element.renamed(name)
    }
    return result
  }
}

extension Operation {
  /// `true` iff whether its result may be missing follows from more than whether its inputs may.
  package var looksBehindInputs: Bool {
    switch self {
    case .select: true
    case .reduce(_, _, let hasCondition, _): hasCondition
    default: false
    }
  }
}
