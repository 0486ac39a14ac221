import IdxDiagnostics
import IdxDriver
import IdxFormat
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
      path: path, files: host.provider(forModel: path), text: SessionText(),
      options: bench.options)
    guard let examination = new.examine(SessionText(bytes, name: file ?? SessionText.plainName))
    else { return .stopped }
    new.accept(examination)
    bench = new
    self.file = file
    last = nil
    typed = []
    modelStamp = stamp
    resetNotice()
    editor.filesChanged()
    return loaded(examination)
  }

  /// Tells what a model that was loaded has.
  private func loaded(_ examination: Examination) -> Reply {
    let shown = examination.reports.map { report in
      let findings = report.diagnostics.filter { $0.severity != .hint }
      return self.shown(CheckReport(sources: report.sources, diagnostics: findings), "", [])
    }
    var reply = Reply(settings.isQuiet || file == nil ? "" : summary)
    reply.messages = shown.joined()
    reply.isError = examination.hasErrors
    return reply
  }

  /// The evaluations and other names of the model, a line for each kind.
  private var summary: String {
    let declarations = bench.text.tree.model.declarations
    let shown = ["data", "index", "variant", "evaluation", "let", "parameter"]
    return shown.compactMap { word in
      let names = declarations.filter { $0.word == word }.compactMap { $0.name?.text }
      if names.isEmpty { return nil }
      let more = names.count > 12 ? ", … (\(names.count))" : ""
      return DisplayWidth.padded(word, to: 12) + names.prefix(12).joined(separator: ", ") + more
        + "\n"
    }.joined()
  }

  /// Reads the model and its data again, and declares again what was typed since.
  func reload() -> Reply {
    guard let file else {
      // Without a model there are only files of data.
      return begin(with: bench.text.bytes, at: bench.path, file: nil, stamp: nil)
    }
    let typed = self.typed
    let old = bench
    let oldStamp = modelStamp
    var reply = load(file)
    guard !reply.isError else {
      // The session goes on with all its values.
      bench = old
      self.typed = typed
      modelStamp = oldStamp
      return reply
    }
    for declaration in typed {
      let answer = declare(Entry.parse(declaration))
      if answer.isError {
        reply.messages += answer.messages
        reply.isError = true
      } else {
        self.typed.append(declaration)
      }
    }
    return reply
  }

  /// Begins anew without a model.
  func reset() -> Reply {
    let path = host.folder + "/" + SessionText.plainName + ".idx"
    return begin(with: [], at: path, file: nil, stamp: nil)
  }

  /// Writes the session as a model file.
  func save(_ named: String) -> Reply {
    guard !named.isEmpty else { return .refusal(":save takes the path of a file: :save new.idx") }
    let text =
      SourceLayout.text(of: bench.text.tree) ?? String(decoding: bench.text.bytes, as: UTF8.self)
    if let reason = host.write(text, to: named) { return .refusal(reason) }
    return Reply(settings.isQuiet ? "" : "saved as \(named)\n")
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
    for name in words.count > 1 ? Array(words.dropFirst()) : names(of: ["evaluation"]) {
      guard bench.text.declaration(name) != nil else {
        return .refusal("the session has nothing called `\(name)`")
      }
      guard let report = bench.results(name, in: bench.parts) else { return .stopped }
      if report.check.diagnostics.hasErrors { return .refusal(shown(report.check, name, [])) }
      evaluations += report.evaluations
      values += report.values
    }
    guard !evaluations.isEmpty || !values.isEmpty else {
      return .refusal("there is nothing to export: name an evaluation or a `let`")
    }
    var layout = ResultLayout()
    layout.level = .max
    layout.decimals = settings.decimals
    let text = ResultWriter.text(evaluations, values: values, format: format, layout: layout)
    if let reason = host.write(text, to: file) { return .refusal(reason) }
    return Reply(settings.isQuiet ? "" : "written to \(file)\n")
  }

  /// The names of the declarations of `kinds`.
  func names(of kinds: [String]) -> [String] {
    bench.text.tree.model.declarations.filter { kinds.contains($0.word) }
      .compactMap { $0.name?.text }
  }
}
