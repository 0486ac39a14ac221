import IdxDiagnostics
import IdxPlan
import Synchronization

/// The operators that a method of the library becomes when it is called with arguments of one shape.
///
/// Where methods are called again with arguments alike, their bodies need not be walked: what they
/// become is copied, over the axes and nodes at hand. It is what a walk would have made, since nothing
/// else was seen in the first walk than what the shape tells; where a copy turns out to differ, the body is walked.
final class CallTemplate: Sendable {
  /// An operator, made of the arrays given (`-1`, `-2`, …) and of operators before it (`0`, `1`, …); it is not
  /// copied for each call.
  private final class Step: Sendable {
    let operation: Operation
    let inputs: [Int32]
    let axes: [Axis]
    let element: ElementType
    let isOptional: Bool
    let origin: Origin
    /// The attribute that it is, of which the operation is what it was.
    let attribute: ReadAttribute?

    /// Creates the step that makes what `node` is, for which `origin` asked, of `inputs`.
    init(
      _ operation: Operation, _ inputs: [Int32], axes: [Axis], element: ElementType,
      isOptional: Bool, origin: Origin, attribute: ReadAttribute?
    ) {
      self.operation = operation
      self.inputs = inputs
      self.axes = axes
      self.element = element
      self.isOptional = isOptional
      self.origin = origin
      self.attribute = attribute
    }
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
  /// Where the method was declared, if that may be elsewhere in another model.
  private let place: Span?

  /// Creates the template of the call of `shape` that was found to give `term` and to warn of what is `given`, for
  /// which its body, of a method of the model that at `place`, has asked for `nodes` and had `effects`; `nil` where calls
  /// like it may differ.
  init?(
    _ shape: CallShape, _ term: Term, _ given: [Caution], _ nodes: [CallRequest],
    _ effects: CallEffects, at place: Span?, _ elaborator: Elaborator
  ) {
    if let place {
      let spans = nodes.map(\.origin.span) + given.map(\.place)
      guard spans.allSatisfy({ $0.file != place.file || place.union($0) == place }) else {
        return nil
      }
    }
    self.place = place
    let builder = elaborator.builder
    let numbering = Numbering(shape)
    var steps: [Step] = []
    steps.reserveCapacity(nodes.count)
    let attributes = Dictionary(grouping: effects.attributes) { $0.request.node }
    for request in nodes {
      let index = request.node
      guard let step = numbering.step(builder[index], request, attributes[index] ?? []) else {
        return nil
      }
      numbering.numbers[index] = Int32(steps.count)
      steps.append(step)
    }
    guard let result = numbering.result(term), given.allSatisfy({ $0.site == nil }) else {
      return nil
    }
    for caution in given { _ = caution.axes.values.map(numbering.noting) }
    self.shape = shape
    self.steps = steps
    self.result = result
    let numbers = numbering.numbers
    cautions = given.compactMap { caution in numbers[caution.condition].map { ($0, caution) } }
    ties = effects.ties.compactMap { tie in numbers[tie.node].map { ($0, tie.opposites) } }
    guard cautions.count == given.count, ties.count == effects.ties.count else { return nil }
    readAxes = effects.readAxes
    guard readAxes.allSatisfy({ shape.axes.contains($0.unprimed) }) else { return nil }
    callees = effects.callees
    made = numbering.others.map {
      ($0, elaborator.axisInfos[Int($0.base)], builder.axes[Int($0.base)])
    }
    guard made.allSatisfy({ $0.info.isOfLanguage }) else { return nil }
    order = builder.ordered(shape.axes + numbering.others)
  }

  /// The numbers of the nodes and the axes that a template is made of.
  private final class Numbering {
    private let shape: CallShape
    /// The numbers of the nodes so far.
    var numbers: [NodeIndex: Int32] = [:]
    /// The axes that are not among those of the shape.
    private(set) var others: [Axis] = []

    /// Creates the numbers of what the calls of `shape` are given.
    init(_ shape: CallShape) {
      self.shape = shape
      for (place, array) in shape.arrays.enumerated() where numbers[array.node] == nil {
        numbers[array.node] = Int32(-1 - place)
      }
    }

    /// Returns `axis`, which is noted.
    func noting(_ axis: Axis) -> Axis {
      let base = axis.unprimed
      if !shape.axes.contains(base), !others.contains(base) { others.append(base) }
      return axis
    }

