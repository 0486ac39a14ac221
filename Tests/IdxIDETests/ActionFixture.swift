import IdxEditorTestSupport
import IdxIDE
import Testing

/// An action, with the text before it and after.
struct ActionCase: CustomTestStringConvertible, Sendable {
  let title: String
  let before: String
  let after: String
  var only: [String]?

  init(_ title: String, _ before: String, _ after: String, only: [String]? = nil) {
    (self.title, self.before, self.after, self.only) = (title, before, after, only)
  }

  var testDescription: String { title }

  /// Takes the action of this title and compares what it leaves.
  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    let fixture = EditorFixture(before)
    let actions =
      fixture.workspace.actions(in: fixture.path, fixture.selection, only: only) ?? []
    guard let action = actions.first(where: { $0.title == title }) else {
      Issue.record(
        "\(title): offered are \(actions.map(\.title))", sourceLocation: sourceLocation)
      return
    }
    let outcome = fixture.workspace.outcome(of: action.id, in: fixture.path, fixture.selection)
    guard case .edits(let edits)? = outcome, let own = edits.first else {
      Issue.record("\(title): \(outcome.map { "\($0)" } ?? "none")", sourceLocation: sourceLocation)
      return
    }
    let text = applied(own.edits, to: Array(fixture.text(fixture.path).utf8))
    #expect(text == after, sourceLocation: sourceLocation)
  }
}

/// Returns `bytes` after `edits`, which are in order and do not overlap.
func applied(_ edits: [ByteEdit], to bytes: [UInt8]) -> String {
  var bytes = bytes
  for edit in edits.reversed() { bytes.replaceSubrange(edit.range, with: edit.bytes) }
  return String(decoding: bytes, as: UTF8.self)
}
