import Foundation
import IdxDiagnostics
import IdxPlan
import Testing

@testable import IdxRuntime

struct PrintingTests {
  private func plan(_ lab: Laboratory) -> Plan {
    let x = lab.column("x", [1, 2, 3, 4], [lab.u])
    let low = lab.reduce(.minimum, x, over: [lab.u])
    let span = lab.binary(.subtract, lab.reduce(.maximum, x, over: [lab.u]), low)
    let share = lab.binary(.divide, lab.binary(.subtract, x, low), span)
    let weights = lab.array([1, 2, 1], [lab.i])
    let total = lab.reduce(.sum, weights, over: [lab.i])
    let scaled = lab.binary(.multiply, share, lab.binary(.divide, weights, total))
    let loop = lab.builder.loop(
      start: lab.constant(1), most: lab.constant(9), isUntil: true, origin: lab.origin
    ) { body, y in
      let half = body.binary(
        .multiply, y, body.constant(0.5, origin: lab.origin), origin: lab.origin)
      return (body.binary(.less, y, body.capture(low), origin: lab.origin), half)
    }
    let name = Origin(lab.origin.span, method: "m", name: "s \"q\" \\")
    lab.builder.output("score", lab.builder.reduce(.sum, scaled, over: [lab.i], origin: name))
    lab.builder.output("half", loop)
    return lab.builder.plan.optimised()
  }

  static let text = #"""
    axis [I:3]: a b c
    axis [J:2]: d e
    axis [U:4] inner: defined by table t
    %0 = column t.x  [U:4] Real  0:0
    %1 = minimum(%0, over U)  [] Real  0:0
    %2 = maximum(%0, over U)  [] Real  0:0
    %3 = subtract(%2, %1)  [] Real  0:0
    %4 = map to .1  [U:4] Real  0:0
        .0 = subtract(%0, %1)
        .1 = divide(.0, %3)
    %5 = [0.25, 0.5, 0.25]  [I:3] Real  0:0
    %6 = 1  [] Int  0:0
    %7 = 9  [] Int  0:0
    %8 = repeat(%6, %7, %1) until  [] Real  0:0
        %0 = variable  [] Real  0:0
        %1 = map to .1  [] Real  0:0
            .0 = 0.5
            .1 = multiply(%0, .0)
        %2 = capture 0  [] Real  0:0
        %3 = less(%0, %2)  [] Bool  0:0
        condition %3, next %1
    %9 = sum(.0, over I)  [U:4] Real  s "q" \ at 0:0 in m
        .0 = multiply(%4, %5)
    output score = %9
    output half = %8
    pass fold: 1 node replaced by their values
    pass share: 0 nodes joined with equal ones
    pass prune: 2 nodes taken away that no output needs
    pass fuse: 2 nodes joined to programs

    """#

  @Test func writesText() {
    let lab = Laboratory()
    #expect(PlanPrinter(plan(lab), inputs: lab.inputs).text == Self.text)
  }

  static let dot = #"""
    digraph plan {
      rankdir=LR;
      node [shape=box, fontname="sans-serif"];
      n0 [label="%0 = column t.x\l[U] Real\l"];
      n1 [label="%1 = minimum(%0, over U)\l[] Real\l"];
      n0 -> n1;
      n2 [label="%2 = maximum(%0, over U)\l[] Real\l"];
      n0 -> n2;
      n3 [label="%3 = subtract(%2, %1)\l[] Real\l"];
      n2 -> n3;
      n1 -> n3;
      n4 [label="%4 = map to .1\l.0 = subtract(%0, %1)\l.1 = divide(.0, %3)\l[U] Real\l"];
      n0 -> n4;
      n1 -> n4;
      n3 -> n4;
      n5 [label="%5 = [0.25, 0.5, 0.25]\l[I:3] Real\l"];
      n6 [label="%6 = 1\l[] Int\l"];
      n7 [label="%7 = 9\l[] Int\l"];
      n8 [label="%8 = repeat(%6, %7, %1) until\l[] Real\l"];
      n6 -> n8;
      n7 -> n8;
      n1 -> n8;
      n9 [label="%9 = sum(.0, over I)\l.0 = multiply(%4, %5)\l[U] Real\l"];
      n4 -> n9;
      n5 -> n9;
      o0 [shape=oval, label="score"];
      n9 -> o0;
      o1 [shape=oval, label="half"];
      n8 -> o1;
    }

