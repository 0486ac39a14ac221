/// What a `let` of the model holds, or one of its parts where it holds several arrays.
public struct ValueReport: Sendable {
  /// An axis, with the codes and labels of its elements.
  public struct AxisElements: Hashable, Sendable {
    /// The name, with its primes.
    public let name: String
    /// The codes and the labels.
    public let codes: [String]
    public let labels: [String]

    /// Creates the axis `name`.
    public init(name: String, codes: [String], labels: [String]) {
      self.name = name
      self.codes = codes
      self.labels = labels
    }
  }

  /// The name of the `let`.
  public let declared: String
  /// The name by which an expression reaches the array: `d`, `together.d`, `w.at(economy)`.
  public let name: String
  /// The label of the `let`; empty where it has none.
  public let label: String
  /// The measure of the numbers; empty where they are plain.
  public let measure: String
  /// The axes; none for a single number or text.
  public let axes: [AxisElements]
  /// `true` iff the cells are true or false, written as such.
  public let isBoolean: Bool
  /// The cells, the last axis varying fastest.
  public let cells: [ResultTable.Cell]

  /// Creates a report.
  public init(
    declared: String, name: String, label: String, measure: String, axes: [AxisElements],
    isBoolean: Bool, cells: [ResultTable.Cell]
  ) {
    self.declared = declared
    self.name = name
    self.label = label
    self.measure = measure
    self.axes = axes
    self.isBoolean = isBoolean
    self.cells = cells
  }
}
