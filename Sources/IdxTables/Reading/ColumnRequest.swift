public import IdxNumerics

/// A column that a reader shall read.
public struct ColumnRequest: Hashable, Sendable {
  /// What the cells are.
  public enum Kind: Hashable, Sendable {
    /// Numbers from `lower` to `upper`, both included.
    case number(lower: Double = -.infinity, upper: Double = .infinity)
    /// Texts, numbered in the order of their first appearance.
    case text
  }

  /// The name in the header.
  public var name: String
  /// What the cells are.
  public var kind: Kind
  /// `true` iff cells may be missing.
  public var optional: Bool
  /// `true` iff the cells tell rows apart, so that no declaration could allow them to be missing.
  public var isKey: Bool

  /// Creates the request for the column `name`.
  public init(_ name: String, _ kind: Kind, optional: Bool = false, isKey: Bool = false) {
    self.name = name
    self.kind = kind
    self.optional = optional
    self.isKey = isKey
  }
}

/// A column of texts: each row has the number of its label.
public struct TextColumn: Sendable {
  /// The number of each row's label, −1 where it is missing.
  public let codes: [Int32]
  /// The distinct texts in the order of their first appearance.
  public let labels: [String]

  /// Creates a column of `codes` into `labels`.
  public init(codes: [Int32], labels: [String]) {
    self.codes = codes
    self.labels = labels
  }

  /// The text of row `index`, `nil` where it is missing.
  public subscript(index: Int) -> String? {
    codes[index] < 0 ? nil : labels[Int(codes[index])]
  }
}

/// A column of a table.
public enum TableColumn: Sendable {
  /// Numbers.
  case number(Column)
  /// Texts.
  case text(TextColumn)

  /// The numbers, `nil` for texts.
  public var number: Column? { if case .number(let column) = self { column } else { nil } }
  /// The texts, `nil` for numbers.
  public var text: TextColumn? { if case .text(let column) = self { column } else { nil } }
}

/// What was read of a data file: the columns that were asked for.
public struct Table: Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The requests, as they were made.
  public let requests: [ColumnRequest]
  /// The columns, one for each request.
  public let columns: [TableColumn]

  /// The column that was first requested by `name`, `nil` where none was.
  public subscript(name: String) -> TableColumn? {
    requests.firstIndex { $0.name == name }.map { columns[$0] }
  }
}
