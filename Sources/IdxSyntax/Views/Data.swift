public import IdxDiagnostics

/// The use of another module.
public struct ImportDeclaration: DeclarationSyntax {
  /// The node of the import.
  public let node: Node
  /// No name is declared under which others find the import; see `alias`.
  public var name: Name? { nil }
  /// The file, if the module is given by one.
  public var file: StringLiteral? { node.childString }
  /// The dotted name, if the module is given by one.
  public var path: Path? { node.childPath }
  /// The name under which the module is used.
  public var alias: Name? { Name(node.node(after: .as)) }
}

/// A table: a file, or rows in the model.
public struct DataDeclaration: DeclarationSyntax {
  /// The node of the table.
  public let node: Node
  /// The file that holds the rows.
  public var file: StringLiteral? { node.childString }
  /// What is said of the table, rows left out.
  public var items: [DataItem] { node.children.compactMap { DataItem($0) } }
  /// The rows that are written in the model.
  public var rows: [RowSyntax] { node.children(.row).map { RowSyntax(node: $0) } }
}

/// Something that is said of a table.
public enum DataItem: Sendable {
  /// A column, or part of the columns' names, whose values are an axis.
  case key(KeyItem)
  /// A column that groups the rows.
  case group(GroupColumnItem)
  /// A column of values.
  case column(ColumnItem)
  /// The columns of a table with one row a value.
  case variable(VariableItem)
  /// What counts as missing.
  case missing(MissingItem)
  /// How the file is written.
  case layout(LayoutItem)

  /// Creates the view of `node` if it is an item of a table.
  init?(_ node: Node) {
    switch node.kind {
    case .keyItem: self = .key(KeyItem(node: node))
    case .groupColumnItem: self = .group(GroupColumnItem(node: node))
    case .columnItem: self = .column(ColumnItem(node: node))
    case .variableItem: self = .variable(VariableItem(node: node))
    case .missingItem: self = .missing(MissingItem(node: node))
    case .layoutItem: self = .layout(LayoutItem(node: node))
    default: return nil
    }
  }

  /// The node of the item.
  public var node: Node {
    switch self {
    case .key(let item): item.node
    case .group(let item): item.node
    case .column(let item): item.node
    case .variable(let item): item.node
    case .missing(let item): item.node
    case .layout(let item): item.node
    }
  }
}

/// What the values of a key column are.
public enum KeyRole: String, Sendable {
  /// Units: what is evaluated.
  case key
  /// Times.
  case period
  /// Judges.
  case rater
  /// Other categories.
  case category
}

/// A column, or part of the columns' names, whose values are an axis.
public struct KeyItem: Sendable {
  /// The node of the item.
  public let node: Node

  /// What the values are.
  public var role: KeyRole {
    switch node.keyword {
    case .period: .period
    case .rater: .rater
    case .category: .category
    default: .key
    }
  }

  /// The column, or the part of the columns' names.
  public var column: Name? {
    let limit = node.child(.path)?.tokenRange.lowerBound ?? .max
    return node.childNames.first { $0.node.tokenRange.lowerBound < limit }
  }

  /// `true` iff the place is a part of the columns' names.
  public var isPattern: Bool { node.has(.leftBrace) }
  /// `true` iff the axis is made here, not used.
  public var defines: Bool { node.has(.defines) }
  /// The axis.
  public var axis: Path? { node.childPath }
  /// How many primes follow the axis.
  public var axisPrimes: Int { node.tokens.count { $0.kind == .prime } }
  /// The column of labels.
  public var labelColumn: Name? { Name(node.node(after: .labelled)) }
}

/// A column that groups the rows.
public struct GroupColumnItem: Sendable {
  /// The node of the item.
  public let node: Node
  /// The column.
  public var column: Name? { node.childName }
  /// `true` iff the axis is made here, not used.
  public var defines: Bool { node.has(.defines) }
  /// The axis of groups.
  public var axis: Path? { node.childPath }
  /// What is said of missing cells; `nil` where the table decides.
  public var missing: MissingItem? { node.attribute(.missing).map { MissingItem(node: $0) } }
}

