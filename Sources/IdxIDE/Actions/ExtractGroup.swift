import IdxDiagnostics
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The change that puts the selected siblings into a group of their own, with the same effective weights.
  var extractedGroup: [Proposal] {
    guard !range.isEmpty, let place = indexPlace else { return [] }
    let parent = place.path.last { $0.kind == .group && !isInHead(of: $0) } ?? place.node
    let siblings = parent.children.filter { child in
      IndexNode(child) != nil && child.span.range.overlaps(range)
    }
    let children = siblings.compactMap { place.node($0) }
    guard siblings.count > 1, children.count == siblings.count, let group = place.node(parent),
      group.children.count > children.count, place.isEvenlyWeighted(children),
      !isCompared(group, in: place)
    else { return [] }
    let name = freeName(like: "subgroup")
    return [
      Proposal("Extract \(children.count) nodes into a group", .extract) {
        extraction(of: children, from: place, parent, named: name)
      }
    ]
  }

  /// `true` iff the selection begins before the braces of `group`.
  private func isInHead(of group: Node) -> Bool {
    guard let first = group.children.first(where: { IndexNode($0) != nil }) else { return true }
    return range.lowerBound < Int(first.documentedSpan.start)
      && range.upperBound <= Int(first.span.start)
  }

  private func extraction(
    of children: [IndexNodeModel], from place: IndexPlace, _ parent: Node, named name: String
  ) -> [ByteEdit]? {
    guard let first = children.first, let last = children.last else { return nil }
    let whole = Int(first.syntax.documentedSpan.start)..<Int(last.syntax.span.end)
    var edits: [ByteEdit] = []
    var weight = ""
    let numbers = children.compactMap { $0.weight?.number }
    if let kind = first.weight, !numbers.isEmpty {
      let sum = numbers.reduce(0, +)
      guard sum > 0 else { return nil }
      weight = " \(kind.isShare ? "weight" : "importance") \(WeightText.text(sum))"
      if kind.isShare {
        for (child, number) in zip(children, numbers) {
          guard let span = child.weightSpan else { return nil }
          edits.append(ByteEdit(span.range, "weight " + WeightText.text(number / sum)))
        }
      }
    }
    if isFirstOnLine(whole.lowerBound) {
      let indentation = indentation(at: whole.lowerBound)
      let head = "group \(name)\(weight) {\n\(indentation)  "
      edits.append(ByteEdit(whole.lowerBound..<whole.lowerBound, head))
      edits += lineStarts(in: whole).map { ByteEdit($0..<$0, "  ") }
      edits.append(ByteEdit(whole.upperBound..<whole.upperBound, "\n\(indentation)}"))
    } else {
      let head = "group \(name)\(weight) { "
      edits.append(ByteEdit(whole.lowerBound..<whole.lowerBound, head))
      edits.append(ByteEdit(whole.upperBound..<whole.upperBound, " }"))
    }
    let moved = Set(children.map(\.span))
    return edits + prefixing(moved, below: place.node(parent)?.span, with: name)
  }

  /// Returns the changes that write `name` between the path of the parent and the nodes declared at `moved`.
  private func prefixing(_ moved: Set<Span>, below parent: Span?, with name: String) -> [ByteEdit] {
    let all = references
    return all.indices.dropFirst().compactMap { position in
      let (before, reference) = (all[position - 1], all[position])
      guard !reference.isDeclaration, Int(reference.span.start) == Int(before.span.end) + 1,
        let place = definition(of: reference), moved.contains(place),
        text(before.span.range.upperBound..<reference.span.range.lowerBound) == ".",
        before.kind == .index || definition(of: before) == parent
      else { return nil }
      let start = Int(reference.span.start)
      return ByteEdit(start..<start, name + ".")
    }
  }
}
