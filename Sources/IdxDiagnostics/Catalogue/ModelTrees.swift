extension Catalogue {
  /// The kinds E0434 and E0435: what is wrong with files of nodes.
  static let treeKinds: [Entry] = [.indexColumns, .indexRow]
}

extension Catalogue.Entry {
  static let indexColumns = Self(
    code: "E0434", name: "index-columns", title: "a file of nodes has other columns",
    explanation: """
      A file of which an index is made is a table with the columns `code` and `indicator`, a row a \
      node. `indicator` has what an indicator says of itself, such as `benefit in items`, and nothing for a \
      group. `parent` is the code or the path of a group in a row above, and empty at the first level; \
      `label` and `weight` or `importance` may be there, too. A column of another name would be read by \
      nobody: rename it, or delete it.
      """,
    failing: "index Quality from \"tree.csv\"",
    mended: "index Quality from \"tree.csv\"",
    files: { rows(below: "group", "soil,,benefit\n") },
    mendedFiles: { rows(below: "parent", "soil,,benefit\n") })

  static let indexRow = Self(
    code: "E0435", name: "index-row", title: "a row of a file of nodes that is no node",
    explanation: """
      Each row of a file of nodes has a `code`, and its `parent` is the code or the path of a group that \
      stands in a row above. Where several groups have the same code the nearest one above is meant; a \
      path, such as `water.quality`, names one of them.
      """,
    failing: "index Quality from \"tree.csv\"",
    mended: "index Quality from \"tree.csv\"",
    files: { rows(below: "parent", "health,soil,benefit\nsoil,,\nacid,soil,cost\n") },
    mendedFiles: { rows(below: "parent", "soil,,\nhealth,soil,benefit\nacid,soil,cost\n") })

  /// Returns a file of nodes with an indicator and `rows`; `column` is the head of their parents.
  private static func rows(below column: String, _ rows: String) -> [String: [UInt8]] {
    ["tree.csv": Array("code,\(column),indicator\nair,,benefit\n\(rows)".utf8)]
  }
}

extension Diagnostic {
  /// A file of nodes with the columns `found`, of which `unknown`, at `span`, is not one; `meant` is
  /// the one it may be.
  public static func indexColumns(
    _ found: [String], unknown: String, meant: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .indexColumns,
      "expected the columns `code` and `indicator`, and `parent`, `label`, `weight` or `importance` "
        + "where they are due, found \(found.prefix(8).map(\.quoted).joined(separator: ", "))",
      at: span,
      hints: [
        meant.map { "rename `\(unknown)` to `\($0)`" } ?? "rename or delete the column `\(unknown)`"
      ],
      fixes: Fix.writing(meant, for: unknown, at: span))
  }

  /// A row of a file of nodes, at `span`, whose `code` is no name.
  public static func indexCode(_ code: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .indexRow, "expected a code, found \(code.isEmpty ? "none" : code.quoted)", at: span,
      hints: code.isEmpty ? [] : ["leave the backquotes out"])
  }

  /// A row of a file of nodes, at `span`, whose `parent` is not a group in a row above.
  public static func indexParent(
    _ parent: String, isIndicator: Bool, nearest: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .indexRow,
      "expected the parent \(parent.quoted) to be a group in a row above, found "
        + (isIndicator ? "an indicator" : "none"), at: span,
      hints: nearest.map { ["did you mean \($0.quoted)?"] } ?? [])
  }
}
