/// Findings as SARIF 2.1.0 (OASIS 2020), the format of code scanning.
///
/// Lines and columns count from 1, columns in Unicode scalars.
public struct SARIFRenderer {
  private let findings: [ModelFindings]
  private let version: String

  /// Creates a renderer of `findings`, made by the program of version `version`.
  public init(_ findings: [ModelFindings], version: String) {
    self.findings = findings
    self.version = version
  }

  /// The whole log.
  public var text: String {
    let codes = Set(findings.flatMap { $0.diagnostics.map(\.code) }).sorted()
    let rules = codes.compactMap { Catalogue.entry($0) }
    let positions = Dictionary(
      uniqueKeysWithValues: rules.enumerated().map { ($1.code, $0) })
    var counter = FingerprintCounter()
    let results = findings.flatMap { model -> [JSONValue] in
      let places = SARIFPlaces(PlacedSources(model.sources, for: model.diagnostics), model.model)
      return model.identified.map { diagnostic, identity in
        result(
          diagnostic, places, rule: positions[diagnostic.code],
          fingerprint: counter.next(identity))
      }
    }
    let driver = JSONValue.object([
      ("name", .string("idx")), ("semanticVersion", .string(version)),
      ("rules", .array(rules.map(rule))),
    ])
    return JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver)])),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(results)),
          ])
        ])
      ),
    ]).text + "\n"
  }

  private func rule(_ entry: Catalogue.Entry) -> JSONValue {
    func message(_ text: String) -> JSONValue { .object([("text", .string(text))]) }
    let example = { (text: String) in text.isEmpty ? "" : "```idx\n\(text)\n```\n" }
    let failing = entry.failing.isEmpty ? "" : "\nFor example:\n\n" + example(entry.failing)
    let mended = entry.mended.isEmpty ? "" : "\nMended:\n\n" + example(entry.mended)
    return .object([
      ("id", .string(entry.code)), ("name", .string(entry.name)),
      ("shortDescription", message(entry.title)), ("fullDescription", message(entry.explanation)),
      (
        "help",
        .object([
          ("text", .string(entry.explanation)),
          ("markdown", .string(entry.explanation + "\n" + failing + mended)),
        ])
      ),
      ("defaultConfiguration", .object([("level", .string(level(entry.severity)))])),
    ])
  }

  private func level(_ severity: Severity) -> String {
    severity == .hint ? "note" : severity.word
  }

  private func result(
    _ diagnostic: Diagnostic, _ places: SARIFPlaces, rule: Int?, fingerprint: String
  ) -> JSONValue {
    let related = diagnostic.labels.compactMap { label -> JSONValue? in
      places.location(label.span, message: label.text)
    }
    let fixes = diagnostic.fixes.map(places.fix)
    return .object(
      [
        ("ruleId", .string(diagnostic.code)),
        ("ruleIndex", .integer(rule ?? -1)),
        ("level", .string(level(diagnostic.severity))),
        (
          "message",
          .object([
            (
              "text",
              .string(
                ([diagnostic.message] + diagnostic.hints.map { "help: \($0)" })
                  .joined(separator: "\n"))
            )
          ])
        ),
        ("locations", .array([places.location(diagnostic.span, message: nil)].compactMap { $0 })),
        ("partialFingerprints", .object([("idxFinding/v1", .string(fingerprint))])),
      ] + (related.isEmpty ? [] : [("relatedLocations", .array(related))])
        + (fixes.isEmpty ? [] : [("fixes", .array(fixes))]))
  }
}

/// The places of one model in the words of SARIF.
private struct SARIFPlaces {
  let sources: PlacedSources
  let model: String

  init(_ sources: PlacedSources, _ model: String) {
    self.sources = sources
    self.model = model
  }

  /// Returns the place `span`; what the command line says stands for the whole model.
  func location(_ span: Span, message: String?) -> JSONValue? {
    let artifact = ("artifactLocation", artifact(sources[span.file]?.source.path ?? model))
    let region = region(span).map { [("region", $0)] } ?? []
    let text = message.map { [("message", JSONValue.object([("text", .string($0))]))] } ?? []
    return .object([("physicalLocation", .object([artifact] + region))] + text)
  }

  /// Returns the change `fix`, file by file.
  func fix(_ fix: Fix) -> JSONValue {
    var files: [FileID] = []
    for edit in fix.edits where !files.contains(edit.span.file) { files.append(edit.span.file) }
    let changes = files.map { file in
      let edits = fix.edits.filter { $0.span.file == file }
      return JSONValue.object([
        ("artifactLocation", artifact(sources[file]?.source.path ?? model)),
        ("replacements", .array(edits.compactMap(replacement))),
      ])
    }
    return .object([
      ("description", .object([("text", .string(fix.title))])),
      ("artifactChanges", .array(changes)),
    ])
  }

  private func replacement(_ edit: TextEdit) -> JSONValue? {
    region(edit.span).map { region in
      .object([
        ("deletedRegion", region),
        ("insertedContent", .object([("text", .string(edit.text))])),
      ])
    }
  }

  private func region(_ span: Span) -> JSONValue? {
    guard let lines = sources[span.file]?.lines else { return nil }
    let start = lines.place(at: span.range.lowerBound)
    let end = lines.place(at: span.range.upperBound)
    return .object([
      ("startLine", .integer(start.line)), ("startColumn", .integer(start.column)),
      ("endLine", .integer(end.line)), ("endColumn", .integer(end.column)),
    ])
  }

  private func artifact(_ path: String) -> JSONValue {
    .object([("uri", .string(URIReference.text(ofPath: path)))])
  }
}

/// Paths as references in the sense of RFC 3986.
enum URIReference {
  /// Returns `path` with what a reference may not hold written as `%XX`.
  static func text(ofPath path: String) -> String {
    let scheme = path.hasPrefix("/") ? "file://" : ""
    let kept = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
    return scheme
      + kept.utf8.map { byte -> String in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
          return String(UnicodeScalar(byte))
        default:
          let digits = String(byte, radix: 16, uppercase: true)
          return "%" + (digits.count < 2 ? "0" : "") + digits
        }
      }.joined()
  }
}
