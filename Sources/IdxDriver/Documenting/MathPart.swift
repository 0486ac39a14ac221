/// A part of a formula as it is set.
indirect enum MathPart: Sendable, Hashable {
  /// A quantity of one letter, set in italics.
  case symbol(String)
  case number(String)
  /// A quantity or function of several letters, set upright.
  case word(String)
  /// Words between quantities.
  case text(String)
  /// What joins two quantities, or parts them.
  case sign(String)
  /// A quantity with what stands below and above it.
  case scripts(MathPart, below: [MathPart], above: [MathPart])
  case fraction([MathPart], [MathPart])
  case root([MathPart])
  /// Parts without room between them: a function with its argument in brackets.
  case joined([MathPart])
  /// What stands in brackets or bars.
  case group(String, [MathPart], String)
  /// A sum or product, with what it goes over.
  case large(String, over: [MathPart])

  /// The Greek letters that formulas name.
  static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
  ]

  /// The functions that take what follows them, in brackets or not.
  static let functions: Set = ["ln", "exp", "sin", "cos", "max", "min", "log", "det", "sqrt"]

  /// The part as plain text.
  var plain: String {
    func all(_ parts: [MathPart]) -> String { parts.map(\.plain).joined(separator: " ") }
    return switch self {
    case .symbol(let text), .number(let text), .word(let text), .text(let text), .sign(let text):
      text
    case .scripts(let base, let below, let above):
      base.plain + (below.isEmpty ? "" : "_" + all(below)) + (above.isEmpty ? "" : "^" + all(above))
    case .fraction(let above, let below): "(\(all(above))) / (\(all(below)))"
    case .joined(let parts): parts.map(\.plain).joined()
    case .root(let inner): "√(\(all(inner)))"
    case .group(let open, let inner, let close): open + all(inner) + close
    case .large(let sign, _): sign
    }
  }

  /// `true` iff room stands between it and the quantity beside it: letters of their own run together.
  var isSpaced: Bool {
    switch self {
    case .word, .text, .large: true
    case .scripts(let base, _, _): base.isSpaced
    case .joined(let parts): parts.first?.isSpaced ?? false
    default: false
    }
  }

  /// `true` iff it joins what is beside it, so that it has its own room.
  var isSign: Bool { if case .sign = self { true } else { false } }

  /// `true` iff a thin space is due between it and `next`.
  func isApart(from next: MathPart) -> Bool {
    if isSign || next.isSign { return false }
    if case .number = next { return true }
    return isSpaced || next.isSpaced
  }
}
