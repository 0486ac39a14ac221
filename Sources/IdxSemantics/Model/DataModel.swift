public import IdxDiagnostics
public import IdxSyntax

/// A key column of a table: with the others it says which row it is.
public struct KeyModel: Sendable {
  /// What the key identifies.
  public var role: KeyRole
  /// The column, or the name in braces that stands in the columns' names.
  public var column: String
  /// `true` iff the key is part of the columns' names: a wide table.
  public var isPattern: Bool
  /// `true` iff the table defines the axis.
  public var defines: Bool
  /// The axis: the name it gets, or the path of the one used.
  public var axis: Path
  /// The primes of the axis used: `Province'`.
  public var primes: Int
  /// The column with the labels of the elements.
  public var labelColumn: String?
  /// The place of the item.
  public var span: Span
}

/// What the cells of a column are.
public enum ColumnKind: Hashable, Sendable {
  /// Numbers.
  case number
  /// Texts.
  case text
  /// Elements of an axis, which the column defines or uses: a group column.
  case group(axis: String, defines: Bool)
}

/// A column that a table declares.
public struct ColumnModel: Sendable {
  /// The name in the model.
  public var name: String
  /// The label.
  public var label: LabelText?
  /// The name in the file, with the patterns of keys in braces; the name in the model by default.
  public var source: String
  /// The kind of the cells.
  public var kind: ColumnKind
  /// The axis of a group column as written.
  public var axis: Path?
  /// The measure as written.
  public var unit: UnitSyntax?
  /// The lowest and highest valid value.
  public var lower: Double?
  public var upper: Double?
  /// What may be missing; `nil` where the table decides.
  public var missing: MissingRule?
  /// How the numbers are meant where they are weights.
  public var isImportance: Bool
  public var isShare: Bool
  /// The place of the name in the file, or else of the name.
  public var span: Span
}

/// A table as declared: where it is from, how it is laid out, what its columns are.
public struct DataModel: Sendable {
  /// The name.
  public var name: String
  /// The file; `nil` for a table written in the model.
  public var file: StringLiteral?
  /// The keys, in order.
  public var keys: [KeyModel]
  /// The columns declared, in order; others of the file may be used too.
  public var columns: [ColumnModel]
  /// For a long layout the column that names the variable and the one that holds its value.
  public var variable: (name: String, value: String)?
  /// What may be missing in columns that do not say.
  public var missing: MissingRule
  /// The separators and the encoding, where declared.
  public var delimiter: UInt8?
  public var decimal: UInt8?
  public var thousands: UInt8?
  public var encoding: String?
  /// The sign that begins the lines of comment above the header, where declared.
  public var comments: UInt8?
  /// The table written in the model: the header row first.
  public var rows: [RowSyntax]
  /// The place of the name.
  public var span: Span

  /// Returns the column `name`, if it is declared.
  public func column(_ name: String) -> ColumnModel? { columns.first { $0.name == name } }

  /// Returns what may be missing in the column `name`, declared or not.
  public func missing(in name: String) -> MissingRule { column(name)?.missing ?? missing }
}

/// Which cells of a column may be missing.
public enum MissingRule: Hashable, Sendable {
  /// No cell: an empty one is an error.
  case none
  /// Those that are empty, those that are one of the texts, and those whose row is absent.
  case marks([String])

  /// Creates the rule that `item` states.
  init(_ item: MissingItem) {
    self = item.none ? .none : .marks(item.marks.map(\.value))
  }

  /// The texts that mean missing.
  public var marks: [String] {
    if case .marks(let marks) = self { marks } else { [] }
  }

  /// `true` iff cells may be missing.
  public var allowsMissing: Bool { self != .none }
}
