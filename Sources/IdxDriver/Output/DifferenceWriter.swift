public import IdxDiagnostics

/// The forms in which differences are written.
public enum DifferenceFormat: String, Sendable, CaseIterable {
  case human, markdown, json
}

/// How differences are written.
public struct DifferenceLayout: Sendable {
  /// The most objects that are shown of those that moved.
  public var top = 10
  /// The digits after the point, where people read.
  public var decimals = 4
  /// The cells of the screen.
  public var width = 100
  /// The colours.
  public var paint = Paint(false)

  /// Creates the defaults.
  public init() {}
}

/// Text made of what two models differ in.
public struct DifferenceWriter {
  let report: DifferenceReport
  let isMarkdown: Bool
  let layout: DifferenceLayout

  /// Returns `report` as a text in `format`, which ends with a line end unless it is empty.
  public static func text(
    _ report: DifferenceReport, format: DifferenceFormat, layout: DifferenceLayout
  ) -> String {
    if format == .json { return DifferenceJSON.text(report) }
    let writer = DifferenceWriter(
      report: report, isMarkdown: format == .markdown, layout: layout)
    return writer.blocks().joined(separator: "\n")
  }

  /// The parts of the text, each of whole lines, between which stands an empty one.
  private func blocks() -> [String] {
    if report.isSame { return [line("The models and their results are the same.")] }
    let changes = changes()
    return (changes.isEmpty ? [line("The model is the same.")] : changes) + outlook()
      + report.evaluations.filter { !$0.isSame }.flatMap(blocks) + sameResults() + values()
  }

  // MARK: - The model

  private func changes() -> [String] {
    ChangeText.grouped(report.changes).map { declaration, changes in
      heading(declaration)
        + changes.map { change in
          item(ChangeText.words(change), sign: ChangeText.sign(change))
        }.joined()
    }
  }

  /// Returns what is said of evaluations that cannot be compared, and of expectations.
  private func outlook() -> [String] {
    var text = ""
    if !report.addedEvaluations.isEmpty {
      text += line("New evaluations: \(report.addedEvaluations.joined(separator: ", ")).")
    }
    if !report.removedEvaluations.isEmpty {
      text += line("Gone evaluations: \(report.removedEvaluations.joined(separator: ", ")).")
    }
    let (old, new) = (report.oldExpectations, report.newExpectations)
    if old != new {
      func words(_ counts: (passed: Int, failed: Int)) -> String {
        "\(counts.passed) held, \(counts.failed) failed"
      }
      text += line("Expectations: \(words(old)) → \(words(new)).")
    }
    return text.isEmpty ? [] : [text]
  }

  // MARK: - Results

  /// Returns the label of `evaluation`, with its name where others have the same.
  private func title(of evaluation: EvaluationDifference) -> String {
    if evaluation.label.isEmpty { return evaluation.name }
    let isAlone = report.evaluations.count { $0.label == evaluation.label } == 1
    return isAlone ? evaluation.label : "\(evaluation.label) (\(evaluation.name))"
  }

  private func blocks(_ evaluation: EvaluationDifference) -> [String] {
    var blocks = evaluation.weightTable(title: title(of: evaluation)).map { [table($0)] } ?? []
    let changed = evaluation.changedSlices
    if changed.isEmpty {
      blocks.append(
        heading(title(of: evaluation)) + line("Scores, ranks and grades are the same."))
    } else if evaluation.slices.count == 1, changed[0].slice.isEmpty {
      blocks.append(heading(title(of: evaluation)) + summary(changed[0]))
    } else {
      let summary = evaluation.sliceTable(title: title(of: evaluation))
      blocks.append(table(summary) + unchanged(evaluation, changed.count))
    }
    let comings = comings(evaluation)
    if !comings.isEmpty { blocks.append(comings) }
    return blocks + (evaluation.moverTable(top: layout.top).map { [table($0)] } ?? [])
  }

  /// Returns which evaluations gave the same before and after.
  private func sameResults() -> [String] {
    let same = report.evaluations.filter(\.isSame).map(title)
    if same.isEmpty { return [] }
    return [line("The same scores, ranks, grades and weights: \(same.joined(separator: "; ")).")]
  }

