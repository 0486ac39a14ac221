import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// An array of which a condition says that it is not missing.
struct PresentArray: Hashable {
  let node: NodeIndex
  let level: Int
}

/// What a condition has told of values, cell by cell, and what was known before.
struct Narrowing: Sendable {
  /// The axes over which the condition holds in some cells only.
  let axes: Set<Axis>
  /// The values as they were before.
  var locals: [String: Term] = [:]
  /// The arrays whose presence the condition has told.
  var present: Set<PresentArray> = []
}

/// A node of an index.
struct NodeOfIndex: Hashable {
  let index: SymbolID
  let node: Int
}

/// What an expression sees.
///
/// Scopes are copied at each narrowing, branch and call, of which few change more than the values: what stays the same
/// for a body, and for a step with all the calls that it makes, is shared until it is changed.
struct Scope {
  private var body: Body
  private var step: Step
  /// The values: parameters and `let`s of the method, loop variables.
  var locals: [String: Term] = [:]
  /// The axis that a step removes: it is what the first axis variable of the method stands for.
  var combined: Axis?
  /// The elements that `case`s around have decided on, with their subjects.
  var decided: [(subject: ArrayTerm, positions: Set<Int>)] = []
  /// The arrays that conditions around say are not missing.
  var present: Set<PresentArray> = []
  /// What conditions around have told.
  var narrowings: [Narrowing] = []

  /// Creates the scope of what stands in a declaration of `module`.
  init(module: Int) {
    body = Body(module)
    step = Step()
  }

  /// Creates the scope of a body in `module`, which sees of the step what `caller` sees.
  init(module: Int, calledFrom caller: Scope) {
    body = Body(module)
    step = caller.step
  }
}

// MARK: - What stays the same for a body

extension Scope {
  private final class Body {
    var module: Int
    var axes: [String: Axis] = [:]
    var kinds: [Axis: AxisKind] = [:]
    var choices: [String: [String]] = [:]
    var data: SymbolID?
    var method: String?
    var isCall = false

    init(_ module: Int) { self.module = module }

    init(_ other: Body) {
      (module, axes, kinds, choices) = (other.module, other.axes, other.kinds, other.choices)
      (data, method, isCall) = (other.data, other.method, other.isCall)
    }
  }

  private var ownBody: Body {
    mutating get {
      if !isKnownUniquelyReferenced(&body) { body = Body(body) }
      return body
    }
  }

  /// The module whose names are seen.
  var module: Int {
    get { body.module }
    set { ownBody.module = newValue }
  }

  /// The axes that the axis variables of the method stand for.
  var axes: [String: Axis] {
    get { body.axes }
    set { ownBody.axes = newValue }
  }

  /// The kinds as which the method's signature takes those axes: a mean over periods takes the periods
  /// for its indicators, and so do the methods that it calls.
  var kinds: [Axis: AxisKind] {
    get { body.kinds }
    set { ownBody.kinds = newValue }
  }

  /// The words that the choices of the method may be, by input.
  var choices: [String: [String]] {
    get { body.choices }
    set { ownBody.choices = newValue }
  }

  /// The table whose columns a formula sees.
  var data: SymbolID? {
    get { body.data }
    set { ownBody.data = newValue }
  }

  /// The method whose body this is.
  var method: String? {
    get { body.method }
    set { ownBody.method = newValue }
  }

  /// `true` iff this is the body at a call, not the method checked by itself.
  var isCall: Bool {
    get { body.isCall }
    set { ownBody.isCall = newValue }
  }
}

// MARK: - What stays the same for a step

extension Scope {
  private final class Step {
    var ambient: [Axis] = []
    var group: (evaluation: Int, node: Int)?
    var span: Span?
    var slot: Slot?
    var measures: [Int32: Measure] = [:]
    var turned: Set<NodeOfIndex> = []

    init() {}

    init(_ other: Step) {
      (ambient, group, span, slot) = (other.ambient, other.group, other.span, other.slot)
      (measures, turned) = (other.measures, other.turned)
    }
  }

  private var ownStep: Step {
    mutating get {
      if !isKnownUniquelyReferenced(&step) { step = Step(step) }
      return step
    }
  }

  /// The axes of the step that is being taken, for methods whose arguments have none.
  var ambient: [Axis] {
    get { step.ambient }
    set { ownStep.ambient = newValue }
  }

  /// The evaluation and the group for which a step is being taken.
  var group: (evaluation: Int, node: Int)? {
    get { step.group }
    set { ownStep.group = newValue }
  }

  /// The place of the step that is being taken, for what is wrong with what it is applied to.
  var stepSpan: Span? {
    get { step.span }
    set { ownStep.span = newValue }
  }

  /// What that step does to indicators, where it is one on them.
  var slot: Slot? {
    get { step.slot }
    set { ownStep.slot = newValue }
  }

  /// The measures of the values that the step or the method around is given over axes of indicators:
  /// their goalposts and targets are in the same.
  var measures: [Int32: Measure] {
    get { step.measures }
    set { ownStep.measures = newValue }
  }

  /// The nodes of indexes whose values in the step that is being taken are turned already: for them
  /// more is better, whatever their direction.
  var turned: Set<NodeOfIndex> {
    get { step.turned }
    set { ownStep.turned = newValue }
  }
}