    /// Returns the step that makes `node`, for which `request` asked, if it was read as one of `attributes`; `nil`
    /// where it hangs on more than the shape.
    func step(_ node: PlanNode, _ request: CallRequest, _ attributes: [ReadAttribute]) -> Step? {
      if let first = attributes.first {
        // Elsewhere they may be different.
        let isOne = attributes.allSatisfy {
          $0.name.text == first.name.text && $0.axis == first.axis && $0.type == first.type
        }
        guard isOne, request.origin == first.request.origin, shape.axes.contains(first.axis) else {
          return nil
        }
        for axis in first.type.allAxes { _ = noting(axis) }
      }
      let inputs = node.inputs.compactMap { numbers[$0] }
      guard inputs.count == node.inputs.count, let operation = node.operation.renamed(noting) else {
        return nil
      }
      return Step(
        operation, inputs, axes: node.axes.map(noting), element: node.element.renamed(noting),
        isOptional: node.isOptional, origin: request.origin,
        attribute: attributes.first { $0.isDecisive } ?? attributes.first)
    }

    /// Returns what `term` is of the nodes so far; `nil` where it is something else.
    func result(_ term: Term) -> Result? {
      switch term {
      case .array(let array):
        guard array.level == 0, let number = numbers[array.node] else { return nil }
        for axis in array.type.allAxes { _ = noting(axis) }
        return .array(array.type, number)
      case .record(let fields):
        var parts: [(label: String, term: Result)] = []
        for field in fields {
          guard let part = result(field.term) else { return nil }
          parts.append((field.label, part))
        }
        return .record(parts)
      case .word(let word): return .word(word)
      case .axis(let axis): return .axis(noting(axis))
      default: return nil
      }
    }
  }

  /// Returns what a call of the shape `call` of the method declared at `place`, whose body sees `scope`, gives and warns of,
  /// with the nodes that it asks for and what it does besides; `nil` where a walk may find something else.
  func instance(
    _ call: CallShape, _ renaming: AxisRenaming, _ scope: Scope, at place: Span,
    _ elaborator: Elaborator
  ) -> Instance? {
    guard let name = completed(renaming, call, elaborator) else { return nil }
    for callee in callees { _ = elaborator.standardSymbol(callee) }
    let move = PlaceMove(from: self.place, to: place)
    guard let nodes = nodes(call, name, scope, move, elaborator) else { return nil }
    func node(_ number: Int32) -> NodeIndex { Self.node(number, nodes, call) }
    var effects = CallEffects(readAxes: readAxes.map { name($0) }, callees: callees)
    for axis in effects.readAxes { elaborator.readElements(of: axis) }
    effects.attributes = zip(nodes, steps).compactMap { node, step in
      step.attribute?.renamed(name, move, (node, move(step.origin)))
    }
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
      term: term(result), cautions: cautions.map { $1.renamed(name, move, node($0)) },
      workings: nil, notes: (zip(nodes, steps).map { ($0, move($1.origin)) }, effects))
  }

  /// Returns `renaming` with what the axes that the body makes are called; `nil` where that changes their order.
  private func completed(
    _ renaming: AxisRenaming, _ call: CallShape, _ elaborator: Elaborator
  ) -> AxisRenaming? {
    if made.isEmpty { return renaming }
    let new = made.map { elaborator.makeAxis($0.info, elements: $0.plan.elements) }
    let name = AxisRenaming(shape.axes + made.map(\.axis), call.axes + new)
    let renamed = order.map { name($0) }
    return elaborator.builder.ordered(renamed) == renamed ? name : nil
  }

  /// Returns the nodes of the steps for `call`; `nil` where one is not what it was.
  private func nodes(
    _ call: CallShape, _ name: AxisRenaming, _ scope: Scope, _ move: PlaceMove,
    _ elaborator: Elaborator
  ) -> [NodeIndex]? {
    let builder = elaborator.builder
    var nodes: [NodeIndex] = []
    nodes.reserveCapacity(steps.count)
    for step in steps {
      if let attribute = step.attribute {
        guard let node = node(of: attribute, step, name, scope, move, elaborator),
          !call.arrays.contains(where: { $0.node == node })
        else { return nil }
        nodes.append(node)
        continue
      }
      guard
        let operation = name.isIdentity
          ? step.operation : step.operation.renamed(name.callAsFunction)
      else { return nil }
      let made = builder.node(
        operation, step.inputs.map { Self.node($0, nodes, call) },
        axes: name.isIdentity ? step.axes : step.axes.map { name($0) },
        element: step.element.renamed(name.callAsFunction),
        isOptional: step.operation.looksBehindInputs ? nil : step.isOptional,
        origin: move(step.origin))
      // A walk would know more where what is made is what is given, or where it is there although that need not be.
      guard builder[made].isOptional == step.isOptional,
        !call.arrays.contains(where: { $0.node == made })
      else { return nil }
      nodes.append(made)
    }
    return nodes
  }

