import IdxDiagnostics
import IdxStandardLibrary
import IdxSyntax
import Testing

@testable import IdxDriver

/// Every method and primitive of the library, called with arguments that its signature allows and with
/// ones from which there is nothing to compute: it gives finite numbers or missing values, or an error
/// that says why there are none.
@Suite struct DegenerateCallTests {
  /// A method of the library.
  struct Candidate: Sendable, CustomTestStringConvertible {
    let name: String
    let declaration: MethodDeclaration

    var testDescription: String { name }
  }

  /// The primitives, and the methods that name a source: what has none is a part of others, and may count
  /// on its caller.
  static let candidates = StandardLibrary.files
    .filter { $0.path.hasPrefix("methods/") || $0.path == "primitives.idx" }
    .flatMap { file -> [Candidate] in
      let source = SourceText(file: FileID(0), path: file.path, text: file.text)
      return SyntaxTree.parse(source).model.declarations.compactMap { declaration in
        guard case .method(let method) = declaration, let name = method.name?.text,
          method.isExternal || method.documentation?.contains("ource: ") ?? false
        else { return nil }
        return Candidate(name: name, declaration: method)
      }
    }

  /// A call, and the arguments that it names.
  private struct Call: Hashable {
    let text: String
    let note: String
  }

  /// The calls of a method and the values that they name.
  private struct Calls {
    var values: [String] = []
    var calls: [Call] = []
  }

  /// Returns the calls of `method` over axes, of one element each if `isSingle`: good ones, with each
  /// other word, and with each argument, and all of them, degenerate in each way.
  private static func calls(_ method: MethodDeclaration, isSingle: Bool) -> Calls? {
    let axes = CallAxes(method, isSingle: isSingle)
    var values: [String: String] = [:]
    var plain: [(label: String, value: String)] = []
    var words: [(label: String, word: String)] = []
    for input in method.inputs {
      guard let label = input.name?.text else { return nil }
      words += input.choices.dropFirst(input.defaultValue == nil ? 1 : 0).map { (label, $0.text) }
      if input.isInto {
        plain.append((label, "Level"))
      } else if let first = input.choices.first {
        if input.defaultValue == nil { plain.append((label, first.text)) }
      } else if let type = input.type {
        for what in Degeneracy.allCases {
          let argument = CallArgument(label: label, type: type, axes: axes, what: what)
          values["\(label)_\(what)"] = argument.text
        }
        if values["\(label)_good"] == nil, input.defaultValue == nil { return nil }
        if input.defaultValue == nil { plain.append((label, "\(label)_good")) }
      }
    }
    let typed = method.inputs.filter { $0.type != nil }.compactMap { $0.name?.text }
    func call(_ changes: [(label: String, value: String)], _ note: String) -> Call {
      var arguments = plain
      for change in changes {
        arguments.removeAll { $0.label == change.label }
        arguments.append(change)
      }
      let list = arguments.map { "\($0.label): \($0.value)" } + [axes.clause].filter { $0 != "" }
      let brackets = axes.brackets.isEmpty ? "" : "[\(axes.brackets.joined(separator: ", "))]"
      let name = method.name?.text ?? ""
      return Call(text: "\(name)\(brackets)(\(list.joined(separator: ", ")))", note: note)
    }
    func changes(_ labels: [String], _ what: Degeneracy) -> [(label: String, value: String)] {
      labels.filter { values["\($0)_\(what)"] != nil }.map { ($0, "\($0)_\(what)") }
    }
    var result = Calls(values: values.sorted { $0.key < $1.key }.map { "\($0) = \($1)" })
    result.calls = [call([], "good")]
    let required = plain.map(\.label)
    for what in Degeneracy.allCases.dropFirst() {
      if !isSingle {
        for label in typed where values["\(label)_\(what)"] != nil && !what.isMild {
          result.calls.append(call(changes([label], what), "\(label) \(what)"))
        }
      }
      result.calls.append(call(changes(required, what), "all \(what)"))
      if isSingle || ![.constant, .zero, .opposite].contains(what) { continue }
      for (label, word) in words {
        result.calls.append(
          call([(label, word)] + changes(required, what), "\(label): \(word), \(what)"))
      }
    }
    for (label, word) in words { result.calls.append(call([(label, word)], "\(label): \(word)")) }
    return result
  }

  /// What came of calls.
  private struct Outcome {
    var errors: [String] = []
    var infinite: [Call] = []
    /// `true` iff the first call gave something.
    var hasGood = false
  }

  /// Returns what comes of `calls`, which are checked together and computed without those refused.
  private static func outcome(
    _ calls: ArraySlice<Call>, _ values: [String], _ axes: CallAxes
  ) throws -> Outcome {
    var outcome = Outcome()
    let head = axes.declarations + values.map { "let \($0)\n" }.joined()
    let lines = head.count { $0 == "\n" }
    var left = calls
    while true {
      let text = head + left.enumerated().map { "let result\($0) = \($1.text)\n" }.joined()
      let run = try ModelRun(text)
      var refused: Set<Int> = []
      for error in run.diagnostics where error.severity == .error {
        // What only the numbers tell is found in the library, and of calls that it does not name.
        if error.code == "E0560" {
          outcome.errors.append(error.message)
          continue
        }
        let line = text.utf8.prefix(Int(error.span.start)).count { $0 == 0x0A } - lines
        guard Int(error.span.file.index) == run.file, (0..<left.count).contains(line) else {
          Issue.record("\(error.code): \(error.message) in\n\(text)")
          return outcome
        }
        refused.insert(line)
        outcome.errors.append(error.message)
      }
      if refused.isEmpty {
        outcome.hasGood = left.first == calls.first && run.has("result0")
        outcome.infinite = left.enumerated().filter { !run.isFinite("result\($0.offset)") }
          .map(\.element)
        return outcome
      }
      left = left.enumerated().filter { !refused.contains($0.offset) }.map(\.element)[...]
    }
  }

  /// So many calls are computed together: more take longer, since each error is followed through all.
  private static let together = 12

  @Test(arguments: candidates, [false, true])
  func saysWhyOrIsFinite(_ method: Candidate, isSingle: Bool) throws {
    let isCallable = isSingle || !Self.notCalled.contains(method.name)
    let declaration = method.declaration
    guard let calls = Self.calls(declaration, isSingle: isSingle) else {
      #expect(!isCallable)
      return
    }
    let axes = CallAxes(declaration, isSingle: isSingle)
    for start in stride(from: 0, to: calls.calls.count, by: Self.together) {
      let some = calls.calls[start...].prefix(Self.together)
      let outcome = try Self.outcome(some, calls.values, axes)
      #expect(outcome.infinite.isEmpty)
      for message in outcome.errors where !declaration.isExternal {
        let isBare = Self.bare.contains { message.hasPrefix($0) }
        #expect(!isBare, "\(message)")
      }
      let isLost = start == 0 && !outcome.hasGood
      #expect(!isLost || isSingle || !isCallable, "\(outcome.errors.first ?? "")")
    }
  }

  /// What wants more of its arguments than their types say, so that it refuses the good ones, too.
  private static let notCalled: Set<String> = [
    "added_variables", "awot_shares", "distance_to_target", "fuzzy_score",
    "game_theory_combination", "likert", "linear_program", "preference", "survey_attainment",
    "tolerated_interval", "trapezoid_degree", "trapezoid_membership",
  ]

  /// How the messages of operators begin, which do not say what is wrong with the arguments.
  private static let bare = DegenerateStepTests.bare
}
