import IdxDiagnostics
import IdxSyntax
import IdxTestSupport
import Testing

/// What the typed views say of correct models.
@Suite struct ViewTests {
  private func declaration(_ text: String) throws -> Declaration {
    let tree = parse(text)
    #expect(summary(tree) == "")
    return try #require(tree.model.declarations.first)
  }

  private func value(_ text: String) throws -> Expression {
    guard case .let(let view) = try declaration("let a = \(text)") else { throw Unexpected() }
    return try #require(view.value)
  }

  private struct Unexpected: Error {}

  @Test(
    arguments: [
      ("1", 1.0), ("-1/4", -0.25), ("1_000.5", 1000.5), ("2e-3", 0.002), ("1/0", nil),
      ("1e999", nil),
    ] as [(String, Double?)])
  func readsConstants(_ text: String, _ expected: Double?) throws {
    guard case .parameter(let view) = try declaration("parameter p = \(text)") else {
      throw Unexpected()
    }
    #expect(view.value?.value == expected)
  }

  @Test func readsRangesAndUnits() throws {
    guard case .parameter(let view) = try declaration("parameter p = 1 in -1...0.5") else {
      throw Unexpected()
    }
    #expect(view.range?.lower == -1 && view.range?.upper == 0.5 && view.unit == nil)
    guard case .measure(let measure) = try declaration("measure m = 0.01 * km / s^2 * `a b`^-3")
    else { throw Unexpected() }
    let factors = measure.definition?.factors ?? []
    #expect(factors.map(\.exponent) == [1, 1, -2, -3])
    #expect(factors.map(\.name?.text) == [nil, "km", "s", "a b"])
    #expect(factors.first?.number == 0.01)
  }

  @Test(arguments: [
    ("\"a \\\"b\\\" \\\\ \\n \\u{6C34} {I}\"", "a \"b\" \\ \n 水 {I}"), ("\"\"", ""),
  ])
  func readsTexts(_ literal: String, _ expected: String) throws {
    guard case .string(let view) = try value(literal) else { throw Unexpected() }
    #expect(view.value == expected)
  }

  @Test func readsLabelsAndDocumentation() throws {
    let tree = parse("/// Of the file.\n\n/// First.\n///  Second.\nlet a \"A\" zh: \"甲\" = 1\n")
    let first = try #require(tree.model.declarations.first)
    #expect(tree.model.documentation == "Of the file.")
    #expect(first.documentation == "First.\n Second.")
    #expect(first.label?.text(language: "zh") == "甲")
    #expect(first.label?.text(language: "fr") == "A" && first.label?.first == "A")
    let single = parse("allow(no-unit) \"why\"\n/// Doc.\nlet a = 1\n").model.declarations.first
    #expect(single?.documentation == "Doc." && single?.allows.first?.rule == "no-unit")
    #expect(single?.allows.first?.reason == "why")
  }

  @Test func readsTables() throws {
    guard
      case .data(let data) = try declaration(
        """
        data d {
          key {iso} of un.Country'' labelled name
          column x "X" from "x_{y}" in kg missing "-", ".." importance
          variable v value w
          | "a" | b | -1/2 | |
        }
        """)
    else { throw Unexpected() }
    guard case .key(let key) = data.items[0], case .column(let column) = data.items[1],
      case .variable(let variable) = data.items[2]
    else { throw Unexpected() }
    #expect(key.column?.text == "iso" && key.isPattern && !key.defines && key.axisPrimes == 2)
    #expect(key.axis?.text == "un.Country" && key.labelColumn?.text == "name")
    #expect(column.name?.text == "x" && column.source?.value == "x_{y}" && column.isImportance)
    #expect(column.missing?.marks.map(\.value) == ["-", ".."] && !column.isShare)
    #expect(variable.variable?.text == "v" && variable.value?.text == "w")
    #expect(data.rows.first?.cells.map(\.text) == ["a", "b", "-1/2", ""])
    #expect(data.rows.first?.cells.map(\.isEmpty) == [false, false, false, true])
    #expect(data.rows.first?.cells.map(\.isString) == [true, false, false, false])
  }

