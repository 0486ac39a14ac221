import IdxDiagnostics
import IdxNumerics

@testable import IdxTables

/// Returns the cells of `table`, row by row, as texts with `-` for missing.
func rows(_ table: Table?) -> [String] {
  guard let table else { return ["no table"] }
  return (0..<table.rowCount).map { row in
    table.columns.map { column in
      switch column {
      case .number(let numbers): numbers[row].map { "\($0)" } ?? "-"
      case .text(let texts): texts[row] ?? "-"
      }
    }.joined(separator: "|")
  }
}

/// Returns the codes and messages of `diagnostics`.
func lines(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { "\($0.code) \($0.message)" }
}

/// Returns a byte sequence that depends on `seed` alone (SplitMix64, Steele et al. 2014).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The requests for a text column `u` and an optional number column `x`.
let textAndNumber = [
  ColumnRequest("u", .text, optional: true), ColumnRequest("x", .number(), optional: true),
]
