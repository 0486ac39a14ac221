import IdxDiagnostics
import IdxDriver
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
    let moved = Set(children.map { self.place($0.span) })
    let below = self.place(group.span)
    return [
      Proposal("Extract \(children.count) nodes into a group", .extract) {
        extraction(of: children, from: place, parent, named: name).map {
          $0 + ModelNames(document, model).prefixing(moved, below: below, with: name)
        }
      } elsewhere: {
        elsewhere { $0.prefixing(moved, below: below, with: name) }
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
    return edits
  }
}

extension ModelNames {
  /// Returns where what `reference` stands for is declared.
  func declaration(of reference: Reference) -> FilePlace? {
    model.facts.definition(of: reference.target).flatMap { place($0) }
  }

  /// Returns the changes that write `name` between the path of the node declared at `parent` and the nodes declared at
  /// `moved`.
  fileprivate func prefixing(
    _ moved: Set<FilePlace>, below parent: FilePlace, with name: String
  ) -> [ByteEdit] {
    let all = references
    return all.indices.dropFirst().compactMap { position in
      let (before, reference) = (all[position - 1], all[position])
      guard !reference.isDeclaration, Int(reference.span.start) == Int(before.span.end) + 1,
        let place = declaration(of: reference), moved.contains(place),
        document.bytes[Int(before.span.end)] == UInt8(ascii: "."),
        before.kind == .index || declaration(of: before) == parent
      else { return nil }
      let start = Int(reference.span.start)
      return ByteEdit(start..<start, name + ".")
    }
  }
}
