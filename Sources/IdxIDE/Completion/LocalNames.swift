import IdxDiagnostics
import IdxSyntax

/// The names that only the part of a file around a place sees.
struct LocalNames {
  /// The axis variables of the method.
  private(set) var axes: [String] = []
  /// The inputs, with what is written of them.
  private(set) var inputs: [(name: String, text: String, choices: [String])] = []
  /// The `let`s and the variables of loops, the last first.
  private(set) var values: [String] = []

  /// Finds the names that the byte `offset` of `document` sees.
  init(_ document: Document, at offset: Int) {
    guard case .method(let method)? = document.declaration(at: offset) else { return }
    axes = method.axes.compactMap { $0.name?.text }
    for input in method.inputs {
      guard let name = input.name?.text else { continue }
      inputs.append((name, MethodSummary.oneLine(input.node), input.choices.map(\.text)))
    }
    collect(method.node, offset)
    values.reverse()
  }

  private mutating func collect(_ node: Node, _ offset: Int) {
    var isLast = true
    for child in node.children.reversed() where Int(child.span.start) < offset {
      // Of what stands before, only the `let`s of the same block are seen.
      let isAround = isLast && (Int(child.span.end) >= offset || child.kind == .block)
      if isAround { collect(child, offset) }
      isLast = false
    }
    if node.kind == .block {
      for child in node.children(.letDeclaration) where Int(child.span.end) < offset {
        if let name = Name(child.child(.name)) { values.append(name.text) }
      }
    }
    if node.kind == .repeatLoop, let name = Name(node.child(.name)) { values.append(name.text) }
  }
}

extension Document {
  /// The declaration that the byte `offset` is in, or the last one before it.
  func declaration(at offset: Int) -> Declaration? {
    tree.root.children.last { $0.kind.isDeclaration && Int($0.span.start) <= offset }
      .flatMap { Declaration($0) }
  }
}
