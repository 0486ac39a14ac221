import IdxPlan

/// Runs a program on one run of cells at a time.
///
/// A register is computed when it is first asked for, so that what no chosen branch needs is not
/// computed. Runs are short enough for all registers to stay in the cache.
final class Machine {
  /// The most cells in a run.
  static let blockSize = 1024

  private let code: Code
  private let registers: UnsafeMutablePointer<Operand>
  private let ready: UnsafeMutablePointer<Bool>
  private let values: UnsafeMutablePointer<Double>
  private let masks: UnsafeMutablePointer<UInt8>
  private let registerCount: Int
  private var count = 0

  /// Where the register `direct` is written instead of the scratch memory.
  private var direct = -1
  private var directValues: UnsafeMutablePointer<Double>?
  private var directMask: UnsafeMutablePointer<UInt8>?

  /// Creates a machine for `code`.
  init(_ code: Code) {
    self.code = code
    registerCount = code.inputCount + code.steps.count
    registers = .allocate(capacity: max(registerCount, 1))
    ready = .allocate(capacity: max(registerCount, 1))
    let cells = max(code.steps.count, 1) * Machine.blockSize
    values = .allocate(capacity: cells)
    masks = .allocate(capacity: cells)
  }

  deinit {
    registers.deallocate()
    ready.deallocate()
    values.deallocate()
    masks.deallocate()
  }

  /// Begins a run of `count` cells; the inputs are `set` next.
  func begin(_ count: Int) {
    self.count = count
    for i in 0..<registerCount { ready[i] = false }
    direct = -1
  }

  /// Sets input number `index`.
  func set(_ index: Int, _ operand: Operand) {
    (registers + index).initialize(to: operand)
    ready[index] = true
  }

  /// Computes result number `index` and writes its cells to `slice` from `offset`.
  func store(_ index: Int, to slice: ArrayValue.Slice, offset: Int) {
    let target = slice.values + offset
    let mask = slice.mask.map { $0 + offset }
    let register = code.results[index]
    direct = register
    directValues = target
    directMask = mask
    let result = self[register]
    if result.isUniform {
      let value = result.values[0]
      for i in 0..<count { target[i] = value }
    } else if result.values != UnsafePointer(target) {
      target.update(from: result.values, count: count)
    }
    guard let mask else { return }
    if let own = result.mask {
      if own != UnsafePointer(mask) { mask.update(from: own, count: count) }
    } else {
      mask.update(repeating: result.isMissing ? 0 : 1, count: count)
    }
  }

  /// Returns result number `index`.
  func result(_ index: Int) -> Operand { self[code.results[index]] }

  private subscript(register: Int) -> Operand {
    if ready[register] { return registers[register] }
    let operand = compute(register)
    (registers + register).initialize(to: operand)
    ready[register] = true
    return operand
  }

  private func valuesOf(_ register: Int) -> UnsafeMutablePointer<Double> {
    if register == direct, let directValues { return directValues }
    return values + (register - code.inputCount) * Machine.blockSize
  }

  private func maskOf(_ register: Int) -> UnsafeMutablePointer<UInt8> {
    if register == direct, let directMask { return directMask }
    return masks + (register - code.inputCount) * Machine.blockSize
  }

  private func compute(_ register: Int) -> Operand {
    let step = code.steps[register - code.inputCount]
    switch step.kind {
    case .constant(let value, let isMissing):
      return uniform(value, register, isMissing: isMissing)
    case .unary(.present): return present(self[step.a], register)
    case .unary(let operation):
      let x = self[step.a]
      if x.isMissing { return x }
      let target = valuesOf(register)
      Kernels.apply(operation, x, target, x.isUniform ? 1 : count)
      return x.isUniform
        ? Operand(uniform: target, isMissing: false) : Operand(target, mask: x.mask)
    case .binary(.otherwise): return otherwise(step, register)
    case .binary(let operation): return binary(operation, step, register)
    case .select: return select(step, register)
    case .demand: return demand(step, register)
    }
  }

  private func uniform(_ value: Double, _ register: Int, isMissing: Bool = false) -> Operand {
    let target = valuesOf(register)
    target[0] = value
    return Operand(uniform: target, isMissing: isMissing)
  }

  private func present(_ x: Operand, _ register: Int) -> Operand {
    guard let mask = x.mask else { return uniform(x.isMissing ? 0 : 1, register) }
    let target = valuesOf(register)
    for i in 0..<count { target[i] = Double(mask[i]) }
    return Operand(target, mask: nil)
  }

