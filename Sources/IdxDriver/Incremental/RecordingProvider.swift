import Synchronization

/// A file that was asked for, with what tells whether it is still the same.
struct ReadRequest: Hashable {
  let path: String
  let importer: String?
  let purpose: FilePurpose
  /// `nil` where a change cannot be told.
  let stamp: String?

  /// `true` iff the file is surely what it was.
  func isUnchanged(for provider: any SourceProvider) -> Bool {
    stamp != nil && stamp == provider.stamp(path, from: importer, for: purpose)
  }
}

/// Files of another provider, with a record of those that were asked for.
final class RecordingProvider: SourceProvider {
  private let base: any SourceProvider
  private let record = Mutex<[ReadRequest]>([])

  /// Creates the recording of what is read through `base`.
  init(_ base: any SourceProvider) { self.base = base }

  /// What was asked for.
  var requests: [ReadRequest] { record.withLock { $0 } }

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    let stamp = base.stamp(path, from: importer, for: purpose)
    record.withLock {
      $0.append(ReadRequest(path: path, importer: importer, purpose: purpose, stamp: stamp))
    }
    return base.read(path, from: importer, for: purpose, limit: limit)
  }

  func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String? {
    base.stamp(path, from: importer, for: purpose)
  }

  func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
  {
    base.decode(bytes, from: encoding, isPartial: isPartial)
  }
}
