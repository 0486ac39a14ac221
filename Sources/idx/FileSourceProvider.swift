import IdxDriver

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Files of the file system, for one model.
///
/// What a model names must lie in the folder of the model or below, or in an allowed folder; links and
/// `..` are resolved before that is judged. What the command line names is allowed by being named. A
/// file in a folder `tests` beside models may read what these may.
struct FileSourceProvider: SourceProvider {
  /// The folders that may be read, absolute and without links, the model's own first.
  let folders: [String]

  /// Creates the provider for the model `model` that may also read in `allowedFolders`.
  init(model: String, allowedFolders: [String]) {
    let own = Paths.resolved(model).map { path in
      [Paths.folder(of: path)] + (ModelFinder.testedFolder(of: path).map { [$0] } ?? [])
    }
    folders = (own ?? []) + allowedFolders
  }

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    let isGiven = importer == nil || purpose == .model || purpose == .givenData
    let base = isGiven ? Paths.resolved(".") ?? "/" : Paths.folder(of: importer ?? "/")
    // The C library would cut the path at the byte 0.
    guard !path.utf8.contains(0) else { return .failure(.missing(path: path)) }
    let named = path.hasPrefix("/") ? path : base + "/" + path
    guard let resolved = Paths.resolved(named) else {
      let code = errno
      let place = Paths.normalised(path, in: base)
      // Whether a file exists that may not be read is nobody's business.
      guard isGiven || isAllowed(place) else { return .failure(outside(path)) }
      return .failure(failure(code, isGiven ? path : Paths.shown(place)))
    }
    guard isGiven || isAllowed(resolved) else { return .failure(outside(path)) }
    let shown = isGiven ? path : Paths.shown(resolved)
    return RegularFile.read(resolved, limit: limit).mapError { error in
      switch error {
      case .system(let code): failure(code, shown)
      case .notRegular: .other(path: shown, reason: "it is not a regular file")
      case .tooLarge: .other(path: shown, reason: "it is larger than 4 GiB")
      }
    }.map { file in
      SourceFile(
        resolvedPath: resolved, displayPath: shown, bytes: file.bytes, isPartial: file.isPartial)
    }
  }

  func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String? {
    let isGiven = importer == nil || purpose == .model || purpose == .givenData
    let base = isGiven ? Paths.resolved(".") ?? "/" : Paths.folder(of: importer ?? "/")
    let named = path.hasPrefix("/") ? path : base + "/" + path
    return path.utf8.contains(0) ? "" : FileVersion(named)?.text ?? ""
  }

  func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
  {
    TextEncoding.decoded(bytes, from: encoding, isPartial: isPartial)
  }

  /// Returns why the file `path`, named on the command line, cannot be read; `nil` if it can.
  static func objection(toReading path: String) -> String? {
    let provider = FileSourceProvider(model: path, allowedFolders: [])
    switch provider.read(path, from: nil, for: .model, limit: 0) {
    case .success: return nil
    case .failure(let failure): return "cannot read \(failure.sentence)"
    }
  }

  private func isAllowed(_ path: String) -> Bool {
    folders.contains { Paths.isInside(path, $0) }
  }

  private func outside(_ path: String) -> ReadFailure {
    .outside(
      path: path,
      folder: folders.first.map { $0 == Paths.resolved(".") ? "." : Paths.shown($0) } ?? "")
  }

  private func failure(_ code: Int32, _ path: String) -> ReadFailure {
    switch code {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EISDIR: .isDirectory(path: path)
    case EACCES, EPERM: .notPermitted(path: path)
    default: .other(path: path, reason: String(cString: strerror(code)))
    }
  }
}

extension ReadFailure {
  /// The path and what is wrong with it.
  var sentence: String {
    switch self {
    case .missing(let path): "\(quoted(path)): there is no such file"
    case .isDirectory(let path): "\(quoted(path)): it is a folder"
    case .notPermitted(let path): "\(quoted(path)): permission denied"
    case .outside(let path, let folder): "\(quoted(path)): it lies outside \(quoted(folder))"
    case .other(let path, let reason): "\(quoted(path)): \(reason)"
    }
  }
}
