import IdxDiagnostics
import IdxStandardLibrary
import IdxSyntax
import Testing

@testable import IdxDriver

/// Every method of the library that can stand as a step, on tables with nothing to compute from: it
/// gives finite numbers, or an error that says why there are none.
@Suite struct DegenerateStepTests {
  /// A method with the arguments that it needs besides what a step supplies, and each of its words.
  struct Candidate: Sendable, CustomTestStringConvertible {
    let name: String
    /// The calls: with all defaults, then with each other word.
    let calls: [String]
    /// The places that its result may be for; of each list it stands in the first that takes it.
    let places: [[Place]]

    var testDescription: String { name }
  }

  /// The methods that take what steps supply, whatever they may be for.
  static let candidates = StandardLibrary.files.filter { $0.path.hasPrefix("methods/") }
    .flatMap { file -> [Candidate] in
      let source = SourceText(file: FileID(0), path: file.path, text: file.text)
      return SyntaxTree.parse(source).model.declarations.compactMap { declaration in
        if case .method(let method) = declaration { candidate(method) } else { nil }
      }
    }

  /// Returns `method` as a step may call it; `nil` where it needs what the table does not have.
  private static func candidate(_ method: MethodDeclaration) -> Candidate? {
    guard let name = method.name?.text, method.axes.allSatisfy({ $0.clause == .none }) else {
      return nil
    }
    var needed: [String] = []
    var words: [(input: String, word: String)] = []
    for input in method.inputs {
      guard let label = input.name?.text else { return nil }
      words += input.choices.dropFirst(input.defaultValue == nil ? 1 : 0).map { (label, $0.text) }
      if input.isInto {
        needed.append("into: Level")
      } else if input.defaultValue != nil || ["x", "w"].contains(label) {
        continue
      } else if let first = input.choices.first {
        needed.append("\(label): \(first.text)")
      } else if let argument = argument(for: input.type) {
        needed.append("\(label): \(argument)")
      } else {
        return nil
      }
    }
    func call(_ arguments: [String]) -> String {
      arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
    }
    let calls = words.map { word in
      call(needed.filter { !$0.hasPrefix(word.input + ":") } + ["\(word.input): \(word.word)"])
    }
    return Candidate(name: name, calls: [call(needed)] + calls, places: places(of: method))
  }

  /// Returns where `method` may stand, by what it gives.
  private static func places(of method: MethodDeclaration) -> [[Place]] {
    let result: String
    switch method.result {
    case .type(let type)?: result = type.node.text
    case .record(let fields)?: result = fields.map(\.node.text).joined(separator: " ")
    case nil: return []
    }
    if result.contains("Weights[") { return [[.weights], [.leaves]] }
    if result.contains("Membership[") { return [[.membership]] }
    if method.inputs.contains(where: \.isInto) { return [[.classify], [.identify]] }
    return [[.normalise, .orient, .treat, .impute], [.aggregate], [.identify]]
  }

  /// Returns an argument of `type`: a number, which stands for an array of equal ones, too.
  private static func argument(for type: TypeSyntax?) -> String? {
    guard let type else { return nil }
    switch type.element?.text {
    case "Real": return type.axes.first?.name?.text == "P" ? "[0.5, 0.3, 0.2]" : "0.5"
    case "Int": return "2"
    default: return nil
    }
  }

  /// The steps of an evaluation in which a method can stand, with what stands around it.
  enum Place: String {
    case impute, treat, orient, normalise, weights, leaves, aggregate, membership, identify,
      classify

    /// Returns the steps of an evaluation that takes `method` here.
    func steps(_ method: String) -> String {
      switch self {
      case .impute, .treat: "\(rawValue) \(method)  normalise kept  weights equal  aggregate total"
      case .orient, .normalise: "\(rawValue) \(method)  weights equal  aggregate total"
      case .weights: "normalise kept  weights \(method)  aggregate weighted"
      case .leaves: "normalise kept  weights \(method) over leaves  aggregate weighted"
      case .aggregate: "normalise kept  weights equal  aggregate \(method)"
      case .membership:
        "normalise kept  weights equal  membership \(method)  aggregate weighted"
      case .identify:
        "normalise kept  weights equal  membership triangular_membership(into: Level)  "
          + "aggregate weighted  identify \(method)"
      case .classify: "normalise kept  weights equal  aggregate total  classify \(method)"
      }
    }
  }

