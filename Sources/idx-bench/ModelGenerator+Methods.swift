extension ModelGenerator {
  /// Adds the methods of the section, which differ in their constants and their form.
  mutating func methods(_ plan: SectionPlan) {
    normalisation(plan.number)
    weighting(plan.number)
    aggregation(plan.number)
  }

  private mutating func normalisation(_ number: Int) {
    let height = random.tenths(10...99)
    rule("/// Min-max from 0 to \(height), the worst value first.")
    rule("/// - Missing: stays missing.")
    rule(
      "method scaled\(number)[U: objects, I: indicators](x: Real?[U, I]) -> oriented Real?[U, I] {")
    rule("  let low = min(x, over U where present(x))")
    rule("  let high = max(x, over U where present(x))")
    rule("  require low < high else \"{I} has one value everywhere in region \(number)\"")
    rule("  let part = case I.direction {")
    rule("    benefit: (x - low) / (high - low)")
    rule("    cost:    (high - x) / (high - low)")
    rule("  }")
    rule("  \(height) * part")
    rule("}")
  }

  private mutating func weighting(_ number: Int) {
    let start = random.tenths(1...5)
    rule("/// Weights that grow with the spread of the values above \(start).")
    rule("method spread\(number)[U: objects, I: indicators](x: Real?[U, I]) -> Weights[I] {")
    if random.whole(0...1) == 0 {
      rule("  let s = \(start) + (sd(x, over U) otherwise 0)")
    } else {
      rule("  let d = max(x, over U where present(x)) - min(x, over U where present(x))")
      rule("  let s = \(start) + (abs(d) otherwise 0)")
    }
    rule("  s / sum(s, over I)")
    rule("}")
  }

  private mutating func aggregation(_ number: Int) {
    let share = "0.\(random.whole(11...89))"
    rule("/// The mean, pulled down to the least value by \(share).")
    rule("method blend\(number)[I: indicators](x: Real?[I], w: Weights[I]) -> Real? {")
    rule("  let middle = sum(w * x, over I where present(x))")
    switch random.whole(0...2) {
    case 0: rule("  let least = min(x, over I where present(x))")
    case 1: rule("  let least = mean(x, over I where present(x)) - \(random.tenths(1...4))")
    default:
      rule("  let top = max(x, over I where present(x))")
      rule("  let least = if top > \(random.tenths(1...9)) then top / 2 else middle")
    }
    rule("  \(share) * least + (1 - \(share)) * middle")
    rule("}")
  }
}
