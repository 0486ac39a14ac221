import IdxPlan

/// A program as the machine runs it: instructions without anything that is reference counted.
struct Code {
  /// What an instruction does.
  enum Kind {
    case constant(Double, isMissing: Bool)
    case unary(UnaryOperator)
    case binary(BinaryOperator)
    case select
    case demand
  }

  /// One instruction.
  struct Step {
    /// What it does.
    var kind: Kind
    /// The registers it works on.
    var a = 0
    var b = 0
    var c = 0
  }

  /// The number of inputs.
  let inputCount: Int
  /// The instructions.
  let steps: [Step]
  /// The registers that are the results.
  let results: [Int]

  /// Creates the code of `program`.
  init(_ program: Program) {
    inputCount = program.inputCount
    results = program.results
    steps = program.instructions.map { instruction in
      var step = Step(kind: Code.kind(instruction.operation))
      let operands = instruction.operands
      if operands.count > 0 { step.a = operands[0] }
      if operands.count > 1 { step.b = operands[1] }
      if operands.count > 2 { step.c = operands[2] }
      return step
    }
  }

  private static func kind(_ operation: Operation) -> Kind {
    switch operation {
    case .unary(let unary): return .unary(unary)
    case .binary(let binary): return .binary(binary)
    case .select: return .select
    case .demand: return .demand
    case .constant(let value):
      let cell = value.cells.first ?? nil
      return .constant(cell ?? 0, isMissing: cell == nil)
    default: preconditionFailure("a program holds element-wise operators only")
    }
  }

  /// Returns for each result whether cells of it may be missing, given which inputs have masks.
  func masked(_ inputs: [Bool]) -> [Bool] {
    var masked = inputs
    for step in steps {
      switch step.kind {
      case .constant(_, let isMissing): masked.append(isMissing)
      case .unary(.present): masked.append(false)
      case .unary: masked.append(masked[step.a])
      case .binary(.otherwise): masked.append(masked[step.a] && masked[step.b])
      case .binary: masked.append(masked[step.a] || masked[step.b])
      case .select: masked.append(masked[step.a] || masked[step.b] || masked[step.c])
      case .demand: masked.append(masked[step.b])
      }
    }
    return results.map { masked[$0] }
  }
}

extension Program {
  /// Returns the program of the one `operation` on `count` inputs.
  static func single(_ operation: Operation, count: Int, origin: Origin) -> Program {
    Program(
      inputCount: count,
      instructions: [Instruction(operation, Array(0..<count), origin: origin)],
      results: [count])
  }

  /// Returns the program that passes `count` inputs on.
  static func identity(_ count: Int) -> Program {
    Program(inputCount: count, instructions: [], results: Array(0..<count))
  }
}
