/// Text within LaTeX.
enum LatexText {
  /// Returns `text` on one line, without meaning in LaTeX.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(scalar)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\\": result += "\\textbackslash{}"
      case "–": result += "--"
      case "\n", "\r": result += " "
      case "−": result += "\\ensuremath{-}"
      case "≤": result += "\\ensuremath{\\le}"
      case "≥": result += "\\ensuremath{\\ge}"
      case "×": result += "\\ensuremath{\\times}"
      case "α"..."ω": result += greek(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Returns a Greek letter as mathematics, which every engine has; others stay what they are.
  private static func greek(_ scalar: Unicode.Scalar) -> String {
    let letter = String(scalar)
    return MathPart.greek.first { $0.value == letter }.map { "\\ensuremath{\\\($0.key)}" } ?? letter
  }
}