/// A column of values.
public struct ColumnItem: DeclarationSyntax {
  /// The node of the item.
  public let node: Node
  /// The column of the file, where it has another name.
  public var source: StringLiteral? { node.attribute(.from)?.childString }
  /// The unit of the values.
  public var unit: UnitSyntax? { UnitSyntax(node.attribute(.in)?.child(.unit)) }
  /// Where valid values lie.
  public var range: RangeSyntax? { RangeSyntax(node.attribute(.range)?.child(.range)) }
  /// What is said of missing cells; `nil` where the table decides.
  public var missing: MissingItem? { node.attribute(.missing).map { MissingItem(node: $0) } }
  /// `true` iff the values are importances.
  public var isImportance: Bool { node.attribute(.importance) != nil }
  /// `true` iff the values are shares.
  public var isShare: Bool { node.attribute(.share) != nil }
  /// `true` iff the values are text.
  public var isText: Bool { node.attribute(.text) != nil }
}

/// The columns of a table with one row a value.
public struct VariableItem: Sendable {
  /// The node of the item.
  public let node: Node
  /// The column that names what the value is of.
  public var variable: Name? {
    guard let name = node.children.first(where: { $0.kind == .name }) else { return nil }
    return name.id == node.node(after: .value)?.id ? nil : Name(name)
  }
  /// The column of the values.
  public var value: Name? { Name(node.node(after: .value)) }
}

/// What counts as missing in a table or a column.
public struct MissingItem: Sendable {
  /// The node of the item.
  public let node: Node
  /// `true` iff nothing is missing.
  public var none: Bool { node.has(.none) }
  /// The texts that stand for a missing value.
  public var marks: [StringLiteral] { node.children.compactMap { StringLiteral($0) } }
}

/// How a file is written.
public struct LayoutItem: Sendable {
  /// The node of the item.
  public let node: Node
  /// What is said: `delimiter`, `decimal`, `thousands` or `encoding`.
  public var keyword: String { node.keyword?.text ?? "" }
  /// The text that is used.
  public var value: StringLiteral? { node.childString }
}

/// A row that is written in the model.
public struct RowSyntax: Sendable {
  /// The node of the row.
  public let node: Node

  /// The cells between the bars, empty ones included.
  public var cells: [CellSyntax] {
    var result: [CellSyntax] = []
    var cell: Node?
    var start: Span?
    node.forEachPart { part in
      switch part {
      case .node(let child): cell = child.kind == .cell ? child : cell
      case .token(let bar):
        if let start {
          result.append(CellSyntax(node: cell ?? node, isEmpty: cell == nil, after: start))
        }
        cell = nil
        start = bar.span
      }
    }
    if let cell, let start { result.append(CellSyntax(node: cell, isEmpty: false, after: start)) }
    return result
  }

  /// The bytes of the row.
  public var span: Span { node.span }
}

/// A cell of a row; an empty one has the node of its row.
public struct CellSyntax: Sendable {
  /// The node of the cell, or of the row if the cell is empty.
  public let node: Node
  /// `true` iff nothing stands between the bars.
  public let isEmpty: Bool
  private let bar: Span

  /// Creates the cell that `node` holds, behind `bar`.
  init(node: Node, isEmpty: Bool, after bar: Span) {
    self.node = node
    self.isEmpty = isEmpty
    self.bar = bar
  }

  /// `true` iff the cell is text in quotes.
  public var isString: Bool { !isEmpty && node.firstToken()?.kind == .string }

  /// The text of the cell: that of a string or a name, or a number as it is written.
  public var text: String {
    guard !isEmpty, let token = node.firstToken() ?? node.children.first?.firstToken() else {
      return ""
    }
    switch token.kind {
    case .string: return StringText.value(token.text)
    case .quotedName: return String(token.text.dropFirst().prefix { $0 != "`" })
    default: return node.text
    }
  }

  /// The bytes of the cell; the end of the bar before it if it is empty.
  public var span: Span { isEmpty ? bar.endPoint : node.span }
}
