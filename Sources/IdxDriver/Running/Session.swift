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
  /// How many of the elaborator's findings are not lints.
  private(set) var countBeforeLints = 0
  /// `true` iff the model was run, not only checked.
  var hasRun = false
  /// `true` iff all indicators of all evaluations were looked at for whether they vary together.
  var hasComparedIndicators = false
  /// How methods made the scores that are explained, by these.
  var workings: [NodeIndex: WorkingParts] = [:]

  /// Creates the session of the model at `path`, which records facts if that is said; `nil` once it is
  /// cancelled. The file was `read` already if that is given; the `consistencies` that are known are not worked out
  /// again unless somebody asks the plan for them, nor is what is `known` of declarations. Iff it `tellsWorkings`, the
  /// bodies of methods are walked at every call, for what they make on the way.
  init?(
    _ path: String, provider: any SourceProvider, options: DriverOptions,
    recordsFacts: Bool = false, focus: ModuleFocus? = nil,
    read: SourceFile? = nil, consistencies: KnownConsistencies = KnownConsistencies(),
    known: KnownDeclarations? = nil,
    tellsWorkings: Bool = false
  ) {
    self.options = options
    compilation = Compilation(
      provider: provider, options: options, focus: focus, walksCalls: tellsWorkings)
    options.progress("checking \(path)")
    let main = compilation.load(path, read)
    elaborator = Elaborator(
      modules: compilation.modules, library: compilation, parameters: options.parameters,
      recordsFacts: recordsFacts, knowsConsistency: { consistencies[$0] != nil }, known: known,
      isCancelled: options.isCancelled)
    guard let main else { return }
    checkOptions(main)
    if !elaborator.elaborate(module: main.id) || options.isCancelled() { return nil }
    countBeforeLints = elaborator.diagnostics.count
    if !compilation.diagnostics.hasErrors, !elaborator.diagnostics.hasErrors {
      elaborator.lint(module: main.id)
    }
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
    let all =
      compilation.diagnostics + compilation.withoutCascades(elaborator.diagnostics)
      + findings
    let silencing = Silencing(
      compilation.modules, indexFiles: compilation.indexFiles, isComplete: looksComplete)
    return CheckReport(
      sources: compilation.sources,
      diagnostics: (silencing.applied(to: all) + silencing.faults
        + silencing.uselessAllows(besides: all)).tellingNamesOnce().tellingPairsOnce())
  }

  /// `true` iff all that `rule` finds was looked for; some rules need that the model is run.
  func looksComplete(_ rule: Catalogue.Entry) -> Bool {
    if rule.task == .check { return true }
    let needsAllEvaluations = ["nearly-collinear", "constant-indicator", "method-warning"]
    return needsAllEvaluations.contains(rule.name) ? hasComparedIndicators : hasRun
  }

  /// Returns the inputs of `plan`, read from the tables, by default all, of files their beginning only if
  /// `onlyBeginnings`; `nil` once it is cancelled.
  func inputs(
    for plan: Plan, onlyBeginnings: Bool = false, tables: [TableUse]? = nil
  ) -> PlanInputs? {
    var requests: [TableRequest] = []
    var files: [BoundFile] = []
    for use in tables ?? elaborator.readTables {
      // A table that is not read is asked for all the same: what uses its axes is then left alone.
      requests.append(request(for: use))
      guard use.model.file != nil else { continue }
      options.progress("reading \(use.model.name)")
      let limit = onlyBeginnings ? Compilation.beginning : nil
      if let loaded = compilation.loadData(use.model, in: use.symbol.module, limit: limit) {
        files.append(BoundFile(use: use, loaded: loaded, isBeginning: onlyBeginnings))
      }
    }
    let (inputs, found) = bind(requests, files[...], [:], plan)
    // What is wrong with the header, or in the rows read with it, was found when the table was declared.
    if !found.isEmpty {
      let known = Dictionary(grouping: compilation.diagnostics, by: \.span)
      findings += found.filter { finding in
        known[finding.span]?.contains { $0.code == finding.code } != true
      }
    }
    checkLabels(Elements(plan: plan, inputs: inputs))
    return options.isCancelled() ? nil : inputs
  }

  /// Reports labels in brackets that no element of their axis has, as far as the elements are known.
  private func checkLabels(_ elements: Elements) {
    var seen = Set<Span>()
    for node in elaborator.builder.plan.nodes {
      guard case .lookup(let axis, let label) = node.operation,
        seen.insert(node.origin.span).inserted
      else { continue }
      let known = elements.codes(axis) + elements.labels(axis)
      guard !known.isEmpty, !known.contains(label) else { continue }
      findings.append(
        .unknownElement(
          label, of: "the axis \(elaborator.axisInfos[Int(axis.base)].name)", at: node.origin.span,
          nearest: Suggestion.nearest(label, in: known)))
    }
  }

  private func request(for use: TableUse) -> TableRequest {
    // Group columns are read even if nothing asks for them where they define an axis.
    let names = Set(use.columns).union(use.groupAxes.keys).sorted()
    return TableRequest(
      use.model, name: use.planName,
      columns: names.map { name in
        let range = use.ranges[name] ?? .all
        let axis = use.groupAxes[name]
        return TableRequest.Column(
          name, elementsOf: axis, isText: axis.map { elaborator.isOfTexts($0) } ?? false,
          lower: range.lower, upper: range.upper)
      },
      keyAxes: use.axes)
  }

  /// Binds `requests` with the bytes of `files` held where they are.
  private func bind(
    _ requests: [TableRequest], _ files: ArraySlice<BoundFile>,
    _ sources: [String: TableSource], _ plan: Plan
  ) -> (PlanInputs, [Diagnostic]) {
    guard let first = files.first else {
      return TableBinding.bind(
        requests, sources: sources, plan: plan, known: options.tables, threads: options.threads,
        isCancelled: options.isCancelled)
    }
    return compilation.sources[Int(first.loaded.file.index)].bytes.withUnsafeBufferPointer {
      bytes in
      var sources = sources
      sources[first.use.planName] = first.source(bytes)
      return bind(requests, files.dropFirst(), sources, plan)
    }
  }

  /// Returns what `plan` gives for `inputs`, with the elements of its axes, those of filtered axes among
  /// them; `nil` once it is cancelled.
  func evaluate(
    _ plan: Plan, _ inputs: PlanInputs
  ) -> (outcomes: [String: IdxRuntime.Outcome], elements: Elements)? {
    options.progress("evaluating")
    guard
      let outcomes = Evaluator.evaluate(
        plan, inputs: inputs, threads: options.threads, isCancelled: options.isCancelled)
    else { return nil }
    hasRun = true
    return (outcomes, elements(plan, inputs, outcomes))
  }

  /// Returns the elements of the axes of `plan`, with labels in the language that was asked for.
  func elements(_ plan: Plan, _ inputs: PlanInputs) -> Elements {
    var elements = Elements(plan: plan, inputs: inputs)
    guard let language = options.language else { return elements }
    for axis in plan.axes.indices {
      elements.translated[axis] = elaborator.labels(of: Axis(axis), in: language)
    }
    return elements
  }

  /// Returns the elements of the axes of `plan`, those of filtered axes among them where `outcomes`
  /// tells them.
  func elements(
    _ plan: Plan, _ inputs: PlanInputs, _ outcomes: [String: IdxRuntime.Outcome]
  ) -> Elements {
    var elements = elements(plan, inputs)
    elements.take { axis in
      guard case .value(let taken)? = outcomes[OutputName.elements(of: Axis(axis))] else {
        return nil
      }
      return taken.cells(along: Axis(axis), at: [:]).map { Int($0 ?? -1) }
    }
    return elements
  }
}

/// A table with its file.
private struct BoundFile {
  /// The table.
  let use: TableUse
  /// The file.
  let loaded: LoadedData
  /// `true` iff only the beginning of it is to be read.
  let isBeginning: Bool

  /// Returns where the cells are, in `bytes` of the file; `nil` where nothing can be said of them.
  func source(_ bytes: TableBytes) -> TableSource? {
    let (file, path) = (loaded.file, loaded.path)
    guard isBeginning else { return .bytes(bytes, file: file, path: path) }
    let format = use.model.format(path: path)
    guard let header = TableHeader.read(bytes, format: format, file: file).header else {
      return nil
    }
    let end = header.endOfBeginning(of: bytes, format: format, isPartial: loaded.isPartial)
    if !loaded.isPartial, bytes[end...].allSatisfy({ $0 == 10 || $0 == 13 }) {
      return .bytes(bytes, file: file, path: path)
    }
    if end <= header.bodyStart { return nil }
    return .beginning(UnsafeBufferPointer(rebasing: bytes[..<end]), file: file, path: path)
  }
}
