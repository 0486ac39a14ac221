/// What a file is read for, which decides where it may lie.
public enum FilePurpose: Hashable, Sendable {
  /// A model named on the command line: permission for itself.
  case model
  /// A module that a model imports.
  case module
  /// A data file that a model names.
  case data
  /// A data file named on the command line: permission for itself.
  case givenData
}

/// The contents of a file, with the names by which it is known.
public struct SourceFile: Sendable {
  /// The absolute path without links and `..`: the identity of the file.
  public let resolvedPath: String
  /// The path that people are shown.
  public let displayPath: String
  /// The contents, or their beginning if a limit was given.
  public let bytes: [UInt8]
  /// `true` iff `bytes` is only the beginning.
  public let isPartial: Bool

  /// Creates the contents of a file.
  public init(resolvedPath: String, displayPath: String, bytes: [UInt8], isPartial: Bool) {
    self.resolvedPath = resolvedPath
    self.displayPath = displayPath
    self.bytes = bytes
    self.isPartial = isPartial
  }
}

/// Why a file could not be read.
public enum ReadFailure: Error, Hashable, Sendable {
  case missing(path: String)
  case isDirectory(path: String)
  case notPermitted(path: String)
  /// It lies outside the model's folder and every allowed folder.
  case outside(path: String, folder: String)
  case other(path: String, reason: String)
}

/// The one way in which the compiler reaches files.
public protocol SourceProvider: Sendable {
  /// Returns the file `path`, as written in the file whose resolved path is `importer` (`nil`: on the
  /// command line), reading `limit` bytes at most if it is given.
  func read(_ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?)
    -> Result<SourceFile, ReadFailure>

  /// Returns what changes when the contents of the file do that `read` gives for the same request; `nil`
  /// where that cannot be told.
  func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String?

  /// Returns the text that `bytes` are in `encoding`, as UTF-8; if `isPartial`, a character that is
  /// cut off at the end is left out.
  func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
}

/// Why bytes could not be converted to UTF-8.
public enum DecodingFailure: Error, Hashable, Sendable {
  /// The system does not know the encoding.
  case unknownEncoding
  /// At `offset` stands nothing that the encoding allows.
  case invalid(offset: Int)
}

extension SourceProvider {
  /// Tells nothing: whoever reads files may know when they change.
  public func stamp(_ path: String, from importer: String?, for purpose: FilePurpose) -> String? {
    nil
  }

  /// Returns `bytes` if they need no conversion: whoever reads files may know more encodings.
  public func decode(_ bytes: [UInt8], from encoding: String, isPartial: Bool)
    -> Result<[UInt8], DecodingFailure>
  {
    encoding == "utf-8" ? .success(bytes) : .failure(.unknownEncoding)
  }
}
