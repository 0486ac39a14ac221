import IdxDiagnostics
import IdxSyntax

extension Elaborator {
  /// Returns the fix that turns the indicators before `step` reads them, the first being `leaf`: by a
  /// normalisation where there is none, else by a step before it; none where one turns them already or `step`
  /// reads an earlier stage.
  func orientations(of leaf: Int, before step: ScopedStep, _ run: EvaluationRun) -> [Fix] {
    let index = evaluations[run.position].index
    guard step.step.stage == nil, run.step(.orient, at: leaf, in: index) == nil else { return [] }
    let normalisation = run.step(.normalise, at: leaf, in: index)
    let method = normalisation == nil ? "normalise minmax" : "orient from_greatest"
    let place = (normalisation ?? step).step.node
    guard place.tree.source.file == run.span.file else { return [] }
    let source = place.tree.source
    let start = Int(place.span.start)
    let line = source.bytes[..<start].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    let before = source.text(in: line..<start)
    let isAlone = before.allSatisfy { $0 == " " || $0 == "\t" }
    return [
      Fix(
        "add `\(method)`, which turns costs round",
        [TextEdit(Span(source.file, start, start), method + (isAlone ? "\n" + before : "  "))])
    ]
  }
}
