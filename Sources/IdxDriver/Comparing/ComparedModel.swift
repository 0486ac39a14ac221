import IdxPlan
import IdxRuntime
import IdxSemantics

/// A model that was run, to be compared with another.
struct ComparedModel {
  let session: Session
  let run: SessionRun

  /// The indexes that the model and the files it imports declare, and those that its evaluations take, in
  /// their order, each once.
  var indexes: [IndexModel] {
    let declared = session.compilation.modules.filter { !$0.isStandard }.flatMap { module in
      session.elaborator.symbols(of: module.id).compactMap {
        session.elaborator.workedOutIndex($0.id)
      }
    }
    var seen = Set<String>()
    return (declared + session.ownEvaluations.map(\.index)).filter {
      seen.insert($0.name).inserted
    }
  }

  /// The names of the evaluations, in the order of the model.
  var evaluationNames: [String] { session.ownEvaluations.map(\.name) }

  /// Returns the results of the evaluation `name`, if there are any.
  func report(_ name: String) -> EvaluationReport? {
    run.report.evaluations.first { $0.name == name }
  }

  /// Returns the index of the evaluation `name`.
  func index(ofEvaluation name: String) -> IndexModel? {
    session.ownEvaluations.first { $0.name == name }?.index
  }

  /// A table with what was read of it.
  struct Table {
    let use: TableUse
    /// The elements of its keys that it defines itself, by the column of the key.
    let ownKeys: [CellAlignment.AxisCodes]
  }

  /// The tables that were read, but for those of the library.
  var tables: [Table] {
    session.elaborator.readTables.filter {
      session.compilation.module($0.symbol.module)?.isStandard == false
    }.map { use in
      Table(
        use: use,
        ownKeys: zip(use.model.keys, use.axes).filter(\.0.defines).map { key, axis in
          .init(name: key.column, codes: run.elements.codes(axis))
        })
    }
  }

  /// Returns the cells of `column` of a table with its axes, which are called as their keys.
  func cells(
    _ table: Table, _ column: String
  ) -> (array: ArrayValue, axes: [CellAlignment.AxisCodes])? {
    let name = PlanInputs.ColumnName(table: table.use.planName, column: column)
    guard let array = run.inputs.columns[name] else { return nil }
    let axes = array.axes.map { axis in
      let key = table.use.axes.firstIndex(of: axis)
      return CellAlignment.AxisCodes(
        name: key.map { table.use.model.keys[$0].column } ?? "", codes: run.elements.codes(axis),
        rank: key ?? 0)
    }
    return (array, axes)
  }

  /// Returns the codes that the cells of `column` of a table stand for, where they are no numbers.
  func words(_ table: Table, _ column: String) -> [String]? {
    table.use.groupAxes[column].map { run.elements.codes($0) }
  }
}
