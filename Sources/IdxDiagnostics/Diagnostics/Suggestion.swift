/// Finds the name that was probably meant.
public enum Suggestion {
  /// Returns the candidate nearest to `name`, `nil` where none is near.
  ///
  /// Near is a Damerau–Levenshtein distance (insertions, deletions, replacements and exchanges of
  /// neighbours; optimal string alignment, Damerau 1964) of at most a third of the length. A
  /// difference of case alone, or of blanks around the name, counts as nothing. Of equally near
  /// candidates the first wins.
  public static func nearest(_ name: String, in candidates: [String]) -> String? {
    let wanted = Array(name.trimmed.lowercased().unicodeScalars)
    let limit = max(1, (wanted.count + 1) / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let scalars = Array(candidate.trimmed.lowercased().unicodeScalars)
      // A distance as large as both texts says nothing: no letter is shared.
      let different = max(wanted.count, scalars.count) - 1
      let bound = min(limit, different, (best?.distance ?? limit + 1) - 1)
      guard abs(scalars.count - wanted.count) <= bound else { continue }
      let distance = distance(wanted, scalars)
      if distance <= bound { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// Returns the question whether `nearest`, the name of a column, was meant by `name`.
  static func column(_ nearest: String, for name: String) -> String {
    let question = "did you mean `\(nearest)`?"
    if nearest.trimmed != nearest {
      return question + " the header has blanks around the name: take them out there, or write the "
        + "name with them in backquotes"
    }
    if nearest.lowercased() == name.lowercased() {
      return question + " capitals and small letters are told apart"
    }
    return question
  }

  /// Returns `name` as it is written in a model: in backquotes where it is no identifier.
  public static func written(_ name: String) -> String {
    let scalars = name.unicodeScalars
    let isIdentifier =
      scalars.first.map { $0.properties.isXIDStart || $0 == "_" } == true
      && scalars.allSatisfy { $0.properties.isXIDContinue }
    return isIdentifier ? name : "`\(name)`"
  }

  /// Returns the number of edits that turn `a` into `b`. Complexity: O(a · b).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var edits = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          edits = min(edits, beforeLast[j - 1] + 1)
        }
        row.append(edits)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
