import IdxDiagnostics
import IdxDriver
import IdxIDE

/// A finding as the protocol writes it.
struct LSPDiagnostic: Codable, Hashable {
  struct Description: Codable, Hashable { var href: String }
  struct Related: Codable, Hashable {
    var location: Location
    var message: String
  }
  var range: PositionRange
  var severity: Int?
  var code: String?
  var codeDescription: Description?
  var source: String?
  var message: String
  var tags: [Int]?
  var relatedInformation: [Related]?
}

extension Server {
  /// Sends the findings of the documents whose findings are old, each worked out unless something has
  /// arrived meanwhile.
  func publishStale() {
    let inbox = inbox
    for path in stale.sorted() {
      guard let document = workspace.documents[path] else {
        stale.remove(path)
        continue
      }
      let checked = workspace.checkedDocument(path) { inbox.hasChange }
      // What arrives meanwhile comes first.
      if inbox.hasChange { return }
      stale.remove(path)
      guard let checked else { continue }
      let found = PublishedFindings(version: document.version, diagnostics: diagnostics(checked))
      // Another file has changed, which this one does not read.
      if published[path] != found { publish(path, version: found.version, found.diagnostics) }
      published[path] = found
      if inbox.hasMessage { return }
    }
  }

  func publish(_ path: String, version: Int?, _ diagnostics: [LSPDiagnostic]) {
    struct Published: Encodable {
      var uri: String
      var version: Int?
      var diagnostics: [LSPDiagnostic]
    }
    notify(
      "textDocument/publishDiagnostics",
      Published(uri: address(path), version: version, diagnostics: diagnostics))
  }

  /// Returns the findings of `checked` as the client understands them.
  func diagnostics(_ checked: CheckedDocument) -> [LSPDiagnostic] {
    let map = positions(checked.document)
    let publish = client.textDocument?.publishDiagnostics
    return checked.findings.map { finding in
      var diagnostic = LSPDiagnostic(range: map.range(finding.range), message: finding.message)
      diagnostic.severity = [.error: 1, .warning: 2, .hint: 4][finding.severity]
      diagnostic.code = finding.code
      diagnostic.source = "idx"
      if finding.isUnused, publish?.tagSupport?.valueSet?.contains(1) == true {
        diagnostic.tags = [1]
      }
      if publish?.relatedInformation == true, !finding.related.isEmpty {
        diagnostic.relatedInformation = finding.related.map { related in
          LSPDiagnostic.Related(
            location: location(related.place, in: checked), message: related.text)
        }
      }
      return diagnostic
    }
  }

  /// Returns `place` as the protocol writes it.
  func location(_ place: FilePlace, in checked: CheckedDocument) -> Location {
    let map =
      place.path == checked.document.path
      ? positions(checked.document)
      : checked.report.sources.first { $0.path == place.path }
        .map { PositionMap($0, client.encoding) }
    let range =
      map?.range(place.range)
      ?? PositionRange(
        start: Position(line: 0, character: 0), end: Position(line: 0, character: 0))
    return Location(uri: address(place.path), range: range)
  }
}

extension RequestTable {
  static var diagnosticRequests: [(String, Handler)] {
    [
      on("textDocument/diagnostic") { (parameters: DocumentParams, request) in
        let checked = try request.server.checkedDocument(parameters.textDocument, for: request)
        return DiagnosticReport(items: request.server.diagnostics(checked))
      }
    ]
  }
}

/// The findings of one document, for a client that asks.
struct DiagnosticReport: Encodable {
  var kind = "full"
  var items: [LSPDiagnostic]
}

/// What was sent of one document.
struct PublishedFindings: Hashable {
  var version: Int
  var diagnostics: [LSPDiagnostic]
}
