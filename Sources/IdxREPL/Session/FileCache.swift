import IdxDriver
import Synchronization

/// Files as a session has read them: they stay as they were until they are forgotten, so that all values of a
/// session are of one state of the disk.
final class FileCache: SourceProvider {
  private struct Request: Hashable {
    let path: String
    let importer: String?
    let purpose: FilePurpose
  }

  private struct Read {
    let result: Result<SourceFile, ReadFailure>
    let stamp: String?
  }

  private let base: any SourceProvider
  private let known = Mutex<[Request: Read]>([:])

  /// Creates the cache of what is read through `base`.
  init(_ base: any SourceProvider) { self.base = base }

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    let request = Request(path: path, importer: importer, purpose: purpose)
    let old = known.withLock { $0[request] }
    if let old, case .success(let file) = old.result {
      if !file.isPartial || limit.map({ file.bytes.count >= $0 }) ?? false { return old.result }
    }
    let stamp = base.stamp(path, from: importer, for: purpose)
    let result = base.read(path, from: importer, for: purpose, limit: limit)
    known.withLock { $0[request] = Read(result: result, stamp: stamp) }
    return result
  }

  func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String? {
    let request = Request(path: path, importer: importer, purpose: purpose)
    return known.withLock { $0[request]?.stamp } ?? base.stamp(path, from: importer, for: purpose)
  }

  func decode(
    _ bytes: [UInt8], from encoding: String, isPartial: Bool
  ) -> Result<[UInt8], DecodingFailure> {
    base.decode(bytes, from: encoding, isPartial: isPartial)
  }

  /// The files, as they were written, that are not any more what was read.
  var changed: [String] {
    let reads = known.withLock { $0 }
    return Set(
      reads.filter { request, read in
        guard case .success = read.result else { return false }
        return read.stamp != base.stamp(request.path, from: request.importer, for: request.purpose)
      }.map(\.key.path)
    ).sorted()
  }
}
