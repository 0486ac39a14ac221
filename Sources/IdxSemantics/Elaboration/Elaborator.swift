public import IdxDiagnostics
public import IdxPlan
import IdxSyntax

/// Checks a program and makes its plan in one walk: every expression becomes a node of the plan with
/// its type, and what does not fit is reported.
///
/// Methods are taken apart at each call: the body is walked with the axes, measures and ranges of the
/// arguments, so that these are followed through it exactly, and equal work becomes one node.
public final class Elaborator {
  /// Where other modules, and what is known of tables, come from.
  let library: any ModuleLibrary
  /// How often a name near an unknown one was searched.
  var searches = 0
  /// The modules, by their id; those of the standard library join when a name resolves into them.
  var modules: [Int: Module] = [:]
  var tables: [Int: NameTable] = [:]
  /// What was found.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// The builder of the plan, then those of the loop bodies that are being walked.
  var builders = [PlanBuilder()]
  /// The builder of what is being walked.
  public var builder: PlanBuilder { builders[builders.count - 1] }
  /// What is known of the axes, by their position in the plan.
  public private(set) var axisInfos: [AxisInfo] = []
  /// The names of the axes, here and in the plan.
  private(set) var axisNames: Set<String> = []
  /// The evaluations, in the order of their first use.
  public internal(set) var evaluations: [ElaboratedEvaluation] = []
  /// The expectations of the main module, in order.
  public internal(set) var expectations: [ElaboratedExpectation] = []
  /// The consistency of the judgements of the main module.
  public internal(set) var consistencies: [ElaboratedConsistency] = []
  /// The comparisons whose consistency has not been worked out, by the number of things compared.
  var pendingConsistencies: [Int: [(model: JudgementModel, subject: JudgementModel.Subject)]] = [:]
  /// The tables that the plan reads.
  public internal(set) var readTables: [TableUse] = []
  /// The positions of the tables in `readTables`.
  var readTablePositions: [SymbolID: Int] = [:]
  /// The values that parameters have been given from outside.
  let parameters: [String: Double]
  /// Says of comparisons whether their consistency is known, so that nobody asks the plan for it.
  let knowsConsistency: @Sendable (ComparisonMatrix) -> Bool
  /// What declarations of the main module were found to be before, where it is edited.
  var known: KnownDeclarations?
  /// Asked for each declaration and each call.
  let isCancelled: @Sendable () -> Bool

