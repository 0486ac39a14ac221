extension Catalogue {
  /// The kinds E0540 to E0547: data that does not fit together with the model or other data.
  static let binding: [Entry] = [
    .unknownKey, .absentRow, .inconsistentText, .noMatchingColumn, .absentColumn, .unknownVariable,
    .unboundAxis, .tableTooLarge,
  ]
}

extension Catalogue.Entry {
  /// Creates an entry whose models read `marks` about parks, which `parks` defines.
  private init(
    marks code: String, _ name: String, _ title: String, _ explanation: String, failing: String,
    mended: String
  ) {
    let parks = """
      data parks {
        key park defines Park
        | park | area |
        | east | 3 |
        | west | 4 |
      }
      data marks {

      """
    let check = "\n}\nexpect sum(marks.air, over Park) > 0\nexpect all(parks.area > 0, over Park)"
    self.init(
      code: code, name: name, title: title, explanation: explanation,
      failing: parks + failing + check, mended: parks + mended + check)
  }

  private static let sound = "  key park of Park\n  | park | air |\n  | west | 1 |\n  | east | 2 |"

  static let unknownKey = Self(
    marks: "E0540", "unknown-key", "a cell names no element of its axis",
    """
    One table defines the elements of an axis, in the order in which they first appear; other \
    tables use them. What a key or a group column names there must be among them, letter by letter.
    """,
    failing: "  key park of Park\n  | park | air |\n  | west | 1 |\n  | eats | 2 |", mended: sound)
  static let absentRow = Self(
    marks: "E0541", "absent-row", "a table has no row for a key",
    """
    A table has a row for each element of its key's axis, and for each combination where it has \
    several keys. Where rows may be absent, the column, a group too, says what is missing: \
    `missing ""`.
    """,
    failing: "  key park of Park\n  | park | air |\n  | west | 1 |", mended: sound)
  static let inconsistentText = Self(
    code: "E0542", name: "inconsistent-text", title: "one thing is called by two texts",
    explanation: """
      The rows of one element give it different labels, or put it into different groups. One of \
      them is a slip; or what differs is no property of the element alone and belongs into a \
      table with more keys.
      """,
    failing: """
      data marks {
        key park defines Park labelled name
        period year defines Year
        | park | name | year | air |
        | e | East | 2020 | 1 |
        | e | Eats | 2021 | 2 |
      }
      expect all(marks.air > 0, over Park, Year)
      """,
    mended: """
      data marks {
        key park defines Park labelled name
        period year defines Year
        | park | name | year | air |
        | e | East | 2020 | 1 |
        | e | East | 2021 | 2 |
      }
      expect all(marks.air > 0, over Park, Year)
      """)
  static let noMatchingColumn = Self(
    code: "E0543", name: "no-matching-column", title: "no column has a name of the declared form",
    explanation: """
      `column air from "air_{year}"` stands for all columns whose names are `air_` and something \
      more. The table has none.
      """,
    failing: wide("| park | air2020 | air2021 |"), mended: wide("| park | air_2020 | air_2021 |"))
  static let absentColumn = Self(
    code: "E0544", name: "absent-column", title: "a wide table lacks a column for a key",
    explanation: """
      Each column with a key in its name has one column in the table for each element of that \
      key's axis. Where some are absent, the column says what is missing: `missing ""`.
      """,
    failing: wide("| park | air_2020 | air_2021 | water_2020 |", water: "| east | 1 | 2 | 3 |"),
    mended: wide(
      "| park | air_2020 | air_2021 | water_2020 | water_2021 |", water: "| east | 1 | 2 | 3 | 4 |")
  )
  static let unknownVariable = Self(
    code: "E0545", name: "unknown-variable", title: "a long table has no rows for a variable",
    explanation: """
      In a long table one column names the variable of each row. The variable asked for occurs in \
      none of them. Names are compared letter by letter.
      """,
    failing: long("air", asked: "water"), mended: long("air", asked: "air"))
  static let unboundAxis = Self(
    code: "E0546", name: "unbound-axis", title: "tables that define each other's axes",
    explanation: """
      A table that uses an axis is read after the one that defines it. These tables use each other's \
      axes, so that neither can be read first. Take the column that defines the axis into a table of \
      its own.
      """,
    failing: circular(
      """
        key park defines Park
        key town of Town
        | park | town | area |
        | east | A    | 3    |
      """, areas: "Park, Town"),
    mended: circular(
      """
        key park defines Park
        | park | area |
        | east | 3    |
      """, areas: "Park"))
  static let tableTooLarge = Self(
    code: "E0547", name: "table-too-large", title: "a table has too many combinations of keys",
    explanation: """
      A column has a cell for each combination of the elements of its keys, at most 2^32. A table \
      that has so many is usually one where a key is none, such as a column of measured values.
      """,
    task: .run([]), failing: crowded(birds: true), mended: crowded(birds: false),
    files: {
      func names(_ letter: String) -> [UInt8] {
        Array(("name,area\n" + (1...66_000).map { "\(letter)\($0),1\n" }.joined()).utf8)
      }
      return ["parks.csv": names("p"), "birds.csv": names("b")]
    })

