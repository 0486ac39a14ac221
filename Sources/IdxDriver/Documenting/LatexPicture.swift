/// Pictures for LaTeX, by its own `picture`, which needs no package.
enum LatexPicture {
  /// The width of a line, and the most that a picture may be high, to go on one page.
  private static let width = 900.0
  private static let most = 1200.0

  /// Returns `drawing` with its caption under it.
  static func text(_ drawing: Drawing) -> String {
    // What is too high is pressed together; letters keep their size.
    let scale = min(1, most / max(drawing.height, 1))
    let height = drawing.height * scale
    let shapes = drawing.shapes.map { shape($0, height, scale) }.joined()
    return "\n\\setlength{\\unitlength}{\\dimexpr\\linewidth/\(number(width))\\relax}%\n"
      + "\\begin{picture}(\(number(drawing.width)),\(number(height)))\\scriptsize\n"
      + shapes + "\\end{picture}\n\n\\textit{\(LatexText.escaped(drawing.caption))}\n"
  }

  private static func shape(_ shape: Drawing.Shape, _ height: Double, _ scale: Double) -> String {
    /// Returns what puts `content` at `x` and `y`, which grows downwards.
    func put(_ x: Double, _ y: Double, _ content: String) -> String {
      "\\put(\(number(x)),\(number(height - y * scale))){\(content)}\n"
    }
    switch shape {
    case .rectangle(let kind, let x, let y, let width, let size, _):
      let (width, size) = (max(width, 0), max(size, 0))
      let box =
        kind == .bar
        ? "\\rule{\(number(width))\\unitlength}{\(number(size * scale))\\unitlength}"
        : "\\framebox(\(number(width)),\(number(size * scale))){}"
      return put(x, y + size, box)
    case .text(let text, let x, let y, let room, let isEnd, _):
      if text.isEmpty { return "" }
      let text = LatexText.escaped(Drawing.fitted(text, to: room, letter: 8.2))
      return put(x, y, isEnd ? "\\llap{\(text)}" : text)
    case .line(_, let x, let top, let bottom):
      return put(x, bottom, "\\line(0,1){\(number((bottom - top) * scale))}")
    }
  }

  private static func number(_ value: Double) -> String { Drawing.number(value) }
}
