import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax
import IdxTables

/// A model that was loaded and checked, with its plan.
final class Session {
  /// The files and modules.
  let compilation: Compilation
  /// The checked program and its plan.
  let elaborator: Elaborator
  /// What was asked for.
  let options: DriverOptions
  /// What was found by evaluating.
  var findings: [Diagnostic] = []

  /// Creates the session of the model at `path`; `nil` once it is cancelled. `main` is `nil` where
  /// the model cannot be read.
  init?(_ path: String, provider: any SourceProvider, options: DriverOptions) {
    self.options = options
    compilation = Compilation(provider: provider, options: options)
    options.progress("checking \(path)")
    let main = compilation.load(path)
    elaborator = Elaborator(
      modules: compilation.modules, library: compilation, parameters: options.parameters,
      isCancelled: options.isCancelled)
    elaborator.language = options.language
    guard let main else { return }
    checkOptions(main)
    if !elaborator.elaborate(module: main.id) || options.isCancelled() { return nil }
  }

  /// Reports tables and parameters that the command line names and `module` does not declare.
  private func checkOptions(_ module: Module) {
    var tables: [String] = []
    var parameters: [String] = []
    for declaration in module.declarations {
      switch declaration {
      case .data(let data) where data.file != nil: tables += data.name.map { [$0.text] } ?? []
      case .parameter(let parameter): parameters += parameter.name.map { [$0.text] } ?? []
      default: break
      }
    }
    let named = [
      ("table with a file", options.dataFiles.keys.sorted(), tables),
      ("parameter", options.parameters.keys.sorted(), parameters),
    ]
    for (what, names, known) in named {
      for name in names where !known.contains(name) {
        findings.append(
          .unknownObject(
            name, of: what, nearest: Suggestion.nearest(name, in: known), at: .commandLine))
      }
    }
  }

  /// All findings so far, silenced where the model says so.
  var report: CheckReport {
    let all = compilation.diagnostics + elaborator.diagnostics + findings
    return CheckReport(
      sources: compilation.sources, diagnostics: Silencing.applied(to: all, compilation.modules).sortedByPlace())
  }

  /// Returns the inputs of `plan`, read from the tables; `nil` once it is cancelled.
  func inputs(for plan: Plan) -> PlanInputs? {
    var requests: [TableRequest] = []
    var files: [(name: String, loaded: LoadedData)] = []
    for use in elaborator.readTables {
      if use.model.file != nil {
        options.progress("reading \(use.model.name)")
        guard let loaded = compilation.loadData(use.model, in: use.symbol.module, limit: nil) else {
          continue
        }
        files.append((use.planName, loaded))
      }
      requests.append(request(for: use))
    }
    let (inputs, found) = bind(requests, files[...], [:], plan)
    findings += found
    return options.isCancelled() ? nil : inputs
  }

  private func request(for use: TableUse) -> TableRequest {
    // Group columns are read even if nothing asks for them where they define an axis.
    let names = Set(use.columns).union(use.groupAxes.keys).sorted()
    return TableRequest(
      use.model, name: use.planName, columns: names.map { TableRequest.Column($0, elementsOf: use.groupAxes[$0]) },
      keyAxes: use.axes)
  }

  /// Binds `requests` with the bytes of `files` held where they are.
  private func bind(
    _ requests: [TableRequest], _ files: ArraySlice<(name: String, loaded: LoadedData)>,
    _ sources: [String: TableSource], _ plan: Plan
  ) -> (PlanInputs, [Diagnostic]) {
    guard let first = files.first else {
      return TableBinding.bind(
        requests, sources: sources, plan: plan, threads: options.threads,
        isCancelled: options.isCancelled)
    }
    return compilation.sources[Int(first.loaded.file.index)].bytes.withUnsafeBufferPointer { bytes in
      var sources = sources
      sources[first.name] = .bytes(bytes, file: first.loaded.file, path: first.loaded.path)
      return bind(requests, files.dropFirst(), sources, plan)
    }
  }
}
