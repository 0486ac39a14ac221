import IdxDiagnostics
import IdxSyntax

extension Driver {
  /// From how many bytes on a model is checked by its parts, on as many threads as there are: less is checked
  /// faster than threads begin.
  private static let leastSize = 100_000

  /// Returns what is wrong with the model that was `read`, checked by its parts; nothing where it is too small for
  /// that, or has to be checked as a whole. What is found does not depend on the number of threads.
  static func checkByParts(
    _ read: SourceFile, provider: any SourceProvider, options: DriverOptions
  ) -> PartwiseCheck {
    guard read.bytes.count >= leastSize, options.dataFiles.isEmpty, options.parameters.isEmpty
    else { return .impossible }
    let source = SourceText(file: FileID(0), path: read.displayPath, bytes: read.bytes)
    let tree = SyntaxTree.parse(source)
    // Known before the model is divided: such parts count as small.
    if tree.model.declarationNodes.contains(where: { $0.kind == .importDeclaration }) {
      return .impossible
    }
    options.progress("checking \(read.displayPath)")
    var quiet = options
    quiet.progress = { _ in }
    let checker = ModelChecker(path: read.resolvedPath)
    let parts = checker.parts(of: tree)
    if parts.areSmall { return .impossible }
    guard let report = checker.check(tree, provider: provider, options: quiet) else {
      return .cancelled
    }
    // Findings in several files are told in the order in which the files are read, of which parts know nothing.
    return report.sources.count > 2 ? .impossible : .report(report)
  }

  /// How the check of a model by its parts ended.
  enum PartwiseCheck {
    case report(CheckReport)
    case cancelled
    /// Nothing is known: the model has to be checked as a whole.
    case impossible
  }
}
