import IdxDiagnostics
import IdxPlan
import Synchronization

/// The operators that a method of the library becomes when it is called with arguments of one shape.
///
/// Where methods are called again with arguments alike, their bodies need not be walked: what they
/// become is copied, over the axes and nodes at hand. It is what a walk would have made, since nothing
/// else was seen in the first walk than what the shape tells; where a copy turns out to differ, the body is walked.
final class CallTemplate: Sendable {
  /// An operator, made of the arrays given (`-1`, `-2`, …) and of operators before it (`0`, `1`, …).
  private struct Step {
    let operation: Operation
    let inputs: [Int32]
    let axes: [Axis]
    let element: ElementType
    let isOptional: Bool
    let origin: Origin
  }

  /// What a call gives: arrays by the numbers of their operators.
  private indirect enum Result {
    case array(ValueType, Int32)
    case record([(label: String, term: Result)])
    case word(String)
    case axis(Axis)
  }

  /// The shape of the calls.
  let shape: CallShape
  private let steps: [Step]
  private let result: Result
  private let cautions: [(condition: Int32, caution: Caution)]
  private let ties: [(Int32, Opposites)]
  private let readAxes: [Axis]
  private let callees: Set<String>
  /// The axes of numbered positions that the body makes.
  private let made: [(axis: Axis, info: AxisInfo, plan: PlanAxis)]
  /// All axes in canonical order.
  private let order: [Axis]

  /// Creates the template of the call of `shape` that was found to give `term` and to warn of what is `given`, for
  /// which its body has asked for `nodes` and had `effects`; `nil` where calls like it may differ.
  init?(
    _ shape: CallShape, _ term: Term, _ given: [Caution], _ nodes: [CallRequest],
    _ effects: CallEffects, _ elaborator: Elaborator
  ) {
    let builder = elaborator.builder
    var numbers: [NodeIndex: Int32] = [:]
    for (place, array) in shape.arrays.enumerated() where numbers[array.node] == nil {
      numbers[array.node] = Int32(-1 - place)
    }
    var others: [Axis] = []
    func known(_ axis: Axis) -> Axis {
      let base = axis.unprimed
      if !shape.axes.contains(base), !others.contains(base) { others.append(base) }
      return axis
    }
    var steps: [Step] = []
    for (index, origin) in nodes {
      let node = builder[index]
      let inputs = node.inputs.compactMap { numbers[$0] }
      guard let operation = node.operation.renamed(known), inputs.count == node.inputs.count else {
        return nil
      }
      numbers[index] = Int32(steps.count)
      steps.append(
        Step(
          operation: operation, inputs: inputs, axes: node.axes.map(known),
          element: node.element.renamed(known), isOptional: node.isOptional, origin: origin))
    }
    func noted(_ term: Term) -> Result? {
      switch term {
      case .array(let array):
        guard array.level == 0, let number = numbers[array.node] else { return nil }
        _ = array.type.axes.map(known)
        return .array(array.type, number)
      case .record(let fields):
        var parts: [(label: String, term: Result)] = []
        for field in fields {
          guard let part = noted(field.term) else { return nil }
          parts.append((field.label, part))
        }
        return .record(parts)
      case .word(let word): return .word(word)
      case .axis(let axis): return .axis(known(axis))
      default: return nil
      }
    }
    guard let result = noted(term), given.allSatisfy({ $0.site == nil }) else { return nil }
    for caution in given { _ = caution.axes.values.map(known) }
    made = others.map {
      ($0, elaborator.axisInfos[Int($0.base)], builder.axes[Int($0.base)])
    }
    guard made.allSatisfy({ $0.info.origin == .positions }) else { return nil }
    self.shape = shape
    self.steps = steps
    self.result = result
    cautions = given.compactMap { caution in numbers[caution.condition].map { ($0, caution) } }
    ties = effects.ties.compactMap { tie in numbers[tie.node].map { ($0, tie.opposites) } }
    guard cautions.count == given.count, ties.count == effects.ties.count else { return nil }
    readAxes = effects.readAxes
    guard readAxes.allSatisfy({ shape.axes.contains($0.unprimed) }) else { return nil }
    callees = effects.callees
    order = builder.ordered(shape.axes + others)
  }

