/// A search through the history that goes on with each key.
struct HistorySearch: Hashable, Sendable {
  /// What is searched.
  var query = ""
  /// `true` iff newer entries are searched, `false` iff older ones.
  var isForward: Bool
  /// `true` iff nothing more was found.
  private(set) var hasFailed = false
  /// The entry found last; the number of entries before any.
  private(set) var position: Int
  /// The bytes of the entry found in which the query stands.
  private(set) var match: Range<Int>?
  /// What was written before the search.
  let original: EditText

  /// Begins a search in `history` while `original` is being written.
  init(_ history: History, from original: EditText, isForward: Bool) {
    self.original = original
    self.isForward = isForward
    position = history.entries.count
  }

  /// Finds the next entry of `history` with the query, beginning with the one found last unless
  /// `goesOn`; returns what is to be shown, `nil` if it stays.
  mutating func find(in history: History, goingOn goesOn: Bool) -> EditText? {
    hasFailed = false
    guard !query.isEmpty else {
      match = nil
      return nil
    }
    let shown = history.entries.indices.contains(position) ? history.entries[position] : nil
    var place = position
    if goesOn || shown == nil { place += isForward ? 1 : -1 }
    while history.entries.indices.contains(place) {
      let entry = history.entries[place]
      if !goesOn || entry != shown, let found = Self.find(query, in: entry) {
        position = place
        match = found
        return EditText(entry, cursor: found.lowerBound)
      }
      place += isForward ? 1 : -1
    }
    hasFailed = true
    return nil
  }

  /// Starts again at the newest entry, or the oldest if it goes forward.
  mutating func startAgain(in history: History) {
    position = isForward ? -1 : history.entries.count
    match = nil
  }

  /// Returns where `query` stands first in `entry`; small letters stand for capitals too, unless the
  /// query has capitals.
  static func find(_ query: String, in entry: String) -> Range<Int>? {
    let wanted = Array(query.utf8)
    let folds = !wanted.contains { 0x41...0x5A ~= $0 }
    func folded(_ byte: UInt8) -> UInt8 { folds && 0x41...0x5A ~= byte ? byte + 0x20 : byte }
    var entry = entry
    return entry.withUTF8 { bytes in
      guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
      return (0...bytes.count - wanted.count).first { start in
        guard folded(bytes[start]) == first else { return false }
        return wanted.indices.allSatisfy { folded(bytes[start + $0]) == wanted[$0] }
      }.map { $0..<$0 + wanted.count }
    }
  }
}
