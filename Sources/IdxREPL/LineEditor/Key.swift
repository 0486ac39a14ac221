/// A key that was pressed, or a text that was pasted.
public struct Key: Hashable, Sendable {
  /// What was pressed, apart from what was held.
  public enum Code: Hashable, Sendable {
    /// A character; with Control held, a letter is its small letter.
    case character(Unicode.Scalar)
    case enter, tab, backspace, delete, escape
    case left, right, up, down, home, end, pageUp, pageDown
    /// A text that came as a whole.
    case paste(String)
  }

  /// What was held while the key was pressed.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits, as terminals number them.
    public let rawValue: Int
    /// Shift, which a terminal tells only of keys that are no characters.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt, Option or Meta.
    public static let alt = Modifiers(rawValue: 2)
    /// Control.
    public static let control = Modifiers(rawValue: 4)

    /// Creates the set that `rawValue` stands for, a bit each.
    public init(rawValue: Int) { self.rawValue = rawValue }
  }

  /// What was pressed.
  public let code: Code
  /// What was held.
  public let modifiers: Modifiers

  /// Creates the key `code`, pressed while `modifiers` were held.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// Returns the key of `letter` pressed with Control.
  static func control(_ letter: Unicode.Scalar) -> Key { Key(.character(letter), .control) }

  /// Returns the key of `letter` pressed with Alt.
  static func alt(_ letter: Unicode.Scalar) -> Key { Key(.character(letter), .alt) }
}
