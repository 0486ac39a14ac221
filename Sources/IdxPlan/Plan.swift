public import IdxDiagnostics

/// The position of a node in `Plan.nodes`.
public typealias NodeIndex = Int32

/// What the cells of an array are.
public enum ElementType: Hashable, Sendable {
  /// Real numbers.
  case real
  /// Whole numbers, held as `Double`s.
  case integer
  /// 0 or 1.
  case boolean
  /// Elements of an axis, held as their positions from 0.
  case element(Axis)
}

/// Where in the source a node comes from.
public struct Origin: Hashable, Sendable {
  /// The expression.
  public let span: Span
  /// The method in whose body the expression stands.
  public let method: String?
  /// What the value is called: the name of a `let`, of a step or of an indicator.
  public let name: String?
  /// The step of an evaluation for which it was made first.
  public internal(set) var step: Span?

  /// Creates the origin at `span`.
  public init(_ span: Span, method: String? = nil, name: String? = nil) {
    self.span = span
    self.method = method
    self.name = name
  }
}

/// One operator of a plan, with what it works on and what it gives.
public struct PlanNode: Hashable, Sendable {
  /// What is done.
  public var operation: Operation
  /// The nodes worked on, all before this one.
  public var inputs: [NodeIndex]
  /// The axes of the result, in canonical order (`Plan.ordered`).
  public var axes: [Axis]
  /// What the cells of the result are.
  public var element: ElementType
  /// `true` iff cells of the result may be missing.
  public var isOptional: Bool
  /// The first place in the source that asked for it.
  public var origin: Origin

  /// Creates a node.
  public init(
    _ operation: Operation, _ inputs: [NodeIndex], axes: [Axis], element: ElementType = .real,
    isOptional: Bool = false, origin: Origin
  ) {
    self.operation = operation
    self.inputs = inputs
    self.axes = axes
    self.element = element
    self.isOptional = isOptional
    self.origin = origin
  }
}

/// A result that somebody asked for.
public struct PlanOutput: Hashable, Sendable {
  /// The path by which it is known: `hdi.score`, `hdi.education.weights`.
  public let name: String
  /// The node that computes it.
  public var node: NodeIndex

  /// Creates the output `name`.
  public init(_ name: String, _ node: NodeIndex) {
    self.name = name
    self.node = node
  }
}

/// A typed graph of array operators: all that evaluation computes, and nothing else does.
///
/// Nodes stand in an order in which each comes after its inputs. Types name axes, never sizes; sizes
/// come with the data.
public struct Plan: Sendable {
  /// The axes.
  public var axes: [PlanAxis] = []
  /// The operators.
  public var nodes: [PlanNode] = []
  /// What was asked for.
  public var outputs: [PlanOutput] = []
  /// What each pass did, for people, in the order of the passes.
  public var log: [String] = []

  /// Creates an empty plan.
  public init() {}

  /// Returns `axes` in canonical order, without doubles: inner axes last, then by name table and
  /// primes, so that the last axis is the one that runs along memory.
  public func ordered(_ axes: [Axis]) -> [Axis] {
    // There are few axes, and most often they stand in order already.
    if axes.count < 2 || zip(axes, axes.dropFirst()).allSatisfy({ isOrdered($0, before: $1) }) {
      return axes
    }
    var result: [Axis] = []
    for axis in axes {
      var place = result.count
      while place > 0, isOrdered(axis, before: result[place - 1]) { place -= 1 }
      if place == 0 || result[place - 1] != axis { result.insert(axis, at: place) }
    }
    return result
  }

  private func isOrdered(_ a: Axis, before b: Axis) -> Bool {
    let x = axes[Int(a.base)].isInner
    let y = axes[Int(b.base)].isInner
    if x != y { return y }
    return a.base == b.base ? a.primes < b.primes : a.base < b.base
  }
}
