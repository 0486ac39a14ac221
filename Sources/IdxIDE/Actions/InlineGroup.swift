import IdxDiagnostics
import IdxSemantics
import IdxSyntax

extension ActionContext {
  /// The change that puts the children of the group at the place where the group is, with the same effective
  /// weights.
  var inlinedGroup: [Proposal] {
    guard let place = indexPlace, let syntax = place.path.last, syntax.kind == .group,
      let name = IndexNode(syntax)?.name, let group = place.node(syntax),
      let first = syntax.children.first(where: { IndexNode($0) != nil }),
      let open = leftBrace(of: syntax), range.upperBound <= open
    else { return [] }
    let children = group.children.map { place.model.nodes[$0] }
    guard !children.isEmpty, children.allSatisfy({ place.node($0.syntax) != nil }),
      place.isEvenlyWeighted(children), (group.weight == nil) == (children[0].weight == nil),
      let weights = inlinedWeights(group, children), let parent = group.parent,
      !isCompared(group, in: place), !isCompared(place.model.nodes[parent], in: place),
      !isNamedAlone(group, children: Set(children.map(\.span)))
    else { return [] }
    let places = Set(children.map { self.place($0.span) })
    return [
      Proposal("Inline the group `\(name.text)`", .inline) {
        var edits = zip(children, weights).compactMap { child, text in
          child.weightSpan.map { ByteEdit($0.range, text) }
        }
        edits += unwrapping(syntax, open: open, first: Int(first.documentedSpan.start))
        return edits + ModelNames(document, model).shortening(places, of: self.place(group.span))
      } elsewhere: {
        elsewhere { $0.shortening(places, of: self.place(group.span)) }
      }
    ]
  }

  /// `true` iff something is said of the group itself, not only of its children.
  private func isNamedAlone(_ group: IndexNodeModel, children: Set<Span>) -> Bool {
    let all = references
    return all.indices.contains { position in
      guard !all[position].isDeclaration, definition(of: all[position]) == group.span else {
        return false
      }
      guard all.indices.contains(position + 1) else { return true }
      let next = all[position + 1]
      let leadsOn = Int(next.span.start) == Int(all[position].span.end) + 1
      return !leadsOn || definition(of: next).map { !children.contains($0) } ?? true
    }
  }

  private func leftBrace(of group: Node) -> Int? {
    group.tokens.first { $0.kind == .leftBrace }.map { Int($0.span.start) }
  }

  /// Returns what the weights of `children` become beside the siblings of `group`; `nil` where nothing fits.
  private func inlinedWeights(
    _ group: IndexNodeModel, _ children: [IndexNodeModel]
  ) -> [String]? {
    guard let weight = group.weight else { return [] }
    let given = children.compactMap(\.weight)
    let numbers = given.map(\.number)
    let sum = numbers.reduce(0, +)
    guard given.allSatisfy({ $0.isShare == given[0].isShare }), sum > 0 else { return nil }
    let word = weight.isShare ? "weight" : "importance"
    return numbers.map { "\(word) \(WeightText.text(weight.number * $0 / sum))" }
  }

  /// Returns the changes that take away what is around the children of `group`.
  private func unwrapping(_ group: Node, open: Int, first: Int) -> [ByteEdit] {
    let bytes = document.bytes
    let start = Int(group.documentedSpan.start)
    let close = Int(group.span.end) - 1
    let isSpread = isFirstOnLine(start) && isFirstOnLine(close) && pastLineEnd(open) <= first
    guard isSpread else {
      // On one line the braces go, with the blanks beside them.
      let inner = min(first, close)
      var end = close
      while end > inner, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
      return [ByteEdit(start..<inner, ""), ByteEdit(end..<Int(group.span.end), "")]
    }
    let line = document.lines.starts[document.lines.line(at: start)]
    let depth = indentation(at: first).utf8.count - indentation(at: start).utf8.count
    let head = ByteEdit(line..<pastLineEnd(open), "")
    let tail = deletion(of: close..<close + 1)
    let body = head.range.upperBound..<tail.range.lowerBound
    let starts = document.lines.starts.filter { body.contains($0) }
    let dedents = starts.compactMap { start -> ByteEdit? in
      var end = start
      while end < bytes.count, end - start < max(depth, 0), [0x20, 0x09].contains(bytes[end]) {
        end += 1
      }
      return end > start ? ByteEdit(start..<end, "") : nil
    }
    return [head, tail] + dedents
  }
}

extension ModelNames {
  /// Returns the changes that leave out the name of the group declared at `group` in paths to its `children`.
  fileprivate func shortening(_ children: Set<FilePlace>, of group: FilePlace) -> [ByteEdit] {
    let all = references
    return all.indices.dropFirst().compactMap { position in
      let (before, reference) = (all[position - 1], all[position])
      guard !reference.isDeclaration, Int(reference.span.start) == Int(before.span.end) + 1,
        let place = declaration(of: reference), children.contains(place),
        declaration(of: before) == group
      else { return nil }
      return ByteEdit(Int(before.span.start)..<Int(reference.span.start), "")
    }
  }
}
