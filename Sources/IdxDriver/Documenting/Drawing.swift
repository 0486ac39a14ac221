import IdxDiagnostics

/// A picture as shapes on a plane whose y grows downwards, for the formats that draw.
struct Drawing {
  /// A part of a picture.
  enum Shape {
    /// A rectangle of a kind, `bar` or `cell`, with what is told of it where a pointer rests.
    case rectangle(Kind, x: Double, y: Double, width: Double, height: Double, title: String)
    /// A text whose baseline begins at a place, or ends there; it is cut where it is longer than its room.
    case text(
      String, x: Double, y: Double, room: Double = 900, isEnd: Bool = false, isSoft: Bool = false)
    /// A line from above to below.
    case line(Kind, x: Double, top: Double, bottom: Double)
  }

  /// What a shape stands for.
  enum Kind: String {
    case bar
    case cell = "pale cell"
    case axis
    case mark
  }

  /// The title, what the picture shows in words, and what stands under it.
  let title: String
  let description: String
  let caption: String
  let width: Double
  let height: Double
  let shapes: [Shape]

  /// Returns `text`, cut where it is longer than `room` holds of letters that are as wide as `letter`.
  static func fitted(_ text: String, to room: Double, letter: Double) -> String {
    DisplayWidth.cut(text, to: Int(room / letter))
  }

  /// Returns `value` with one digit after the point at most.
  static func number(_ value: Double) -> String {
    let text = DecimalText.fixed(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Chapter.Figure {
  /// The picture.
  var drawing: Drawing {
    switch self {
    case .hierarchy(let figure): figure.drawing
    case .ranking(let figure): figure.drawing
    case .profile(let figure): figure.drawing
    }
  }
}