  /// Returns a model with a table of parks, and of birds if they are keys too.
  private static func crowded(birds: Bool) -> String {
    """
    data parks from "parks.csv" { key name defines Park }
    data birds from "birds.csv" { key name defines Bird }
    data seen {
      key park of Park
    \(birds ? "  key bird of Bird\n" : "")  missing ""
      | park | bird | count |
      | p1   | b1   | 3     |
    }
    expect sum(birds.area, over Bird) > 0
    expect any(seen.count > 2, over Park\(birds ? ", Bird" : "")) otherwise true
    """
  }

  /// Returns a model of towns with parks, and of parks as `items` say, with areas over `areas`.
  private static func circular(_ items: String, areas: String) -> String {
    """
    data parks {
    \(items)
    }
    data towns {
      key town defines Town
      key park of Park
      | town | park | people |
      | A    | east | 900    |
    }
    expect all(parks.area > 0, over \(areas))
    expect all(towns.people > 0, over Town, Park)
    """
  }

  /// Returns a model with a wide table under `header`; with `water`, its row, it has two variables.
  private static func wide(_ header: String, water: String? = nil) -> String {
    """
    data marks {
      key park defines Park
      period {year} defines Year
      column air from "air_{year}"
    \(water == nil ? "" : "  column water from \"water_{year}\"\n")  \(header)
      \(water ?? "| east | 1 | 2 |")
    }
    expect all(marks.\(water == nil ? "air" : "water") > 0, over Park, Year)
    """
  }

  /// Returns a model with a long table of the variable `name`.
  private static func long(_ name: String, asked: String) -> String {
    """
    data marks {
      key park defines Park
      variable what value number
      column \(asked)
      | park | what | number |
      | east | \(name) | 1 |
    }
    expect all(marks.\(asked) > 0, over Park)
    """
  }
}

extension Diagnostic {
  /// A cell `text` that is no element of `axis`.
  public static func unknownKey(
    _ text: String, axis: String, nearest: String?, at place: DataPlace
  ) -> Diagnostic {
    Diagnostic(
      .unknownKey, "\(place.words): expected an element of \(axis.quoted), found \(text.quoted)",
      at: place.span, hints: nearest.map { ["did you mean \($0.quoted)?"] } ?? [])
  }

  /// A table `name` without row for `key` and for `others` more.
  public static func absentRow(
    _ key: String, table name: String, others: Int, at span: Span
  ) -> Diagnostic {
    Diagnostic(
      .absentRow,
      "expected a row for \(key) in \(name.quoted), found none"
        + (others > 0 ? " (and none for \(others) more)" : ""),
      at: span, hints: ["add the row, or say what is missing: `missing \"\"`"])
  }

  /// A `text` that differs from the one, `first`, that the same element, `key`, has elsewhere.
  public static func inconsistentText(
    _ text: String, first: String, key: String, at place: DataPlace, firstPlace: DataPlace
  ) -> Diagnostic {
    Diagnostic(
      .inconsistentText,
      "\(place.words): expected \(first.quoted) for \(key.quoted) as before, found \(text.quoted)",
      at: place.span, labels: [Label(firstPlace.span, "line \(firstPlace.line): as here")])
  }

  /// A table at `header` of whose columns, `names`, none fits with `pattern`.
  public static func noMatchingColumn(
    _ pattern: String, names: [String], at header: Span
  ) -> Diagnostic {
    let shown = names.prefix(8).map(\.quoted).joined(separator: ", ")
    let rest = names.count > 8 ? " and \(names.count - 8) more" : ""
    return Diagnostic(
      .noMatchingColumn, "expected columns like \(pattern.quoted), found \(shown)\(rest)",
      at: header)
  }

  /// A wide table without the column `name` and without `others` more of its kind.
  public static func absentColumn(_ name: String, others: Int, at header: Span) -> Diagnostic {
    Diagnostic(
      .absentColumn,
      "expected a column \(name.quoted), found none"
        + (others > 0 ? " (and \(others) more are absent)" : ""),
      at: header, hints: ["add the column, or say what is missing: `missing \"\"`"])
  }

  /// A long table whose column of variables, at `place`, has no cell `name` among `names`.
  public static func unknownVariable(
    _ name: String, names: [String], at place: Span
  ) -> Diagnostic {
    let shown = names.prefix(8).map(\.quoted).joined(separator: ", ")
    let rest = names.count > 8 ? " and \(names.count - 8) more" : ""
    return Diagnostic(
      .unknownVariable, "expected rows for the variable \(name.quoted), found \(shown)\(rest)",
      at: place,
      hints: Suggestion.nearest(name, in: names).map { ["did you mean \($0.quoted)?"] } ?? [])
  }

  /// An axis `name` whose elements are not known when the table is read.
  public static func unboundAxis(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .unboundAxis,
      "expected \(name.quoted) to be defined by a table or in the model, found neither",
      at: span)
  }

  /// A table `name` whose keys have more combinations than can be held.
  public static func tableTooLarge(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .tableTooLarge,
      "expected at most 2^32 combinations of the keys of \(name.quoted), found more", at: span)
  }
}
