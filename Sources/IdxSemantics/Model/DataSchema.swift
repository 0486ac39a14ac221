public import IdxDiagnostics

/// What the checker knows of a table before all of it is read: its columns.
public struct DataSchema: Sendable {
  /// A column, by its name in the model.
  public struct Column: Sendable {
    /// The name in the model.
    public let name: String
    /// The keys in braces that stand in its name in the file.
    public let patternKeys: Set<String>
    /// `true` iff its first cells are texts.
    public let isText: Bool
    /// What is wrong with the first of those cells if numbers are expected; `nil` where that is
    /// unknown.
    public let firstText: Diagnostic?

    /// Creates the column `name`.
    public init(
      name: String, patternKeys: Set<String>, isText: Bool, firstText: Diagnostic? = nil
    ) {
      self.name = name
      self.patternKeys = patternKeys
      self.isText = isText
      self.firstText = firstText
    }
  }

  /// The columns: those declared, then the others of the file.
  public let columns: [Column]
  private let positions: [String: Int]

  /// Creates the schema of `columns`.
  public init(columns: [Column]) {
    self.columns = columns
    positions = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of the columns.
  public var names: [String] { columns.map(\.name) }

  /// Returns the column `name`.
  public func column(_ name: String) -> Column? { positions[name].map { columns[$0] } }
}
