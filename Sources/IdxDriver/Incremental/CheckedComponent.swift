import IdxDiagnostics
import IdxSemantics
import IdxSyntax
import Synchronization

/// The findings of declarations that were checked together, with what they depend on.
final class CheckedComponent: Sendable {
  /// What was found, at places of the text as it was then.
  let findings: ComponentFindings
  /// The part: held, so that no other is taken for it.
  private let part: PartIdentity
  /// Where their texts were.
  private let ranges: [Range<Int>]
  private let requests: [ReadRequest]
  /// The names around them, and whether anything asks for results.
  private let surroundings: Int
  /// The lines on which they began, where a finding tells the number of a line.
  private let lines: [Int]?

  /// Returns `focus` of the part `identity` checked, whose declarations are `units`, and that with all that is known of it, facts among
  /// it if that is said; `nil` once it is cancelled.
  static func make(
    _ focus: ModuleFocus?, of identity: PartIdentity, units: [PlacedUnit], at path: String,
    surroundings: Int, lines: CurrentLines, provider: any SourceProvider, options: DriverOptions,
    recordsFacts: Bool, consistencies: KnownConsistencies, known: KnownDeclarations?
  ) -> (component: CheckedComponent, part: CheckedPart)? {
    let recording = RecordingProvider(provider)
    guard
      let session = Session(
        path, provider: recording, options: options, recordsFacts: recordsFacts, focus: focus,
        consistencies: consistencies, known: known)
    else { return nil }
    let part = CheckedPart(session: session, findings: session.findings)
    guard let findings = ComponentFindings(of: session, consistencies) else { return nil }
    let component = CheckedComponent(
      findings, of: identity, units: units, requests: recording.requests,
      surroundings: surroundings,
      lines: lines)
    return (component, part)
  }

  private init(
    _ findings: ComponentFindings, of part: PartIdentity, units: [PlacedUnit],
    requests: [ReadRequest], surroundings: Int, lines: CurrentLines
  ) {
    self.findings = findings
    self.part = part
    ranges = units.map(\.range)
    self.requests = requests
    self.surroundings = surroundings
    let ranges = ranges
    self.lines = findings.tellsLines ? ranges.map { lines.line(at: $0.lowerBound) } : nil
  }

  /// `true` iff the same would be found now, with the declarations at `starts`.
  func isValid(
    for provider: any SourceProvider, surroundings: Int, lines: CurrentLines,
    at starts: () -> [Int]
  ) -> Bool {
    // Names around are told only as what may have been meant, and unused is what no evaluation needs.
    let dependsOnNames = findings.hasErrors || !findings.lints.isEmpty
    return (!dependsOnNames || surroundings == self.surroundings)
      && (self.lines == nil || self.lines == starts().map { lines.line(at: $0) })
      && requests.allSatisfy { $0.isUnchanged(for: provider) }
  }

  /// Returns `span` of the text as it was in the text where the declarations begin at `starts`.
  func moved(_ span: Span, to starts: [Int]) -> Span {
    guard let index = ranges.firstIndex(where: { Int(span.start) <= $0.upperBound }) else {
      return span
    }
    let delta = starts[index] - ranges[index].lowerBound
    return Span(span.file, Int(span.start) + delta, Int(span.end) + delta)
  }
}

/// The numbers of the lines of a text, which are counted when the first is asked for.
final class CurrentLines: Sendable {
  private let source: SourceText
  private let index = Mutex<LineIndex?>(nil)

  /// Creates the lines of `source`.
  init(_ source: SourceText) { self.source = source }

  /// The number of the line that holds the byte `offset`.
  func line(at offset: Int) -> Int {
    index.withLock { index in
      let known = index ?? LineIndex(source)
      index = known
      return known.line(at: offset)
    }
  }
}
