public import IdxPlan
public import IdxDiagnostics

/// The kinds of axes, by which method calls find the axis that is meant.
public enum AxisKind: String, Hashable, Sendable, CaseIterable {
  case objects, indicators, grades, raters, periods, categories, parts, components, positions
  /// Anything that a judgement compares: an axis that comes with its twin.
  case compared

  /// `true` iff the elements have an order, so that `<`, `I + 1` and `first` make sense.
  public var isOrdered: Bool {
    switch self {
    case .grades, .periods, .components, .positions: true
    default: false
    }
  }
}

/// What the checker knows of an axis.
public struct AxisInfo: Sendable {
  /// The name.
  public var name: String
  /// The kind.
  public var kind: AxisKind
  /// What the axis belongs to.
  public var origin: AxisOrigin
  /// Where it is declared.
  public var span: Span?
  /// The codes of the elements, where they are written in the model.
  public var codes: [String]?

  /// Creates the description of an axis.
  public init(
    name: String, kind: AxisKind, origin: AxisOrigin, span: Span?, codes: [String]? = nil
  ) {
    self.name = name
    self.kind = kind
    self.origin = origin
    self.span = span
    self.codes = codes
  }

  /// `true` iff nothing declares it: numbered positions, or the directions of indicators.
  var isOfLanguage: Bool { span == nil && codes != nil }

  /// `true` iff both describe the same axis, which may have been come upon at different places.
  func isSame(as other: AxisInfo) -> Bool {
    name == other.name && kind == other.kind && origin == other.origin && codes == other.codes
  }
}

/// What an axis belongs to.
public enum AxisOrigin: Hashable, Sendable {
  /// The key column of a table; its other columns are attributes of the axis.
  case table(name: String, module: Int)
  /// Nodes of a hierarchy: the leaves of an evaluation or the children of a group.
  case nodes(index: SymbolID, nodes: [Int])
  /// The texts in the columns of a table that are compared as such.
  case texts(of: SymbolID)
  /// The grades of a scale.
  case scale(name: String, module: Int)
  /// The raters of a judgement, or the parts of an `axis`.
  case parts
  /// The elements of another axis for which a condition holds.
  case filtered(Axis)
  /// Pairs of elements, bound by pooling.
  case product([Axis])
  /// The numbers 1 … n.
  case positions
  /// As many components as another axis has elements, numbered from 1.
  case components(of: Axis)
  /// An axis variable of a method.
  case variable
}
