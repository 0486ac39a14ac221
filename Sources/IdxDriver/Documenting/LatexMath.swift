/// Mathematics for LaTeX, and for the Markdown of those who show its formulas.
enum LatexMath {
  /// Returns `parts` without the signs around mathematics.
  static func text(_ parts: [MathPart]) -> String {
    var text = ""
    for (number, part) in parts.enumerated() {
      if number > 0 {
        text += parts[number - 1].isApart(from: part) ? "\\, " : isBare(part) ? " " : ""
      }
      text += markup(part)
    }
    return text
  }

  /// `true` iff room in the source is of use before `part`: it has no meaning there.
  private static func isBare(_ part: MathPart) -> Bool {
    switch part {
    case .sign(let sign): ![",", ":", "."].contains(sign)
    default: true
    }
  }

  private static func markup(_ part: MathPart) -> String {
    switch part {
    case .symbol(let text): symbol(text)
    case .number(let text): LatexText.escaped(text)
    case .word(let text): word(text)
    case .text(let text): "\\text{\(LatexText.escaped(text))}"
    case .sign(let text): sign(text)
    case .scripts(let base, let below, let above): scripts(base, below, above)
    case .fraction(let above, let below): "\\frac{\(text(above))}{\(text(below))}"
    case .joined(let parts): parts.map { markup($0) }.joined()
    case .root(let inner): "\\sqrt{\(text(inner))}"
    case .group("|", let inner, _): "\\left\\lvert \(text(inner)) \\right\\rvert"
    case .group(let open, let inner, let close):
      "\\left\(open) \(text(inner)) \\right\(close)"
    case .large(let sign, let over):
      (sign == "∑" ? "\\sum" : "\\prod") + (over.isEmpty ? "" : "_{\(text(over))}")
    }
  }

  private static func symbol(_ text: String) -> String {
    MathPart.greek.first { $0.value == text }.map { "\\\($0.key)" } ?? LatexText.escaped(text)
  }

  private static func word(_ text: String) -> String {
    // The root without an argument in brackets is a word like others.
    MathPart.functions.contains(text) && text != "sqrt"
      ? "\\\(text)" : "\\mathrm{\(LatexText.escaped(text))}"
  }

  private static func scripts(
    _ base: MathPart, _ below: [MathPart], _ above: [MathPart]
  ) -> String {
    // A prime stands above by itself.
    let raised = above.map { $0 == .sign("′") ? "\\prime" : text([$0]) }.joined(separator: " ")
    return markup(base) + (below.isEmpty ? "" : "_{\(text(below))}")
      + (above.isEmpty ? "" : "^{\(raised)}")
  }

  private static func sign(_ text: String) -> String {
    switch text {
    case "−": "-"
    case "≤": "\\le"
    case "≥": "\\ge"
    case "…": "\\ldots"
    case "×": "\\times"
    case "·": "\\cdot"
    case "′": "\\prime"
    case "_": "\\_"
    case "^": "\\hat{}"
    default: LatexText.escaped(text)
    }
  }
}
