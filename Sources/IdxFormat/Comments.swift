import IdxDiagnostics
import IdxSyntax

/// A comment on a line of its own.
struct Comment: Sendable {
  /// The text without blanks at its end.
  let text: String
  /// `true` iff a blank line stands above it.
  var isApart: Bool
  /// `true` iff a blank line stands under it.
  var isApartBelow = false
}

extension LayoutBuilder {
  /// What stands between a token and the one before it.
  struct Gap {
    /// The comment behind the token before, on its line.
    var behind: String?
    /// The comments on lines of their own.
    var comments: [Comment] = []
    /// `true` iff a blank line stands directly above the token.
    var isApart = false
    /// `true` iff the token begins its line.
    var hasLineEnd = false
  }

  /// Returns what stands before token `index`, which may be the end.
  func gap(before index: Int) -> Gap {
    var first = index
    while first > 0, tree.token(first - 1).kind.isTrivia { first -= 1 }
    var gap = Gap()
    // The beginning of the file is the beginning of a line.
    var lineEnds = first == 0 ? 1 : 0
    for place in first..<index {
      let token = tree.token(place)
      guard token.kind == .comment || token.kind == .documentation else {
        lineEnds += LayoutBuilder.lineEnds(tree.source.bytes[token.span.range])
        continue
      }
      let text = LayoutBuilder.trimmed(token.text)
      if lineEnds == 0 {
        gap.behind = text
      } else {
        gap.comments.append(Comment(text: text, isApart: lineEnds > 1 && place > 0))
      }
      gap.hasLineEnd = true
      lineEnds = 0
    }
    gap.hasLineEnd = gap.hasLineEnd || lineEnds > 0
    gap.isApart = lineEnds > 1
    for place in gap.comments.indices {
      let next = place + 1
      gap.comments[place].isApartBelow =
        next < gap.comments.count ? gap.comments[next].isApart : gap.isApart
    }
    return gap
  }

  /// Returns the comment on the line of token `index`, behind it.
  func comment(behind index: Int) -> String? {
    var place = index + 1
    while place < tree.tokenCount {
      let token = tree.token(place)
      if token.kind == .comment || token.kind == .documentation {
        return LayoutBuilder.trimmed(token.text)
      }
      guard token.kind == .whitespace,
        LayoutBuilder.lineEnds(tree.source.bytes[token.span.range]) == 0
      else { return nil }
      place += 1
    }
    return nil
  }

  /// Returns the number of line ends in `bytes`: LF, CRLF or a lone CR.
  private static func lineEnds(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x0A && previous != 0x0D || byte == 0x0D { count += 1 }
      previous = byte
    }
    return count
  }

  /// Returns `text` without the white space at its end.
  private static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let last = bytes.lastIndex(where: { $0 > 0x20 }) else { return "" }
    return String(text[...last])
  }
}
