import IdxDiagnostics
import IdxDriver

/// The files of a session: its own text, which is on no disk, and those of another provider.
struct SessionProvider: SourceProvider {
  /// The way to the disk.
  let base: any SourceProvider
  /// The path for which the text of the session stands.
  let path: String
  /// That text.
  let text: SourceText

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    guard purpose == .model, importer == nil, path == self.path else {
      return base.read(path, from: importer, for: purpose, limit: limit)
    }
    return .success(
      SourceFile(
        resolvedPath: path, displayPath: self.text.path, bytes: self.text.bytes, isPartial: false))
  }

  func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String? {
    base.stamp(path, from: importer, for: purpose)
  }

  func decode(
    _ bytes: [UInt8], from encoding: String, isPartial: Bool
  ) -> Result<[UInt8], DecodingFailure> {
    base.decode(bytes, from: encoding, isPartial: isPartial)
  }
}
