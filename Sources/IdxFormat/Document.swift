/// What is to be written, before it is decided where lines end.
///
/// The algebra is that of pretty printers (Wadler, A prettier printer, 2003): a group stays on one line
/// if it fits. Rows are added to it, since the language lives of things that stand under each other.
struct Document: Sendable {
  /// How a document is made.
  indirect enum Shape: Sendable {
    case nothing
    /// Text without line ends.
    case text(String)
    /// A blank, or nothing, or the end of the line if the group around it does not fit.
    case line(String)
    /// A comment behind a token: nothing else can follow on its line.
    case comment(String)
    /// A comment on a line of its own.
    case ownComment(Comment)
    case sequence([Document])
    /// More indentation for the lines that begin in it.
    case nested(Int, Document)
    case group(Document)
    /// As many parts on each line as fit, with blanks between them.
    case fill([Document])
    /// The same, but nothing stands behind a part that takes several lines.
    case list([Document])
    /// What stands behind `=`, `:` or the like.
    case value(Document, ValueKind)
    /// What stands between brackets.
    case bracket(open: Document, body: Document, close: Document)
    /// Things that stand under each other.
    case rows([Row])
    /// The same in braces.
    case block(Block)
  }

  /// How it is made.
  let shape: Shape
  /// The cells that it takes on one line; `nil` if it must take several.
  let flat: Int?
  /// The cells up to where its first line may end.
  let lead: Int
  /// `true` iff there is such a place.
  let leadEnds: Bool

  /// Creates a document from its shape and measures.
  init(_ shape: Shape, flat: Int?, lead: Int, leadEnds: Bool) {
    self.shape = shape
    self.flat = flat
    self.lead = lead
    self.leadEnds = leadEnds
  }
}

/// What becomes of a value that does not fit behind its sign.
enum ValueKind: Sendable {
  /// It ends with braces, which are opened on the line of the sign.
  case block
  /// It goes to the next line if it fits there as a whole; else its bracket is opened on the line of
  /// the sign.
  case bracket
  /// It goes to the next line.
  case other
}

/// Declarations, items or steps in braces.
struct Block: Sendable {
  let open: Document
  let rows: [Row]
  let close: Document
  /// What stands between two rows on one line.
  let separator: String
}

/// One of the things that stand under each other.
struct Row: Sendable {
  /// `true` iff a blank line stands above it and what is above it.
  var isApart = false
  /// Comments and the like above it.
  var above: [Document] = []
  /// What is aligned with the rows around it, the last cell apart; none in a row of comments only.
  var cells: [Cell] = []
  /// What is written where the cells do not fit on one line; without it only the last cell is broken.
  var broken: Document?
  /// The comment behind it.
  var comment: Document?
  /// `true` iff it is kept apart from others if it takes several lines.
  var isSpaced = false
  /// The cells up to which it stays on one line.
  var limit = SourceLayout.lineWidth
  /// `true` iff its first cell is as wide as those of all such rows, wherever they stand.
  var isAlignedThroughout = false

  /// `true` iff something must stand on another line than the cells.
  var needsLines: Bool { isApart || !above.isEmpty || comment != nil }

  /// The cells that it takes on one line without being aligned; `nil` if it takes several lines.
  var flat: Int? {
    var width = max(0, cells.count - 1)
    for cell in cells {
      guard let flat = cell.document.flat else { return nil }
      width += flat
    }
    return width
  }
}

/// A part of a row.
struct Cell: Sendable {
  /// What it is: cells are aligned only with their like.
  let tag: String
  let document: Document
}

extension Document {
  /// Nothing.
  static let nothing = Document(.nothing, flat: 0, lead: 0, leadEnds: false)

  /// A blank, or the end of a line.
  static let line = Document(.line(" "), flat: 1, lead: 0, leadEnds: true)

  /// The end of a line.
  static let lineEnd = Document(.line(" "), flat: nil, lead: 0, leadEnds: true)

  /// Returns `text`, which takes `width` cells.
  static func text(_ text: String, width: Int) -> Document {
    Document(.text(text), flat: width, lead: width, leadEnds: false)
  }

