/// An element-wise operator of one operand.
public enum UnaryOperator: String, Hashable, Sendable, CaseIterable {
  case negate, not, abs, sqrt, exp, ln, log10, sin, cos, atan, floor
  /// The quantile of the standard normal distribution for a probability.
  case normalQuantile
  /// 1 where the cell is present, 0 where it is missing; never missing itself.
  case present
}

/// An element-wise operator of two operands.
public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, minimum, maximum, atan2
  case equal, notEqual, less, lessEqual, greater, greaterEqual, and, or
  /// The first, rounded to as many decimals as the second says, halves away from zero.
  case round
  /// The first where it is present, else the second.
  case otherwise
}

/// An operator that removes axes.
public enum ReductionOperator: Hashable, Sendable {
  case sum, product, minimum, maximum, count, any, all, mean
  /// The first or last element, in axis order, that counts; the position of the least or greatest.
  case first, last, argmin, argmax
  /// The k-th least value, k from 1, a second input.
  case nth
  /// The quantile of Hyndman and Fan's type (1...9) for the probability of the second input.
  case quantile(type: Int)
}

/// How equal values share ranks.
public enum Ties: String, Hashable, Sendable, CaseIterable {
  case average, minimum, maximum, dense, order
}

/// An operator that keeps the axis it works along.
public enum AlongOperator: Hashable, Sendable {
  /// Ranks from 1; missing cells have none. Neighbours in order count as equal that are no further apart
  /// than `tolerance` times the greatest size of a value.
  case rank(ties: Ties, descending: Bool, tolerance: Double = 0)
  /// Running sums.
  case cumulate
}

/// What a node of a plan does.
///
/// Missing: an operator gives missing where an operand is missing, but for `present`, `otherwise`
/// and `select` (where only the chosen operand counts). Failure: a division by zero, a logarithm of
/// what is not positive, an overflow, a broken `demand` or a primitive that does not converge gives
/// NaN in that cell, which passes through every operator as far as it is chosen; only an output that
/// holds one is an error, and is then traced to the operator that made it.
///
/// What most nodes do fits into a word; only the other cases own memory.
public enum Operation: Hashable, Sendable {
  /// A value known before any data is read.
  case constant(ConstantValue)
  /// A column of a table, by table and column name, over the table's key axes.
  indirect case column(table: String, column: String)
  /// The positions 0, 1, … of the elements of an axis along it.
  case elements(Axis)
  /// The number of elements of an axis.
  case size(Axis)
  /// The position in `axis` of the element whose code or label is `label`; missing if there is none.
  indirect case lookup(Axis, label: String)
  case unary(UnaryOperator)
  case binary(BinaryOperator)
  /// Inputs: condition, then, else.
  case select
  /// Inputs: condition, value. The value where the condition is true or missing; else NaN, reported
  /// as `message`, in which `{I}` stands for the name of the element of the axis shown as I.
  indirect case demand(message: String, axes: [String: Axis])
  /// Inputs: the value (none for `count`, `first`, `last`), the extra operand of `nth` and
  /// `quantile`, then the condition if `hasCondition`, then the map if `by` is set: an array of
  /// elements of `by`, which takes the place of the one axis reduced. Over nothing: sum and count 0,
  /// product 1, all true, any false, else missing.
  indirect case reduce(ReductionOperator, over: [Axis], hasCondition: Bool, by: Axis?)
  indirect case along(AlongOperator, Axis)
  /// Inputs: array, positions in `axis`. Reads the array at the positions: its axis goes, the axes of
  /// the positions come (aligned where the array has them too). Out of range or missing: missing.
  case gather(Axis)
  /// The input under other names of axes.
  case relabel([Axis: Axis])
  /// The inputs, broadcast to common axes, one beside the other along a new axis.
  case stack(Axis)
  /// The input at the element of `axis` whose position is `position`.
  indirect case element(Axis, position: Int)
  /// The input over those elements of axis `from` that make up axis `to`; `positions` says which, or
  /// `nil` where `to` is filtered at run time.
  indirect case restrict(from: Axis, to: Axis, positions: [Int]?)
  /// The input with its axes joined to the product axis, or the reverse.
  case pool(Axis)
  case unpool(Axis)
  /// A primitive of `IdxNumerics`, slice by slice over all axes but those it works on; `result`
  /// says which of its results this is.
  indirect case primitive(Primitive, PrimitiveShape, result: Int)
  /// `repeat`: inputs are the start, the most steps, then what the body captures. A slice whose
  /// condition (or its end) is reached is frozen; one that never settles is NaN, or missing where the
  /// body says so.
  indirect case loop(LoopBody)
  /// Inside a loop's body: the current value, or the capture of that number.
  case loopVariable
  indirect case capture(Int)
  /// A fused chain of element-wise operators over the inputs.
  indirect case map(Program)
  /// A reduction of a fused chain: the program's results are the inputs of the reduction.
  indirect case mapReduce(Program, ReductionOperator, over: [Axis], hasCondition: Bool, by: Axis?)
}

/// A value known before any data is read: cells in canonical order, the last axis fastest.
public struct ConstantValue: Hashable, Sendable {
  /// The cells; `nil` is missing.
  public let cells: [Double?]

  /// Creates a value of `cells`.
  public init(_ cells: [Double?]) { self.cells = cells }
}

/// The body of a `repeat`: nodes that see `loopVariable` and `capture`s.
public struct LoopBody: Hashable, Sendable {
  /// The nodes, each after its inputs.
  public var nodes: [PlanNode]
  /// The Boolean node that is asked before each step.
  public var condition: NodeIndex
  /// `true` iff the loop ends when the condition holds, `false` iff it goes on while it holds.
  public var isUntil: Bool
  /// The node of the next value.
  public var next: NodeIndex
  /// `true` iff a slice that never settles is missing, not a failure.
  public var mayNotSettle: Bool

  /// Creates a body.
  public init(
    nodes: [PlanNode], condition: NodeIndex, isUntil: Bool, next: NodeIndex,
    mayNotSettle: Bool = false
  ) {
    self.mayNotSettle = mayNotSettle
    self.nodes = nodes
    self.condition = condition
    self.isUntil = isUntil
    self.next = next
  }
}

/// A fused chain: element-wise instructions over registers, the first of which are the inputs.
public struct Program: Hashable, Sendable {
  /// One instruction; its operands are registers before it.
  public struct Instruction: Hashable, Sendable {
    /// `unary`, `binary`, `select`, `demand` or a `constant` of one cell.
    public var operation: Operation
    /// The registers worked on.
    public var operands: [Int]
    /// Where it comes from.
    public var origin: Origin

    /// Creates an instruction.
    public init(_ operation: Operation, _ operands: [Int], origin: Origin) {
      self.operation = operation
      self.operands = operands
      self.origin = origin
    }
  }

  /// The number of inputs: registers 0 ..< inputCount.
  public var inputCount: Int
  /// The instructions; the k-th writes register `inputCount + k`.
  public var instructions: [Instruction]
  /// The registers that are the results.
  public var results: [Int]

  /// Creates a program.
  public init(inputCount: Int, instructions: [Instruction], results: [Int]) {
    self.inputCount = inputCount
    self.instructions = instructions
    self.results = results
  }
}
