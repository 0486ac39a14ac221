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

  private func readComparisons(in name: StringLiteral, of module: Int) -> [JudgementRow]? {
    switch provider.read(name.value, from: modules[module].path, for: .data, limit: nil) {
    case .failure(let failure):
      diagnostics.append(
        .unreadableFile(failure.message, at: name.node.span, hint: failure.hint))
      return nil
    case .success(let source):
      let file = add(source.displayPath, source.bytes)
      let isTabbed = source.displayPath.lowercased().hasSuffix(".tsv")
      let (rows, found) = source.bytes.withUnsafeBufferPointer {
        JudgementFile.read($0, format: isTabbed ? .tsv : .csv, file: file)
      }
      diagnostics += found
      return found.hasErrors ? nil : rows
    }
  }
}
