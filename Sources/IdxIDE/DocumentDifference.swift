import IdxDiagnostics
import IdxSyntax

extension Document {
  /// `true` iff the text differs from that of `older` at most within the declaration around the byte `offset`,
  /// which is of the same kind and name there.
  func differs(from older: Document, onlyAround offset: Int) -> Bool {
    let own = tree.root.children.filter(\.kind.isDeclaration)
    let others = older.tree.root.children.filter(\.kind.isDeclaration)
    guard own.count == others.count,
      let position = own.lastIndex(where: { Int($0.span.start) <= offset }),
      own[position].kind == others[position].kind,
      Declaration(own[position])?.name?.text == Declaration(others[position])?.name?.text
    else { return false }
    let start = Int(own[position].span.start)
    let end = position + 1 < own.count ? Int(own[position + 1].span.start) : bytes.count
    let tail = bytes.count - end
    guard older.bytes.count >= start + tail else { return false }
    return bytes[..<start] == older.bytes[..<start]
      && bytes[end...] == older.bytes[(older.bytes.count - tail)...]
  }
}
