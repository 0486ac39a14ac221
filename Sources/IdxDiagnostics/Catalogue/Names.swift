extension Catalogue {
  /// The kinds of area E02xx: names, imports and references.
  static let names: [Entry] = [
    unknownName, duplicateName, importCycle, unreadableImport, wrongKind, cyclicDefinition,
    unknownMember, unknownColumn, unknownElement, ambiguousName, emptyModel,
  ]

  static let emptyModel = Entry(
    code: "E0211", name: "empty-model", title: "a model that declares nothing",
    explanation: """
      The file has no declaration: it is empty or has comments alone. Perhaps it was not saved, or \
      another file was meant.
      """, failing: "// Nothing yet.", mended: "let x = 1\nexpect x == 1 within 0")

  static let unknownName = Entry(
    code: "E0201", name: "unknown-name", title: "a name that nothing declares",
    explanation: """
      A name stands for something that this file, an imported file or the standard library declares. \
      Nothing of this name is declared there. Names are case-sensitive.
      """,
    failing: "let total = 1 + toatl",
    mended: "let other = 2\nlet total = 1 + other\nexpect total == 3 within 0")
  static let duplicateName = Entry(
    code: "E0202", name: "duplicate-name", title: "a name declared twice",
    explanation: "Each name of a file is declared once. Rename one of the two.",
    failing: "let total = 1\nlet total = 2",
    mended: "let first = 1\nlet second = first + 1\nexpect second == 2 within 0")
  static let importCycle = Entry(
    code: "E0203", name: "import-cycle", title: "files that import each other",
    explanation: """
      A file imports another that imports it in turn. Move what both need into a third file that \
      neither of them is imported by.
      """,
    failing: "import \"rates.idx\"\nexpect rate == 0.05 within 0",
    mended: "import \"rates.idx\"\nexpect rate == 0.05 within 0",
    files: { ["rates.idx": Array("import \"model.idx\"\nlet rate = 0.05\n".utf8)] },
    mendedFiles: { ["rates.idx": Array("let rate = 0.05\n".utf8)] })
  static let unreadableImport = Entry(
    code: "E0204", name: "unreadable-import", title: "an import that cannot be read",
    explanation: """
      The file or the standard module named by an `import` is not there or may not be read. Paths are \
      relative to the file with the import, and lie in the model's folder or below.
      """, failing: "import \"no-such-file.idx\"", mended: "let x = 1\nexpect x == 1 within 0")
  static let wrongKind = Entry(
    code: "E0205", name: "wrong-kind", title: "a name that stands for something else",
    explanation: "The name is declared, but as something that cannot stand here.",
    failing: "let x = 1\nlet y = x(2)", mended: "let x = 1\nlet y = x * 2\nexpect y == 2 within 0")
  static let cyclicDefinition = Entry(
    code: "E0206", name: "cyclic-definition", title: "something defined by itself",
    explanation: """
      The language has no recursion: a value, a measure or a method may not depend on itself, not \
      even by way of others.
      """, failing: "let a = b + 1\nlet b = a - 1",
    mended: "let a = 1\nlet b = a - 1\nexpect b == 0 within 0")
  static let unknownMember = Entry(
    code: "E0207", name: "unknown-member", title: "a part that is not there",
    explanation: "What stands before the dot has no part of the name after it.",
    failing: "let r = (low: 1, high: 2)\nlet x = r.middle",
    mended: "let r = (low: 1, high: 2)\nlet x = r.high\nexpect x == 2 within 0")
  static let unknownColumn = Entry(
    code: "E0208", name: "unknown-column", title: "a column that is not there",
    explanation: """
      The table has no column of this name, neither declared nor in the file's header. Bind an \
      indicator to a column of another name by `from`.
      """,
    failing: """
      data parks {
        key park defines Park
        | park | patents |
        | "A"  | 3       |
      }
      let x = parks.patent
      """,
    mended: """
      data parks {
        key park defines Park
        | park | patents |
        | "A"  | 3       |
      }
      let x = sum(parks.patents, over Park)
      expect x == 3 within 0
      """)
  static let unknownElement = Entry(
    code: "E0209", name: "absent-element", title: "an element or a node that is not there",
    explanation: """
      The index has no node of this path, or the axis no element of this name. Nodes are named by the \
      shortest path of codes that is unambiguous.
      """,
    failing: """
      axis Part { a, b }
      let x = Part(a: 1, c: 2)
      """,
    mended: """
      axis Part { a, b }
      let x = sum(Part(a: 1, b: 2), over Part)
      expect x == 3 within 0
      """)
  static let ambiguousName = Entry(
    code: "E0210", name: "ambiguous-name", title: "a name that fits several things",
    explanation: "More than one thing goes by this name here. Write a longer path, or an alias.",
    failing: """
      data parks {
        key park defines Park
        | park | trees | area | homes | roads |
        | east | 120   | 3    | 40    | 2     |
        | west | 90    | 4    | 55    | 1     |
      }
      index Quality {
        group nature { indicator trees benefit  indicator area benefit }
        group people { indicator homes benefit  indicator area cost from roads }
      }
      evaluation quality of Quality on parks {
        normalise minmax
        at area { normalise zscore }
        weights   equal
        aggregate arithmetic_mean
      }
      """,
    mended: """
      data parks {
        key park defines Park
        | park | trees | area | homes | roads |
        | east | 120   | 3    | 40    | 2     |
        | west | 90    | 4    | 55    | 1     |
      }
      index Quality {
        group nature { indicator trees benefit  indicator area benefit }
        group people { indicator homes benefit  indicator area cost from roads }
      }
      evaluation quality of Quality on parks {
        normalise minmax
        at nature.area { normalise zscore }
        weights   equal
        aggregate arithmetic_mean
      }
      """)
}

