public import Foundation

/// The files that tests read, found from where this source is.
public enum Fixtures {
  /// The root of the repository.
  public static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Returns the path of `url` from the root of the repository.
  public static func name(of url: URL) -> String {
    String(url.path.dropFirst(repository.path.count)).trimmingCharacters(in: ["/"])
  }

  /// Returns the files of extension `kind` in `folder` of the repository and below, by name.
  public static func files(in folder: String, _ kind: String) -> [URL] {
    let root = repository.appending(path: folder)
    let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let files = (all?.allObjects ?? []).compactMap { $0 as? URL }
    return files.filter { $0.pathExtension == kind }.sorted { $0.path < $1.path }
  }

  /// Returns the bytes of `url`.
  public static func bytes(_ url: URL) throws -> [UInt8] { Array(try Data(contentsOf: url)) }

  /// Returns the text of `url`.
  public static func text(_ url: URL) throws -> String {
    String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }

  /// How long random tests should go on, in seconds: `IDX_FUZZ_SECONDS`, zero by default.
  public static var fuzzSeconds: Double {
    ProcessInfo.processInfo.environment["IDX_FUZZ_SECONDS"].flatMap(Double.init) ?? 0
  }
}
