import IdxSyntax

extension Document {
  /// Returns what the tokens are as far as the text tells by itself, in their order; names are what `kinds` says
  /// of their words, methods where they are called.
  ///
  /// For texts that change with each key, since nothing is worked out that the text does not say.
  public func semanticTokens(
    naming kinds: (String) -> SemanticToken.Kind?
  ) -> [SemanticToken] {
    let isName = tree.tokensInNames(0..<tree.tokenCount)
    var names: [SemanticToken] = []
    for index in 0..<tree.tokenCount {
      let token = tree.kind(ofToken: index)
      guard token.isName || isName[index] else { continue }
      let range = tree.start(ofToken: index)..<tree.start(ofToken: index + 1)
      let isCalled =
        index + 1 < tree.tokenCount && tree.kind(ofToken: index + 1) == .leftParenthesis
      let known = isCalled ? .function : kinds(tree.token(index).text)
      if let known { names.append(SemanticToken(range: range, kind: known, modifiers: [])) }
    }
    return semanticTokens(names: names)
  }

  /// What the document declares, by the words of the names.
  public var declaredKinds: [String: SemanticToken.Kind] {
    var result: [String: SemanticToken.Kind] = [:]
    func add(_ symbols: [OutlineSymbol]) {
      for symbol in symbols {
        let word = String(decoding: bytes[symbol.selection], as: UTF8.self)
        if let kind = symbol.kind.semanticKind, result[word] == nil { result[word] = kind }
        add(symbol.children)
      }
    }
    add(outline)
    return result
  }
}

extension OutlineSymbol.Kind {
  /// The kind of the token of the name; `nil` where there is none.
  fileprivate var semanticKind: SemanticToken.Kind? {
    switch self {
    case .module: .namespace
    case .table: .struct
    case .measure, .axis: .type
    case .scale: .enum
    case .index, .evaluation, .variant: .class
    case .method: .function
    case .judgement, .value: .variable
    case .parameter, .input: .parameter
    case .column, .group, .indicator, .result: .property
    case .grade, .element: .enumMember
    case .axisVariable: .typeParameter
    case .key, .expectation: nil
    }
  }
}
