import IdxDiagnostics
import IdxRuntime
import IdxSemantics

/// What changed in the cells of tables, as far as both models read them.
struct TableComparison {
  let old: ComparedModel
  let new: ComparedModel

  /// The most elements that are named.
  private static let named = 5

  /// Returns the rows that came and went, and the cells that changed.
  func changes() -> [ModelChange] {
    let before = Dictionary(old.tables.map { ($0.use.model.name, $0) }) { first, _ in first }
    return new.tables.flatMap { table in
      before[table.use.model.name].map { compare($0, table) } ?? []
    }
  }

  private func compare(
    _ old: ComparedModel.Table, _ new: ComparedModel.Table
  ) -> [ModelChange] {
    let title = "data \(new.use.model.name)"
    var changes: [ModelChange] = []
    for key in new.ownKeys {
      guard let partner = old.ownKeys.first(where: { $0.name == key.name }) else { continue }
      changes += elements(partner.codes, key.codes, title, key.name)
    }
    let columns = Set(old.use.columns)
    for column in new.use.columns.sorted() where columns.contains(column) {
      changes += cells(old, new, column, title).map { [$0] } ?? []
    }
    return changes
  }

  private func elements(
    _ old: [String], _ new: [String], _ title: String, _ key: String
  ) -> [ModelChange] {
    let (olds, news) = (Set(old), Set(new))
    let added = new.filter { !olds.contains($0) }
    let removed = old.filter { !news.contains($0) }
    func names(_ codes: [String]) -> String {
      codes.prefix(Self.named).joined(separator: ", ") + (codes.count > Self.named ? ", …" : "")
    }
    var changes: [ModelChange] = []
    if !added.isEmpty {
      changes.append(
        ModelChange(
          title, .added, "elements", at: key, after: names(added), count: added.count))
    }
    if !removed.isEmpty {
      changes.append(
        ModelChange(
          title, .removed, "elements", at: key, before: names(removed), count: removed.count))
    }
    return changes
  }

  private func cells(
    _ oldTable: ComparedModel.Table, _ newTable: ComparedModel.Table, _ column: String,
    _ title: String
  ) -> ModelChange? {
    guard let before = old.cells(oldTable, column), let after = new.cells(newTable, column),
      let alignment = CellAlignment(before.axes, after.axes)
    else { return nil }
    let oldWords = old.words(oldTable, column)
    let newWords = new.words(newTable, column)
    func text(_ value: Double?, _ words: [String]?) -> String {
      guard let value else { return "missing" }
      guard let words else { return JSONValue.shortest(value) }
      return words.indices.contains(Int(value)) ? words[Int(value)] : "missing"
    }
    var count = 0
    var first: (cell: Int, before: String, after: String)?
    alignment.forEach { oldCell, newCell in
      let (a, b) = (before.array.cell(number: oldCell), after.array.cell(number: newCell))
      // Words have numbers of their own in each model.
      if oldWords == nil, newWords == nil, a == b { return }
      let (oldText, newText) = (text(a, oldWords), text(b, newWords))
      if oldText == newText { return }
      count += 1
      if first == nil { first = (oldCell, oldText, newText) }
    }
    guard let first else { return nil }
    return ModelChange(
      title, .changed, "cells", at: column, before: first.before, after: first.after, count: count,
      first: alignment.words(ofOld: first.cell))
  }
}
