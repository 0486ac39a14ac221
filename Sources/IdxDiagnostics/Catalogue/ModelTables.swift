extension Catalogue {
  /// The kinds E0411 to E0419: what is wrong with the declaration of a table.
  static let declaredTableKinds: [Entry] = [
    .noKey, .keyColumnTwice, .keyPattern, .columnTwice, .tableSource, .inlineRow, .tableMark,
    .unknownEncoding, .missingPolicy,
  ]
}

extension Catalogue.Entry {
  static let noKey = Self(
    code: "E0411", name: "no-key", title: "a table has no key",
    explanation: """
      The key columns say what a row is about: `key park defines Park`. Without them the numbers \
      belong to nothing.
      """,
    failing: "data marks {\n  | park | air |\n  | A | 3 |\n}",
    mended: "data marks {\n  key park defines Park\n  | park | air |\n  | A | 3 |\n}")
  static let keyColumnTwice = Self(
    code: "E0412", name: "key-column-twice", title: "two keys stand in one column",
    explanation: "Each key is a column of its own, so that its cells say one thing only.",
    failing: """
      data marks {
        key park defines Park
        period park defines Year
        | park | air |
        | A | 3 |
      }
      """,
    mended: """
      data marks {
        key park defines Park
        period year defines Year
        | park | year | air |
        | A | 2020 | 3 |
      }
      """)
  static let keyPattern = Self(
    code: "E0413", name: "key-pattern", title: "a key in braces and the columns' names disagree",
    explanation: """
      In a wide table a part of the columns' names is a key: `period {year} defines Year` with \
      `column life from "life_{year}"`. Each key in braces stands in the name of some column, and \
      each name in braces is a key.
      """,
    failing: """
      data life {
        key country defines Country
        column life from "life_{year}"
        | country | life_2020 | life_2021 |
        | A | 71 | 72 |
      }
      """,
    mended: """
      data life {
        key country defines Country
        period {year} defines Year
        column life from "life_{year}"
        | country | life_2020 | life_2021 |
        | A | 71 | 72 |
      }
      """)
  static let columnTwice = Self(
    code: "E0414", name: "column-twice", title: "a column is declared twice",
    explanation: "Columns are referred to by name; each name stands once in a table.",
    failing: """
      data marks {
        key park defines Park
        column air
        column air
        | park | air |
        | A | 3 |
      }
      """,
    mended: """
      data marks {
        key park defines Park
        column air
        | park | air |
        | A | 3 |
      }
      """)
  static let tableSource = Self(
    code: "E0415", name: "table-source", title: "a table has no rows, or two sources",
    explanation: """
      A table is either in a file (`data marks from "marks.csv"`) or written in the model: a line \
      of column names and at least one row, each between `|`.
      """,
    failing: "data marks {\n  key park defines Park\n}",
    mended: "data marks {\n  key park defines Park\n  | park | air |\n  | A | 3 |\n}")
  static let inlineRow = Self(
    code: "E0416", name: "inline-row",
    title: "a row of a table in the model does not fit its header",
    explanation: """
      Each row has as many cells as the first one, which names the columns. An empty cell stands \
      between two `|` as well.
      """,
    failing: "data marks {\n  key park defines Park\n  | park | air |\n  | A |\n}",
    mended: "data marks {\n  key park defines Park\n  | park | air |\n  | A | 3 |\n}")
  static let tableMark = Self(
    code: "E0417", name: "table-mark", title: "a separator of a table cannot be used",
    explanation: """
      `delimiter`, `decimal`, `thousands` and `comments` are one ASCII character each, all different; the \
      decimal mark is a point or a comma, and none of them is a digit, a letter, a quote or a \
      line end.
      """,
    failing: """
      data marks {
        key park defines Park
        decimal "."
        thousands "."
        | park | air |
        | A | 3 |
      }
      """,
    mended: """
      data marks {
        key park defines Park
        decimal "."
        thousands ","
        | park | air |
        | A | 3 |
      }
      """)
  static let unknownEncoding = Self(
    code: "E0418", name: "unknown-encoding", title: "an encoding is not known",
    explanation: """
      Known are `utf-8` (the default), `utf-16`, `utf-16le`, `utf-16be`, `gb18030`, `gbk`, \
      `gb2312`, `latin1`, `iso-8859-1` and `windows-1252`.
      """,
    failing: """
      data marks {
        key park defines Park
        encoding "utf-9"
        | park | air |
        | A | 3 |
      }
      """,
    mended: """
      data marks {
        key park defines Park
        encoding "utf-8"
        | park | air |
        | A | 3 |
      }
      """)
  static let missingPolicy = Self(
    code: "E0419", name: "missing-policy", title: "a table says twice what counts as missing",
    explanation: """
      `missing none` says that every cell has a value; `missing "n/a", "-"` lists the texts that \
      stand for none. A table says one of them, once; a column may say otherwise for itself.
      """,
    failing: """
      data marks {
        key park defines Park
        missing none
        missing "n/a"
        | park | air |
        | A | 3 |
      }
      """,
    mended: """
      data marks {
        key park defines Park
        missing "n/a"
        | park | air |
        | A | 3 |
      }
      """)
}

