/// Something that may stand at the cursor.
public struct CompletionItem: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable {
    case keyword, snippet, method, table, column, axis, element, index, group, indicator, judgement
    case evaluation, result, value, parameter, local, input, choice, scale, grade, unit, type
    case module, file, rule, attribute
  }

  /// What is shown and, where nothing else is said, written.
  public let label: String
  /// What it is.
  public let kind: Kind
  /// What is shown directly behind the label, such as the inputs of a method.
  public var detail = ""
  /// What is shown apart from it: where it is from, what it means.
  public var description = ""
  /// What is written.
  public var text: String
  /// What is written by editors that know snippets, with their tab stops.
  public var snippet: String?
  /// How well it fits: what has the smaller number comes first.
  public var fit: Int
  /// The characters that take the item over as they are typed.
  public var commits: [String] = []
  /// By what `documentation(ofCompletion:)` finds what is to be told of it.
  public var key: String?

  /// Creates the item `label`.
  init(_ label: String, _ kind: Kind, fit: Int, text: String? = nil, description: String = "") {
    self.label = label
    self.kind = kind
    self.fit = fit
    self.text = text ?? label
    self.description = description
  }
}

/// What may stand at the cursor.
public struct Completions: Sendable {
  /// The bytes before the cursor that the item chosen replaces.
  public let inserted: Range<Int>
  /// The bytes of the whole word, for editors that replace it.
  public let replaced: Range<Int>
  /// The items, the best first.
  public let items: [CompletionItem]
}
