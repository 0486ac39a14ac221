import IdxDriver

/// Files as a revision of a git repository holds them, for one model.
///
/// What a model names is judged as in `FileSourceProvider`, links aside: a revision has none that are
/// followed. What lies outside of the repository, and data named on the command line, are files of today.
struct GitSourceProvider: SourceProvider {
  /// The repository, the revision as people call it, and its commit.
  let repository: GitRepository
  let revision: String
  let commit: String
  /// The folders that may be read, absolute and without links, the model's own first.
  let folders: [String]
  /// The way to what is not in the repository.
  let files: FileSourceProvider

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    guard !path.utf8.contains(0) else { return .failure(.missing(path: path)) }
    let base = importer.map { Paths.folder(of: $0) } ?? Paths.resolved(".") ?? "/"
    let place = Paths.normalised(path, in: base)
    if purpose == .givenData || !Paths.isInside(place, repository.root) {
      return files.read(path, from: importer, for: purpose, limit: limit)
    }
    guard purpose == .model || folders.contains(where: { Paths.isInside(place, $0) }) else {
      return .failure(.outside(path: path, folder: folders.first.map { Paths.shown($0) } ?? ""))
    }
    let inner = String(place.dropFirst(repository.root.count + (repository.root == "/" ? 0 : 1)))
    return contents(inner, shown: "\(revision):\(inner)").map { bytes in
      let count = min(limit ?? bytes.count, bytes.count)
      return SourceFile(
        resolvedPath: place, displayPath: "\(revision):\(inner)",
        bytes: count == bytes.count ? bytes : Array(bytes.prefix(count)),
        isPartial: count < bytes.count)
    }
  }

  func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
  {
    files.decode(bytes, from: encoding, isPartial: isPartial)
  }

  /// Returns why the revision has no model at `path`; `nil` if it has one.
  func objection(toReading path: String) -> String? {
    switch read(path, from: nil, for: .model, limit: 0) {
    case .success: nil
    case .failure(let failure): "cannot read \(failure.sentence)"
    }
  }

  private func contents(_ path: String, shown: String) -> Result<[UInt8], ReadFailure> {
    func other(_ objection: Objection) -> ReadFailure {
      .other(path: shown, reason: objection.message)
    }
    return repository.entry(path, in: commit).mapError(other).flatMap { entry in
      guard let entry else { return .failure(.missing(path: shown)) }
      guard entry.kind == "blob" else { return .failure(.isDirectory(path: shown)) }
      if entry.mode == "120000" {
        return .failure(.other(path: shown, reason: "it is a link, which is not followed there"))
      }
      if entry.size > Int(UInt32.max) {
        return .failure(.other(path: shown, reason: "it is larger than 4 GiB"))
      }
      return repository.blob(entry.object).mapError(other)
    }
  }
}
