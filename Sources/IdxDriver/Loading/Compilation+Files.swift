import IdxDiagnostics
import IdxSemantics
import IdxSyntax
import IdxTables

extension Compilation {
  func comparisons(in name: StringLiteral, of module: Int) -> [JudgementRow]? {
    // Judgements may share a file; what is wrong with it is told once.
    let key = "\(module).\(name.value)"
    if let known = judgementFiles[key] { return known }
    let rows = readComparisons(in: name, of: module)
    judgementFiles[key] = .some(rows)
    return rows
  }

  func index(in name: StringLiteral, of module: Int) -> IndexDeclaration? {
    guard let (source, file) = read(name, of: module) else { return nil }
    var format = Self.format(of: source)
    format.commentMark = UInt8(ascii: "#")
    let (text, found) = source.bytes.withUnsafeBufferPointer {
      IndexFile.text(of: $0, format: format, file: file)
    }
    diagnostics += found
    guard let text else { return nil }
    let written = add("\(source.displayPath) (as an index)", Array(text.utf8))
    indexFiles[written] = name.node.span
    let tree = SyntaxTree.parse(sources[Int(written.index)])
    diagnostics += tree.diagnostics
    guard !tree.diagnostics.hasErrors, case .index(let index)? = tree.model.declarations.first
    else { return nil }
    return index
  }

  private func readComparisons(in name: StringLiteral, of module: Int) -> [JudgementRow]? {
    guard let (source, file) = read(name, of: module) else { return nil }
    let (rows, found) = source.bytes.withUnsafeBufferPointer {
      JudgementFile.read($0, format: Self.format(of: source), file: file)
    }
    diagnostics += found
    return found.hasErrors ? nil : rows
  }

  /// Returns the file `name` of `module`, `nil` after a report where it cannot be read.
  private func read(_ name: StringLiteral, of module: Int) -> (SourceFile, FileID)? {
    switch provider.read(name.value, from: self.module(module)?.path, for: .data, limit: nil) {
    case .failure(let failure):
      diagnostics.append(
        .unreadableFile(failure.message, at: name.node.span, hint: failure.hint))
      return nil
    case .success(let source): return (source, add(source.displayPath, source.bytes))
    }
  }

  private static func format(of source: SourceFile) -> TableFormat {
    source.displayPath.lowercased().hasSuffix(".tsv") ? .tsv : .csv
  }
}