  /// Returns the node of `attribute` in a call that sees `scope`; `nil` where it is something else there.
  private func node(
    of attribute: ReadAttribute, _ step: Step, _ name: AxisRenaming, _ scope: Scope,
    _ move: PlaceMove, _ elaborator: Elaborator
  ) -> NodeIndex? {
    let before = elaborator.diagnostics.count
    let term = elaborator.unnoted(move(attribute.name), of: name(attribute.axis), scope)
    guard elaborator.diagnostics.count == before else {
      // The walk will tell that.
      elaborator.diagnostics.removeSubrange(before...)
      return nil
    }
    guard case .array(let array) = term, array.type == attribute.type.renamed(name) else {
      return nil
    }
    let node = elaborator.builder[array.node]
    guard node.isOptional == step.isOptional,
      !attribute.isDecisive || node.operation == step.operation
    else { return nil }
    return array.node
  }

  private static func node(_ number: Int32, _ nodes: [NodeIndex], _ call: CallShape) -> NodeIndex {
    number < 0 ? call.arrays[Int(-1 - number)].node : nodes[Int(number)]
  }
}

/// Where what stood in a declaration stands now that this may have moved.
private struct PlaceMove {
  private let file: FileID?
  private let shift: Int

  /// Creates the move of what stood in the declaration at `old`, if it may be elsewhere, which is at `new`.
  init(from old: Span?, to new: Span) {
    shift = old.map { Int(new.start) - Int($0.start) } ?? 0
    file = shift == 0 ? nil : new.file
  }

  func callAsFunction(_ span: Span) -> Span { span.file == file ? span.moved(by: shift) : span }

  func callAsFunction(_ origin: Origin) -> Origin {
    origin.span.file == file
      ? Origin(self(origin.span), method: origin.method, name: origin.name) : origin
  }

  func callAsFunction(_ name: AttributeName) -> AttributeName {
    AttributeName(text: name.text, span: self(name.span))
  }
}

extension ReadAttribute {
  /// Returns the attribute of the axis that `name` says, for which `request` asked.
  fileprivate func renamed(
    _ name: AxisRenaming, _ move: PlaceMove, _ request: CallRequest
  ) -> ReadAttribute {
    ReadAttribute(
      name: move(self.name), axis: name(axis), type: type.renamed(name), request: request,
      isDecisive: isDecisive)
  }
}

extension Caution {
  /// Returns the caution over the axes that `name` says, where `condition` does not hold.
  fileprivate func renamed(
    _ name: AxisRenaming, _ move: PlaceMove, _ condition: NodeIndex
  ) -> Caution {
    Caution(
      condition: condition, message: message, axes: axes.mapValues { name($0) }, method: method,
      place: move(place), site: nil, evaluation: nil)
  }
}

/// What calls of the library's methods become, by their shapes: who checks many models, or one again and again,
/// walks a body once for each shape. What is found does not depend on it.
public final class CallTemplates: Sendable {
  private let known = Mutex<[Int: [CallTemplate]]>([:])

  /// Creates templates of which there are none.
  public init() {}

  /// How many shapes there may be: beyond that all are forgotten, since those that are used come back.
  private static let mostShapes = 1_000
  /// How many templates may be tried for one shape.
  private static let mostAlike = 4

  /// Returns the templates that calls like `shape` may have; `nil` where it is the first: one is made for the second,
  /// since most calls are the only ones of their shape.
  func candidates(_ shape: CallShape) -> [CallTemplate]? {
    known.withLock { known in
      if let candidates = known[shape.hash] { return candidates }
      if known.count >= Self.mostShapes { known = [:] }
      known[shape.hash] = []
      return nil
    }
  }

  /// Adds `template`.
  func add(_ template: CallTemplate) {
    known.withLock { known in
      guard known[template.shape.hash, default: []].count < Self.mostAlike else { return }
      known[template.shape.hash, default: []].append(template)
    }
  }
}
