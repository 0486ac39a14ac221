import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The change that makes a variant of the index here, without the selected nodes where some are.
  var extractedVariant: [Proposal] {
    guard let place = indexPlace else { return [] }
    let chosen = whole(selectedNodes(place), place.model)
    guard let chosen else { return [] }
    let index = Self.written(place.model.name)
    let paths = chosen.map { "`\($0.path)`" }.joined(separator: ", ")
    let title =
      "Make a variant of `\(place.model.name)`" + (chosen.isEmpty ? "" : " without \(paths)")
    return [
      Proposal(title, .extract) {
        let isWeighted = place.model.nodes.contains { $0.weight?.isShare == true }
        let name = freeName(like: "\(place.model.name)_variant")
        var text = "\n\nvariant \(Suggestion.written(name)) of \(index)"
        text += (isWeighted && !chosen.isEmpty ? " rescale" : "") + " {\n"
        for node in chosen { text += "  remove \(Self.written(node.path))\n" }
        let end = Int(place.node.span.end)
        return [ByteEdit(end..<end, text + "}")]
      }
    ]
  }

  /// The nodes that the selection touches, or the one at the cursor; none of the index itself.
  private func selectedNodes(_ place: IndexPlace) -> [IndexNodeModel] {
    guard let innermost = place.path.last else { return [] }
    guard !range.isEmpty else { return [place.node(innermost)].compactMap { $0 } }
    let touched = innermost.children.filter {
      IndexNode($0) != nil && $0.span.range.overlaps(range)
    }
    return (touched.isEmpty ? [innermost] : touched).compactMap { place.node($0) }
  }

  /// Returns `nodes`, which are siblings, or the group that would be empty without them; `nil` where nothing
  /// would be left.
  private func whole(_ nodes: [IndexNodeModel], _ index: IndexModel) -> [IndexNodeModel]? {
    guard let parent = nodes.first?.parent else { return nodes }
    if index.nodes[parent].children.count > nodes.count { return nodes }
    return parent == 0 ? nil : whole([index.nodes[parent]], index)
  }

  /// The change that writes the variant here out as an index.
  var inlinedVariant: [Proposal] {
    guard case .variant(let syntax)? = declaration, let name = syntax.name,
      let symbol = model.symbol(named: name.text), symbol.span == name.span,
      let hierarchy = model.index(symbol.id), hierarchy.nodes.count > 1
    else { return [] }
    return [
      Proposal("Write the variant `\(name.text)` out as an index", .inline) {
        let head = syntax.label.map { " " + source.text($0.span) } ?? ""
        let allows = syntax.allows.map { source.text($0.span) + "\n" }.joined()
        var text = allows + "index \(source.text(name.span))\(head) {\n"
        for child in hierarchy.nodes[0].children { text += lines(of: child, hierarchy, "  ") }
        return [ByteEdit(syntax.span.range, text + "}")]
      }
    ]
  }

  /// Returns node `number` of `model` and what is below it as it is written in an index.
  private func lines(of number: Int, _ model: IndexModel, _ indentation: String) -> String {
    let node = model.nodes[number]
    var text = ""
    for line in node.documentation?.split(separator: "\n", omittingEmptySubsequences: false) ?? [] {
      text += indentation + (line.isEmpty ? "///" : "/// \(line)") + "\n"
    }
    for allow in node.syntax.children(.allow) { text += indentation + allow.text + "\n" }
    text += indentation + (node.isIndicator ? "indicator " : "group ")
    text += Suggestion.written(node.code) + (node.label.map { " " + $0.node.text } ?? "")
    for child in node.syntax.children where child.kind == .direction || child.kind == .attribute {
      text += " " + child.text
    }
    if let weight = node.weight {
      text += " \(weight.isShare ? "weight" : "importance") \(WeightText.text(weight.number))"
    }
    if node.isIndicator { return text + "\n" }
    text += " {\n"
    for child in node.children { text += lines(of: child, model, indentation + "  ") }
    return text + indentation + "}\n"
  }
}
