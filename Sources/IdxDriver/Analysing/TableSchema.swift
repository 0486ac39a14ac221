public import IdxDiagnostics
import IdxRuntime
public import IdxSemantics
import IdxSyntax
import IdxTables

/// The columns of a table, as far as the beginning of its file tells.
public struct TableSchema: Sendable {
  /// A column.
  public struct Column: Sendable {
    /// The name in the model.
    public let name: String
    /// What it is for people; empty where the model does not say.
    public let label: String
    /// What the cells are.
    public let content: Content
    /// `true` iff cells may be missing.
    public let allowsMissing: Bool
    /// `true` iff the model says something of it.
    public let isDeclared: Bool
    /// The place of its name in the header of the file, or of the table in the model; the first of several that
    /// belong together, `nil` where there is none.
    public let place: Span?
  }

  /// What the cells of a column are.
  public enum Content: Hashable, Sendable {
    /// Elements of an axis that say which row it is.
    case key(axis: String)
    /// Elements of an axis.
    case group(axis: String)
    /// Numbers, in the measure that the language writes as `unit`; empty for plain ones.
    case number(unit: String)
    /// Texts.
    case text
  }

  /// The columns: keys, those that the model declares, and the others of the file.
  public let columns: [Column]

  /// Returns the column `name`.
  public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

extension ModelAnalysis {
  /// Returns the columns of the table `id`; `nil` where it cannot be read.
  public func schema(of id: SymbolID) -> TableSchema? {
    guard let model = table(id),
      let schema = session.compilation.schema(of: model, in: id.module)
    else { return nil }
    let places = headerPlaces(of: model, in: id.module)
    func place(_ source: String) -> Span? {
      if let exact = places[source] { return exact }
      let pattern = ColumnPattern(source, in: model)
      if pattern.names.isEmpty { return nil }
      return places.filter { pattern.captures(in: $0.key) != nil }.values.min {
        $0.start < $1.start
      }
    }
    let keys = model.keys.map { key in
      TableSchema.Column(
        name: key.column, label: "", content: .key(axis: key.axis.text), allowsMissing: false,
        isDeclared: true, place: key.isPattern ? nil : place(key.column))
    }
    let others = schema.columns.map { column in
      let declared = model.column(column.name)
      return TableSchema.Column(
        name: column.name, label: declared?.label?.text(language: session.options.language) ?? "",
        content: content(of: column, declared),
        allowsMissing: model.missing(in: column.name).allowsMissing,
        isDeclared: declared != nil, place: place(declared?.source ?? column.name))
    }
    return TableSchema(columns: keys + others)
  }

  private func content(
    of column: DataSchema.Column, _ declared: ColumnModel?
  ) -> TableSchema.Content {
    if case .group(let axis, _)? = declared?.kind { return .group(axis: axis) }
    if column.isText { return .text }
    return .number(unit: declared?.unit.map { $0.node.text } ?? "")
  }

  /// Returns the places of the names in the header of a table.
  private func headerPlaces(of model: DataModel, in module: Int) -> [String: Span] {
    guard model.file != nil else {
      let cells = model.rows.first?.cells ?? []
      return Dictionary(cells.map { ($0.text, $0.span) }, uniquingKeysWith: { first, _ in first })
    }
    let compilation = session.compilation
    guard let loaded = compilation.loadData(model, in: module, limit: Compilation.beginning) else {
      return [:]
    }
    let (header, _) = TableHeader.read(
      compilation.sources[Int(loaded.file.index)].bytes, format: model.format(path: loaded.path),
      file: loaded.file)
    guard let header else { return [:] }
    return Dictionary(
      zip(header.names, header.spans), uniquingKeysWith: { first, _ in first })
  }
}