    """#

  @Test func writesDOT() {
    let lab = Laboratory()
    #expect(PlanPrinter(plan(lab)).dot == Self.dot)
  }

  static let operations = [
    "column", "minimum", "maximum", "subtract", "map", "constant", "constant", "constant", "repeat",
    "sum",
  ]

  /// The first and the last node as they are written.
  static let lines = [
    #"{"index": 4, "operation": "map", "text": "map to .1", "inputs": [0, 1, 3], "axes": ["U"], "type": "Real", "origin": {"file": 0, "start": 0, "end": 1, "method": null, "name": null}, "program": [".0 = subtract(%0, %1)", ".1 = divide(.0, %3)"]}"#,
    #"{"index": 9, "operation": "sum", "text": "sum(.0, over I)", "inputs": [4, 5], "axes": ["U"], "type": "Real", "origin": {"file": 0, "start": 0, "end": 1, "method": "m", "name": "s \"q\" \\"}, "program": [".0 = multiply(%4, %5)"]}"#,
  ]

  @Test func writesJSON() throws {
    let lab = Laboratory()
    let plan = plan(lab)
    let json = PlanPrinter(plan, inputs: lab.inputs).json
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let object = try #require(parsed as? [String: Any])
    #expect(Self.lines.allSatisfy { json.contains($0) })
    #expect(Set(object.keys) == ["axes", "nodes", "outputs", "log"])
    let nodes = try #require(object["nodes"] as? [[String: Any]])
    #expect(nodes.count == plan.nodes.count)
    for (node, expected) in zip(nodes, plan.nodes) {
      #expect(node["inputs"] as? [Int] == expected.inputs.map { Int($0) })
    }
    let names = nodes.compactMap { ($0["origin"] as? [String: Any])?["name"] as? String }
    #expect(names == ["s \"q\" \\"])
    #expect(nodes.compactMap { $0["operation"] as? String } == Self.operations)
    #expect(object["log"] as? [String] == plan.log)
  }

  @Test func escapesStrings() throws {
    let text = "a\"b\\c\n\t\r\u{1}é\u{1F600}"
    #expect(JSONValue.string(text).text == #""a\"b\\c\n\t\r\u0001é😀""#)
    let parsed = try JSONSerialization.jsonObject(
      with: Data(JSONValue.array([.string(text)]).text.utf8))
    #expect(parsed as? [String] == [text])
  }

  static let words: [(String, String)] = [
    ("gather", "gather(%0, I at %1)"), ("relabel", "relabel(%0, I as I')"),
    ("rank", "rank(%0, along U, ties dense, descending)"), ("stack", "stack(%0, %1, along J)"),
    ("element", "element(%0, I at 1)"), ("lookup", "lookup(I: \"B\")"),
    ("principal", "principal(%0, %1, over I, I'), result 1"), ("sum", "sum(%0, over U where %1)"),
    ("quantile7", "quantile7(%0, %1, over U)"), ("first", "first(over U by %0 in J)"),
    ("demand", "demand(%0, %1) else \"{I} \\\"q\\\"\""), ("constant", "[1, missing, 3]"),
  ]

  @Test func saysWhatOperationsDo() {
    let lab = Laboratory()
    let words = OperationWords(extents: Extents(lab.builder.axes, lab.inputs))
    let operations: [IdxPlan.Operation] = [
      .gather(lab.i), .relabel([lab.i: lab.i1]),
      .along(.rank(ties: .dense, descending: true), lab.u),
      .stack(lab.j), .element(lab.i, position: 1), .lookup(lab.i, label: "B"),
      .primitive(
        .principal, PrimitiveShape([.init([lab.i, lab.i1])], kept: [lab.i]), result: 1),
      .reduce(.sum, over: [lab.u], hasCondition: true, by: nil),
      .reduce(.quantile(type: 7), over: [lab.u], hasCondition: false, by: nil),
      .reduce(.first, over: [lab.u], hasCondition: false, by: lab.j),
      .demand(message: "{I} \"q\"", axes: [:]), .constant(ConstantValue([1, nil, 3])),
    ]
    for (operation, (word, expected)) in zip(operations, Self.words) {
      let one = ["rank", "element", "relabel", "first"].contains(word)
      #expect(words.text(operation, one ? ["%0"] : ["%0", "%1"]) == expected)
      #expect(words.word(operation) == word)
    }
  }
}
