import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSyntax
import Testing

@testable import IdxDriver
@testable import IdxSemantics

/// A model that was compiled and evaluated, with every stage of its evaluations and its values.
struct ModelRun {
  /// What was found.
  let diagnostics: [Diagnostic]
  /// How many expectations held, and how many did not.
  let passed: Int
  let failed: Int
  /// The number of the model among the files that were read.
  let file: Int?
  private let results: [String: ArrayValue]
  private let elements: Elements

  /// The names of the results that are kept for every node.
  private static let stages: [(name: String, part: @Sendable (NodeResults) -> ArrayTerm?)] = [
    ("raw", \.raw), ("imputed", \.imputed), ("treated", \.treated), ("normalised", \.normalised),
    ("score", \.score), ("rank", \.rank), ("grade", \.grade), ("weight", \.localWeight),
  ]

  /// Evaluates the model `text` with `files` beside it.
  init(_ text: String, files: [String: [UInt8]] = [:]) throws {
    let name = "model.idx"
    let provider = MemoryProvider(files: files.merging([name: Array(text.utf8)]) { $1 })
    let session = try #require(Session(name, provider: provider, options: DriverOptions()))
    file = session.report.sources.firstIndex { $0.path == name }
    Self.ask(session)
    session.askForExpectations()
    session.askForCautions(session.ownEvaluations)
    let plan = session.elaborator.builder.plan.optimised()
    let bound = session.inputs(for: plan)
    let inputs = try #require(bound)
    elements = Elements(plan: plan, inputs: inputs)
    if session.report.diagnostics.hasErrors {
      (diagnostics, passed, failed, results) = (session.report.diagnostics, 0, 0, [:])
      return
    }
    let evaluated = Evaluator.evaluate(plan, inputs: inputs, threads: 1, isCancelled: { false })
    let outcomes = try #require(evaluated)
    session.warnOfCautions(outcomes, elements)
    (passed, failed) = session.judge(outcomes, elements)
    var results: [String: ArrayValue] = [:]
    for (name, outcome) in outcomes {
      switch outcome {
      case .value(let value): results[name] = value
      // What a method cannot tell whether to warn of is told where it is computed.
      case .failure where name.hasPrefix("caution "): continue
      case .failure(let failure): session.add(failure, asked: failure.origin.span)
      }
    }
    self.results = results
    diagnostics = session.report.diagnostics
  }

  private static func ask(_ session: Session) {
    let elaborator = session.elaborator
    for evaluation in elaborator.evaluations {
      for (node, found) in zip(evaluation.index.nodes, evaluation.nodes) {
        for (stage, part) in stages {
          guard let array = part(found) else { continue }
          elaborator.builder.output("\(evaluation.name).\(node.code).\(stage)", array.node)
        }
        if let weights = found.weights {
          ask(elaborator, "\(evaluation.name).\(node.code).weights", weights)
        }
      }
    }
    for symbol in elaborator.tables[0]?.symbols ?? [] {
      guard case .value = symbol.kind else { continue }
      ask(elaborator, symbol.name, elaborator.value(of: symbol.id))
    }
  }

  private static func ask(_ elaborator: Elaborator, _ name: String, _ term: Term) {
    switch term {
    case .array(let array): elaborator.builder.output(name, array.node)
    case .record(let fields):
      for field in fields { ask(elaborator, "\(name).\(field.label)", field.term) }
    default: break
    }
  }

  /// Returns the cells of the result `name`, over its axes in the order of the plan: a `let` by its
  /// name or `name.field`, a stage of a node by `evaluation.code.stage`.
  func cells(_ name: String) throws -> [Double?] {
    let value = try #require(results[name], "no result \(name); \(messages)")
    return (0..<value.cellCount).map { value.cell(number: $0) }
  }

  /// Returns the cells of the result `name`; `nil` if there is none.
  func result(_ name: String) -> [Double?]? {
    results[name].map { value in (0..<value.cellCount).map { value.cell(number: $0) } }
  }

  /// Returns the codes of the elements of the last axis of the result `name`.
  func codes(_ name: String) throws -> [String] {
    let value = try #require(results[name], "no result \(name); \(messages)")
    return try elements.codes(#require(value.axes.last))
  }

  /// All numbers of all results.
  var numbers: [Double] {
    results.values.flatMap { value in
      (0..<value.cellCount).compactMap { value.cell(number: $0) }
    }
  }

  /// Returns `true` iff all numbers of the result `name`, and of its fields, are finite.
  func isFinite(_ name: String) -> Bool {
    results.filter { $0.key == name || $0.key.hasPrefix(name + ".") }.values.allSatisfy { value in
      (0..<value.cellCount).allSatisfy { value.cell(number: $0)?.isFinite ?? true }
    }
  }

  /// Returns `true` iff the result `name`, or a field of it, was computed.
  func has(_ name: String) -> Bool {
    results.contains { $0.key == name || $0.key.hasPrefix(name + ".") }
  }

  /// What was found, in words.
  var messages: String {
    diagnostics.map { "\($0.code): \($0.message)" }.joined(separator: "\n")
  }
}
