import Foundation
import IdxDriver
import IdxEditorTestSupport
import IdxIDE
import IdxREPL
import IdxTestSupport
import Synchronization

/// A host for sessions that reads files of the repository and keeps what is written.
final class DiskHost: SessionHost {
  let folder: String
  let editor: any IDEHost = MemoryHost(files: [:])
  /// Files that take the place of those on the disk, or were written.
  let files = Mutex<[String: String]>([:])

  init(folder: String) { self.folder = folder }

  func resolved(_ path: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }

  func provider(forModel path: String) -> any SourceProvider { DiskProvider(host: self) }

  func write(_ text: String, to path: String) -> String? {
    files.withLock { $0[resolved(path)] = text }
    return nil
  }

  func milliseconds() -> Double { 0 }

  func explanation(ofFindings code: String?) -> (text: String, isKnown: Bool) {
    ("explained \(code ?? "")\n", true)
  }
}

private struct DiskProvider: SourceProvider {
  let host: DiskHost

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    let whole = place(path, importer)
    let known = host.files.withLock { $0[whole] }.map { Array($0.utf8) }
    guard let bytes = known ?? (try? Fixtures.bytes(URL(filePath: whole))) else {
      return .failure(.missing(path: path))
    }
    return .success(
      SourceFile(resolvedPath: whole, displayPath: path, bytes: bytes, isPartial: false))
  }

  func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String? {
    guard case .success(let file) = read(path, from: importer, for: purpose, limit: nil) else {
      return nil
    }
    return "\(file.bytes.count) \(file.bytes.hashValue)"
  }

  private func place(_ path: String, _ importer: String?) -> String {
    if path.hasPrefix("/") { return path }
    guard let importer else { return host.resolved(path) }
    return URL(filePath: importer).deletingLastPathComponent().appending(path: path).path
  }
}
