import IdxDiagnostics
public import IdxSyntax
import IdxTables

/// A first model of a table: every column of numbers is an indicator, to be checked by the author.
public struct ModelDraft: Sendable {
  /// The text of the model, not laid out.
  public let text: String
  /// What was done with each column, in words.
  public let columns: [(name: String, use: String)]

  /// Why there is no draft.
  public enum Failure: Error, Sendable {
    /// The table cannot be read.
    case findings(CheckReport)
    /// It can, but no model follows.
    case unsuitable(String)
  }

  /// `true` iff a model can be called `name`: it is an identifier.
  public static func isName(_ name: String) -> Bool { DraftNames.isIdentifier(name) }

  /// Returns `text` as an identifier.
  public static func name(like text: String) -> String { DraftNames.identifier(text) }

  /// Returns a draft called `name` of the table `bytes`, which stands in the file `file` beside the model.
  public static func make(
    name: String, file: String, bytes: [UInt8]
  ) -> Result<ModelDraft, Failure> {
    let (guess, findings) = TableGuess.make(bytes, name: file)
    guard let guess else {
      let source = SourceText(file: FileID(0), path: file, bytes: bytes)
      return .failure(.findings(CheckReport(sources: [source], diagnostics: findings)))
    }
    let keys = guess.names { $0 == .key }
    guard let key = keys.first, !key.contains(where: { $0 == "`" || $0.isNewline }) else {
      return .failure(
        .unsuitable(
          "no column tells the rows apart: one needs a text in each row, all different, or all "
            + "different together with a column `year`"))
    }
    guard !guess.names(where: { if case .numbers = $0 { true } else { false } }).isEmpty else {
      return .failure(.unsuitable("no column holds numbers that differ from row to row"))
    }
    let draft = DraftText(name: name, file: file, key: key, guess: guess)
    return .success(ModelDraft(text: draft.text, columns: draft.uses))
  }
}

/// The words of a draft.
private struct DraftText {
  let file: String
  let key: String
  let guess: TableGuess
  /// The names of the table, the index and the evaluation.
  private let data: String
  private let index: String
  private let evaluation: String
  private let keyAxis: String
  private let period: String?
  private let periodAxis: String
  private let title: String
  /// The columns of numbers, each with its name in the model.
  private let indicators: [(name: String, column: String, role: TableGuess.Role)]