extension Diagnostic {
  /// Returns the finding that nothing is called `name`.
  public static func unknownName(_ name: String, _ what: String, at span: Span, nearest: String?)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.unknownName, "there is no \(what) called `\(name)`", at: span,
      hints: nearest.map { ["did you mean `\($0)`?"] } ?? [],
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
  }

  /// Returns the finding that no method is called `name`, for which one writes `way`.
  public static func unknownMethod(_ name: String, written way: String, at span: Span) -> Diagnostic
  {
    Diagnostic(
      Catalogue.unknownName, "there is no method called `\(name)`", at: span,
      hints: ["that is written `\(way)` here"])
  }

  /// Returns the finding that no method is called `name`, which is elsewhere the name of `others`; a
  /// method that `takesValues` is called in the same way.
  public static func unknownMethod(
    _ name: String, others: [String], takesValues: Bool, at span: Span
  ) -> Diagnostic {
    let ways = others.map { takesValues ? "`\($0)`" : "`\($0)(over …)`" }
    let isExact = takesValues && others.count == 1
    return Diagnostic(
      Catalogue.unknownName, "there is no method called `\(name)`", at: span,
      hints: ["it is called \(ways.joined(separator: " or ")) here"],
      fixes: isExact ? [Fix("write `\(others[0])`", [TextEdit(span, others[0])])] : [])
  }

  /// Returns the finding that `name` is declared a second time.
  public static func duplicateName(
    _ name: String, _ what: String, at span: Span, earlier: Span, earlierKind: String
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.duplicateName,
      "the \(what) `\(name)` has the name of \("aei".contains(earlierKind.prefix(1)) ? "an" : "a") \(earlierKind)",
      at: span,
      labels: [Label(earlier, "the \(earlierKind) `\(name)`")], hints: ["rename one of the two"])
  }

  /// The model declares nothing; `place` is its beginning.
  public static func emptyModel(at place: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.emptyModel, "expected a declaration, found an empty model", at: place,
      hints: ["a model begins with a declaration, such as `data`, `index` or `evaluation`"])
  }

  /// Returns the finding that the files of `chain` import each other.
  public static func importCycle(_ chain: [String], at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.importCycle, "this import closes a cycle: \(chain.joined(separator: " → "))",
      at: span, hints: ["move what both files need into a third one"])
  }

  /// Returns the finding that an imported file cannot be read.
  public static func unreadableImport(_ reason: String, at span: Span, hint: String?) -> Diagnostic
  {
    Diagnostic(Catalogue.unreadableImport, reason, at: span, hints: hint.map { [$0] } ?? [])
  }

  /// Returns the finding that the library has no module `name` among `known`.
  public static func unknownModule(_ name: String, known: [String], at span: Span) -> Diagnostic {
    let nearest = Suggestion.nearest(name, in: known)
    return Diagnostic(
      Catalogue.unreadableImport, "there is no standard module `\(name)`", at: span,
      hints: nearest.map { ["did you mean `\($0)`?"] } ?? [],
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
  }

  /// Returns the finding that `name` is a `found` where an `expected` is due.
  public static func wrongKind(
    _ name: String, expected: String, found: String, at span: Span, hints: [String] = [],
    fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(
      Catalogue.wrongKind, "expected \(expected), but `\(name)` is \(found)", at: span,
      hints: hints, fixes: fixes)
  }

  /// Returns the finding that the definition of `name` leads back to it.
  public static func cyclicDefinition(_ name: String, at span: Span) -> Diagnostic {
    Diagnostic(Catalogue.cyclicDefinition, "`\(name)` is defined by itself", at: span)
  }

  /// Returns the finding that `owner` has no part `member`.
  public static func unknownMember(
    _ member: String, of owner: String, at span: Span, known: [String]
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(member, in: known)
    let list = known.isEmpty ? [] : ["it has \(known.map { "`\($0)`" }.joined(separator: ", "))"]
    return Diagnostic(
      Catalogue.unknownMember, "\(owner) has no `\(member)`", at: span,
      hints: nearest.map { ["did you mean `\($0)`?"] } ?? list,
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, $0)])] } ?? [])
  }

  /// Returns the finding that `table` has no column `column`.
  public static func unknownColumn(
    _ column: String, of table: String, at span: Span, known: [String], table tableSpan: Span?
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(column, in: known)
    return Diagnostic(
      Catalogue.unknownColumn, "the table `\(table)` has no column `\(column)`", at: span,
      labels: tableSpan.map { [Label($0, "the table")] } ?? [],
      hints: nearest.map { [Suggestion.column($0, for: column)] }
        ?? [
          "its columns are \(known.prefix(12).map { "`\($0)`" }.joined(separator: ", "))"
            + (known.count > 12 ? ", …" : "")
        ],
      fixes: nearest.map { [Fix("write `\($0)`", [TextEdit(span, Suggestion.written($0))])] } ?? [])
  }

  /// Returns the finding that `owner` has no element `name`.
  public static func unknownElement(
    _ name: String, of owner: String, at span: Span, nearest: String?
  ) -> Diagnostic {
    // A label in quotes is replaced by one in quotes.
    let isQuoted = span.range.count == name.utf8.count + 2
    return Diagnostic(
      Catalogue.unknownElement, "\(owner) has no `\(name)`", at: span,
      hints: nearest.map { ["did you mean `\($0)`?"] } ?? [],
      fixes: nearest.map {
        [Fix("write `\($0)`", [TextEdit(span, isQuoted ? "\"\($0)\"" : $0)])]
      } ?? [])
  }

  /// Returns the finding that the axis of the children of `group` is named by more than that.
  public static func childrenNamed(of group: String, primes: String, at span: Span) -> Diagnostic {
    Diagnostic(
      Catalogue.unknownElement, "`\(group)` has no `children`", at: span,
      hints: ["`\(group)` itself is the axis of its children"],
      fixes: [Fix("write `\(group)`", [TextEdit(span, group + primes)])])
  }

  /// Returns the finding that `name` may mean each of `candidates`.
  public static func ambiguousName(_ name: String, candidates: [String], at span: Span)
    -> Diagnostic
  {
    Diagnostic(
      Catalogue.ambiguousName,
      "`\(name)` may mean \(candidates.map { "`\($0)`" }.joined(separator: " or "))", at: span,
      hints: ["write the longer path"])
  }
}
