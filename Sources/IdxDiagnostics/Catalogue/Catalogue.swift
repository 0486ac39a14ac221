/// All kinds of diagnostics: the one source of `idx explain`, of links and of the manual.
///
/// The entries stand in one file for each area, beside the factories that make their diagnostics:
/// E01xx syntax, E02xx names, E03xx types and measures, E04xx the model (hierarchy, weights,
/// judgements), E05xx data and evaluation, W06xx lints. A code is never reused.
public enum Catalogue {
  /// One kind of diagnostic.
  public struct Entry: Sendable {
    /// The stable code: a letter, two digits of area, two of number.
    public let code: String
    /// The name by which a model silences it: `allow(single-child) "…"`.
    public let name: String
    /// How serious it is.
    public let severity: Severity
    /// What is wrong, in a few words.
    public let title: String
    /// Why it is wrong and what to do: Markdown.
    public let explanation: String
    /// What is asked of the two models.
    public let task: Task
    /// Makes the models and the files beside the failing one, by name.
    private let makeFailing: @Sendable () -> String
    private let makeMended: @Sendable () -> String
    private let makeFailingFiles: @Sendable () -> [String: [UInt8]]
    /// Makes the files beside the mended model where they differ.
    private let makeMendedFiles: (@Sendable () -> [String: [UInt8]])?

    /// Creates an entry. Models that need data write their tables inline where that can be; `files`
    /// stand beside both models, or `mendedFiles` beside the mended one.
    public init(
      code: String, name: String, severity: Severity = .error, title: String, explanation: String,
      task: Task = .check, failing: @autoclosure @escaping @Sendable () -> String,
      mended: @autoclosure @escaping @Sendable () -> String,
      files: @escaping @Sendable () -> [String: [UInt8]] = { [:] },
      mendedFiles: (@Sendable () -> [String: [UInt8]])? = nil
    ) {
      self.code = code
      self.name = name
      self.severity = severity
      self.title = title
      self.explanation = explanation
      makeFailing = failing
      makeMended = mended
      self.task = task
      makeFailingFiles = files
      makeMendedFiles = mendedFiles
    }

    /// A whole model that is reported for exactly this. It is made at each request: few ask.
    public var failing: String { makeFailing() }
    /// The same model mended, free of errors and warnings.
    public var mended: String { makeMended() }
    /// The files beside the failing model, by name.
    public var failingFiles: [String: [UInt8]] { makeFailingFiles() }
    /// The files beside the mended model, by name.
    public var mendedFiles: [String: [UInt8]] { (makeMendedFiles ?? makeFailingFiles)() }
  }

  /// What shows a finding.
  public enum Task: Hashable, Sendable {
    /// Checking the model.
    case check
    /// Running evaluations of the model, all where none is named: the data must be read, or numbers
    /// computed.
    case run([String])
    /// Asking why an object has its score.
    case why(object: String)
  }

  /// The entries of each area, made when they are asked for: first those that a model without errors names, by
  /// which it silences them.
  private static let areas: [@Sendable () -> [Entry]] = [
    { lints }, { constantLints }, { steps }, { names }, { types }, { data }, { evaluation },
    { model }, { syntax },
  ]

  /// Every entry, by code.
  public static let all: [Entry] = areas.flatMap { $0() }.sorted { $0.code < $1.code }

  /// Returns the entry for `code` (in either case) or for the kebab-case name `code`.
  public static func entry(_ code: String) -> Entry? {
    let upper = code.uppercased()
    for area in areas {
      if let found = area().first(where: { $0.code == upper || $0.name == code }) { return found }
    }
    return nil
  }
}
