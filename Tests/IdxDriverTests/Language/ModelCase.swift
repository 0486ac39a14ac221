import Testing
import Foundation
import IdxDiagnostics
import IdxDriver
import IdxTestSupport
import Testing

/// A model of a fixture: what stands at the head of the file, then one of the sections that begin with
/// a line `//// name`.
struct ModelCase: CustomTestStringConvertible, Sendable {
  let file: URL
  let name: String
  let head: String
  let section: String

  var testDescription: String { "\(file.deletingPathExtension().lastPathComponent): \(name)" }
  var source: String { head + section }

  /// The cases of the file at `url`.
  static func cases(in url: URL) -> [ModelCase] {
    let text = (try? Fixtures.text(url)) ?? ""
    var parts: [(name: String, lines: [Substring])] = [("", [])]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("//// ") { parts.append((String(line.dropFirst(5)), [])) }
      parts[parts.count - 1].lines.append(line)
    }
    let texts = parts.map { $0.lines.joined(separator: "\n") }
    return zip(parts, texts).dropFirst().map {
      ModelCase(file: url, name: $0.name, head: texts[0] + "\n", section: $1)
    }
  }

  /// The cases of the files of the folder `name` of the fixtures.
  static func all(_ name: String) -> [ModelCase] {
    Fixtures.files(in: "Tests/Fixtures/evaluation/\(name)", "idx").flatMap { cases(in: $0) }
  }

  /// Returns what was found, marked in the section.
  func annotations(_ report: CheckReport) -> [Annotation] {
    let offset = head.count { $0 == "\n" }
    // A head serves several sections: not every one uses all of it.
    let unused = Catalogue.entry("unused-declaration")?.code
    return report.diagnostics.filter { $0.code != unused }.map { finding in
      let path = report.sources[Int(finding.span.file.index)].path
      let text = "\(finding.code): \(finding.message)"
      guard path == Memory.main else {
        return Annotation(line: 0, column: 0, length: 1, text: "\(path): \(text)")
      }
      let place = Annotation(
        source, bytes: Int(finding.span.start)..<Int(finding.span.end), text: text)
      return Annotation(
        line: place.line - offset, column: place.column, length: place.length, text: text)
    }.sorted()
  }
}

/// Files in memory: a model and the modules that it may import.
struct Memory: SourceProvider {
  static let main = "model.idx"

  var files: [String: String]

  /// Creates the files of a model `source` and the modules among the fixtures.
  init(_ source: String) {
    files = [Self.main: source]
    for module in Fixtures.files(in: "Tests/Fixtures/evaluation/modules", "idx") {
      files[module.lastPathComponent] = try? Fixtures.text(module)
    }
  }

  func read(_ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?)
    -> Result<SourceFile, ReadFailure>
  {
    guard let text = files[path] else { return .failure(.missing(path: path)) }
    return .success(
      SourceFile(resolvedPath: path, displayPath: path, bytes: Array(text.utf8), isPartial: false))
  }
}
