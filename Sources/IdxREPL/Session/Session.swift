import IdxDiagnostics
public import IdxDriver
import IdxSyntax

/// A dialogue about a model: what is typed is declared, evaluated or done, one entry after the other.
///
/// One thread uses it. An entry with an error changes nothing.
public final class Session {
  /// The way to the world.
  let host: any SessionHost
  /// How things are shown.
  public var settings = SessionSettings()
  /// What was typed, the oldest first.
  public internal(set) var entries: [String] = []
  /// The text with what is known of it.
  var bench: Workbench
  /// The model file that was loaded, as it was named; `nil` if none was.
  var file: String?
  /// The declarations that were typed since the model was loaded, the oldest first.
  var typed: [String] = []
  /// What an editor knows of the session.
  let editor: SessionEditor
  /// What `it` stands for: the last expression, in parentheses.
  var last: String?
  /// The files of which it was already said that they have changed.
  private var told: [String] = []

  /// Creates a session without a model; `options` say how it evaluates, and are asked often whether the user
  /// wants to stop.
  public init(host: any SessionHost, options: DriverOptions) {
    self.host = host
    editor = SessionEditor(host: host.editor, isCancelled: options.isCancelled)
    var options = options
    options.elementPrefix = ""
    let path = Self.plainPath(host)
    bench = Workbench(path: path, files: host.provider(forModel: path), options: options)
  }

  /// Returns the path for which the text of a session without a model stands.
  static func plainPath(_ host: any SessionHost) -> String {
    "\(host.folder)/\(Workbench.plainName).idx"
  }

  /// Does what `text` says.
  public func submit(_ text: String) -> Reply {
    let entry = Entry(text)
    if case .nothing = entry { return Reply() }
    entries.append(text.trimmed)
    switch entry {
    case .nothing: return Reply()
    case .command(let name, let rest): return command(name, rest)
    case .declarations(let tree):
      let reply = declare(tree)
      if !reply.isError { typed.append(text) }
      return reply
    case .what(let text): return whatIf(text)
    case .comparison(let operands): return compare(operands)
    case .expression(let text): return show(text)
    }
  }

  /// Lets go of what former entries were worked out with: that takes time, which nobody has who waits for a reply.
  public func releaseFormer() { bench.releaseFormer() }

  /// `true` iff `text` is a whole entry: if not, more lines belong to it.
  public static func isComplete(_ text: String) -> Bool { Entry.isComplete(text) }

  /// What is to be said before the next entry: that files have changed on the disk.
  public var notice: String? {
    let changed = bench.files.changed + changedModel
    let new = changed.filter { !told.contains($0) }
    told = changed
    guard !new.isEmpty else { return nil }
    return "\(new.map { "`\($0)`" }.joined(separator: ", ")) changed on the disk: "
      + ":reload reads it again\n"
  }

  /// Forgets which changed files were told, for a new start.
  func resetNotice() { told = [] }

  private var changedModel: [String] {
    guard let file, let stamp = modelStamp, stamp != currentStamp(of: file) else { return [] }
    return [file]
  }

  /// What told, when the model was loaded, whether its file would change.
  var modelStamp: String?

  func currentStamp(of file: String) -> String? {
    let path = host.resolved(file)
    return host.provider(forModel: path).stamp(path, from: nil, for: .model)
  }

  // MARK: - Findings

  /// Returns the refusal that says what `examination` has found wrong.
  func refusal(_ examination: Examination) -> Reply {
    .refusal(shown(examination.report, examination.text) { $0.severity == .error })
  }

  /// Returns `answer` of what there is, or the refusal that it is not there.
  func reply<Found>(to result: Result<Found, Reply>, _ answer: (Found) -> Reply) -> Reply {
    switch result {
    case .failure(let reply): reply
    case .success(let found): answer(found)
    }
  }

  /// Returns those findings of `report` for people that are `wanted`, at places of what was typed where they are
  /// in that piece of `text`.
  func shown(
    _ report: CheckReport, _ text: TypedText? = nil, only wanted: (Diagnostic) -> Bool
  ) -> String {
    let input = FileID(report.sources.count)
    let typed = Array((text?.typed ?? "").utf8)
    let findings = report.diagnostics.filter(wanted).map { finding in
      finding.moved { span in
        guard span.file == FileID(0) else { return span }
        for place in text?.places ?? [] {
          if let start = place.typed(Int(span.start)), let end = place.typed(Int(span.end)) {
            return Span(input, start, end)
          }
        }
        return span
      }
    }
    if findings.isEmpty { return "" }
    return HumanRenderer(
      findings, sources: report.sources + [SourceText(file: input, path: "input", bytes: typed)],
      paint: settings.paint, width: settings.width
    ).text
  }
}
