import IdxPlan

/// What the body of a library's method can find out of an axis by itself.
struct AxisShape: Hashable {
  /// What the elements come from, as far as it is told.
  enum Source { case table, nodes, scale, parts, positions, variable }

  let kind: AxisKind
  let source: Source
  /// `true` iff it runs along memory.
  let isInner: Bool
  /// How many elements are written in the model.
  let count: Int?

  /// Creates the shape of the axis that `info` and `axis` describe; `nil` where it hangs together with others.
  init?(_ info: AxisInfo, _ axis: PlanAxis) {
    switch info.origin {
    case .table: source = .table
    case .nodes: source = .nodes
    case .scale: source = .scale
    case .parts: source = .parts
    case .positions: source = .positions
    case .variable: source = .variable
    case .filtered, .product, .components, .texts: return nil
    }
    kind = info.kind
    isInner = axis.isInner
    count = if case .fixed(let codes, _) = axis.elements { codes.count } else { nil }
  }
}

/// What the body of a library's method sees of a call but which nodes and axes it is given: calls of one shape
/// become the same operators, over axes of other names.
final class CallShape: Sendable {
  let method: SymbolID
  /// `true` iff it is in a branch that need not be taken.
  let isBranch: Bool
  /// The axes of the arguments and those that are bound, in canonical order, without primes.
  let axes: [Axis]
  /// The arrays that are given, in the order of the inputs.
  let arrays: [ArrayTerm]
  private let shapes: [AxisShape]
  private let bound: [String: Axis]
  private let arguments: [Term]
  /// The place of the first array that is the same node, for each of `arrays`.
  private let firsts: [Int]
  /// How the cells of each of `arrays` are known to go with the opposite ones.
  private let ties: [UInt8]
  /// What the plan knows of the nodes of `arrays`.
  private let cells: [ElementType]
  private let isOptional: [Bool]
  /// What is the same for all calls that are alike.
  let hash: Int

  /// Creates the shape of the call of `method` that sees `scope`; `nil` where its body may see more.
  init?(_ method: CalledMethod, _ scope: Scope, _ elaborator: Elaborator) {
    var arguments: [Term] = []
    var arrays: [ArrayTerm] = []
    for input in method.inputs {
      guard let name = input.name, let argument = scope.locals[name] else { continue }
      guard Self.add(argument, to: &arrays) else { return nil }
      arguments.append(argument)
    }
    let builder = elaborator.builder
    var bases: [Axis] = []
    func add(_ axis: Axis) {
      if !bases.contains(where: { $0.base == axis.base }) { bases.append(axis.unprimed) }
    }
    for array in arrays {
      for axis in array.type.allAxes { add(axis) }
    }
    for axis in scope.axes.values { add(axis) }
    let axes = builder.ordered(bases)
    var shapes: [AxisShape] = []
    var index: SymbolID?
    for axis in axes {
      let info = elaborator.axisInfos[Int(axis.base)]
      guard let shape = AxisShape(info, builder.axes[Int(axis.base)]) else { return nil }
      shapes.append(shape)
      // How indexes hang together is not told by shapes.
      if case .nodes(let owner, _) = info.origin {
        if let index, index != owner { return nil }
        index = owner
      }
    }
    self.method = method.id
    isBranch = elaborator.branches > 0
    self.axes = axes
    self.arrays = arrays
    self.shapes = shapes
    bound = scope.axes
    self.arguments = arguments
    firsts = arrays.map { array in
      arrays.firstIndex { $0.node == array.node } ?? 0
    }
    ties = arrays.map { elaborator.ties(of: $0) }
    cells = arrays.map { builder[$0.node].element }
    isOptional = arrays.map { builder[$0.node].isOptional }
    guard arrays.allSatisfy({ builder.axes(of: $0.node) == $0.type.axes }) else { return nil }
    var hasher = Hasher()
    hasher.combine(method.id)
    hasher.combine(isBranch)
    hasher.combine(shapes)
    for array in arrays {
      hasher.combine(array.type.axes.count)
      hasher.combine(array.type.isOptional)
      hasher.combine(array.type.range.lower)
      hasher.combine(array.type.range.upper)
    }
    hash = hasher.finalize()
  }

