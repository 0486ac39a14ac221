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
