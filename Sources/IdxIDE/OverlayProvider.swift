import IdxDiagnostics
import IdxDriver

/// Files as the editor has them where it has them open, and as they are on the disk elsewhere.
struct OverlayProvider: SourceProvider {
  /// The way to the disk.
  let base: any SourceProvider
  /// The contents of open files, by path.
  var open: [String: [UInt8]]

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    // The model itself is what the editor says, whether or not there is such a file.
    if purpose == .model, let bytes = open[path] { return .success(file(path, bytes)) }
    return base.read(path, from: importer, for: purpose, limit: limit).map { read in
      if let bytes = open[read.resolvedPath] { return file(read.resolvedPath, bytes) }
      // Editors know files by their whole paths.
      return SourceFile(
        resolvedPath: read.resolvedPath, displayPath: read.resolvedPath, bytes: read.bytes,
        isPartial: read.isPartial)
    }
  }

  func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
  {
    base.decode(bytes, from: encoding, isPartial: isPartial)
  }

  private func file(_ path: String, _ bytes: [UInt8]) -> SourceFile {
    SourceFile(resolvedPath: path, displayPath: path, bytes: bytes, isPartial: false)
  }
}