  /// Returns what a call of the shape `call` gives and warns of, with the nodes that it asks for and what
  /// it does besides; `nil` where a walk may find something else.
  func instance(
    _ call: CallShape, _ renaming: AxisRenaming, _ elaborator: Elaborator
  ) -> Instance? {
    let builder = elaborator.builder
    var name = renaming
    if !made.isEmpty {
      let new = made.map { elaborator.makeAxis($0.info, elements: $0.plan.elements) }
      name = AxisRenaming(shape.axes + made.map(\.axis), call.axes + new)
      let renamed = order.map { name($0) }
      guard builder.ordered(renamed) == renamed else { return nil }
    }
    for callee in callees { _ = elaborator.standardSymbol(callee) }
    var nodes: [NodeIndex] = []
    nodes.reserveCapacity(steps.count)
    func node(_ number: Int32) -> NodeIndex {
      number < 0 ? call.arrays[Int(-1 - number)].node : nodes[Int(number)]
    }
    for step in steps {
      guard
        let operation = name.isIdentity
          ? step.operation : step.operation.renamed(name.callAsFunction)
      else { return nil }
      let made = builder.node(
        operation, step.inputs.map(node),
        axes: name.isIdentity ? step.axes : step.axes.map { name($0) },
        element: step.element.renamed(name.callAsFunction),
        isOptional: step.operation.looksBehindInputs ? nil : step.isOptional, origin: step.origin)
      // A walk would have known more: what is given is what was made, or is there where that may not be.
      guard builder[made].isOptional == step.isOptional,
        !call.arrays.contains(where: { $0.node == made })
      else { return nil }
      nodes.append(made)
    }
    var effects = CallEffects(
      readAxes: readAxes.map { name($0) }, callees: callees)
    for axis in effects.readAxes { elaborator.readElements(of: axis) }
    for (number, opposites) in ties {
      guard
        let tie = Opposites(opposites.operation, [name(opposites.axis), name(opposites.twin)])
      else { continue }
      effects.ties.append(TiedArray(opposites: tie, node: node(number)))
    }
    elaborator.tied.formUnion(effects.ties)
    func term(_ result: Result) -> Term {
      switch result {
      case .array(let type, let number): .array(ArrayTerm(type.renamed(name), node(number)))
      case .record(let fields): .record(fields.map { ($0.label, term($0.term)) })
      case .word(let word): .word(word)
      case .axis(let axis): .axis(name(axis))
      }
    }
    return Instance(
      term: term(result),
      cautions: cautions.map { $1.renamed(name, node($0)) }, workings: nil,
      notes: (zip(nodes, steps).map { ($0, $1.origin) }, effects))
  }
}

extension Caution {
  /// Returns the caution over the axes that `name` says, where `condition` does not hold.
  fileprivate func renamed(_ name: AxisRenaming, _ condition: NodeIndex) -> Caution {
    Caution(
      condition: condition, message: message, axes: axes.mapValues { name($0) }, method: method,
      place: place, site: nil, evaluation: nil)
  }
}

/// What calls of the library's methods become, by their shapes: who checks many models, or one again and again,
/// walks a body once for each shape. What is found does not depend on it.
public final class CallTemplates: Sendable {
  private let known = Mutex<[Int: [CallTemplate]]>([:])

  /// Creates templates of which there are none.
  public init() {}

  /// How many there may be: beyond that all are forgotten, since those that are used come back.
  private static let most = 4_000

  /// Returns the templates that calls like `shape` may have.
  func candidates(_ shape: CallShape) -> [CallTemplate] {
    known.withLock { $0[shape.hash] ?? [] }
  }

  /// Adds `template`.
  func add(_ template: CallTemplate) {
    known.withLock { known in
      if known.count >= Self.most { known = [:] }
      known[template.shape.hash, default: []].append(template)
    }
  }
}