  private func binary(
    _ operation: BinaryOperator, _ step: Code.Step, _ register: Int
  ) -> Operand {
    let x = self[step.a]
    let y = self[step.b]
    if x.isMissing { return x }
    if y.isMissing { return y }
    let target = valuesOf(register)
    Kernels.apply(operation, x, y, target, count)
    if x.isUniform && y.isUniform { return Operand(uniform: target, isMissing: false) }
    return Operand(target, mask: both(x.mask, y.mask, register))
  }

  private func both(
    _ a: UnsafePointer<UInt8>?, _ b: UnsafePointer<UInt8>?, _ register: Int
  ) -> UnsafePointer<UInt8>? {
    guard let a else { return b }
    guard let b else { return a }
    if a == b { return a }
    let target = maskOf(register)
    for i in 0..<count { target[i] = a[i] & b[i] }
    return UnsafePointer(target)
  }

  private func otherwise(_ step: Code.Step, _ register: Int) -> Operand {
    let x = self[step.a]
    if x.isMissing { return self[step.b] }
    guard let mask = x.mask, !isAll(mask) else { return Operand(withoutMask: x) }
    let y = self[step.b]
    if y.isMissing { return x }
    let target = valuesOf(register)
    for i in 0..<count { target[i] = mask[i] != 0 ? x.values[i] : y.value(i) }
    guard let other = y.mask else { return Operand(target, mask: nil) }
    let merged = maskOf(register)
    for i in 0..<count { merged[i] = mask[i] | other[i] }
    return Operand(target, mask: merged)
  }

  private func isAll(_ mask: UnsafePointer<UInt8>) -> Bool {
    var all: UInt8 = 1
    for i in 0..<count { all &= mask[i] }
    return all != 0
  }
}

extension Operand {
  /// Creates the operand of the cells of `other`, all of them present.
  init(withoutMask other: Operand) {
    self = other
    mask = nil
  }
}

// MARK: - Choices

extension Machine {
  private func select(_ step: Code.Step, _ register: Int) -> Operand {
    let condition = self[step.a]
    if condition.isMissing { return condition }
    if condition.isUniform {
      let chosen = condition.values[0]
      return chosen.isNaN ? condition : self[chosen != 0 ? step.b : step.c]
    }
    if condition.mask == nil {
      var trues = 0
      var falses = 0
      for i in 0..<count {
        trues &+= condition.values[i] == 1 ? 1 : 0
        falses &+= condition.values[i] == 0 ? 1 : 0
      }
      if trues == count { return self[step.b] }
      if falses == count { return self[step.c] }
    }
    return blend(condition, self[step.b], self[step.c], register)
  }

  private func blend(_ condition: Operand, _ yes: Operand, _ no: Operand, _ register: Int)
    -> Operand
  {
    let target = valuesOf(register)
    let flags = condition.values
    switch (yes.isUniform, no.isUniform) {
    case (false, false):
      for i in 0..<count { target[i] = chosen(flags[i], yes.values[i], no.values[i]) }
    default:
      for i in 0..<count { target[i] = chosen(flags[i], yes.value(i), no.value(i)) }
    }
    let isMasked =
      condition.mask != nil || yes.mask != nil || no.mask != nil || yes.isMissing || no.isMissing
    guard isMasked else { return Operand(target, mask: nil) }
    let mask = maskOf(register)
    for i in 0..<count {
      let flag = flags[i]
      let isChosenPresent = flag == 1 ? yes.isPresent(i) : flag == 0 ? no.isPresent(i) : true
      mask[i] = condition.isPresent(i) && isChosenPresent ? 1 : 0
    }
    return Operand(target, mask: mask)
  }

  @inline(__always) private func chosen(_ flag: Double, _ yes: Double, _ no: Double) -> Double {
    flag == 1 ? yes : flag == 0 ? no : .nan
  }

  private func demand(_ step: Code.Step, _ register: Int) -> Operand {
    let condition = self[step.a]
    if condition.isMissing { return self[step.b] }
    if condition.isUniform {
      return condition.values[0] == 1 ? self[step.b] : uniform(.nan, register)
    }
    let value = self[step.b]
    let target = valuesOf(register)
    for i in 0..<count {
      let holds = condition.values[i] == 1 || !condition.isPresent(i)
      target[i] = holds ? value.value(i) : .nan
    }
    guard value.mask != nil || value.isMissing else { return Operand(target, mask: nil) }
    let mask = maskOf(register)
    for i in 0..<count {
      let holds = condition.values[i] == 1 || !condition.isPresent(i)
      mask[i] = !holds || value.isPresent(i) ? 1 : 0
    }
    return Operand(target, mask: mask)
  }
}