  init(name: String, file: String, key: String, guess: TableGuess) {
    self.file = file
    self.key = key
    self.guess = guess
    let title = Self.capitalised(name.split(separator: "_").joined(separator: " "))
    self.title = title.isEmpty ? name : title
    var names = DraftNames(taken: DraftNames.library)
    index = names.name(like: Self.capitalised(name))
    data = names.name(like: name == index ? "\(name)_data" : name)
    evaluation = names.name(like: "\(name)_scores")
    keyAxis = names.name(like: Self.capitalised(DraftNames.identifier(key)))
    period = guess.names { $0 == .period }.first
    periodAxis = names.name(like: Self.capitalised(DraftNames.identifier(period ?? "")))
    let used = guess.names { $0 == .key || $0 == .period }
    var columns = DraftNames(taken: used + [index])
    indicators = guess.columns.compactMap { column in
      guard case .numbers = column.role else { return nil }
      return (columns.name(like: column.name), column.name, column.role)
    }
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func quoted(_ name: String) -> String {
    DraftNames.isIdentifier(name) ? name : "`\(name)`"
  }

  var text: String {
    """
    /// \(title): an index of \(indicators.count == 1 ? "1 indicator" : "\(indicators.count) indicators").

    data \(data) from \(DraftNames.literal(file)) {
    \(table)}

    // Check each direction: `benefit` says that more is better, `cost` that less is. There are also
    // `target 7` and `interval 20...26`. Groups bring indicators together: group economy { … }
    index \(index) \(DraftNames.literal(title)) {
    \(indicators.map { indicator in
      "  indicator \(indicator.name) \(DraftNames.literal(indicator.column)) benefit\n"
    }.joined())}

    \(DraftEvaluation.text(
      name: evaluation, index: index, data: data, period: period == nil ? nil : periodAxis,
      hasGaps: hasGaps))
    """
  }

  private var hasGaps: Bool {
    indicators.contains { if case .numbers(_, hasGaps: true) = $0.role { true } else { false } }
  }

  private var table: String {
    var text = "  key \(Self.quoted(key)) defines \(keyAxis)\n"
    if let period {
      text += "  period \(Self.quoted(period)) defines \(periodAxis)\n"
    }
    for indicator in indicators {
      text += "  column \(indicator.name)"
      if indicator.name != indicator.column {
        text += " from \(DraftNames.literal(indicator.column))"
      }
      if case .numbers(let marks, true) = indicator.role {
        let marks = marks.isEmpty ? [""] : marks
        text += " missing \(marks.map(DraftNames.literal).joined(separator: ", "))"
      }
      text += "\n"
    }
    return text + layout
  }

  /// What the file declares of how it is written.
  private var layout: String {
    var text = ""
    let format = guess.format
    if format.decimalComma { text += "  decimal \",\"\n" }
    let isUsual =
      format.delimiter == UInt8(ascii: ",") && !format.decimalComma || format.kind == .tsv
      || format.delimiter == UInt8(ascii: ";") && format.decimalComma
    if !isUsual {
      let delimiter = format.delimiter == 0x09 ? "\\t" : String(Unicode.Scalar(format.delimiter))
      text += "  delimiter \"\(delimiter)\"\n"
    }
    if format.commentMark != nil { text += "  comments \"#\"\n" }
    return text
  }

  var uses: [(name: String, use: String)] {
    guess.columns.map { column in
      switch column.role {
      case .key: (column.name, "key: \(keyAxis)")
      case .period: (column.name, "period: \(periodAxis)")
      case .numbers: (column.name, "indicator")
      case .leftOut(let reason): (column.name, "left out: \(reason)")
      }
    }
  }
}

/// The evaluation that a draft begins with.
private enum DraftEvaluation {
  /// Returns the evaluation `name` of `index` on `data`, over the axis `period` where there is one.
  static func text(
    name: String, index: String, data: String, period: String?, hasGaps: Bool
  ) -> String {
    """
    evaluation \(name) of \(index) on \(data) {
      normalise minmax\(period.map { " pooling \($0)" } ?? "")
      weights equal
      aggregate arithmetic_mean\(hasGaps ? "(gaps: leave_out)" : "")
    }

    """
  }
}

extension ModelDraft {
  /// Returns an index of the columns of numbers of the table `data`, which has the contents `bytes`, with an
  /// evaluation; `nil` where there are none. What it declares is called what `named` makes of a name.
  public static func index(
    of data: DataDeclaration, file: String, bytes: [UInt8], named: (String) -> String
  ) -> String? {
    let (guess, _) = TableGuess.make(bytes, name: file)
    guard let guess, let table = data.name else { return nil }
    var taken = Set<String>()
    var declared: [String: String] = [:]
    var period: String?
    for item in data.items {
      switch item {
      case .key(let key):
        if let column = key.column?.text { taken.insert(column) }
        if key.role == .period { period = key.axis?.text }
      case .group(let group): if let column = group.column?.text { taken.insert(column) }
      case .column(let column):
        guard let name = column.name?.text else { continue }
        if column.isText { taken.insert(column.source?.value ?? name) }
        declared[column.source?.value ?? name] = name
      case .variable, .missing, .layout: break
      }
    }
    var (lines, hasGaps) = ("", false)
    var names = DraftNames(taken: taken)
    for column in guess.columns where !taken.contains(column.name) {
      guard case .numbers(_, let isGapped) = column.role, !column.name.contains("`") else {
        continue
      }
      let bound = declared[column.name] ?? column.name
      let name = names.name(like: bound)
      let source = name == bound ? "" : " from `\(bound)`"
      lines += "  indicator \(name) \(DraftNames.literal(column.name)) benefit\(source)\n"
      hasGaps = hasGaps || isGapped
    }
    if lines.isEmpty { return nil }
    let stem = DraftNames.identifier(table.text)
    let index = named(stem.prefix(1).uppercased() + stem.dropFirst() + "_index")
    let evaluation = DraftEvaluation.text(
      name: named("\(stem)_scores"), index: index, data: Suggestion.written(table.text),
      period: period, hasGaps: hasGaps)
    return "// Check each direction: `benefit` says that more is better, `cost` that less is.\n"
      + "index \(index) {\n\(lines)}\n\n\(evaluation)"
  }
}
