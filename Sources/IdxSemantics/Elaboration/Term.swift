import IdxDiagnostics
public import IdxPlan
import IdxSyntax

/// An array of the plan with what is known of it.
///
/// It never changes, so that terms, scopes and results share it at the cost of a pointer.
public final class ArrayTerm: Sendable {
  /// What is known.
  public let type: ValueType
  /// The node that computes it.
  public let node: NodeIndex
  /// How many loop bodies the node is in: it belongs to the builder of that level.
  public let level: Int

  /// Creates the array that `node` computes.
  public init(_ type: ValueType, _ node: NodeIndex, level: Int = 0) {
    self.type = type
    self.node = node
    self.level = level
  }

  /// Returns the array with what `change` makes of what is known of it.
  func knowing(_ change: (inout ValueType) -> Void) -> ArrayTerm {
    var type = type
    change(&type)
    return ArrayTerm(type, node, level: level)
  }
}

/// What an expression stands for: a pointer, since expressions pass terms on and on.
public enum Term: Sendable {
  /// Numbers, truth values or elements over axes.
  case array(ArrayTerm)
  /// Several results with labels.
  case record([(label: String, term: Term)])
  /// A word that is one of an argument's choices.
  indirect case word(String)
  /// A text.
  indirect case text(String)
  /// The name of an axis.
  case axis(Axis)
  /// What differs from group to group of an evaluation, by the position of the group.
  indirect case family([(node: Int, term: Term)], evaluation: Int)
  /// An evaluation, as seen from one of its nodes (0: the root).
  indirect case evaluation(Int, node: Int)
  /// A table.
  indirect case data(SymbolID)
  /// A judgement, whose matrix depends on the group that is weighted.
  indirect case judgement(SymbolID)
  /// A method that is named and not called.
  indirect case method(SymbolID)
  /// Something that has been reported.
  case failed

  /// The array, if it is one.
  public var array: ArrayTerm? {
    if case .array(let array) = self { return array }
    return nil
  }

  /// `true` iff it has been reported.
  public var isFailed: Bool {
    if case .failed = self { return true }
    return false
  }
}

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

/// A value that an expression sees by name, or an axis.
struct Scope {
  /// The module whose names are seen.
  var module: Int
  /// The values: parameters and `let`s of the method, loop variables.
  var locals: [String: Term] = [:]
  /// The axes that the axis variables of the method stand for.
  var axes: [String: Axis] = [:]
  /// The kinds as which the method's signature takes those axes: a mean over periods takes the periods
  /// for its indicators, and so do the methods that it calls.
  var kinds: [Axis: AxisKind] = [:]
  /// The table whose columns a formula sees.
  var data: SymbolID?
  /// The method whose body this is.
  var method: String?
  /// `true` iff this is the body at a call, not the method checked by itself.
  var isCall = false
  /// The axes of the step that is being taken, for methods whose arguments have none.
  var ambient: [Axis] = []
  /// The axis that a step removes: it is what the first axis variable of the method stands for.
  var combined: Axis?
  /// The evaluation and the group for which a step is being taken.
  var group: (evaluation: Int, node: Int)?
  /// The elements that `case`s around have decided on, with their subjects.
  var decided: [(subject: ArrayTerm, positions: Set<Int>)] = []
  /// The arrays that conditions around say are not missing.
  var present: Set<PresentArray> = []
  /// The words that the choices of the method may be, by input.
  var choices: [String: [String]] = [:]
  /// The place of the step that is being taken, for what is wrong with what it is applied to.
  var stepSpan: Span?
  /// What that step does to indicators, where it is one on them.
  var slot: Slot?
  /// The measures of the values that the step or the method around is given over axes of indicators:
  /// their goalposts and targets are in the same.
  var measures: [Int32: Measure] = [:]
  /// The nodes of indexes whose values in the step that is being taken are turned already: for them
  /// more is better, whatever their direction.
  var turned: Set<NodeOfIndex> = []
  /// What conditions around have told.
  var narrowings: [Narrowing] = []
}