  /// Returns the ASCII text `text`.
  static func text(_ text: String) -> Document { .text(text, width: text.utf8.count) }

  /// Returns a comment behind a token.
  static func comment(_ text: String) -> Document {
    Document(.comment(text), flat: nil, lead: 0, leadEnds: true)
  }

  /// Returns a comment on a line of its own.
  static func ownComment(_ comment: Comment) -> Document {
    Document(.ownComment(comment), flat: nil, lead: 0, leadEnds: true)
  }

  /// Returns `parts` one after the other.
  static func sequence(_ parts: [Document]) -> Document {
    var flat: Int? = 0
    var lead = 0
    var leadEnds = false
    for part in parts {
      flat = flat.flatMap { sum in part.flat.map { sum + $0 } }
      if !leadEnds {
        lead += part.lead
        leadEnds = part.leadEnds
      }
    }
    return Document(.sequence(parts), flat: flat, lead: lead, leadEnds: leadEnds)
  }

  /// Returns `parts` with `separator` between them.
  static func joined(_ parts: [Document], by separator: Document) -> Document {
    var all: [Document] = []
    for part in parts {
      if !all.isEmpty { all.append(separator) }
      all.append(part)
    }
    return .sequence(all)
  }

  /// Returns `parts` with blanks between them.
  static func words(_ parts: [Document]) -> Document { .joined(parts, by: .text(" ")) }

  /// Returns `inner` with `depth` more indentation.
  static func nested(_ depth: Int, _ inner: Document) -> Document {
    Document(.nested(depth, inner), flat: inner.flat, lead: inner.lead, leadEnds: inner.leadEnds)
  }

  /// Returns `inner`, on one line if it fits.
  static func group(_ inner: Document) -> Document {
    Document(.group(inner), flat: inner.flat, lead: inner.lead, leadEnds: inner.leadEnds)
  }

  /// Returns `parts` with as many on a line as fit.
  static func fill(_ parts: [Document]) -> Document {
    guard let first = parts.first else { return .nothing }
    return Document(
      .fill(parts), flat: words(parts).flat, lead: first.lead,
      leadEnds: first.leadEnds || parts.count > 1)
  }

  /// Returns `parts` with as many on a line as fit, those alone that take several lines.
  static func list(_ parts: [Document]) -> Document {
    let filled = fill(parts)
    return Document(
      .list(parts), flat: filled.flat, lead: filled.lead, leadEnds: filled.leadEnds)
  }

  /// Returns `inner` as the value behind a sign.
  static func value(_ inner: Document, _ kind: ValueKind) -> Document {
    let isFixed = kind == .block
    return Document(
      .value(inner, kind), flat: inner.flat, lead: isFixed ? inner.lead : 0,
      leadEnds: !isFixed || inner.leadEnds)
  }

  /// Returns `body` between brackets.
  static func bracket(_ open: Document, _ body: Document, _ close: Document) -> Document {
    let whole = sequence([open, body, close])
    return Document(
      .bracket(open: open, body: body, close: close), flat: whole.flat, lead: open.lead,
      leadEnds: true)
  }

  /// Returns `rows` under each other.
  static func rows(_ rows: [Row]) -> Document {
    Document(.rows(rows), flat: flat(rows, separator: 1), lead: 0, leadEnds: true)
  }

  /// Returns `rows` in braces, on one line if it fits and `mayBeFlat`.
  static func block(_ block: Block, mayBeFlat: Bool) -> Document {
    var width = flat(block.rows, separator: block.separator.utf8.count)
    if block.open.flat == nil || block.close.flat == nil { width = nil }
    let braces = block.rows.isEmpty ? 2 : 4
    return Document(
      .block(block), flat: mayBeFlat || block.rows.isEmpty ? width.map { $0 + braces } : nil,
      lead: block.open.lead, leadEnds: true)
  }

  private static func flat(_ rows: [Row], separator: Int) -> Int? {
    var width = max(0, rows.count - 1) * separator
    for row in rows {
      guard !row.needsLines, let flat = row.flat else { return nil }
      width += flat
    }
    return width
  }
}
