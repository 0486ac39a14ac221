/// The standard library: the text of its modules, models and data, held by the binary itself.
public enum StandardLibrary {
  /// One file of the library.
  public struct File: Sendable {
    /// The path within the library: `methods/normalisation.idx`.
    public let path: String
    /// The contents in pieces, as long as the compiler likes its literals.
    let parts: [StaticString]

    /// The contents. Complexity: O(bytes), at every use.
    public var text: String {
      parts.reduce(into: "") { text, part in
        part.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  /// Every file, ordered by the bytes of the paths.
  public static var files: [File] { embedded }

  /// The paths of the modules, the first of which is number one.
  public static let modulePaths = embedded.map(\.path).filter { $0.hasSuffix(".idx") }

  private static let moduleNumbers = Dictionary(
    uniqueKeysWithValues: modulePaths.enumerated().map { ($1, $0 + 1) })

  /// Returns the number of the module `path`, if there is one.
  public static func moduleNumber(_ path: String) -> Int? { moduleNumbers[path] }

  private static let positions = Dictionary(
    uniqueKeysWithValues: embedded.enumerated().map { ($1.path, $0) })

  /// Returns the text of the file `path`, if there is one.
  public static func text(_ path: String) -> String? {
    positions[path].map { embedded[$0].text }
  }

  /// The names that the prelude declares, in the order of their letters.
  public static let names = declarations.keys.sorted()

  /// Returns the names of what the prelude declares and other programs call `name`.
  public static func names(elsewhereCalled name: String) -> [String] { elsewhere[name] ?? [] }

  /// Returns the path of the module of the prelude that declares `name`, if there is one.
  ///
  /// The prelude is what needs no import: the methods, the scales, and what stands at the top of the
  /// library, but not its models.
  public static func module(declaring name: String) -> String? {
    declarations[name].map { embedded[$0].path }
  }
}
