import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct DiagnosticsTests {
  @Test func showsWhatOthersLackWhereTheyAreNamed() throws {
    let fixture = EditorFixture(
      """
      data Parks from "parks.csv" { key code defines Park }
      let a = sum(Parks.x, over Park)
      //- parks.csv
      code,x
      A,one
      B,2
      """)
    let findings = try #require(fixture.analysis).findings
    let places = findings.map { "\($0.code) \($0.range) \($0.related.first?.place.path ?? "")" }
    #expect(places == ["E0510 16..<27 /models/parks.csv"])
  }
}
