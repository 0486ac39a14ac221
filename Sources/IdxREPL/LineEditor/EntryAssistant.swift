/// What an editor of entries asks about the language that they are written in.
///
/// All places are offsets in the UTF-8 of the text.
public protocol EntryAssistant {
  /// Returns `false` iff `text` is the beginning of an entry that has to go on.
  func isComplete(_ text: String) -> Bool

  /// Returns what may stand at `offset` of `text`.
  func completions(of text: String, at offset: Int) -> EntryCompletions

  /// Returns what is to be told of `candidate`, in plain lines; `nil` where there is nothing.
  func documentation(of candidate: EntryCompletions.Candidate) -> String?

  /// Returns how the parts of `text` look, in their order.
  func styles(of text: String) -> [StyledRange]
}

/// What may stand at a place of an entry.
public struct EntryCompletions: Hashable, Sendable {
  /// One of the texts that may stand there.
  public struct Candidate: Hashable, Sendable {
    /// What is written.
    public let text: String
    /// What is shown.
    public let label: String
    /// What is shown beside the label.
    public let detail: String
    /// By what the assistant knows it again.
    public let key: String?

    /// Creates the candidate that is written as `text`.
    public init(text: String, label: String? = nil, detail: String = "", key: String? = nil) {
      self.text = EditText.cleaned(text)
      self.label = label ?? text
      self.detail = detail
      self.key = key
    }
  }

  /// The bytes that a candidate replaces.
  public let range: Range<Int>
  /// The candidates, the best first; those that do not fit to what stands in the range are left out.
  public let candidates: [Candidate]

  /// Creates the completions `candidates` of what stands in `range`.
  public init(range: Range<Int>, candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}

/// A part of a text and how it looks.
public struct StyledRange: Hashable, Sendable {
  /// The bytes of the part.
  public let range: Range<Int>
  /// How it looks.
  public let style: TextStyle

  /// Creates the part `range` that looks like `style`.
  public init(_ range: Range<Int>, _ style: TextStyle) {
    self.range = range
    self.style = style
  }
}

/// How a text looks.
public enum TextStyle: Hashable, Sendable, CaseIterable {
  case plain, keyword, name, type, function, property, number, string, comment, error
  /// What invites to write.
  case prompt
  /// What is found by a search.
  case match
  case menu, menuDetail, menuChosen
  /// What is told beside.
  case faint

  /// The parameters of the escape sequence that sets the look.
  var code: String {
    switch self {
    case .plain, .name, .menu: ""
    case .keyword: "35"
    case .type: "33"
    case .function: "34"
    case .property: "36"
    case .number: "33"
    case .string: "32"
    case .comment, .menuDetail, .faint: "2"
    case .error: "31"
    case .prompt: "1;36"
    case .match: "1;4"
    case .menuChosen: "7"
    }
  }
}
