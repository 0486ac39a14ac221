import IdxDiagnostics
import IdxDriver
import IdxFormat
import IdxIDE
import IdxSyntax

extension Session {
  /// Begins anew with the model in the file `named`.
  public func load(_ named: String) -> Reply {
    guard !named.isEmpty else { return .refusal(":load takes the path of a model: :load hdi.idx") }
    let path = host.resolved(named)
    let provider = host.provider(forModel: path)
    let stamp = provider.stamp(path, from: nil, for: .model)
    switch provider.read(path, from: nil, for: .model, limit: SyntaxTree.largestFile + 1) {
    case .failure(let failure): return .refusal(failure.message)
    case .success(let read):
      guard read.bytes.count <= SyntaxTree.largestFile else {
        return .refusal("`\(named)` is larger than 16 MiB, the limit of a model")
      }
      return begin(with: read.bytes, at: path, file: named, stamp: stamp)
    }
  }

  /// Begins anew with the text `bytes` of the model `file` at `path`.
  private func begin(
    with bytes: [UInt8], at path: String, file: String?, stamp: String?
  ) -> Reply {
    let new = Workbench(
      path: path, files: host.provider(forModel: path), bytes: bytes,
      name: file ?? Workbench.plainName, options: bench.options)
    // A model without declarations is a beginning.
    let nothing = CheckReport(sources: [], diagnostics: [])
    guard let report = bytes.isEmpty ? nothing : new.check() else { return .stopped }
    bench = new
    self.file = file
    last = nil
    typed = []
    modelStamp = stamp
    resetNotice()
    editor.filesChanged()
    editor.note(declared: bytes, isNew: true)
    return loaded(report)
  }

  /// Tells what a model that was loaded has, and what the check found.
  private func loaded(_ report: CheckReport) -> Reply {
    var reply = Reply(settings.isQuiet || file == nil ? "" : summary)
    reply.messages = shown(report) { $0.severity != .hint }
    reply.isError = report.diagnostics.hasErrors
    return reply
  }

  /// The evaluations and other names of the model, a line for each kind.
  private var summary: String {
    let kinds: [(String, SyntaxKind)] = [
      ("data", .dataDeclaration), ("index", .indexDeclaration), ("variant", .variantDeclaration),
      ("evaluation", .evaluationDeclaration), ("let", .letDeclaration),
      ("parameter", .parameterDeclaration),
    ]
    return kinds.compactMap { word, kind in
      let names = bench.model.names(of: kind)
      if names.isEmpty { return nil }
      let more = names.count > 12 ? ", … (\(names.count))" : ""
      return DisplayWidth.padded(word, to: 12) + names.prefix(12).joined(separator: ", ") + more
        + "\n"
    }.joined()
  }

  /// Reads the model and its data again, and declares again what was typed since.
  func reload() -> Reply {
    let old = (bench: bench, typed: typed, last: last, stamp: modelStamp)
    // Without a model there are only files of data.
    var reply =
      file.map { load($0) }
      ?? begin(with: bench.model.tree.source.bytes, at: bench.path, file: nil, stamp: nil)
    guard !reply.isError else {
      // The session goes on with all its values.
      (bench, typed, last, modelStamp) = old
      return reply
    }
    guard file != nil else {
      typed = old.typed
      return reply
    }
    for declaration in old.typed {
      let answer = declare(Entry.parse(declaration))
      if answer.isError {
        reply.messages += answer.messages
        reply.isError = true
      } else {
        typed.append(declaration)
      }
    }
    return reply
  }

  /// Begins anew without a model.
  func reset() -> Reply {
    begin(with: [], at: Self.plainPath(host), file: nil, stamp: nil)
  }

  /// Writes the session as a model file.
  func save(_ named: String) -> Reply {
    guard !named.isEmpty else { return .refusal(":save takes the path of a file: :save new.idx") }
    let document = Document(path: bench.path, version: 0, bytes: bench.model.tree.source.bytes)
    let moved = document.bytes(movedTo: host.resolved(named))
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: named, bytes: moved))
    let text = SourceLayout.text(of: tree) ?? String(decoding: moved, as: UTF8.self)
    if let reason = host.write(text, to: named) { return .refusal(reason) }
    return confirmation("saved as \(named)")
  }

  /// Writes the results of names into a file, in the format that its name ends with.
  func export(_ rest: String) -> Reply {
    let words = rest.split(separator: " ").map(String.init)
    guard let file = words.first else {
      return .refusal(":export takes a file and names: :export hdi.csv hdi")
    }
    let formats: [String: ResultFormat] = [
      "csv": .csv, "json": .json, "md": .markdown, "tex": .latex,
    ]
    guard let format = formats[String(file.split(separator: ".").last ?? "")] else {
      return .refusal("`\(file)` has to end with .csv, .json, .md or .tex")
    }
    var evaluations: [EvaluationReport] = []
    var values: [ValueReport] = []
    let known = bench.model.names(of: .evaluationDeclaration)
    for name in words.count > 1 ? Array(words.dropFirst()) : known {
      guard bench.model.declaration(name) != nil else {
        return .refusal("the session has nothing called `\(name)`")
      }
      switch results(of: name) {
      case .failure(let reply): return reply
      case .success(let report):
        evaluations += report.evaluations
        values += report.values
      }
    }
    guard !evaluations.isEmpty || !values.isEmpty else {
      return .refusal("there is nothing to export: name an evaluation or a `let`")
    }
    var layout = ResultLayout()
    layout.level = .max
    layout.decimals = settings.decimals
    let text = ResultWriter.text(evaluations, values: values, format: format, layout: layout)
    if let reason = host.write(text, to: file) { return .refusal(reason) }
    return confirmation("written to \(file)")
  }
}
