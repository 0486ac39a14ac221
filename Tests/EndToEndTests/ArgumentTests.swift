import IdxDiagnostics
import Testing

@testable import idx

@Suite struct ArgumentTests {
  /// Returns the arguments that `words` give to a command; fails the test if they are misused.
  private func parsed(_ words: [String]) throws -> ParsedArguments {
    let request = ArgumentParser(commands: CommandTable.all).request(words)
    guard case .perform(_, let arguments) = request else {
      throw Objection(message: "\(words) do not ask for a command: \(request)")
    }
    return arguments
  }

  @Test func readsOperandsAndOptionsInAnyOrder() throws {
    let arguments = try parsed([
      "run", "--show=all", "m.idx", "--set", "a=1", "e", "--set=b=-2e3", "--data", "d=x=y.csv",
      "--level", "all", "--", "--f",
    ])
    #expect(arguments.operands == ["m.idx", "e", "--f"])
    #expect(arguments.value("show", or: "") == "all")
    #expect(arguments.value("level", or: "") == "all")
    #expect(arguments.value("format", or: "table") == "table")
    #expect(arguments.assignments("set") == ["a": "1", "b": "-2e3"])
    #expect(arguments.assignments("data") == ["d": "x=y.csv"])
  }

  @Test(arguments: [
    "run m --decimals -1", "run m --decimals 99", "run m --level x", "run m --set a=nan",
    "run m --set =1", "run m --data d=", "run m --show all --show all", "run m --threads 0",
    "run m --set a=1 --set a=2", "why", "check --data some", "run m --language=", "run m -x",
  ])
  func refuses(line: String) {
    let words = line.split(separator: " ").map(String.init)
    let request = ArgumentParser(commands: CommandTable.all).request(words)
    guard case .misuse = request else {
      Issue.record("\(line) is taken as \(request)")
      return
    }
  }

  @Test func namesAreDistinctAndExamplesAreUnderstood() throws {
    let names = CommandTable.all.map(\.name)
    #expect(Set(names).count == names.count)
    for command in CommandTable.all {
      let options = command.options.map(\.name)
      #expect(Set(options).count == options.count)
      #expect(!command.examples.isEmpty, "\(command.name) has no example")
      let told =
        [command.summary] + command.operands.map(\.summary) + command.options.map(\.summary)
        + command.notes + command.examples.map(\.effect)
      #expect(!told.contains { $0.isEmpty }, "\(command.name) leaves something unsaid")
      #expect(command.examples.allSatisfy { $0.command.hasPrefix("idx \(command.name)") })
      for example in command.examples {
        let line = example.command.split(separator: "|")[0]
        _ = try parsed(line.split(separator: " ").dropFirst().map(String.init))
      }
    }
  }

  @Test(arguments: [
    ("formt", "format"), ("FORMAT", "format"), ("fromat", "format"), ("x", nil), ("leve", "level"),
    ("colour", "color"), ("unrelated", nil),
  ])
  func findsWhatWasMeant(word: String, expected: String?) {
    #expect(Suggestion.nearest(word, in: ["format", "level", "color"]) == expected)
  }

  @Test(arguments: [
    ("auto", true, false, true), ("auto", false, false, false), ("auto", true, true, false),
    ("always", false, true, true), ("never", true, false, false),
  ])
  func choosesColours(option: String, isTerminal: Bool, refuses: Bool, expected: Bool) {
    var arguments = ParsedArguments()
    arguments.options["color"] = [option]
    var context = CommandContext()
    context.refusesColour = refuses
    #expect(context.paint(arguments, isTerminal: isTerminal).isOn == expected)
  }

  private static let entries = [
    Catalogue.Entry(
      code: "E0402", name: "weights-do-not-sum", title: "The weights do not sum to 1",
      explanation: "Because.\n", failing: "index A {\n\n}\n", mended: "index B {}")
  ]

  @Test(arguments: ["E0402", "e0402", "weights-do-not-sum"]) func explains(code: String) {
    let expected = """
      error[E0402]: The weights do not sum to 1
      Name: weights-do-not-sum

      Because.

      For example:

          index A {

          }

      Mended:

          index B {}

      """
    #expect(Explain.answer(code, among: Self.entries).output == expected)
  }

  @Test func wrapsExplanations() {
    let long = Array(repeating: "word", count: 40).joined(separator: " ")
    let entry = Catalogue.Entry(
      code: "E0402", name: "n", title: "t",
      explanation: "\(long)\n\n```\n\(long)\n```\n\n    \(long)",
      failing: "", mended: "")
    let lines = Explain.answer("E0402", among: [entry]).output.split(separator: "\n")
    #expect(lines.filter { $0.count <= 80 && $0.hasPrefix("word") }.count == 3)
    #expect(lines.filter { $0.hasSuffix(long) }.count == 2)
  }

  @Test func suggestsAndListsFindings() {
    let unknown = Explain.answer("E0403", among: Self.entries)
    #expect(unknown.status == 2)
    #expect(unknown.messages.hasPrefix("idx: there is no finding \"E0403\"; did you mean E0402?\n"))
    let list = "E0402  error    weights-do-not-sum  The weights do not sum to 1\n"
    #expect(Explain.answer(nil, among: Self.entries).output == list)
  }
}
