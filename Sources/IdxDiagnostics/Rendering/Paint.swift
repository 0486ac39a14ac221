/// Colours for a terminal, or none.
public struct Paint: Sendable {
  /// What a text is, which decides how it looks.
  public enum Role: Sendable {
    case error
    case warning
    case hint
    case strong
    case gutter

    /// The parameters of the escape sequence that sets the look.
    var code: String {
      switch self {
      case .error: "1;31"
      case .warning: "1;33"
      case .hint: "1;36"
      case .strong: "1"
      case .gutter: "1;34"
      }
    }
  }

  /// `true` iff there are colours.
  public let isOn: Bool

  /// Creates colours iff `isOn`.
  public init(_ isOn: Bool) { self.isOn = isOn }

  /// Returns `text` in the look of `role`.
  public func callAsFunction(_ text: String, _ role: Role) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(role.code)m\(text)\u{1B}[0m" : text
  }
}

extension Severity {
  /// The look of findings of this severity.
  var role: Paint.Role {
    switch self {
    case .hint: .hint
    case .warning: .warning
    case .error: .error
    }
  }
}
