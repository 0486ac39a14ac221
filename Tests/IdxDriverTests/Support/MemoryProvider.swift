import Foundation
import IdxDriver

/// Files that are held in memory, all in one folder, with those of a real folder behind them if wanted.
struct MemoryProvider: SourceProvider {
  /// The contents by name.
  let files: [String: [UInt8]]
  /// The folder behind them.
  var folder: URL?

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    if path.hasPrefix("..") { return .failure(.outside(path: path, folder: "models")) }
    guard let bytes = files[path] ?? behind(path) else { return .failure(.missing(path: path)) }
    let count = min(limit ?? bytes.count, bytes.count)
    return .success(
      SourceFile(
        resolvedPath: path, displayPath: path, bytes: Array(bytes.prefix(count)),
        isPartial: count < bytes.count))
  }

  /// Takes every encoding for one of which texts in ASCII are the same, and that has no byte 255.
  func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
  {
    bytes.firstIndex(of: 0xFF).map { .failure(.invalid(offset: $0)) } ?? .success(bytes)
  }

  private func behind(_ path: String) -> [UInt8]? {
    folder.flatMap { try? Data(contentsOf: $0.appending(path: path)) }.map { Array($0) }
  }
}
