import IdxDriver

/// Files that are held in memory.
struct MemoryProvider: SourceProvider {
  /// The contents by name.
  let files: [String: [UInt8]]

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    guard let bytes = files[path] else { return .failure(.missing(path: path)) }
    let count = min(limit ?? bytes.count, bytes.count)
    return .success(
      SourceFile(
        resolvedPath: path, displayPath: path, bytes: Array(bytes.prefix(count)),
        isPartial: count < bytes.count))
  }
}