  /// Adds the arrays of `term` to `arrays`. Returns `false` iff it has parts that are told by no shape.
  private static func add(_ term: Term, to arrays: inout [ArrayTerm]) -> Bool {
    switch term {
    case .array(let array):
      arrays.append(array)
      return array.level == 0
    case .record(let fields): return fields.allSatisfy { add($0.term, to: &arrays) }
    case .word, .axis: return true
    default: return false
    }
  }

  /// Returns what the axes of `self` are called in `other`, if both are alike.
  func renaming(to other: CallShape) -> AxisRenaming? {
    guard hash == other.hash, method == other.method, isBranch == other.isBranch,
      shapes == other.shapes, firsts == other.firsts, ties == other.ties,
      isOptional == other.isOptional,
      bound.count == other.bound.count, arguments.count == other.arguments.count
    else { return nil }
    let name = AxisRenaming(axes, other.axes)
    for (one, another) in zip(cells, other.cells) where one.renamed(name.callAsFunction) != another
    {
      return nil
    }
    for (variable, axis) in bound where other.bound[variable] != name(axis) { return nil }
    for (one, another) in zip(arguments, other.arguments) where !areAlike(one, another, name) {
      return nil
    }
    return name
  }

  private func areAlike(_ a: Term, _ b: Term, _ name: AxisRenaming) -> Bool {
    switch (a, b) {
    case (.array(let x), .array(let y)): x.type.isSame(as: y.type, name)
    case (.word(let x), .word(let y)): x == y
    case (.axis(let x), .axis(let y)): name(x) == y
    case (.record(let x), .record(let y)):
      x.count == y.count
        && zip(x, y).allSatisfy { $0.label == $1.label && areAlike($0.term, $1.term, name) }
    default: false
    }
  }
}

extension ValueType {
  /// `true` iff `other` says the same over the axes that `name` gives.
  fileprivate func isSame(as other: ValueType, _ name: AxisRenaming) -> Bool {
    if name.isIdentity { return self == other }
    return isOptional == other.isOptional && isOriented == other.isOriented
      && axes.count == other.axes.count && range == other.range
      && zip(axes, other.axes).allSatisfy { name($0) == $1 }
      && element.renamed(name.callAsFunction) == other.element
      && sharesAlong.map { name($0) } == other.sharesAlong
      && measure.renamed(name) == other.measure
  }

  /// The axes that it says something of.
  var allAxes: [Axis] {
    var result = axes
    if case .element(let axis) = element { result.append(axis) }
    if let sharesAlong { result.append(sharesAlong) }
    for axis in measure.elementAxes { result.append(Axis(Int(axis))) }
    return result
  }

  /// Returns the type over the axes that `name` says.
  func renamed(_ name: AxisRenaming) -> ValueType {
    if name.isIdentity { return self }
    return ValueType(
      element.renamed(name.callAsFunction), axes: axes.map { name($0) }, isOptional: isOptional,
      measure: measure.renamed(name), range: range, isOriented: isOriented,
      sharesAlong: sharesAlong.map { name($0) })
  }
}

extension Measure {
  /// The axes each of whose elements has its own measure.
  fileprivate var elementAxes: [Int32] {
    powers.isEmpty
      ? []
      : powers.keys.compactMap { if case .ofElements(let axis) = $0 { axis } else { nil } }
  }

  /// Returns the measure with the axes that `name` says.
  fileprivate func renamed(_ name: AxisRenaming) -> Measure {
    if elementAxes.isEmpty { return self }
    let renamed = powers.map { base, power in
      if case .ofElements(let axis) = base {
        (Base.ofElements(name(Axis(Int(axis))).base), power)
      } else {
        (base, power)
      }
    }
    return Measure(Dictionary(renamed, uniquingKeysWith: +), factor: factor)
  }
}