  @Test func readsHierarchies() throws {
    let text = """
      index I { group g weight 1/2 importance 2 {
        indicator a benefit cost goalposts 1, 2 from c graded by S = x in kg = y } }
      """
    guard case .index(let index) = try declaration(text),
      case .group(let group)? = index.nodes.first,
      case .indicator(let indicator)? = group.nodes.first
    else { throw Unexpected() }
    #expect(group.weights.map(\.isShare) == [true, false])
    #expect(group.weights.map(\.constant?.value) == [0.5, 2])
    #expect(indicator.directions.map(\.kind) == [.benefit, .cost])
    #expect(indicator.goalposts?.0?.value == 1 && indicator.goalposts?.1?.value == 2)
    #expect(indicator.source?.text == "c" && indicator.gradedBy?.text == "S")
    #expect(indicator.formula?.node.text == "y")
    #expect(indicator.duplicates.map { parse(text).source.text($0) } == ["cost", "= y"])
  }

  @Test func readsJudgements() throws {
    guard
      case .judgement(let judgement) = try declaration(
        "judgement J on I.g per P by R incomplete in S { a : b, c = 2, (1, 2, 3) at h { } }"),
      case .pair(let pair)? = judgement.comparisons.first
    else { throw Unexpected() }
    #expect(judgement.subject?.text == "I.g" && judgement.per?.text == "P")
    #expect(judgement.raters?.text == "R" && judgement.scale?.text == "S")
    #expect(judgement.isIncomplete && judgement.comparisons.count == 2)
    #expect(pair.left?.text == "a" && pair.rights.map(\.text) == ["b", "c"])
    guard case .triangular(_, _, let last)? = pair.values.last?.content else { throw Unexpected() }
    #expect(last.value == 3)
  }

  @Test func readsEvaluations() throws {
    guard
      case .evaluation(let view) = try declaration(
        """
        evaluation e of I on d {
          weights ahp(J) of raw in each group pooling Year
          aggregate topsis over leaves
          combine over R mean
          at g { on d2 }
        }
        """)
    else { throw Unexpected() }
    guard case .slot(let weights) = view.steps[0], case .slot(let aggregate) = view.steps[1],
      case .combine(let combine) = view.steps[2], case .at(let at) = view.steps[3]
    else { throw Unexpected() }
    #expect(view.index?.text == "I" && view.data?.text == "d")
    #expect(weights.slot == .weights && weights.stage?.text == "raw")
    #expect(weights.scope == .eachGroup && weights.pooling?.text == "Year")
    #expect(aggregate.slot == .aggregate && aggregate.scope == .leaves)
    #expect(combine.axis?.text == "R" && combine.method?.node.text == "mean")
    #expect(at.path?.text == "g" && at.steps.count == 1)
  }

  @Test(arguments: Slot.allCases) func readsSteps(_ slot: Slot) throws {
    guard
      case .evaluation(let view) = try declaration("evaluation e of I on d { \(slot.rawValue) m }"),
      case .slot(let step)? = view.steps.first
    else { throw Unexpected() }
    #expect(step.slot == slot)
  }

  @Test func readsVariants() throws {
    let text = "variant V of I keep { add to g indicator x move a to b importance c 2 }"
    guard case .variant(let view) = try declaration(text) else { throw Unexpected() }
    #expect(view.base?.text == "I" && view.policy?.text == "keep")
    guard case .add(let group, let node)? = view.changes[0].content,
      case .move(let a, let b)? = view.changes[1].content,
      case .weight(let path, let weight)? = view.changes[2].content
    else { throw Unexpected() }
    #expect(group?.text == "g" && node.name?.text == "x" && a.text == "a" && b.text == "b")
    #expect(path.text == "c" && weight.constant?.value == 2 && !weight.isShare)
  }

