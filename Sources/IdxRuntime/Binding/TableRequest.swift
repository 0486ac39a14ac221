public import IdxDiagnostics
public import IdxPlan
public import IdxSemantics
public import IdxTables

/// Where the cells of a table are.
public enum TableSource {
  /// In the file `path`, as UTF-8 bytes that stay where they are while the table is bound.
  case bytes(TableBytes, file: FileID, path: String)
  /// In a file of which only the beginning, `bytes`, is looked at: whole rows.
  case beginning(TableBytes, file: FileID, path: String)
  /// In the model itself.
  case inline
}

/// What a plan needs of a table.
public struct TableRequest: Sendable {
  /// A column that the plan reads.
  public struct Column: Hashable, Sendable {
    /// The name in the model.
    public var name: String
    /// The axis whose elements the cells name; `nil` where they are numbers.
    public var axis: Axis?
    /// `true` iff the cells are any texts, which make up the axis.
    public var isText: Bool
    /// The least number that is valid, besides what the table declares.
    public var lower: Double
    /// The greatest number that is valid, besides what the table declares.
    public var upper: Double

    /// Creates the request for `name`: numbers from `lower` to `upper`, or elements of `axis`.
    public init(
      _ name: String, elementsOf axis: Axis? = nil, isText: Bool = false,
      lower: Double = -.infinity, upper: Double = .infinity
    ) {
      self.name = name
      self.axis = axis
      self.isText = isText
      self.lower = lower
      self.upper = upper
    }
  }

  /// The table as declared.
  public var data: DataModel
  /// The name of the table in the plan.
  public var name: String
  /// The columns that are needed; group columns that define an axis are, if the axis is.
  public var columns: [Column]
  /// The axis in the plan of each key; whether it is defined here, the key says.
  public var keyAxes: [Axis]

  /// Creates the request for `columns` of `data`, whose keys run over `keyAxes`; the plan knows the
  /// table as `name`, by default its own.
  public init(_ data: DataModel, name: String? = nil, columns: [Column], keyAxes: [Axis]) {
    self.data = data
    self.name = name ?? data.name
    self.columns = columns
    self.keyAxes = keyAxes
  }

  /// The axes, by position in the plan, whose elements this table defines.
  var defined: Set<Int> {
    let keys = zip(data.keys, keyAxes).filter { $0.0.defines }.map { Int($0.1.base) }
    let groups = columns.filter { defines($0) }.compactMap { $0.axis.map { Int($0.base) } }
    return Set(keys + groups)
  }

  /// The axes, by position in the plan, whose elements this table uses.
  var used: Set<Int> {
    Set((keyAxes + columns.compactMap(\.axis)).map { Int($0.base) }).subtracting(defined)
  }

  /// `true` iff the cells of `column` define its axis.
  func defines(_ column: Column) -> Bool {
    if case .group(_, let defines)? = data.column(column.name)?.kind { return defines }
    return column.isText
  }
}
