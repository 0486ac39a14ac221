import IdxDiagnostics
public import IdxSemantics
import IdxSyntax

/// What is wrong with some declarations of a file that are checked together.
///
/// What counts depends on the rest of the file: with an error anywhere, lints and what evaluating shows
/// beyond constants are left out.
struct ComponentFindings: Sendable {
  /// The texts into which places point, that of the file itself left out.
  let sources: [FileID: SourceText]
  /// What loading has found, and what is wrong with names and types.
  let loading: [Diagnostic]
  let own: [Diagnostic]
  /// What is questionable; it counts where neither of these has an error.
  let lints: [Diagnostic]
  /// What is wrong with the cells of tables, and with `allow`s by themselves.
  let always: [Diagnostic]
  /// What evaluating shows: all of it counts where there is no error so far, else that of constants.
  let evaluated: [Diagnostic]
  let constants: [Diagnostic]
  /// The `allow`s that silence nothing; they count where there is no error at all.
  let uselessAllows: [Diagnostic]
  /// The files of which an import could not be read whole.
  let lackingImports: Set<FileID>
  /// The values that the part declares, with their names: there are many parts, each of which has few.
  let values: [(name: String, shape: ValueShape)]

  /// `true` iff nothing was found.
  var isEmpty: Bool {
    loading.isEmpty && own.isEmpty && lints.isEmpty && always.isEmpty && evaluated.isEmpty
      && constants.isEmpty && uselessAllows.isEmpty && lackingImports.isEmpty
  }

  /// `true` iff there is an error that does not need the rest of the file to be one.
  var hasErrors: Bool { loading.hasErrors || own.hasErrors || always.hasErrors }

  /// `true` iff a finding about a table that is written in the file tells the number of a line.
  var tellsLines: Bool {
    always.contains { finding in
      finding.span.file == FileID(0)
        && ([finding.message] + finding.labels.map(\.text)).contains { $0.hasPrefix("line ") }
    }
  }

  /// Creates what is wrong with the part that `session` has checked with these known `consistencies`; `nil` once it is
  /// cancelled.
  init?(of session: Session, _ consistencies: KnownConsistencies) {
    guard let check = PlannedCheck(session, besides: consistencies) else { return nil }
    let compilation = session.compilation
    let before = session.findings
    guard check.run(on: session, constantsOnly: true) != nil else { return nil }
    let constants = Array(session.findings.dropFirst(before.count))
    session.findings = before
    let elaborated = session.elaborator.diagnostics
    let own = Array(elaborated.prefix(session.countBeforeLints))
    let lints = Array(elaborated.dropFirst(session.countBeforeLints))
    let loading = compilation.diagnostics
    var evaluated: [Diagnostic] = []
    if !loading.hasErrors, !own.hasErrors, !before.hasErrors {
      guard check.run(on: session, constantsOnly: false) != nil else { return nil }
      evaluated = Array(session.findings.dropFirst(before.count))
    }
    let silencing = Silencing(
      compilation.modules, indexFiles: compilation.indexFiles,
      isComplete: session.looksComplete)
    self.loading = silencing.applied(to: loading)
    self.own = silencing.applied(to: compilation.withoutCascades(own))
    self.lints = silencing.applied(to: lints)
    always = silencing.applied(to: before) + silencing.faults
    self.constants = silencing.applied(to: constants)
    self.evaluated = silencing.applied(to: evaluated)
    uselessAllows = silencing.uselessAllows(
      besides: loading + own + before + evaluated + lints)
    lackingImports = compilation.lackingImports
    values = session.valueShapes.map { ($0.key, $0.value) }
    sources = compilation.sources(
      named: self.loading + self.own + self.lints + always + self.constants + self.evaluated
        + uselessAllows)
  }
}

extension Compilation {
  /// Returns the files into which places of `findings` point, but for the file itself: of all files, those of the library
  /// among them, a table for each part would be large.
  fileprivate func sources(named findings: [Diagnostic]) -> [FileID: SourceText] {
    var files: Set<FileID> = []
    for finding in findings {
      _ = finding.moved { span in
        if span.file != FileID(0) { files.insert(span.file) }
        return span
      }
    }
    if files.isEmpty { return [:] }
    return sources.dropFirst().reduce(into: [:]) { found, source in
      if files.contains(source.file) { found[source.file] = source }
    }
  }
}

extension Session {
  /// What the values are like that the model declares, by their names.
  fileprivate var valueShapes: [String: ValueShape] {
    elaborator.symbols(of: 0).reduce(into: [:]) { shapes, symbol in
      guard let type = elaborator.workedOutType(symbol.id) else { return }
      shapes[symbol.name] = ValueShape(type)
    }
  }
}

extension ValueShape {
  /// Creates what a value of `type` is like.
  public init(_ type: ValueType) {
    self.init(axes: type.axes.count, isShare: type.sharesAlong != nil)
  }
}
