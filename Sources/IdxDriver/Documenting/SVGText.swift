import IdxDiagnostics

/// Pictures as SVG within a page.
enum SVGText {
  /// Returns a picture of `width` by `height` with `title`, what it shows in words, and `caption` under
  /// it; `content` is what is drawn.
  static func figure(
    id: String, title: String, description: String, caption: String, width: Double,
    height: Double, content: String
  ) -> String {
    """
    <figure>
    <svg viewBox="0 0 \(number(width)) \(number(height))" width="\(number(width))" \
    role="img" aria-labelledby="\(id)t \(id)d">
    <title id="\(id)t">\(HTMLText.escaped(title))</title>
    <desc id="\(id)d">\(HTMLText.escaped(description))</desc>
    \(content)</svg>
    <figcaption>\(HTMLText.escaped(caption))</figcaption>
    </figure>

    """
  }

  /// Returns a rectangle, with a title where one is given.
  static func rectangle(
    _ kind: String, x: Double, y: Double, width: Double, height: Double, title: String = ""
  ) -> String {
    let shape =
      "<rect class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" "
      + "width=\"\(number(max(width, 0)))\" height=\"\(number(max(height, 0)))\""
    return title.isEmpty
      ? shape + "/>\n" : shape + "><title>\(HTMLText.escaped(title))</title></rect>\n"
  }

  /// Returns `text` with its baseline at `x` and `y`.
  static func text(
    _ text: String, x: Double, y: Double, anchor: String = "start", kind: String = ""
  ) -> String {
    let style = kind.isEmpty ? "" : " class=\"\(kind)\""
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\"\(style)>"
      + HTMLText.escaped(text) + "</text>\n"
  }

  /// Returns a line.
  static func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String
  {
    "<line class=\"\(kind)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" "
      + "y2=\"\(number(y2))\"/>\n"
  }

  /// Returns `value` with one digit after the point at most.
  static func number(_ value: Double) -> String {
    let text = DecimalText.fixed(value, decimals: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Returns `text`, cut where it is longer than `width` holds.
  static func fitted(_ text: String, to width: Double) -> String {
    DisplayWidth.cut(text, to: Int(width / 6.8))
  }
}
