import IdxDiagnostics
import IdxSemantics
import IdxSyntax
import IdxTables

extension Compilation {
  func comparisons(in name: StringLiteral, of module: Int) -> [JudgementRow]? {
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
