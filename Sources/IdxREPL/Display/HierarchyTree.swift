import IdxDiagnostics
import IdxDriver

/// A hierarchy as a tree, a node a line, with what stands beside it in columns.
struct HierarchyTree {
  /// A node.
  struct Row {
    let depth: Int
    let label: String
    let cells: [String]
  }

  let rows: [Row]
  let titles: [String]
  /// `true` iff the columns hold numbers, which stand at the right.
  var isNumeric = true
  let paint: Paint

  /// The tree, with the titles of the columns above it.
  var text: String {
    let names = zip(stems, rows).map { $0 + PrintableText.shown($1.label) }
    let width = names.reduce(0) { max($0, DisplayWidth.cells($1)) }
    let widths = titles.indices.map { column in
      rows.reduce(DisplayWidth.cells(titles[column])) {
        max($0, DisplayWidth.cells($1.cells[column]))
      }
    }
    func line(_ name: String, _ cells: [String]) -> String {
      let columns = zip(cells, widths).map { cell, width in
        isNumeric
          ? String(repeating: " ", count: width - DisplayWidth.cells(cell)) + cell
          : DisplayWidth.padded(cell, to: width)
      }
      let all = ([DisplayWidth.padded(name, to: width)] + columns).joined(separator: "  ")
      return String(all.reversed().drop { $0 == " " }.reversed()) + "\n"
    }
    let head = titles.isEmpty ? "" : paint(line("", titles), .gutter)
    return head + zip(names, rows).map { line($0, $1.cells) }.joined()
  }

  /// The lines that lead to each node.
  private var stems: [String] {
    rows.indices.map { position in
      let depth = rows[position].depth
      if depth == 0 { return "" }
      let trunks = (1..<depth).map { continues($0, below: position) ? "│  " : "   " }
      return trunks.joined() + (continues(depth, below: position) ? "├─ " : "└─ ")
    }
  }

  /// `true` iff a node at `depth` follows below `position` before one that is higher.
  private func continues(_ depth: Int, below position: Int) -> Bool {
    for row in rows[(position + 1)...] {
      if row.depth < depth { return false }
      if row.depth == depth { return true }
    }
    return false
  }
}
