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

  /// The columns: those declared, then the others of the file; of a long table its variables.
  public let columns: [Column]
  /// `true` iff there may be more: the variables of a long table of which only the beginning was read.
  public let mayHaveMore: Bool
  private let positions: [String: Int]

  /// Creates the schema of `columns`.
  public init(columns: [Column], mayHaveMore: Bool = false) {
    self.columns = columns
    self.mayHaveMore = mayHaveMore
    positions = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The names of the columns.
  public var names: [String] { columns.map(\.name) }

  /// Returns the column `name`; one that may stand in the part of a long table that was not read, too.
  public func column(_ name: String) -> Column? {
    if let position = positions[name] { return columns[position] }
    return mayHaveMore ? Column(name: name, patternKeys: [], isText: false) : nil
  }
}
