import IdxPlan

/// What a plan is evaluated on: the elements of the axes that tables define, and the tables' columns.
public struct PlanInputs: Sendable {
  /// The elements of one axis.
  public struct Elements: Hashable, Sendable {
    /// The codes by which models name them.
    public let codes: [String]
    /// The labels that people see.
    public let labels: [String]

    /// Creates elements.
    public init(codes: [String], labels: [String]) {
      self.codes = codes
      self.labels = labels
    }
  }

  /// The name of a column of a table.
  public struct ColumnName: Hashable, Sendable {
    /// The table's name in the model.
    public let table: String
    /// The column's name in the model.
    public let column: String

    /// Creates the name of `column` of `table`.
    public init(table: String, column: String) {
      self.table = table
      self.column = column
    }
  }

  /// The elements of the axes that tables define, by the position of the axis in the plan.
  public var elements: [Int: Elements] = [:]
  /// The columns, each over its table's key axes in canonical order.
  public var columns: [ColumnName: ArrayValue] = [:]

  /// Creates inputs without any data: enough for what is constant.
  public init() {}
}
