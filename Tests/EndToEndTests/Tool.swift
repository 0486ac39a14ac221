import Foundation

/// What a run of the program left behind.
struct ToolResult: Equatable {
  var output = ""
  var messages = ""
  var status: Int32 = 0
}

/// The built program.
enum Tool {
  /// The folder that the test bundle and the program were built into.
  private static let folder =
    Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    .map { $0.bundleURL.deletingLastPathComponent() }
    ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

  /// Returns what `idx` with `arguments` does in `directory`.
  static func run(_ arguments: [String], in directory: URL? = nil) throws -> ToolResult {
    try run(folder.appendingPathComponent("idx"), arguments, in: directory)
  }

  /// Returns what the shell does with `script`, in which `$idx` is the program.
  static func shell(_ script: String, in directory: URL? = nil) throws -> ToolResult {
    let program = folder.appendingPathComponent("idx").path
    return try run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", "idx='\(program)'; \(script)"], in: directory)
  }

  private static func run(
    _ program: URL, _ arguments: [String], in directory: URL?
  ) throws -> ToolResult {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = directory
    process.environment = ["PATH": "/usr/bin:/bin"]
    // Files, not pipes: no output is so long that it blocks the program.
    let place = try TemporaryFolder()
    let streams = try ["output", "messages"].map { try place.emptyFile($0) }
    process.standardOutput = try FileHandle(forWritingTo: streams[0])
    process.standardError = try FileHandle(forWritingTo: streams[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return ToolResult(
      output: try String(contentsOf: streams[0], encoding: .utf8),
      messages: try String(contentsOf: streams[1], encoding: .utf8),
      status: process.terminationStatus)
  }
}

/// A folder that is removed with the last reference to it.
final class TemporaryFolder {
  /// Where it is, without links.
  let url: URL

  init() throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("idx-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    url = place.resolvingSymlinksInPath()
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Creates the file `path`, and the folders that it is in, with the contents `text`.
  @discardableResult func file(_ path: String, _ text: String = "") throws -> URL {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
  }

  /// Creates the empty file `path`.
  func emptyFile(_ path: String) throws -> URL { try file(path) }

  /// Creates the link `path` to `target`.
  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: url.appendingPathComponent(path).path, withDestinationPath: target)
  }
}