  private func unchanged(_ evaluation: EvaluationDifference, _ changed: Int) -> String {
    let rest = evaluation.slices.count - changed
    if rest == 0 { return "" }
    return (isMarkdown ? "\n" : "") + line("(nothing changed in the other \(rest))")
  }

  private func summary(_ slice: SliceDifference) -> String {
    func count(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    var text = line(
      "\(count(slice.inBoth.count, "object")) in both: \(count(slice.scoresChanged, "score")), "
        + "\(count(slice.ranksChanged, "rank")) and \(count(slice.gradesChanged, "grade")) changed."
    )
    let correlations = [("Spearman", slice.spearman), ("Kendall", slice.kendall)]
      .compactMap { name, value in
        value.map { "\(name) \(DecimalText.fixed($0, decimals: layout.decimals))" }
      }
    if !correlations.isEmpty {
      text += line("Rank correlation: \(correlations.joined(separator: ", ")).")
    }
    return text
  }

  /// Returns which objects and slices are new and gone.
  private func comings(_ evaluation: EvaluationDifference) -> String {
    func names(_ labels: [String]) -> String {
      var seen = Set<String>()
      let once = labels.filter { seen.insert($0).inserted }
      let more = once.count > layout.top ? " and \(once.count - layout.top) more" : ""
      return once.prefix(layout.top).joined(separator: ", ") + more
    }
    func words(_ slices: [[SliceCoordinate]]) -> [String] {
      slices.map { $0.words(separator: " ") }
    }
    let objects = evaluation.slices.flatMap(\.objects)
    let lists = [
      ("New objects", objects.filter { $0.before == nil }.map(\.label)),
      ("Gone objects", objects.filter { $0.after == nil }.map(\.label)),
      ("Only in the new model", words(evaluation.addedSlices)),
      ("Only in the old model", words(evaluation.removedSlices)),
    ]
    return lists.filter { !$0.1.isEmpty }.map { line("\($0): \(names($1)).") }.joined()
  }

  private func values() -> [String] {
    if report.values.isEmpty { return [] }
    return [
      heading("Values")
        + report.values.map {
          item(ChangeText.words($0, decimals: layout.decimals), sign: "~")
        }.joined()
    ]
  }

  // MARK: - Lines

  private func table(_ table: ResultTable) -> String {
    var results = ResultLayout()
    results.decimals = layout.decimals
    results.width = layout.width
    results.paint = layout.paint
    return isMarkdown
      ? MarkdownWriter.text(table, layout: results) : TableWriter.text(table, layout: results)
  }

  private func heading(_ text: String) -> String {
    isMarkdown
      ? "**\(MarkdownText.escaped(text))**\n\n"
      : layout.paint(DisplayWidth.cut(PrintableText.shown(text), to: layout.width), .strong) + "\n"
  }

  private func item(_ text: String, sign: String) -> String {
    if !isMarkdown { return wrapped("  \(sign) \(text)", indent: 6) }
    let word = ["+": "added", "-": "removed"][sign] ?? ""
    let lead = word.isEmpty || word == text ? "" : "\(word): "
    return "- \(lead)\(MarkdownText.escaped(text))\n"
  }

  private func line(_ text: String) -> String {
    isMarkdown ? MarkdownText.escaped(text) + "\n" : wrapped(text, indent: 0)
  }

  /// Returns `text` on lines as wide as the screen, all but the first `indent` cells further in.
  private func wrapped(_ text: String, indent: Int) -> String {
    var lines: [String] = []
    var words = PrintableText.shown(text).split(separator: " ", omittingEmptySubsequences: false)[
      ...]
    var current = words.popFirst().map(String.init) ?? ""
    for word in words {
      let longer = "\(current) \(word)"
      if DisplayWidth.cells(longer) <= layout.width || current.allSatisfy({ $0 == " " }) {
        current = longer
      } else {
        lines.append(current)
        current = String(repeating: " ", count: indent) + word
      }
    }
    return (lines + [current]).map { DisplayWidth.cut($0, to: layout.width) + "\n" }.joined()
  }
}