  // Results of declarations, by symbol; `nil` while one is being worked out.
  var axes: [SymbolID: Axis?] = [:]
  var values: [SymbolID: Term?] = [:]
  var measures: [SymbolID: Measure?] = [:]
  var indexes: [SymbolID: IndexModel?] = [:]
  var scales: [SymbolID: ScaleModel] = [:]
  var dataModels: [SymbolID: DataModel] = [:]
  var judgements: [SymbolID: JudgementModel?] = [:]
  var evaluationIDs: [SymbolID: Int?] = [:]
  var compositions: [SymbolID: Composition?] = [:]
  /// The hierarchies of evaluations that change their base's.
  var ownIndexes: [SymbolID: IndexModel] = [:]
  var standardSymbols: [String: SymbolID?] = [:]
  /// The axes made for sets of nodes, so that one set is one axis.
  var nodeAxes: [NodeAxisKey: Axis] = [:]
  /// The arrays whose cells are known to go with the opposite ones.
  var tied: Set<TiedArray> = []
  /// The axes of the components of others.
  var componentAxes: [Axis: Axis] = [:]
  /// The symbols that something refers to, for the report of what is unused.
  public internal(set) var used: Set<SymbolID> = []
  /// The places of the indicators that an evaluation has bound to a table.
  var boundLeaves: Set<Span> = []
  /// The methods that were called, or checked by themselves, as calls see them.
  var calledMethods: [SymbolID: CalledMethod] = [:]
  /// The methods that were checked by themselves, and those of them that are wrong.
  var checkedMethods: Set<SymbolID> = []
  var failedMethods: Set<SymbolID> = []
  /// The methods of which it is known what their check by itself finds.
  var keptMethods: [SymbolID: KnownMethod] = [:]
  /// The methods that were not walked by themselves, since it was known what that finds.
  var unwalkedMethods: [CalledMethod] = []
  /// How many times methods were taken apart for the outermost call.
  var instantiations = 0
  /// The axes, hierarchies and measures that are being worked out: what needs one of them is a cycle.
  var working: Set<SymbolID> = []
  /// Definitions whose cycle has been reported.
  var reportedCycles: Set<SymbolID> = []
  /// The evaluations being worked out.
  var pendingEvaluations: Set<SymbolID> = []
  /// Methods being taken apart, to refuse recursion.
  var callStack: [SymbolID] = []
  /// How many branches are being walked that need not be taken: what is wrong with numbers there is
  /// found when the plan is evaluated, if at all.
  var branches = 0
  /// `true` iff a column is being compared with a text, so that its cells are meant as such.
  var readsTexts = false
  /// The results of methods that were taken apart, with what the methods warn of.
  var instances: [InstanceKey: Instance] = [:]
  /// How the call that was walked last came to its result, and how steps did, by their scores.
  var lastWorkings: Workings?
  var workings: [NodeIndex: Workings] = [:]
  /// What the bodies of methods that are being walked have seen and done.
  var openCalls: [CallNotes] = []
  /// What methods warn of, by their calls.
  public internal(set) var cautions: [Caution] = []
  var cautionStack = CautionStack()
  /// How often a body has read what it sees of the step around the call: its axes, group and measures.
  var readsOfStep = 0
  /// What names stand for and what expressions are, where somebody wants to know.
  public private(set) var facts: ElaborationFacts?

  /// Creates the elaboration of `modules`, the main one first; `facts` are recorded if that is said.
  public init(
    modules: [Module], library: any ModuleLibrary, parameters: [String: Double],
    recordsFacts: Bool = false,
    knowsConsistency: @escaping @Sendable (ComparisonMatrix) -> Bool = { _ in false },
    known: KnownDeclarations? = nil,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.library = library
    self.knowsConsistency = knowsConsistency
    self.known = known
    self.parameters = parameters
    self.isCancelled = isCancelled
    if recordsFacts { facts = ElaborationFacts(self) }
    for module in modules { add(module) }
  }

  /// Adds `module` and its names.
  func add(_ module: Module) {
    modules[module.id] = module
    tables[module.id] = module.names ?? NameTable(module, diagnostics: &diagnostics)
    facts?.open(module)
  }

  /// Notes what is known of `axis`, if it is a new one. Returns `false` iff it is not, and something
  /// else than `info` is known of it.
  func note(_ info: AxisInfo, of axis: Axis) -> Bool {
    guard Int(axis.base) == axisInfos.count else {
      return axisInfos[Int(axis.base)].isSame(as: info)
    }
    axisInfos.append(info)
    axisNames.formUnion([info.name, builder.plan.axes[Int(axis.base)].name])
    return true
  }

  /// Adds a finding.
  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Adds a finding, and returns the term that stands for what has been reported.
  func fail(_ diagnostic: Diagnostic) -> Term {
    diagnostics.append(diagnostic)
    return .failed
  }

  /// Returns what `walk` returns, which walks a branch that need not be taken: it is where `condition`
  /// holds, or does not, if that is what tells.
  func inBranch<Result>(
    _ condition: ArrayTerm? = nil, holds: Bool = true, walk: () -> Result
  ) -> Result {
    branches += 1
    cautionStack.paths.append(condition.map { ($0, holds) })
    defer {
      branches -= 1
      cautionStack.paths.removeLast()
    }
    return walk()
  }

