/// Makes models of any length for measuring: many small indexes, each with its data, judgements,
/// methods, evaluation and expectations, and no declaration equal to another.
struct ModelGenerator {
  /// The random numbers.
  var random: Random
  /// The lines of the model so far.
  var lines: [String] = []
  /// The number of lines that belong to indicators, judgements, methods and expectations.
  private(set) var ruleLines = 0

  /// Creates the generator that `seed` begins.
  init(seed: UInt64) { random = Random(seed: seed) }

  /// Returns a model of at least `lines` lines, and of how many of them are rules: indicators,
  /// judgements, methods and expectations.
  static func model(lines: Int, seed: UInt64 = 1) -> (text: String, lines: Int, ruleLines: Int) {
    var generator = ModelGenerator(seed: seed)
    generator.add("/// Indexes for measuring the compiler; made by a program, meaning nothing.")
    var number = 0
    while generator.lines.count < lines {
      number += 1
      generator.section(number)
    }
    let text = generator.lines.joined(separator: "\n") + "\n"
    return (text, generator.lines.count, generator.ruleLines)
  }

  /// Adds a line.
  mutating func add(_ line: String) { lines.append(line) }

  /// Adds a line of a rule.
  mutating func rule(_ line: String) {
    ruleLines += 1
    lines.append(line)
  }

  private mutating func section(_ number: Int) {
    let plan = SectionPlan(number: number, random: &random)
    add("")
    add("/// \(plan.title) of the \(plan.objects.count) parks of region \(number).")
    data(plan)
    index(plan)
    judgement(plan)
    methods(plan)
    evaluation(plan)
    expectations(plan)
  }
}

/// What one section of a generated model is about.
struct SectionPlan {
  /// An indicator.
  struct Indicator {
    let name: String
    let label: String
    let unit: String
    let isCost: Bool
    let low: Int
    let high: Int
  }

  let number: Int
  let title: String
  let objects: [String]
  /// The groups with their indicators.
  let groups: [(name: String, label: String, indicators: [Indicator])]

  /// Creates the section `number`.
  init(number: Int, random: inout Random) {
    self.number = number
    title = "\(random.one(of: Words.qualities)) \(random.one(of: Words.subjects))"
    objects = (1...random.whole(4...6)).map { "P\(number)_\($0)" }
    groups = (1...random.whole(3...5)).map { group in
      let subject = random.one(of: Words.subjects)
      let indicators = (1...random.whole(3...6)).map { place in
        let low = random.whole(0...40)
        return Indicator(
          name: "\(random.one(of: Words.stems))\(group)_\(place)",
          label:
            "\(random.one(of: Words.qualities)) \(subject.lowercased()) \(random.whole(1...99))",
          unit: random.one(of: Words.units), isCost: random.whole(0...3) == 0, low: low,
          high: low + random.whole(30...900))
      }
      return ("\(random.one(of: Words.stems))Group\(group)", "\(subject) \(number)", indicators)
    }
  }
}

/// The words of generated models.
enum Words {
  static let qualities = [
    "Green", "Regional", "Industrial", "Rural", "Digital", "Open", "Public", "Private", "Coastal",
    "Early", "Late", "Technical", "Financial", "Social", "Urban",
  ]
  static let subjects = [
    "Innovation", "Water", "Education", "Health", "Energy", "Transport", "Policy", "Research",
    "Income", "Trade", "Air", "Housing", "Culture", "Forest", "Waste",
  ]
  static let stems = [
    "growth", "share", "output", "cover", "spending", "access", "quality", "density", "yield",
    "intake", "reserve", "loss", "delay", "patents", "staff",
  ]
  static let units = ["points", "percent", "years", "km", "tonne", "dollars", "days", "MWh"]
}