  @Test func readsMethods() throws {
    guard
      case .method(let view) = try declaration(
        """
        method f[over I: indicators, U](x: oriented Real?[I, U'?] > 0 touching 0, 1 in 0...1,
          by: a | b = a, into K) -> (r: Real, s: Int) {
          require x else "no"
          (r: x, s: 1)
        }
        """)
    else { throw Unexpected() }
    #expect(view.axes.map(\.clause) == [.over, .none] && view.axes[0].kind?.text == "indicators")
    let type = try #require(view.inputs[0].type)
    #expect(type.isOriented && type.isOptional && type.element?.text == "Real")
    #expect(
      type.axes.map(\.name?.primes) == [0, 1] && type.axes.map(\.isOptional) == [false, true])
    #expect(type.lowerBound?.value == 0 && type.lowerBound?.isStrict == true)
    #expect(type.touching == [0, 1] && type.range?.upper == 1)
    #expect(view.inputs[1].choices.map(\.text) == ["a", "b"])
    #expect(view.inputs[1].defaultValue?.node.text == "a" && view.inputs[2].isInto)
    guard case .record(let fields)? = view.result else { throw Unexpected() }
    #expect(fields.map(\.name?.text) == ["r", "s"])
    #expect(view.body?.statements.count == 1 && view.body?.result?.node.text == "(r: x, s: 1)")
  }

  @Test func readsCalls() throws {
    let text = "f(x, n: 2, over U, I' where p by q)[C: \"a\", I' = J].m"
    guard case .member(let member) = try value(text), case .index(let index)? = member.base,
      case .call(let call)? = index.base, let clause = call.clause
    else { throw Unexpected() }
    #expect(member.member?.text == "m")
    #expect(index.indexers.map(\.isBinding) == [false, true])
    #expect(index.indexers.map(\.axis?.primes) == [0, 1])
    #expect(call.arguments.map(\.label?.text) == [nil, "n"])
    #expect(clause.axes.map(\.text) == ["U", "I"] && clause.axes.map(\.primes) == [0, 1])
    #expect(!clause.isAlong)
    #expect(clause.condition?.node.text == "p" && clause.by?.node.text == "q")
  }

  @Test(arguments: [
    ("1 + 2 * 3", "(1 + (2 * 3))"), ("1 - 2 - 3", "((1 - 2) - 3)"), ("-x ^ 2", "-((x ^ 2))"),
    ("2 ^ -1 ^ 3", "(2 ^ -((1 ^ 3)))"), ("not a and b or c", "((not a and b) or c)"),
    ("a == 1 and b < 2", "((a == 1) and (b < 2))"), ("not a == b", "not (a == b)"),
    ("a otherwise b otherwise c", "((a otherwise b) otherwise c)"), ("-1 * 2", "(-1 * 2)"),
    ("if a then b else c otherwise d", "if a then b else (c otherwise d)"),
    ("case a { x, y: 1 z: 2 - 3 }", "case a { x y : 1 z : (2 - 3) }"),
    ("repeat y = x at most 2 until p { y }", "repeat y = x 2 until p y"),
  ])
  func bindsOperators(_ text: String, _ expected: String) throws {
    #expect(spelled(try value(text)) == expected)
  }

  private func spelled(_ expression: Expression?) -> String {
    switch expression {
    case .binary(let view)?:
      return "(\(spelled(view.left)) \(view.op.rawValue) \(spelled(view.right)))"
    case .negation(let view)?:
      if case .binary? = view.operand { return "-(\(spelled(view.operand)))" }
      return "-\(spelled(view.operand))"
    case .not(let view)?: return "not \(spelled(view.operand))"
    case .conditional(let view)?:
      return "if \(spelled(view.condition)) then \(spelled(view.then)) else \(spelled(view.else))"
    case .caseOf(let view)?:
      let arms = view.arms.map { arm in
        arm.labels.map { $0.text + " " }.joined() + ": " + spelled(arm.value)
      }
      return "case \(spelled(view.subject)) { \(arms.joined(separator: " ")) }"
    case .repeatLoop(let view)?:
      let word = view.isUntil ? "until" : "while"
      return "repeat \(view.variable?.text ?? "") = \(spelled(view.initial)) "
        + "\(spelled(view.limit)) \(word) \(spelled(view.condition)) \(spelled(view.next))"
    default: return expression?.node.text ?? "?"
    }
  }
}