extension Diagnostic {
  /// A table `name` without key.
  public static func noKey(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .noKey, "expected a key in \(name.quoted), found none", at: span,
      hints: ["say which column names the objects: `key name defines Object`"])
  }

  /// A key column that is one already.
  public static func keyColumnTwice(_ column: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .keyColumnTwice, "expected a column of its own for each key, found \(column.quoted) again",
      at: span, labels: [Label(first, "first here")])
  }

  /// A key in braces that no column has in its name.
  public static func unusedPattern(_ key: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .keyPattern, "expected `{\(key)}` in the name of a column, found it in none", at: span,
      hints: ["write for instance `column value from \"value_{\(key)}\"`"])
  }

  /// A name in braces in a column's name that is no key.
  public static func unknownPattern(
    _ name: String, column: String, nearest: String?, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .keyPattern,
      "expected the names in braces of \(column.quoted) to be keys, found `{\(name)}`", at: span,
      hints: [
        nearest.map { "did you mean `{\($0)}`?" }
          ?? "declare it: `period {\(name)} defines Period`"
      ])
  }

  /// A column that is declared a second time.
  public static func columnTwice(_ column: String, at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .columnTwice, "expected each column once, found \(column.quoted) again", at: span,
      labels: [Label(first, "first here")])
  }

  /// A column of a table in the model without name.
  public static func namelessColumn(at span: Span) -> Diagnostic {
    Diagnostic(.inlineRow, "expected the name of a column, found an empty cell", at: span)
  }

  /// A table `name` of which `found` was found in place of a file or rows.
  public static func tableSource(_ name: String, found: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .tableSource, "expected a file or rows for \(name.quoted), found \(found)", at: span,
      hints: ["write `from \"file.csv\"`, or column names and rows between `|`"])
  }

  /// A table in the model whose rows stand on one line; each is to end at one of `breaks`, if it is known
  /// where.
  public static func rowsOnOneLine(breaks: [Span], at span: Span) -> Diagnostic {
    .misplacedLine(
      "each row of a table stands on a line of its own", at: span,
      fixes: breaks.isEmpty
        ? [] : [Fix("begin a line for each row", breaks.map { TextEdit($0, "\n ") })])
  }

  /// A row of `found` cells below a header of `expected`.
  public static func inlineRow(
    _ found: Int, expected: Int, at span: Span, header: Span
  ) -> Diagnostic {
    Diagnostic(
      .inlineRow,
      "expected \(expected) \(expected == 1 ? "cell" : "cells") in this row, found \(found)",
      at: span, labels: [Label(header, "the columns' names")])
  }

  /// A value `text` of the layout word `word` where `expected` is due.
  public static func tableMark(
    _ word: String, _ text: String, expected: String, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .tableMark, "expected \(expected) after \(word.quoted), found \(text.quoted)", at: span)
  }

  /// An encoding that is not among `known`.
  public static func unknownEncoding(
    _ name: String, known: [String], at span: Span
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(name, in: known)
    return Diagnostic(
      .unknownEncoding, "expected a known encoding, found \(name.quoted)", at: span,
      hints: [
        nearest.map { "did you mean \($0.quoted)?" } ?? "known are \(known.quotedList)"
      ],
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, "\"\($0)\"")])] } ?? [])
  }

  /// A second word on what is missing.
  public static func missingPolicy(at span: Span, first: Span) -> Diagnostic {
    Diagnostic(
      .missingPolicy, "expected `missing` once, found it again", at: span,
      labels: [Label(first, "first here")],
      hints: ["write either `missing none` or all marks in one list"])
  }
}
