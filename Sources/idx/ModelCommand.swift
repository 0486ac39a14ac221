import IdxDiagnostics
import IdxDriver

/// What the commands that read one model have in common.
struct ModelCommand {
  /// The model, as it was named.
  let path: String
  /// How files are reached.
  let provider: FileSourceProvider
  /// What the driver is asked.
  let options: DriverOptions

  /// Creates what `arguments` ask for, the model being the first operand; or says why it cannot.
  static func make(
    _ arguments: ParsedArguments, _ context: CommandContext
  ) -> Result<ModelCommand, Objection> {
    let path = arguments.operands[0]
    if let reason = FileSourceProvider.objection(toReading: path) {
      return .failure(Objection(message: reason))
    }
    return provider(for: path, arguments).map { provider in
      ModelCommand(path: path, provider: provider, options: options(arguments, context))
    }
  }

  /// Creates the provider for the model `path` with the folders that `arguments` allow.
  static func provider(
    for path: String, _ arguments: ParsedArguments
  ) -> Result<FileSourceProvider, Objection> {
    allowedFolders(arguments).map { FileSourceProvider(model: path, allowedFolders: $0) }
  }

  /// Returns the folders that `arguments` allow models to read besides their own.
  static func allowedFolders(_ arguments: ParsedArguments) -> Result<[String], Objection> {
    var folders: [String] = []
    for folder in arguments.options["allow-read"] ?? [] {
      guard let resolved = Paths.resolved(folder), Paths.isFolder(resolved) else {
        let reason = "--allow-read \(quoted(folder)): there is no such folder"
        return .failure(Objection(message: reason))
      }
      folders.append(resolved)
    }
    return .success(folders)
  }

  /// Creates the providers for `models` with the folders that `arguments` allow.
  static func providers(
    for models: [String], _ arguments: ParsedArguments
  ) -> Result<[FileSourceProvider], Objection> {
    var providers: [FileSourceProvider] = []
    for model in models {
      switch provider(for: model, arguments) {
      case .failure(let objection): return .failure(objection)
      case .success(let provider): providers.append(provider)
      }
    }
    return .success(providers)
  }

  /// Returns what `arguments` ask of the driver.
  static func options(_ arguments: ParsedArguments, _ context: CommandContext) -> DriverOptions {
    var options = DriverOptions()
    options.dataFiles = arguments.assignments("data")
    options.parameters = arguments.assignments("set").compactMapValues { Double($0) }
    options.threads = Int(arguments.value("threads", or: "")) ?? context.processors
    options.language = arguments.options["language"]?.last
    options.readsAllData = arguments.options["data"]?.contains("full") == true
    options.isCancelled = context.isCancelled
    options.progress = context.progress
    return options
  }

  /// Returns the findings of `report` for standard error, with a summary under them.
  static func messages(
    _ report: CheckReport, _ arguments: ParsedArguments, _ context: CommandContext
  ) -> String {
    let paint = context.paint(arguments, isTerminal: context.messagesAreOnTerminal)
    let summary = HumanRenderer.summary(report.diagnostics)
    return shown(report, paint: paint, width: context.messageWidth)
      + (summary.isEmpty ? "" : summary + "\n")
  }

  /// Returns what is to be said where `file` is one that was read for `report`: the output of `command`
  /// would replace it.
  static func objection(
    toReplacing file: String?, read report: CheckReport, command: String
  ) -> Outcome? {
    guard let file, let known = Paths.resolved(file),
      report.sources.contains(where: { Paths.resolved($0.path) == known })
    else { return nil }
    return Outcome(
      messages: "idx: --output \(quoted(file)): the results would replace a file that was read\n"
        + "Try: idx help \(command)\n", status: ExitStatus.usage)
  }

  /// The most findings of one model that are shown: who has more begins with these.
  private static let mostShown = 100

  /// Returns the findings of `report` for people, the first of them where there are very many.
  static func shown(_ report: CheckReport, paint: Paint, width: Int) -> String {
    let all = report.diagnostics
    guard all.count > mostShown else {
      return HumanRenderer(all, sources: report.sources, paint: paint, width: width).text
    }
    let errors = all.filter { $0.severity == .error }
    let others = all.filter { $0.severity != .error }
    let first = Array((errors + others).prefix(mostShown))
    return HumanRenderer(first, sources: report.sources, paint: paint, width: width).text
      + "and \(all.count - mostShown) more, not shown\n\n"
  }
}

/// Why a command cannot begin.
struct Objection: Error {
  /// What is wrong.
  let message: String

  /// The status of the process.
  var status = ExitStatus.findings

  /// The outcome that says so.
  var outcome: Outcome { Outcome(messages: "idx: \(message)\n", status: status) }
}
