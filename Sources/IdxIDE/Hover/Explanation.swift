/// What is told of something: paragraphs of Markdown, and pieces of the language.
public struct Explanation: Hashable, Sendable {
  /// A part.
  public enum Part: Hashable, Sendable {
    /// A piece of a model.
    case code(String)
    /// Markdown.
    case text(String)
  }

  /// The parts, in their order.
  public private(set) var parts: [Part] = []
  /// The bytes of the document that it is about.
  public var range: Range<Int>

  /// Creates an explanation of what stands at `range`, of which nothing is said yet.
  init(_ range: Range<Int> = 0..<0) { self.range = range }

  /// Adds a piece of a model.
  mutating func add(code: String) {
    if !code.isEmpty { parts.append(.code(code)) }
  }

  /// Adds a paragraph.
  mutating func add(_ text: String?) {
    if let text, !text.isEmpty { parts.append(.text(text)) }
  }

  /// `true` iff nothing is said.
  public var isEmpty: Bool { parts.isEmpty }

  /// The explanation as Markdown.
  public var markdown: String {
    parts.map { part in
      switch part {
      case .code(let code): "```idx\n\(code)\n```"
      case .text(let text): text
      }
    }.joined(separator: "\n\n")
  }

  /// The explanation without marks.
  public var plain: String {
    parts.map { part in
      switch part {
      case .code(let code): code
      case .text(let text): text.filter { $0 != "`" }.replacing("**", with: "")
      }
    }.joined(separator: "\n\n")
  }
}
