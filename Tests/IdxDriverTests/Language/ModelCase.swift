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

  /// The name of the model's file.
  static let path = "model.idx"

  /// The model's file, with the modules that it may import beside it.
  var files: MemoryProvider {
    MemoryProvider(
      files: [Self.path: Array(source.utf8)],
      folder: Fixtures.repository.appending(path: "Tests/Fixtures/evaluation/modules"))
  }

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

  /// Returns what was found, marked in the section. Not every section uses all of the head.
  func annotations(_ report: CheckReport) -> [Annotation] {
    let offset = head.count { $0 == "\n" }
    return report.diagnostics.filter { $0.code != "W0621" }.map { finding in
      let path = report.sources[Int(finding.span.file.index)].path
      let text = "\(finding.code): \(finding.message)"
      guard path == Self.path else {
        return Annotation(line: 0, column: 0, length: 1, text: "\(path): \(text)")
      }
      let place = Annotation(
        source, bytes: Int(finding.span.start)..<Int(finding.span.end), text: text)
      return Annotation(
        line: place.line - offset, column: place.column, length: place.length, text: text)
    }.sorted()
  }
}