  /// Returns what `walk` returns, which works out a declaration by itself, whatever loop, branch or
  /// call asked for it.
  func apart<Result>(_ walk: () -> Result) -> Result {
    let outer = (builders, branches, cautionStack, readsTexts)
    let step = builders[0].step
    (builders, branches, cautionStack, readsTexts) = ([outer.0[0]], 0, CautionStack(), false)
    builders[0].step = nil
    defer {
      (builders, branches, cautionStack, readsTexts) = outer
      builders[0].step = step
    }
    return walk()
  }

  /// Returns the symbol with identity `id`.
  func symbol(_ id: SymbolID) -> Symbol? { tables[id.module]?.symbols[id.index] }

  /// Checks every declaration of `module` and the expectations. Returns `false` iff it was cancelled.
  public func elaborate(module id: Int) -> Bool {
    guard let module = modules[id], let table = tables[id] else { return true }
    for symbol in table.symbols {
      if isCancelled() { return false }
      elaborate(symbol)
    }
    checkPendingConsistencies(in: id)
    for declaration in module.declarations {
      if isCancelled() { return false }
      if case .expect(let expect) = declaration { elaborate(expect, in: id) }
    }
    readDefiningTables()
    checkNumbers(of: module)
    checkUnbound(in: id)
    return true
  }

  /// Reports the numbers in declarations of `module` that cannot be held, where nothing has been said of them.
  private func checkNumbers(of module: Module) {
    let ranges = module.declarations.map(\.node.tokenRange)
    for number in module.tree.numbersOutOfReach(in: ranges) {
      let isTold = diagnostics.contains {
        $0.code == Diagnostic.noNumber("", at: number.span).code && $0.span.file == number.span.file
          && $0.span.start <= number.span.start && number.span.end <= $0.span.end
      }
      if !isTold { report(.noNumber(number.text, at: number.span)) }
    }
  }

  /// Works out what `symbol` declares.
  func elaborate(_ symbol: Symbol) {
    switch symbol.kind {
    case .data:
      if let model = dataModel(symbol.id) { _ = library.schema(of: model, in: symbol.id.module) }
    case .measure: _ = measure(symbol.id)
    case .scale: _ = scaleModel(symbol.id)
    case .axis, .tableAxis, .raterAxis: _ = axis(of: symbol.id)
    case .index, .variant: _ = indexModel(symbol.id)
    case .judgement: checkConsistency(symbol.id)
    case .method: if let method = calledMethod(symbol.id) { checkAlone(method) }
    case .evaluation: _ = evaluation(symbol.id)
    case .value, .parameter: _ = value(of: symbol.id)
    }
  }
}

/// A table that the plan reads, with what is needed to bind it.
public struct TableUse: Sendable {
  /// The table.
  public let symbol: SymbolID
  /// How it is declared.
  public let model: DataModel
  /// The name under which the plan knows it.
  public let planName: String
  /// The axes of its keys, in the order of the keys.
  public let axes: [Axis]
  /// The columns read, with the axis of the elements in group columns.
  public internal(set) var columns: [String]
  /// The axes of the group columns read or defined, by column.
  public internal(set) var groupAxes: [String: Axis]
  /// The ranges that indicators demand of the columns they are, by column.
  public internal(set) var ranges: [String: Interval] = [:]
}

/// An `expect`, ready to be evaluated.
public struct ElaboratedExpectation: Sendable {
  /// The whole declaration.
  public let span: Span
  /// The Boolean that must be true everywhere; missing counts as false. Of recorded results it is these
  /// themselves.
  public let condition: NodeIndex
  /// The two sides of a comparison, for the report.
  public let sides: (left: NodeIndex, right: NodeIndex)?
  /// How the sides are compared: `==`, `<`, ….
  public let relation: String
  /// The axis of which the sides are elements, if they are.
  public let elements: Axis?
  /// The tolerance, if one was given.
  public let tolerance: Double?
  /// Which cells count; all where there is none.
  public let filter: NodeIndex?
  /// Where that is said.
  public let filterSpan: Span?
  /// The file that holds the recorded results, as the model names it and where.
  public let record: (path: String, span: Span)?
}
