public import IdxDiagnostics
internal import IdxNumerics
public import IdxPlan
internal import IdxSemantics
public import IdxTables

/// Binds tables to a plan: reads what the plan needs of them into its inputs.
public enum TableBinding {
  /// Returns the inputs of `plan` that `requests` ask for, read from `sources` by the tables' names
  /// in the plan, and what is wrong with the data; what was read before may be `known`.
  ///
  /// Tables that define axes are bound before those that use them. What a faulty table would have
  /// given is left out, without further findings.
  public static func bind(
    _ requests: [TableRequest], sources: [String: TableSource], plan: Plan,
    known: KnownTables? = nil, threads: Int = 1,
    isCancelled: @Sendable () -> Bool = { false }
  ) -> (PlanInputs, [Diagnostic]) {
    var inputs = PlanInputs()
    var findings: [Diagnostic] = []
    var axes = AxisElementTable(plan)
    for request in ordered(requests) {
      if isCancelled() { break }
      guard request.used.isDisjoint(with: axes.broken) else {
        axes.broken.formUnion(request.defined)
        continue
      }
      let source = sources[request.name] ?? .inline
      let (table, faults) = open(request.data, source, known)
      findings += faults
      if case .beginning = source { axes.partial.formUnion(request.defined) }
      // What is read with axes of which elements lack, lacks elements itself.
      let isPartial = !request.used.isDisjoint(with: axes.partial)
      if isPartial { axes.partial.formUnion(request.defined) }
      // The table of axes is handed on, not shared: it would be copied for each axis defined.
      var binder = TableBinder(request, axes: consume axes)
      if case .beginning = source { binder.isPartial = true } else { binder.isPartial = isPartial }
      if let table { binder.bind(table, threads: threads, isCancelled: isCancelled) }
      findings += binder.findings
      axes = binder.axes
      if table == nil || binder.findings.hasErrors {
        axes.broken.formUnion(request.defined)
      } else {
        inputs.columns.merge(binder.columns) { _, new in new }
      }
    }
    inputs.elements = axes.defined.filter { !axes.partial.contains($0.key) }
    return (inputs, findings)
  }

  /// Returns `requests` so that each comes after those that define what it uses, where that can be.
  private static func ordered(_ requests: [TableRequest]) -> [TableRequest] {
    var rest = requests
    var result: [TableRequest] = []
    var pending = requests.reduce(into: Set<Int>()) { $0.formUnion($1.defined) }
    while !rest.isEmpty {
      let next = rest.firstIndex { $0.used.isDisjoint(with: pending) } ?? 0
      let request = rest.remove(at: next)
      result.append(request)
      pending.subtract(request.defined)
    }
    return result
  }

  private static func open(
    _ data: DataModel, _ source: TableSource, _ known: KnownTables?
  ) -> (table: (any OpenTable)?, diagnostics: [Diagnostic]) {
    switch source {
    case .inline: return (data.rows.isEmpty ? nil : InlineTable(data), [])
    case .bytes(let bytes, let file, let path), .beginning(let bytes, let file, let path):
      return FileTable.open(data, bytes, file: file, path: path, known)
    }
  }
}

/// The elements of the axes of a plan as far as they are known.
struct AxisElementTable {
  /// The elements that tables define, by the position of the axis in the plan.
  private(set) var defined: [Int: PlanInputs.Elements] = [:]
  /// The axes whose table is faulty, so that nothing is said of what uses them.
  var broken: Set<Int> = []
  /// The axes of whose elements only the first are known, as only the beginning of a table was read.
  var partial: Set<Int> = []
  private let plan: Plan

  /// Creates the table of what `plan` itself says.
  init(_ plan: Plan) { self.plan = plan }

  /// Returns `axes` in canonical order.
  func ordered(_ axes: [Axis]) -> [Axis] { plan.ordered(axes) }

  /// Returns the name of `axis`.
  func name(_ axis: Axis) -> String {
    plan.axes[Int(axis.base)].name + String(repeating: "'", count: Int(axis.primes))
  }

  /// Sets the elements of `axis`.
  mutating func define(_ axis: Axis, _ elements: PlanInputs.Elements) {
    defined[Int(axis.base)] = elements
  }

  /// `true` iff `axis` may have more elements than are known.
  func isPartial(_ axis: Axis) -> Bool {
    let base = Int(axis.base)
    if partial.contains(base) { return true }
    if case .numbered(let other) = plan.axes[base].elements { return isPartial(other) }
    return false
  }

  /// Returns the elements of `axis`; `nil` where they are not known before evaluation.
  func elements(_ axis: Axis) -> PlanInputs.Elements? {
    let base = Int(axis.base)
    if let elements = defined[base] { return elements }
    switch plan.axes[base].elements {
    case .fixed(let codes, let labels):
      return PlanInputs.Elements(codes: codes, labels: labels)
    case .numbered(let other):
      guard let count = elements(other)?.codes.count else { return nil }
      let codes = (0..<count).map { "\($0 + 1)" }
      return PlanInputs.Elements(codes: codes, labels: codes)
    case .table, .filtered, .product: return nil
    }
  }
}
