/// A table of results, of which the writers make text.
public struct ResultTable: Sendable {
  /// A column: its titles for people and for programs.
  public struct Column: Sendable {
    /// What people read above it.
    public let title: String
    /// What programs read above it.
    public let key: String
    /// `true` iff it holds numbers.
    public let isNumeric: Bool
    /// `true` iff, for want of room, it is left out before the column after it.
    public let givesWay: Bool

    /// Creates a column whose titles are `title` and `key`.
    public init(_ title: String, key: String, isNumeric: Bool, givesWay: Bool = false) {
      self.title = title
      self.key = key
      self.isNumeric = isNumeric
      self.givesWay = givesWay
    }
  }

  /// What stands in one column; what is absent at the end is missing.
  enum Values: Sendable {
    case texts([String?])
    case names([String])
    case numbers([Double?])
    case ordinals([Double?])
    case cells([Cell])

    subscript(place: Int) -> Cell {
      switch self {
      case .texts(let texts): Cell(text: texts.at(place))
      case .names(let names): .text(names[place])
      case .numbers(let numbers): Cell(number: numbers.at(place))
      case .ordinals(let ordinals): Cell(ordinal: ordinals.at(place))
      case .cells(let cells): cells[place]
      }
    }
  }

  /// What stands in one column of one row.
  public enum Cell: Hashable, Sendable {
    case text(String)
    /// A number, shown with as many decimals as asked for.
    case number(Double)
    /// A number that is shown as it is: a rank.
    case ordinal(Double)
    case missing

    /// Creates the cell for `number`.
    init(number: Double?) { self = number.map(Cell.number) ?? .missing }

    /// Creates the cell for the rank `ordinal`.
    init(ordinal: Double?) { self = ordinal.map(Cell.ordinal) ?? .missing }

    /// Creates the cell for `text`.
    init(text: String?) { self = text.map(Cell.text) ?? .missing }
  }

  /// What the table is about: the label of the evaluation, the slice, the kind of results.
  public let title: String
  /// The name of the evaluation; `nil` for the table of a `let`.
  public let evaluation: String?
  /// The slice that the rows belong to.
  public let slice: [SliceCoordinate]
  /// The columns.
  public let columns: [Column]
  /// What stands in each column, in an order of their own.
  let values: [Values]
  /// The positions in `values` of the rows, from the top.
  let order: [Int]

  /// The rows, a cell for each column. Complexity: O(cells), at every use.
  public var rows: [[Cell]] { order.map { place in values.map { $0[place] } } }

  /// Creates a table whose rows are `values` in the order `order`.
  init(
    title: String, evaluation: String?, slice: [SliceCoordinate], columns: [Column],
    values: [Values], order: [Int]
  ) {
    self.title = title
    self.evaluation = evaluation
    self.slice = slice
    self.columns = columns
    self.values = values
    self.order = order
  }
}
