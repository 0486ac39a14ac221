import IdxIDE

/// The signature of what is called, as the protocol writes it.
struct LSPSignatureHelp: Encodable {
  struct Signature: Encodable {
    var label: String
    var documentation: MarkupContent?
    var parameters: [Parameter]
    var activeParameter: Int?
  }
  struct Parameter: Encodable { var label: Label }
  /// A part of the label of the signature: its places, or itself.
  enum Label: Encodable {
    case places([Int])
    case text(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .places(let places): try container.encode(places)
      case .text(let text): try container.encode(text)
      }
    }
  }
  var signatures: [Signature]
  var activeSignature = 0
  var activeParameter: Int?
}

extension RequestTable {
  static var signatureRequests: [(String, Handler)] {
    [
      on("textDocument/signatureHelp") { (parameters: PlaceParams, request) in
        let server = request.server
        let (assistant, offset) = try server.assistant(at: parameters, for: request)
        return assistant.signature(at: offset).map { server.signature($0) }
      }
    ]
  }
}

extension Server {
  fileprivate func signature(_ help: SignatureHelp) -> LSPSignatureHelp {
    let wishes = client.textDocument?.signatureHelp?.signatureInformation
    let bytes = Array(help.label.utf8)
    let parameters = help.parameters.map { range -> LSPSignatureHelp.Parameter in
      guard wishes?.parameterInformation?.labelOffsetSupport == true else {
        return .init(label: .text(String(decoding: bytes[range], as: UTF8.self)))
      }
      // Places in labels count in the units of UTF-16 whatever was agreed on for documents.
      let ends = [range.lowerBound, range.upperBound].map {
        String(decoding: bytes[..<$0], as: UTF8.self).utf16.count
      }
      return .init(label: .places(ends))
    }
    return LSPSignatureHelp(
      signatures: [
        .init(
          label: help.label,
          documentation: help.documentation.isEmpty
            ? nil : markup(help.documentation, formats: wishes?.documentationFormat),
          parameters: parameters,
          activeParameter: wishes?.activeParameterSupport == true ? help.active : nil)
      ], activeParameter: help.active)
  }
}
