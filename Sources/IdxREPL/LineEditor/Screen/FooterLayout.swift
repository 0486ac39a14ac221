/// The rows below an entry.
struct FooterLayout {
  let width: Int
  /// How many rows there may be.
  let limit: Int

  private static let menuLimit = 8
  private static let documentationLimit = 6
  /// How many rows are of use.
  static let most = menuLimit + documentationLimit + 1

  /// Returns the rows of `footer`.
  func rows(of footer: Picture.Footer) -> [[Cell]] {
    if limit < 1 { return [] }
    return switch footer {
    case .nothing: []
    case .search(let search): [row(of: search)]
    case .menu(let menu): rows(of: menu)
    }
  }

  private func row(of search: HistorySearch) -> [Cell] {
    let head = search.isForward ? "search for newer: " : "search for older: "
    let note = search.hasFailed ? "  not found" : ""
    let cells = cells(head, .faint) + cells(search.query, .match) + cells(note, .error)
    return cells.cut(to: width)
  }

  private func rows(of menu: CompletionMenu) -> [[Cell]] {
    let count = menu.candidates.count
    let shown = min(count, Self.menuLimit, max(1, limit * 2 / 3))
    // The window of the menu goes on by whole pages, so that it does not move at each key.
    let first = min((menu.chosen ?? 0) / shown * shown, count - shown)
    let window = menu.candidates[first..<first + shown]
    let widest = window.map { cells($0.label, .menu).columns }.max() ?? 0
    let labelWidth = min(widest, max(8, width / 2))
    var rows = window.indices.map { index in
      row(of: menu.candidates[index], isChosen: index == menu.chosen, labelWidth)
    }
    if shown < count, rows.count < limit {
      let place = menu.chosen.map { "\($0 + 1) of \(count)" } ?? "\(count) in all"
      rows.append(cells("  … \(place)", .faint).cut(to: width))
    }
    let room = min(Self.documentationLimit, limit - rows.count)
    return rows + documentation(menu.documentation ?? "", room)
  }

  private func row(
    of candidate: EntryCompletions.Candidate, isChosen: Bool, _ labelWidth: Int
  ) -> [Cell] {
    let style: TextStyle = isChosen ? .menuChosen : .menu
    var label = cells(candidate.label, style).cut(to: labelWidth)
    if !candidate.detail.isEmpty {
      let space = String(repeating: " ", count: labelWidth - label.columns)
      label += cells(space, style) + cells("  " + candidate.detail, .menuDetail)
    }
    // What is chosen is seen without colours too.
    return (cells(isChosen ? "> " : "  ", .plain) + label).cut(to: width)
  }

  private func documentation(_ text: String, _ room: Int) -> [[Cell]] {
    guard room > 0, !text.isEmpty else { return [] }
    var rows: [[Cell]] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var row = cells("    ", .faint)
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        let cells = cells(String(word), .faint)
        if row.columns > 4, row.columns + cells.columns + 1 > width {
          rows.append(row)
          row = self.cells("    ", .faint)
        }
        row += row.columns > 4 ? self.cells(" ", .faint) + cells : cells
      }
      rows.append(row)
      if rows.count > room { break }
    }
    if rows.count > room { rows = rows.prefix(room - 1) + [cells("    …", .faint)] }
    return rows.map { $0.cut(to: width) }
  }

  private func cells(_ text: String, _ style: TextStyle) -> [Cell] {
    Cell.cells(of: text, style, limit: max(1, width))
  }
}
