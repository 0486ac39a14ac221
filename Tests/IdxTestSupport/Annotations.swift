/// Diagnostics as they are written in fixtures, under the code that they speak of:
///
///     let x 5
///     //    ^ E0101: expected `=`, found `5`
///
/// Carets mark the columns; a place in the first two columns is marked by `//<` and as many carets
/// as it is long (`//<^^^`), an empty place by one caret. A place that goes on over the end of its
/// line is marked up to there.
public struct Annotation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The line of the code, from 1.
  public let line: Int
  /// The first column, in characters from 0.
  public let column: Int
  /// How many characters are marked, at least one.
  public let length: Int
  /// The code and the message.
  public let text: String

  /// Creates the annotation `text` of `length` characters at `column` of `line`.
  public init(line: Int, column: Int, length: Int, text: String) {
    self.line = line
    self.column = column
    self.length = max(1, length)
    self.text = text
  }

  /// Creates the annotation of the bytes `range` of `source`.
  public init(_ source: String, bytes range: Range<Int>, text: String) {
    let utf8 = Array(source.utf8)
    let start = min(range.lowerBound, utf8.count)
    let lineStart = utf8[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = utf8[start...].firstIndex(of: 0x0A) ?? utf8.count
    let end = max(start, min(range.upperBound, lineEnd))
    func count(_ range: Range<Int>) -> Int {
      String(decoding: utf8[range], as: UTF8.self).unicodeScalars.count
    }
    self.init(
      line: utf8[..<start].count { $0 == 0x0A } + 1, column: count(lineStart..<start),
      length: count(start..<end), text: text)
  }

  /// Orders annotations by place.
  public static func < (a: Annotation, b: Annotation) -> Bool {
    (a.line, a.column, a.text) < (b.line, b.column, b.text)
  }

  /// The place and the text.
  public var description: String { "\(line):\(column + 1)+\(length): \(text)" }
}

/// The reading and writing of annotated code.
public enum Annotated {
  /// Returns the annotations of `text`, each for the last line that is no annotation.
  public static func annotations(in text: String) -> [Annotation] {
    var result: [Annotation] = []
    var code = 0
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let annotation = parse(line, for: code) { result.append(annotation) } else { code = i + 1 }
    }
    return result.sorted()
  }

  private static func parse(_ line: Substring, for code: Int) -> Annotation? {
    let scalars = Array(line.unicodeScalars)
    guard let slash = scalars.firstIndex(where: { $0 != " " }),
      scalars[slash...].starts(with: "//".unicodeScalars)
    else { return nil }
    let isLeft = scalars[(slash + 2)...].first == "<"
    let caret = scalars[(slash + (isLeft ? 3 : 2))...].firstIndex { $0 != " " }
    guard let caret, scalars[caret] == "^" else { return nil }
    let end = scalars[caret...].firstIndex { $0 != "^" } ?? scalars.count
    var message = String.UnicodeScalarView()
    message.append(contentsOf: scalars[end...].drop { $0 == " " })
    return Annotation(
      line: code, column: isLeft ? slash : caret, length: end - caret, text: String(message))
  }

  /// Returns `text` with its annotations replaced by `annotations`.
  public static func annotate(_ text: String, with annotations: [Annotation]) -> String {
    var result: [String] = []
    var code = 0
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if parse(line, for: code) != nil { continue }
      code = i + 1
      result.append(String(line))
      result += annotations.filter { $0.line == code }.sorted().map(marker)
    }
    return result.joined(separator: "\n")
  }

  private static func marker(_ annotation: Annotation) -> String {
    let carets = String(repeating: "^", count: annotation.length)
    // The two slashes need room: places at the start of a line are marked in another way.
    if annotation.column < 2 {
      return String(repeating: " ", count: annotation.column) + "//<\(carets) \(annotation.text)"
    }
    let blanks = String(repeating: " ", count: annotation.column - 2)
    return "//\(blanks)\(carets) \(annotation.text)"
  }

  /// Returns what the two lists of annotations do not have in common, one line each.
  public static func difference(_ expected: [Annotation], _ actual: [Annotation]) -> String? {
    let missing = Set(expected).subtracting(actual).sorted().map { "expected \($0)" }
    let extra = Set(actual).subtracting(expected).sorted().map { "found \($0)" }
    let lines = missing + extra
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
