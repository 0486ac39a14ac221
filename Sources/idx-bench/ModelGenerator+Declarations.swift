extension ModelGenerator {
  /// Adds the table of the section, written inline.
  mutating func data(_ plan: SectionPlan) {
    let indicators = plan.groups.flatMap(\.indicators)
    add("data table\(plan.number) \"Table \(plan.number)\" {")
    add("  key park defines Park\(plan.number)")
    add("  | park | " + indicators.map(\.name).joined(separator: " | ") + " |")
    for object in plan.objects {
      let cells = indicators.map { random.tenths($0.low + 1...$0.high) }
      add("  | \(object) | " + cells.joined(separator: " | ") + " |")
    }
    add("}")
  }

  /// Adds the hierarchy of the section.
  mutating func index(_ plan: SectionPlan) {
    add("/// \(plan.title), after the structure of model \(plan.number).")
    add("index Index\(plan.number) \"\(plan.title) \(plan.number)\" {")
    for group in plan.groups {
      add("  group \(group.name) \"\(group.label)\" {")
      for indicator in group.indicators {
        rule("    /// \(indicator.label), as reported for region \(plan.number).")
        rule(
          "    indicator \(indicator.name) \"\(indicator.label)\" "
            + "\(indicator.isCost ? "cost" : "benefit") in \(indicator.unit) "
            + "goalposts \(indicator.low), \(indicator.high).\(plan.number % 10)")
      }
      add("  }")
    }
    add("}")
  }

  /// Adds pairwise comparisons of the groups and of the indicators in the first group.
  mutating func judgement(_ plan: SectionPlan) {
    rule("judgement Experts\(plan.number) on Index\(plan.number) {")
    pairs(plan.groups.map(\.name), indent: "  ")
    for group in plan.groups {
      rule("  at \(group.name) {")
      pairs(group.indicators.map(\.name), indent: "    ")
      rule("  }")
    }
    rule("}")
  }

  /// Adds all pairs of `names` with ratios that agree with one another.
  private mutating func pairs(_ names: [String], indent: String) {
    let weights = names.map { _ in random.whole(1...7) }
    for first in names.indices {
      for second in names.indices where second > first {
        let ratio = "\(weights[first])/\(weights[second])"
        rule("\(indent)\(names[first]) : \(names[second]) = \(ratio)")
      }
    }
  }

  /// Adds the evaluation of the section.
  mutating func evaluation(_ plan: SectionPlan) {
    let number = plan.number
    let group = plan.groups[0].name
    add("/// The parks of region \(number).")
    add("evaluation parks\(number) \"Parks \(number)\" of Index\(number) on table\(number) {")
    add("  normalise \(random.one(of: ["minmax", "scaled\(number)", "goalposts"]))")
    add("  weights ahp(Experts\(number))")
    add("  at \(group) { weights \(random.one(of: ["equal", "spread\(number)"])) }")
    add("  aggregate \(random.one(of: ["arithmetic_mean", "blend\(number)"]))")
    add("}")
  }

  /// Adds expectations of the results of the section.
  mutating func expectations(_ plan: SectionPlan) {
    let name = "parks\(plan.number)"
    rule("expect \(name).rank[\"\(random.one(of: plan.objects))\"] <= \(plan.objects.count)")
    rule("expect \(name).score[\"\(random.one(of: plan.objects))\"] >= -\(random.tenths(1...9))")
    for group in plan.groups {
      let object = random.one(of: plan.objects)
      rule(
        "expect \(name).at(\(group.name)).score[\"\(object)\"] < \(random.tenths(200...900))")
    }
  }
}
