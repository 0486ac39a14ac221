import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct SignatureHelpTests {
  @Test(arguments: [
    ("let a = minmax($0)", "minmax[U: objects, I: indicators]", "x: Real?[U, I]"),
    (
      "let a = minmax(e.raw, $0)", "minmax[",
      "constant: refuse | lowest | middle | highest = refuse"
    ),
    ("let a = minmax(constant: low$0, e.raw)", "minmax[", "constant"),
    ("let a = minmax(constant: lowest, e.raw$0)", "minmax[", "x: Real"),
    ("let a = abs(min(1, 2$0))", "min[over A]", nil),
    ("let a = sum(Parks.trees, over $0", "sum[over A](x: Real?) -> Real?", nil),
    (
      "evaluation o of Green on Parks { normalise scaled_minmax($0) }", "scaled_minmax",
      "lowest: Real = 0"
    ),
    ("evaluation o of Green on Parks { normalise min$0max }", "minmax[", nil),
    (
      "method own(first: Real, second: Real) -> Real { first }\nlet a = own(1, $0", "own(",
      "second: Real"
    ),
  ])
  func tellsTheInput(_ text: String, _ label: String, _ active: String?) throws {
    let fixture = EditorFixture(parkModel + text + parkFile)
    let assistant = try #require(fixture.assistant)
    let found = assistant.signature(at: fixture.cursor)
    let help = try #require(found)
    #expect(help.label.hasPrefix(label), "\(help.label)")
    let bytes = Array(help.label.utf8)
    let input = help.active.map { String(decoding: bytes[help.parameters[$0]], as: UTF8.self) }
    if let active {
      #expect(input?.hasPrefix(active) == true, "\(input ?? "none")")
    } else if !label.hasPrefix("min[") {
      #expect(input == nil)
    }
  }

  @Test(arguments: ["let a = $0", "// minmax($0)", "index X { $0 }", "let a = nothing($0)"])
  func isSilentElsewhere(_ text: String) throws {
    let fixture = EditorFixture(text)
    let assistant = try #require(fixture.assistant)
    let found = assistant.signature(at: fixture.cursor)
    #expect(found == nil)
  }
}
