/// The chapter that documents a model, or a method: plain values of which the writers make text.
public struct Chapter: Sendable {
  /// The title.
  let title: String
  /// What stands under it.
  let blocks: [Block]

  /// A part of a chapter that begins a line of its own.
  indirect enum Block: Sendable {
    /// A heading; 2 is the level below the title.
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    /// Items without numbers.
    case list([[Inline]])
    /// Sources: items numbered from 1, to which citations lead.
    case references([[Inline]])
    /// A formula, a clause a line.
    case formula([[Inline]])
    /// Text of a model, line by line.
    case code(String)
    case table(Table)
    case figure(Figure)
    /// What is folded away where a page can do so: all that stands under its summary.
    case details(summary: [Inline], [Block])
    /// What only pages with pictures have.
    case pictured([Block])
  }

  /// A part of a line.
  enum Inline: Sendable, Hashable {
    case text(String)
    case code(String)
    case strong([Inline])
    case emphasis([Inline])
    case math([MathPart])
    /// A source by its number, with the place in it.
    case citation(Int, place: String)
    /// Room that shows how deep in a hierarchy something is.
    case indent(Int)
  }

  /// A table.
  struct Table: Sendable {
    /// What it is about.
    let caption: String
    /// The titles of the columns, and whether they hold numbers.
    let columns: [(title: String, isNumeric: Bool)]
    /// The cells, row by row.
    let rows: [[[Inline]]]
  }

  /// A picture, for the formats that have some; what it shows stands in a table as well.
  enum Figure: Sendable {
    case hierarchy(HierarchyFigure)
    case ranking(RankingFigure)
    case profile(ProfileFigure)
  }
}

extension Chapter.Table {
  /// The most rows of a table of results: who has more reads them by programs.
  static let mostRows = 2000

  /// Creates the table of `results`, with `caption` or else its own title; of very many rows the first.
  init(
    _ results: ResultTable, caption: String? = nil, decimals: Int, most: Int = Self.mostRows
  ) {
    let count = results.order.count
    let part = count > most ? " (the first \(most) of \(count))" : ""
    self.init(
      caption: (caption ?? results.title) + part,
      columns: results.columns.map { ($0.title, $0.isNumeric) },
      rows: results.order.prefix(most).map { place in
        results.values.map { Chapter.Inline.indented($0[place].shown(decimals: decimals)) }
      })
  }
}

extension Chapter.Table {
  /// The table without its first row.
  var withoutFirstRow: Self {
    Self(caption: caption, columns: columns, rows: Array(rows.dropFirst()))
  }

  /// The table without the columns in which nothing stands.
  var withoutEmptyColumns: Self {
    let kept = columns.indices.filter { column in
      rows.contains { !Chapter.Inline.plain($0[column]).isEmpty }
    }
    return Self(
      caption: caption, columns: kept.map { columns[$0] },
      rows: rows.map { row in kept.map { row[$0] } })
  }
}

extension Chapter.Inline {
  /// Returns `text` with the spaces before it as room, two for each level.
  static func indented(_ text: String) -> [Self] {
    let depth = text.prefix { $0 == " " }.count
    return (depth > 0 ? [.indent(depth / 2)] : []) + [.text(String(text.dropFirst(depth)))]
  }

  /// Returns `parts` without marks, as plain text.
  static func plain(_ parts: [Self]) -> String {
    parts.map { part in
      switch part {
      case .text(let text), .code(let text): text
      case .strong(let inner), .emphasis(let inner): plain(inner)
      case .math(let math): math.map(\.plain).joined(separator: " ")
      case .citation(let number, _): "[\(number)]"
      case .indent: ""
      }
    }.joined()
  }
}
