import IdxDiagnostics
import IdxDriver

/// Files as the editor has them where it has them open, and as they are on the disk elsewhere.
struct OverlayProvider: SourceProvider {
  /// The way to the disk.
  let base: any SourceProvider
  /// The open files, by path.
  var open: [String: Document]

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    // The model itself is what the editor says, whether or not there is such a file.
    if purpose == .model, let file = open[path] { return .success(contents(file)) }
    return base.read(path, from: importer, for: purpose, limit: limit).map { read in
      if let file = open[read.resolvedPath] { return contents(file) }
      // Editors know files by their whole paths.
      return SourceFile(
        resolvedPath: read.resolvedPath, displayPath: read.resolvedPath, bytes: read.bytes,
        isPartial: read.isPartial)
    }
  }

  func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String? {
    // What is open may be read instead: its version counts beside the file.
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let versions = open.values.filter { $0.path.hasSuffix(name) }.map { "\($0.path) \($0.version)" }
    return base.stamp(path, from: importer, for: purpose).map {
      ([$0] + versions.sorted()).joined(separator: "\n")
    }
  }

  func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
  {
    base.decode(bytes, from: encoding, isPartial: isPartial)
  }

  private func contents(_ document: Document) -> SourceFile {
    SourceFile(
      resolvedPath: document.path, displayPath: document.path, bytes: document.bytes,
      isPartial: false)
  }
}
