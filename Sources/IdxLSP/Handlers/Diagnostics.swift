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
      // What arrives meanwhile comes first: changes always, questions once, so that many do not keep findings
      // from being told.
      let canWait = delayed.insert(path).inserted
      let analysis = workspace.analysis(of: path) {
        canWait ? inbox.hasMessage : inbox.hasChange
      }
      if inbox.hasChange || canWait && inbox.hasMessage { return }
      delayed.remove(path)
      stale.remove(path)
      guard let analysis else { continue }
      let found = PublishedFindings(version: document.version, diagnostics: diagnostics(analysis))
      // Another file has changed, which this one does not read.
      if published[path] != found { publish(path, version: found.version, found.diagnostics) }
      published[path] = found
      if inbox.hasMessage { return }
    }
  }

  func publish(_ path: String, version: Int?, _ diagnostics: [LSPDiagnostic]) {
    var json = JSONBuilder()
    json.raw(#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"uri":"#)
    json.string(address(path))
    if let version {
      json.raw(#","version":"#)
      json.number(version)
    }
    json.raw(#","diagnostics":"#)
    json.list(diagnostics) { $0.diagnostic($1) }
    json.raw("}}")
    send(written: json.bytes)
  }

  /// Returns the findings of `analysis` as the client understands them.
  func diagnostics(_ analysis: Analysis) -> [LSPDiagnostic] {
    diagnostics(analysis.findings, in: analysis)
  }

  /// Returns `findings` of `analysis` as the client understands them.
  func diagnostics(_ findings: [Finding], in analysis: Analysis) -> [LSPDiagnostic] {
    let map = positions(analysis.document)
    let publish = client.textDocument?.publishDiagnostics
    return findings.map { finding in
      var diagnostic = LSPDiagnostic(range: map.range(finding.range), message: finding.message)
      diagnostic.severity = [.error: 1, .warning: 2, .hint: 4][finding.severity]
      diagnostic.code = finding.code
      diagnostic.source = "idx"
      if publish?.codeDescriptionSupport == true {
        diagnostic.codeDescription = page(on: finding.code).map { .init(href: $0) }
      }
      if finding.isUnused, publish?.tagSupport?.valueSet?.contains(1) == true {
        diagnostic.tags = [1]
      }
      if publish?.relatedInformation == true, !finding.related.isEmpty {
        diagnostic.relatedInformation = finding.related.map { related in
          LSPDiagnostic.Related(
            location: location(related.place, in: analysis), message: related.text)
        }
      }
      return diagnostic
    }
  }

  /// Returns the address of the page that explains the findings of `code`.
  private func page(on code: String) -> String? {
    if let known = pages[code] { return known }
    let page = workspace.host.page(onFindings: code).map { FileURI.uri($0) }
    pages[code] = .some(page)
    return page
  }

  /// Returns `place` as the protocol writes it.
  func location(_ place: FilePlace, in analysis: Analysis) -> Location {
    let map =
      place.path == analysis.document.path
      ? positions(analysis.document)
      : analysis.report.sources.first { $0.path == place.path }
        .map { PositionMap($0, client.encoding) } ?? workspace.document(place.path).map(positions)
    let range =
      map?.range(place.range)
      ?? PositionRange(
        start: Position(line: 0, character: 0), end: Position(line: 0, character: 0))
    return Location(uri: address(place.path), range: range)
  }
}

extension JSONBuilder {
  /// Adds `diagnostic`: with many findings the coders take longer than the check of what an edit touches.
  fileprivate mutating func diagnostic(_ diagnostic: LSPDiagnostic) {
    raw(#"{"range":"#)
    range(diagnostic.range)
    if let severity = diagnostic.severity {
      raw(#","severity":"#)
      number(severity)
    }
    if let code = diagnostic.code {
      raw(#","code":"#)
      string(code)
    }
    if let description = diagnostic.codeDescription {
      raw(#","codeDescription":{"href":"#)
      string(description.href)
      raw("}")
    }
    if let source = diagnostic.source {
      raw(#","source":"#)
      string(source)
    }
    raw(#","message":"#)
    string(diagnostic.message)
    if let tags = diagnostic.tags {
      raw(#","tags":"#)
      list(tags) { $0.number($1) }
    }
    if let related = diagnostic.relatedInformation {
      raw(#","relatedInformation":"#)
      list(related) { json, related in
        json.raw(#"{"location":{"uri":"#)
        json.string(related.location.uri)
        json.raw(#","range":"#)
        json.range(related.location.range)
        json.raw(#"},"message":"#)
        json.string(related.message)
        json.raw("}")
      }
    }
    raw("}")
  }
}

/// What was sent of one document.
struct PublishedFindings: Hashable {
  var version: Int
  var diagnostics: [LSPDiagnostic]
}
