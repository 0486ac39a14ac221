import Foundation
import IdxTestSupport
import Testing

/// Reference results, and how near to them is near enough.
enum Reference {
  /// Another program's results at every stage of a long chain.
  static let chainTolerance = 1e-9
  /// Textbook formulas in 60-digit arithmetic.
  static let formulaTolerance = 1e-12

  /// Scores recomputed from tables of fewer digits than the model has.
  static let shortDataTolerance = 1e-8
  /// Judgements of which a source prints both halves to four decimals, and the language takes one.
  static let printedReciprocalTolerance = 1e-4

  private static let folder = Fixtures.repository.appending(path: "Tests/Fixtures/reference")

  /// Returns how far `got` is from `want` in units of the larger of |want| and a thousandth of the
  /// `largest` input, or of the largest figure of `want`: the tolerance at which they just agree.
  static func distance(_ got: [Double?], _ want: [Double?], largest: Double = 0) -> Double {
    guard got.count == want.count else { return .infinity }
    let scale = want.reduce(largest) { max($0, abs($1 ?? 0)) } * 1e-3
    return zip(got, want).reduce(0) { worst, pair in
      switch pair {
      case (nil, nil): return worst
      case (let got?, let want?):
        let difference = abs(got - want)
        return difference == 0 ? worst : max(worst, difference / max(abs(want), scale))
      default: return .infinity
      }
    }
  }

  /// Returns `true` iff each of `got` has `digits` digits of its value in `want`, and is within
  /// `zeroWithin` of it where that is 0.
  static func agree(
    _ got: [Double?], _ want: [Double], digits: Double, zeroWithin: Double = 0
  ) -> Bool {
    got.count == want.count
      && zip(got, want).allSatisfy { got, want in
        if want == 0 { return abs(got ?? .nan) <= zeroWithin }
        return distance([got], [want]) <= pow(10, -digits)
      }
  }

  /// Returns the cells of the table `name`, row by row, each under the name of its column.
  static func rows(_ name: String) throws -> [[String: String]] {
    let text = try Fixtures.text(folder.appending(path: name))
    let rows = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(rows.first)
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// Returns the columns of the table `name`; `NA` and empty cells are missing.
  static func table(_ name: String) throws -> (keys: [String], columns: [String: [Double?]]) {
    let text = try Fixtures.text(folder.appending(path: name))
    let rows = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(rows.first).map { $0.trimmingCharacters(in: ["\""]) }
    var columns: [String: [Double?]] = [:]
    for (position, column) in header.enumerated().dropFirst() {
      columns[column] = rows.dropFirst().map { Double($0[position]) }
    }
    return (rows.dropFirst().map { $0[0] }, columns)
  }

  /// Returns the names of the files of objects in `folder`.
  static func names(_ folder: String) throws -> Set<String> {
    let path = self.folder.appending(path: folder).path
    let files = try FileManager.default.contentsOfDirectory(atPath: path)
    return Set(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
  }

  /// Returns the object in the file `name`.
  static func object(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: name))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}

extension [String: Any] {
  /// Returns the object under `key`.
  func object(_ key: String) throws -> [String: Any] { try #require(self[key] as? [String: Any]) }

  /// Returns the objects under `key`.
  func objects(_ key: String) throws -> [[String: Any]] {
    try #require(self[key] as? [[String: Any]])
  }

  /// Returns the numbers under `key`, a single number as a list of one.
  func numbers(_ key: String) throws -> [Double] {
    if let one = self[key] as? Double { return [one] }
    return try #require(self[key] as? [Double], "no numbers \(key)")
  }

  /// Returns the number under `key`, which is written as a text.
  func decimals(_ key: String) throws -> [Double] {
    let text = try #require(self[key] as? String, "no text \(key)")
    return [try #require(Double(text))]
  }

  /// Returns the rows of numbers under `key`.
  func rows(_ key: String) throws -> [[Double]] { try #require(self[key] as? [[Double]]) }
}
