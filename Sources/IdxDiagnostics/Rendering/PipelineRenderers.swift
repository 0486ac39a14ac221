/// Findings as the commands by which GitHub Actions marks lines of a change.
public struct GitHubRenderer {
  private let findings: [ModelFindings]

  /// Creates a renderer of `findings`.
  public init(_ findings: [ModelFindings]) { self.findings = findings }

  /// One line for each finding.
  public var text: String {
    findings.flatMap { model -> [String] in
      let sources = PlacedSources(model.sources, for: model.diagnostics)
      return model.diagnostics.map { line($0, sources, model.model) }
    }.joined()
  }

  private func line(_ diagnostic: Diagnostic, _ sources: PlacedSources, _ model: String) -> String {
    let word = diagnostic.severity == .hint ? "notice" : diagnostic.severity.word
    let found = sources[diagnostic.span.file]
    var properties = [("file", plainPath(found?.source.path ?? model))]
    if let lines = found?.lines {
      let start = lines.place(at: diagnostic.span.range.lowerBound)
      let end = lines.place(at: diagnostic.span.range.upperBound)
      properties += [("line", "\(start.line)"), ("endLine", "\(end.line)")]
      // Columns are taken for one line only.
      if start.line == end.line {
        properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")]
      }
    }
    let name = Catalogue.entry(diagnostic.code)?.name ?? ""
    properties.append(("title", "\(diagnostic.code) \(name)"))
    let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }
    return "::\(word) \(list.joined(separator: ","))::"
      + escaped(diagnostic.adviceLines, isProperty: false) + "\n"
  }

  private func escaped(_ text: String, isProperty: Bool) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case ":" where isProperty: "%3A"
      case "," where isProperty: "%2C"
      default: String(scalar)
      }
    }.joined()
  }
}

/// Findings as a code quality report of GitLab.
public struct GitLabRenderer {
  private let findings: [ModelFindings]

  /// Creates a renderer of `findings`.
  public init(_ findings: [ModelFindings]) { self.findings = findings }

  /// The whole report.
  public var text: String {
    var counter = FingerprintCounter()
    let entries = findings.flatMap { model -> [JSONValue] in
      let sources = PlacedSources(model.sources, for: model.diagnostics)
      return model.identified.map { diagnostic, identity in
        let lines = sources[diagnostic.span.file]?.lines
        let start = lines?.place(at: diagnostic.span.range.lowerBound).line ?? 1
        let end = lines?.place(at: diagnostic.span.range.upperBound).line ?? 1
        return .object([
          ("description", .string(diagnostic.adviceLines)),
          ("check_name", .string(Catalogue.entry(diagnostic.code)?.name ?? diagnostic.code)),
          ("fingerprint", .string(counter.next(identity))),
          ("severity", .string(Self.severity(diagnostic.severity))),
          (
            "location",
            .object([
              ("path", .string(plainPath(identity.path))),
              ("lines", .object([("begin", .integer(start)), ("end", .integer(end))])),
            ])
          ),
        ])
      }
    }
    return JSONValue.array(entries).text + "\n"
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .hint: "info"
    }
  }
}

/// Returns `path` as both services write those of their repository.
private func plainPath(_ path: String) -> String {
  path.hasPrefix("./") ? String(path.dropFirst(2)) : path
}
