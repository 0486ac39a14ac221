import IdxDiagnostics
import IdxPlan
import Testing

@Suite struct PlanBuilderTests {
  private let origin = Origin(Span(FileID(0), 0, 0))

  @Test func makesEqualOperatorsOneNode() {
    let builder = PlanBuilder()
    let one = builder.constant(1, origin: origin)
    let two = builder.constant(2, origin: origin)
    let first = builder.binary(.add, one, two, origin: origin)
    #expect(builder.binary(.add, one, two, origin: origin) == first)
    #expect(builder.binary(.add, two, one, origin: origin) != first)
  }

  @Test func broadcastsByName() {
    let builder = PlanBuilder()
    let rows = builder.axis(
      PlanAxis(name: "R", isInner: false, elements: .fixed(codes: ["a", "b"], labels: ["a", "b"])))
    let objects = builder.axis(PlanAxis(name: "U", isInner: true, elements: .table(name: "U")))
    let x = builder.elements(objects, origin: origin)
    let y = builder.elements(rows, origin: origin)
    let sum = builder.binary(.add, x, y, origin: origin)
    #expect(builder[sum].axes == [rows, objects])
  }
}
