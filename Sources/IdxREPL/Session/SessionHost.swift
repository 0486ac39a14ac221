public import IdxDriver
public import IdxIDE

/// What a session sees of the world besides the terminal.
public protocol SessionHost: Sendable {
  /// The folder in which a session without a model stands: what it reads lies there.
  var folder: String { get }
  /// The same for completion and documentation.
  var editor: any IDEHost { get }
  /// Returns the whole path of the file `path` as it was typed.
  func resolved(_ path: String) -> String
  /// Returns the way to the files that the model at `path` may read.
  func provider(forModel path: String) -> any SourceProvider
  /// Writes `text` into the file `path`, whole or not at all, and returns what is wrong if it cannot.
  func write(_ text: String, to path: String) -> String?
  /// Milliseconds since some moment, which only grow.
  func milliseconds() -> Double
  /// Returns the explanation of the findings of `code`, or the list of all where there is no code; or what is
  /// wrong if there is none.
  func explanation(ofFindings code: String?) -> (text: String, isKnown: Bool)
}
