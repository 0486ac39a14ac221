import IdxDiagnostics
import IdxDriver
import IdxTestSupport

/// Models as the driver sees them.
enum Models {
  /// Returns what is found in the model `text` with `files` beside it, by what `task` says.
  static func findings(
    in text: String, files: [String: [UInt8]] = [:], by task: Catalogue.Task = .check
  ) -> CheckReport? {
    var files = files
    files["model.idx"] = Array(text.utf8)
    return findings(in: files, by: task)
  }

  /// Returns what is found in `model.idx` of `files`, by what `task` says.
  static func findings(in files: [String: [UInt8]], by task: Catalogue.Task) -> CheckReport? {
    let provider = MemoryProvider(files: files)
    switch task {
    case .check:
      return Driver.check("model.idx", provider: provider, options: DriverOptions())
    case .run(let evaluations):
      return Driver.run(
        "model.idx", evaluations: evaluations, provider: provider, options: DriverOptions())?.check
    case .why(let object):
      return Driver.why(
        "model.idx", about: [object], slice: [:], provider: provider,
        options: DriverOptions())?.check
    }
  }

  /// Returns `report` in short: a code and a message a line.
  static func lines(_ report: CheckReport?) -> [String] {
    report?.diagnostics.map { "\($0.code): \($0.message)" } ?? ["cancelled"]
  }

  /// Returns `text` with `edits`, all of them in `file`, made.
  static func applied(_ edits: [TextEdit], to text: String) -> String {
    var bytes = Array(text.utf8)
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
      bytes.replaceSubrange(edit.span.range, with: edit.text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
