/// The standard library: the text of its modules, models and data, held by the binary itself.
public enum StandardLibrary {
  /// One file of the library.
  public struct File: Sendable {
    /// The path within the library: `methods/normalisation.idx`.
    public let path: String
    /// The contents in pieces, as long as the compiler likes its literals.
    let parts: [StaticString]
    /// The syntax tree in pieces; none where the text has to be parsed.
    let treeParts: [StaticString]

    /// The contents. Complexity: O(bytes), at every use.
    public var bytes: [UInt8] { joined(parts) }

    /// The contents. Complexity: O(bytes), at every use.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The syntax tree as the parser encodes it; empty where the text has to be parsed.
    public var encodedTree: [UInt8] { joined(treeParts) }
  }

  /// Every file, ordered by the paths.
  public static var files: [File] { embedded }

  /// The paths of the modules, the first of which is number one, in their order.
  public static var modulePaths: [String] { modules }

  /// The names of the models from which another can be begun, sorted: `models/cities/cities.idx` is `cities`.
  public static var modelNames: [String] { models }

  /// Returns the number of the module `path`, if there is one.
  public static func moduleNumber(_ path: String) -> Int? {
    position(of: path, among: modules.count) { modules[$0] }.map { $0 + 1 }
  }

  /// Returns the file `path`, if there is one.
  public static func file(_ path: String) -> File? {
    position(of: path, among: embedded.count) { embedded[$0].path }.map { embedded[$0] }
  }

  /// Returns the text of the file `path`, if there is one.
  public static func text(_ path: String) -> String? { file(path)?.text }

  /// The names that the prelude declares, in the order of their letters.
  public static var names: [String] { declared }

  /// Returns the names of what the prelude declares and other programs call `name`.
  public static func names(elsewhereCalled name: String) -> [String] { elsewhere[name] ?? [] }

  /// Returns the path of the module of the prelude that declares `name`, if there is one.
  ///
  /// The prelude is what needs no import: the methods, the scales, and what stands at the top of the
  /// library, but not its models.
  public static func module(declaring name: String) -> String? {
    position(of: name, among: declared.count) { declared[$0] }.map { embedded[declaring[$0]].path }
  }

  /// Returns where `text` stands among `count` texts in their order. Tables by hash would have to
  /// be made at every start; arrays of literals stand in the binary.
  private static func position(
    of text: String, among count: Int, _ element: (Int) -> String
  ) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if element(middle) < text {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < count && element(low) == text ? low : nil
  }
}

/// Returns the bytes of `parts`, one after the other.
private func joined(_ parts: [StaticString]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(parts.reduce(0) { $0 + $1.utf8CodeUnitCount })
  for part in parts { part.withUTF8Buffer { bytes += $0 } }
  return bytes
}
