import IdxDriver
import IdxSemantics
import IdxSyntax

/// What units measure: products of the units that are not made of others.
struct UnitDimension {
  private var powers: [String: Int] = [:]
  private var factor = 1.0

  /// Returns the declaration of the unit `name`.
  static func declaration(of name: String, in assistant: Assistant) -> MeasureDeclaration? {
    guard case .measure(let measure)? = assistant.model.symbol(named: name)?.kind else {
      return nil
    }
    return measure
  }

  /// Returns the dimension of `unit`, such as `1000 m`; `nil` where it is a cycle or too large.
  static func dimension(of unit: MeasureDeclaration, in assistant: Assistant) -> String? {
    var result = UnitDimension()
    guard result.multiply(unit, power: 1, assistant, depth: 0) else { return nil }
    return result.text
  }

  /// Returns the dimension of a unit as it is written somewhere.
  static func dimension(of unit: UnitSyntax, in assistant: Assistant) -> String? {
    var result = UnitDimension()
    guard result.multiply(unit, power: 1, assistant, depth: 0) else { return nil }
    return result.text
  }

  private mutating func multiply(
    _ unit: MeasureDeclaration, power: Int, _ assistant: Assistant, depth: Int
  ) -> Bool {
    guard depth < 32 else { return false }
    if let definition = unit.definition {
      return multiply(definition, power: power, assistant, depth: depth + 1)
    }
    guard let name = unit.name?.text else { return false }
    let (sum, overflows) = (powers[name] ?? 0).addingReportingOverflow(power)
    powers[name] = sum
    return !overflows
  }

  private mutating func multiply(
    _ unit: UnitSyntax, power: Int, _ assistant: Assistant, depth: Int
  ) -> Bool {
    for part in unit.factors {
      let (exponent, overflows) = part.exponent.multipliedReportingOverflow(by: power)
      // Nobody measures in higher powers, and a number is raised step by step.
      guard !overflows, abs(exponent) <= 64 else { return false }
      if let number = part.number {
        for _ in 0..<abs(exponent) { factor = exponent > 0 ? factor * number : factor / number }
      } else if let name = part.name?.text {
        guard let declared = Self.declaration(of: name, in: assistant),
          multiply(declared, power: exponent, assistant, depth: depth)
        else { return false }
      }
    }
    return true
  }

  private var text: String {
    var parts = factor == 1 ? [] : [NumberText.short(factor)]
    for (name, power) in powers.sorted(by: { $0.key < $1.key }) where power != 0 {
      parts.append(power == 1 ? name : "\(name)^\(power)")
    }
    return parts.isEmpty ? "a plain number" : parts.joined(separator: " ")
  }
}
