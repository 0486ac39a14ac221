import IdxDiagnostics
import IdxDriver
import IdxFormat
import IdxStandardLibrary
import IdxSyntax

/// `idx new`: makes a folder with a model to begin with.
enum New {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "new", summary: "Makes a folder with a model to begin with, its data and a README",
    operands: [
      .init(
        usage: "[NAME]",
        summary: "The name of model and folder; without it all templates are listed")
    ],
    operandCount: 0...1,
    options: [
      .init(
        name: "template", value: .choice(StandardLibrary.modelNames), placeholder: "TEMPLATE",
        summary: "Begins with this model of the library. Default: \(Template.standard)"),
      .init(
        name: "from", value: .text, placeholder: "FILE",
        summary: "Makes a model of the CSV or TSV file FILE, which is copied into the folder"),
    ],
    notes: [
      "The folder is made in the working folder, whole or not at all. Nothing is overwritten.",
      "Of a table the first column of texts that are all different is the key. Where the texts "
        + "differ only together with a column such as `year`, that is the period. Columns of "
        + "numbers become indicators, each of which is taken for a benefit until you say otherwise.",
    ],
    examples: [
      ("idx new", "Lists the templates."),
      ("idx new livable", "Makes livable/livable.idx, a small model."),
      ("idx new development --template hdi", "Begins with the Human Development Index."),
      ("idx new parks --from figures.csv", "Makes a model of a table."),
    ],
    perform: { arguments, _ in perform(arguments) })

  private static func perform(_ arguments: ParsedArguments) -> Outcome {
    let source = arguments.options["from"]?.last
    if source != nil, arguments.options["template"] != nil {
      return misuse("--from and --template exclude each other")
    }
    guard let name = arguments.operands.first else {
      return arguments.options.isEmpty ? Outcome(output: list) : misuse("expected NAME")
    }
    if let objection = objection(to: name) { return misuse(objection) }
    if NewFolder.exists(name) {
      return Objection(message: "cannot make \(quoted(name)): it exists already").outcome
    }
    if let source { return draft(name, of: source) }
    let template = Template(name: arguments.value("template", or: Template.standard))
    return outcome(name, template.files(for: name), more: "")
  }

  private static func misuse(_ objection: String) -> Outcome {
    Outcome(messages: "idx: \(objection)\nTry: idx help new\n", status: ExitStatus.usage)
  }

  private static var list: String {
    Help.list(StandardLibrary.modelNames.map { ($0, Template(name: $0).summary) })
  }

  /// Returns why no model can be called `name`; `nil` if one can.
  private static func objection(to name: String) -> String? {
    if name.contains("/") || name == "." || name == ".." {
      return
        "\(quoted(name)) is a path: the folder is made in the working folder, so NAME is a name"
    }
    if ModelDraft.isName(name) { return nil }
    let other = ModelDraft.name(like: name)
    let rule = "\(quoted(name)) is no name: letters, digits and _, a letter first"
    return ModelDraft.isName(other) ? "\(rule); did you mean \(other)?" : rule
  }

  /// Returns what makes the folder `name` with `files`, the model first, saying `more` of it.
  private static func outcome(
    _ name: String, _ files: [(name: String, text: String)], more: String
  ) -> Outcome {
    let names = files.map { PrintableText.shown($0.name) }.joined(separator: ", ")
    return Outcome(
      output: "\(name)/: \(names)\n\(more)Try: idx run \(name)/\(name).idx\n",
      folder: NewFolder(name: name, files: files))
  }

  /// Returns what makes a model called `name` of the table in the file at `path`.
  private static func draft(_ name: String, of path: String) -> Outcome {
    let provider = FileSourceProvider(model: path, allowedFolders: [])
    let bytes: [UInt8]
    switch provider.read(path, from: nil, for: .givenData, limit: nil) {
    case .failure(let failure):
      return Objection(message: "cannot read \(failure.sentence)").outcome
    case .success(let file): bytes = file.bytes
    }
    let own = path.split(separator: "/").last.map(String.init) ?? path
    let file = ["README.md", "\(name).idx"].contains(own) ? "data.csv" : own
    switch ModelDraft.make(name: name, file: file, bytes: bytes) {
    case .failure(.unsuitable(let reason)):
      return Objection(message: "no model follows from \(quoted(path)): \(reason)").outcome
    case .failure(.findings(let report)):
      let findings = ModelCommand.shown(report, paint: Paint(false), width: 100)
      return Outcome(
        messages: findings + HumanRenderer.summary(report.diagnostics) + "\n",
        status: ExitStatus.findings)
    case .success(let draft):
      let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: file, text: draft.text))
      let files = [
        ("\(name).idx", SourceLayout.text(of: tree) ?? draft.text),
        (file, String(decoding: bytes, as: UTF8.self)),
        ("README.md", readme(name, file, draft)),
      ]
      let columns = Help.list(draft.columns.map { (PrintableText.shown($0.name), $0.use) })
      let advice = "Check whether more of each indicator is better: \(name)/\(name).idx\n"
      return outcome(name, files, more: columns + advice)
    }
  }

  private static func readme(_ name: String, _ file: String, _ draft: ModelDraft) -> String {
    """
    # \(name)

    `\(name).idx` is an index of what `\(PrintableText.shown(file))` holds, as `idx new` made it of the columns:

    \(draft.columns.map { "- \(PrintableText.shown($0.name)): \($0.use)" }.joined(separator: "\n"))

    Say in the model which indicators are costs, in which measures they are, and which belong together; and say
    here where the data are from and who may use them.

    Check it with `idx check \(name).idx`, run it with `idx run \(name).idx`.

    """
  }
}
