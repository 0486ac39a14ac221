/// Mathematics as MathML, which browsers set without help.
enum MathML {
  /// Returns `parts` as an element.
  static func element(_ parts: [MathPart]) -> String {
    "<math displaystyle=\"true\">\(row(parts))</math>"
  }

  private static func row(_ parts: [MathPart]) -> String {
    var text = ""
    for (number, part) in parts.enumerated() {
      if number > 0, parts[number - 1].isApart(from: part) {
        text += "<mspace width=\"0.2em\"/>"
      }
      text += markup(part, isFirst: number == 0 || isStop(parts[number - 1]))
    }
    return parts.count == 1 ? text : "<mrow>\(text)</mrow>"
  }

  private static func isStop(_ part: MathPart) -> Bool { part.isSign && part != .sign("/") }

  private static func markup(_ part: MathPart, isFirst: Bool) -> String {
    switch part {
    case .symbol(let text): "<mi>\(HTMLText.escaped(text))</mi>"
    case .number(let text): "<mn>\(HTMLText.escaped(text))</mn>"
    case .word(let text): "<mi mathvariant=\"normal\">\(HTMLText.escaped(text))</mi>"
    case .text(let text): "<mtext>\(HTMLText.escaped(text))</mtext>"
    case .sign("−") where isFirst: "<mo form=\"prefix\">−</mo>"
    case .sign(let text): "<mo>\(HTMLText.escaped(text))</mo>"
    case .scripts(let base, let below, let above): scripts(base, below, above)
    case .fraction(let above, let below): "<mfrac>\(row(above))\(row(below))</mfrac>"
    case .joined(let parts): "<mrow>\(parts.map { markup($0, isFirst: true) }.joined())</mrow>"
    case .root(let inner): "<msqrt>\(row(inner))</msqrt>"
    case .group(let open, let inner, let close):
      "<mrow><mo form=\"prefix\">\(open)</mo>\(row(inner))<mo form=\"postfix\">\(close)</mo></mrow>"
    case .large(let sign, let over):
      over.isEmpty ? "<mo>\(sign)</mo>" : "<munder><mo>\(sign)</mo>\(row(over))</munder>"
    }
  }

  private static func scripts(
    _ base: MathPart, _ below: [MathPart], _ above: [MathPart]
  ) -> String {
    let base = markup(base, isFirst: true)
    if above.isEmpty { return "<msub>\(base)\(row(below))</msub>" }
    if below.isEmpty { return "<msup>\(base)\(row(above))</msup>" }
    return "<msubsup>\(base)\(row(below))\(row(above))</msubsup>"
  }
}
