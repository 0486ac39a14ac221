/// Pictures as SVG within a page.
enum SVGText {
  /// Returns `drawing` with its caption under it; `id` is of nothing else on the page.
  static func figure(_ drawing: Drawing, id: String) -> String {
    """
    <figure>
    <svg viewBox="0 0 \(number(drawing.width)) \(number(drawing.height))" \
    width="\(number(drawing.width))" role="img" aria-labelledby="\(id)t \(id)d">
    <title id="\(id)t">\(HTMLText.escaped(drawing.title))</title>
    <desc id="\(id)d">\(HTMLText.escaped(drawing.description))</desc>
    \(drawing.shapes.map { shape($0) }.joined())</svg>
    <figcaption>\(HTMLText.escaped(drawing.caption))</figcaption>
    </figure>

    """
  }

  private static func shape(_ shape: Drawing.Shape) -> String {
    switch shape {
    case .rectangle(let kind, let x, let y, let width, let height, let title):
      let rectangle =
        "<rect class=\"\(kind.rawValue)\" x=\"\(number(x))\" y=\"\(number(y))\" "
        + "width=\"\(number(max(width, 0)))\" height=\"\(number(max(height, 0)))\""
      return title.isEmpty
        ? rectangle + "/>\n" : rectangle + "><title>\(HTMLText.escaped(title))</title></rect>\n"
    case .text(let text, let x, let y, let room, let isEnd, let isSoft):
      let text = Drawing.fitted(text, to: room, letter: 6.8)
      return
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(isEnd ? "end" : "start")\""
        + (isSoft ? " class=\"soft\"" : "") + ">" + HTMLText.escaped(text) + "</text>\n"
    case .line(let kind, let x, let top, let bottom):
      return "<line class=\"\(kind.rawValue)\" x1=\"\(number(x))\" y1=\"\(number(top))\" "
        + "x2=\"\(number(x))\" y2=\"\(number(bottom))\"/>\n"
    }
  }

  private static func number(_ value: Double) -> String { Drawing.number(value) }
}