  /// The tables, by what is degenerate in them: the rows of three indicators.
  private static let tables: [(name: String, rows: [[String]])] = [
    ("alone", [["0.2", "0.5", "0.9"]]),
    ("constant", [["0.2", "0.5", "0.9"], ["0.4", "0.5", "0.3"], ["0.7", "0.5", "0.6"]]),
    ("same", [["0.5", "0.5", "0.5"], ["0.5", "0.5", "0.5"], ["0.5", "0.5", "0.5"]]),
    ("zeros", [["0", "0", "0.9"], ["0.4", "0", "0"], ["0.7", "0", "0.6"]]),
    ("nothing", [["0", "0", "0"], ["0", "0", "0"], ["0", "0", "0"]]),
    ("negative", [["-0.2", "0.5", "-0.9"], ["0.4", "-0.1", "-0.3"], ["-0.7", "0.5", "-0.6"]]),
    ("opposite", [["-0.2", "0.2", "0"], ["0.2", "-0.2", "0"], ["0", "0", "0"]]),
    (
      "ties",
      [
        ["0.2", "0.5", "0.9"], ["0.2", "0.5", "0.9"], ["0.7", "0.5", "0.3"], ["0.7", "0.1", "0.3"],
      ]
    ),
    ("missing", [["0.2", "", "0.9"], ["0.4", "", "0.3"], ["0.7", "", ""], ["", "", ""]]),
    ("empty", [["", "", ""], ["", "", ""]]),
  ]

  /// What a step is on: a table, and all three indicators or the first alone.
  private struct Subject {
    let table: Int
    let index: String
  }

  private static let complete =
    [0, 1, 3, 4, 5, 6, 7].map { Subject(table: $0, index: "Three") }
    + (1..<3).map { Subject(table: $0, index: "One") } + [Subject(table: 1, index: "Groups")]
  /// Enough to tell whether a method can stand in a place.
  private static let first = [Subject(table: 7, index: "Three")]
  private static let gappy = (8..<10).map { Subject(table: $0, index: "Three") }

  /// Returns a model with the steps that `call` at `place` gives, for each of `subjects`.
  private static func model(_ call: String, at place: Place, on subjects: [Subject]) -> String {
    var text = """
      scale Level best first {
        grade high   from 0.6 points 0.9
        grade middle from 0.3 points 0.5
        grade low             points 0.1
      }
      method kept[I: indicators](x: Real?[I]) -> oriented Real?[I] { number(x) }
      method total[I: indicators](x: Real?[I]) -> Real? { sum(x, over I where present(x)) }
      method weighted[I: indicators](x: Real?[I], w: Weights[I]) -> Real? {
        sum(w * x, over I where present(x))
      }
      index Three {
        indicator p benefit
        indicator q cost
        indicator r benefit
      }
      index Groups {
        group F { indicator p benefit  indicator r benefit }
        group G { indicator q cost  indicator s benefit = q + 0.1 }
      }
      index One { indicator p benefit }

      """
    for number in Set(subjects.map(\.table)).sorted() {
      let (name, rows) = tables[number]
      text += "data \(name) {\n  key u defines U\(number)\n"
      for column in ["p", "q", "r"] {
        text += "  column \(column)\(number < 8 ? "" : " missing \"\"")\n"
      }
      text += "  | u | p | q | r |\n"
      for (row, cells) in rows.enumerated() {
        text += "  | u\(row) | \(cells.joined(separator: " | ")) |\n"
      }
      text += "}\n"
    }
    for (number, subject) in subjects.enumerated() {
      text += "evaluation e\(number) of \(subject.index) on \(tables[subject.table].name) "
      text += "{ \(place.steps(call)) }\n"
    }
    return text
  }

  @Test(arguments: candidates) func saysWhyOrIsFinite(_ method: Candidate) throws {
    for places in method.places {
      // What the types of all these steps refuse cannot stand here.
      let place = try places.first { try isFine(method.calls[0], at: $0, on: Self.first) }
      guard let place else { continue }
      for call in method.calls { _ = try isFine(call, at: place, on: Self.complete) }
      _ = try isFine(method.calls[0], at: place, on: Self.gappy)
    }
  }

  /// Checks what comes of `call`; `false` iff it is refused before anything is computed.
  private func isFine(_ call: String, at place: Place, on subjects: [Subject]) throws -> Bool {
    let run = try ModelRun(Self.model(call, at: place, on: subjects))
    let errors = run.diagnostics.filter { $0.severity == .error }
    for error in errors {
      let isBare = Self.bare.contains { error.message.hasPrefix($0) }
      #expect(!isBare, "\(place) \(call): \(error.message)")
    }
    let isFinite = run.numbers.allSatisfy(\.isFinite)
    #expect(isFinite, "\(place) \(call)")
    return !errors.contains { $0.code != "E0560" }
  }

  /// How the messages of operators begin, which do not say what is wrong with the table.
  static let bare = [
    "division of", "the logarithm of", "the square root of", "0 to the power of",
    "the root of a negative number", "a value could not be computed", "a sum",
  ]

  /// The methods that stand in each place are many: the test does not pass for want of them.
  @Test func findsTheMethodsOfEachPlace() throws {
    for (place, name) in [
      (.impute, "mean_of_all"), (.treat, "winsorised"), (.normalise, "minmax"),
      (.weights, "critic"),
      (.leaves, "entropy"), (.aggregate, "topsis"), (.membership, "triangular_membership"),
      (.classify, "classify"), (.orient, "negated"),
    ] as [(Place, String)] {
      let method = try #require(Self.candidates.first { $0.name == name }, "\(name)")
      #expect(method.places.joined().contains(place), "\(name)")
      let isTaken = try isFine(method.calls[0], at: place, on: Self.complete)
      #expect(isTaken, "\(name)")
    }
  }
}
