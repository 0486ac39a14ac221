import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax
import IdxTables

/// Finds where in a file or in the model a number was read.
struct CellPlaces {
  let session: Session
  let elements: Elements

  /// Returns the place of the cell of `column` of the plan's table `table` at `place`, for people:
  /// "hdi.csv:137, column le_2021"; `nil` where it cannot be found again.
  func text(table: String, column: String, at place: [Axis: Int]) -> String? {
    guard let use = session.elaborator.readTables.first(where: { $0.planName == table }) else {
      return nil
    }
    let codes = use.axes.map { axis -> String? in
      let codes = elements.codes(axis)
      return place[axis].flatMap { codes.indices.contains($0) ? codes[$0] : nil }
    }
    guard codes.allSatisfy({ $0 != nil }) else { return nil }
    let cell = Cell(use.model, column, codes.compactMap { $0 })
    return use.model.file == nil ? inModel(cell) : inFile(cell, module: use.symbol.module)
  }

  /// A cell as its table declares it.
  private struct Cell {
    let data: DataModel
    /// The name of the column in the file, with the keys in it filled in.
    let column: String
    /// The columns by which its row is found, with what stands in them.
    let keys: [(column: String, code: String)]

    init(_ data: DataModel, _ column: String, _ codes: [String]) {
      self.data = data
      var inName: [String: String] = [:]
      var keys: [(column: String, code: String)] = []
      for (key, code) in zip(data.keys, codes) {
        if key.isPattern { inName[key.column] = code } else { keys.append((key.column, code)) }
      }
      let source = data.column(column)?.source ?? column
      if let variable = data.variable {
        keys.append((variable.name, source))
        self.column = variable.value
      } else {
        self.column = ColumnPattern(source, in: data).name(inName)
      }
      self.keys = keys
    }
  }

  private func inModel(_ cell: Cell) -> String? {
    guard let header = cell.data.rows.first?.cells.map(\.text) else { return nil }
    let row = cell.data.rows.dropFirst().first { row in
      let cells = row.cells
      return cell.keys.allSatisfy { column, code in
        header.firstIndex(of: column).map { cells.indices.contains($0) && cells[$0].text == code }
          ?? false
      }
    }
    guard let span = row?.span else { return nil }
    let source = session.compilation.sources[Int(span.file.index)]
    let line = LineIndex(source).place(at: Int(span.start)).line
    return "\(source.path):\(line), column \(cell.column)"
  }

  private func inFile(_ cell: Cell, module: Int) -> String? {
    let key = "\(module).\(cell.data.name)"
    guard let loaded = session.compilation.dataFiles[key] else { return nil }
    let format = cell.data.format(path: loaded.path)
    let bytes = session.compilation.sources[Int(loaded.file.index)].bytes
    let line = bytes.withUnsafeBufferPointer { bytes -> Int? in
      let (header, _) = TableHeader.read(bytes, format: format, file: loaded.file)
      guard let header else { return nil }
      let (table, _) = TableReader.read(
        bytes, format: format, file: loaded.file,
        columns: cell.keys.map { ColumnRequest($0.column, .text, optional: true) }, threads: 1,
        isCancelled: session.options.isCancelled)
      guard let table else { return nil }
      let row = (0..<table.rowCount).first { row in
        cell.keys.allSatisfy { table[$0.column]?.text?[row] == $0.code }
      }
      return row.flatMap { row in
        TablePlaces.places(
          of: [.init(row: row)], in: bytes, header: header, format: format, file: loaded.file
        ).first?.line
      }
    }
    return line.map { "\(loaded.path):\($0), column \(cell.column)" }
  }
}
