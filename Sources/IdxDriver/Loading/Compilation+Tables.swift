import IdxDiagnostics
import IdxRuntime
import IdxSemantics
import IdxStandardLibrary
import IdxSyntax
import IdxTables

/// A data file that was read, whole or its beginning.
struct LoadedData {
  /// The identity of its text.
  let file: FileID
  /// The path that people see.
  let path: String
  /// `true` iff only the beginning was read.
  let isPartial: Bool
}

extension Compilation: ModuleLibrary {
  /// The bytes that are read of a data file of which only the beginning is wanted.
  static let beginning = 1 << 20

  func standardModule(declaring name: String) -> Module? {
    StandardLibrary.module(declaring: name).flatMap { standardModule($0) }
  }

  var standardNames: [String] { StandardLibrary.names }

  func standardNames(elsewhereCalled name: String) -> [String] {
    StandardLibrary.names(elsewhereCalled: name)
  }

  func schema(of data: DataModel, in module: Int) -> DataSchema? {
    let key = "\(module).\(data.name)"
    if let known = schemas[key] { return known }
    let schema = makeSchema(of: data, in: module)
    schemas[key] = .some(schema)
    return schema
  }

  private func makeSchema(of data: DataModel, in module: Int) -> DataSchema? {
    guard data.file != nil else {
      guard let header = data.rows.first else { return nil }
      let body = data.rows.dropFirst()
      let names = header.cells.map(\.text)
      diagnostics += data.absentColumns(among: names, at: header.node.span)
      let rows = body.map(\.cells)
      let texts = names.indices.map { column in
        // As in a file, what holds no number at all is a column of texts.
        let cells = rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
        let declared = data.columns.first { $0.source == names[column] }
        let marks = (declared?.missing ?? data.missing).marks
        let isText = { (cell: CellSyntax) in cell.isString && !marks.contains(cell.text) }
        return cells.contains(where: isText) && cells.allSatisfy { $0.isString || $0.isEmpty }
      }
      let variable = data.variable.flatMap { names.firstIndex(of: $0.name) }
      let variables = variable.map { column in
        rows.compactMap { $0.indices.contains(column) ? $0[column].text : nil }
      }
      return DataSchema(data, names: names, isText: texts, variables: variables ?? [])
    }
    guard
      let loaded = loadData(data, in: module, limit: options.readsAllData ? nil : Self.beginning)
    else {
      return nil
    }
    let format = data.format(path: loaded.path)
    let key = "\(module).\(data.name)"
    return sources[Int(loaded.file.index)].bytes.withUnsafeBufferPointer { bytes in
      let (header, found) = TableHeader.read(bytes, format: format, file: loaded.file)
      diagnostics += found
      guard let header else { return nil }
      if let obstacle = header.obstacle {
        // It may hide columns that seem to lack.
        diagnostics.append(obstacle)
        return nil
      }
      if let fault = strangeHeader(in: header, of: data, format) {
        // Nothing is known of the columns then.
        diagnostics.append(fault)
        unusable.insert(key)
        return nil
      }
      let faults = data.absentColumns(
        among: header.names, at: header.span ?? Span(loaded.file, 0, 0))
      if faults.hasErrors {
        diagnostics += faults
        unusable.insert(key)
      }
      let profiles =
        options.tables?.profiles(bytes, header, format, loaded.file)
        ?? header.sniff(bytes, format: format, file: loaded.file)
      return DataSchema(
        data, names: header.names,
        isText: profiles.map { $0.texts > 0 && $0.numbers == 0 },
        firstTexts: profiles.map { profile in
          guard let text = profile.firstText, let place = profile.firstTextPlace else {
            return nil
          }
          return .notANumber(text, in: NumberDialect(format), at: place)
        }, variables: variables(of: data, loaded, header, bytes, format),
        mayHaveMore: data.variable != nil && loaded.isPartial)
    }
  }

  /// Returns the variables of a long table, as far as it was read.
  private func variables(
    of data: DataModel, _ loaded: LoadedData, _ header: TableHeader, _ bytes: TableBytes,
    _ format: TableFormat
  ) -> [String] {
    guard let variable = data.variable, header.names.contains(variable.name) else { return [] }
    // The last row may be cut off.
    let end =
      loaded.isPartial
      ? header.endOfBeginning(of: bytes, format: format, isPartial: true, rows: .max) : bytes.count
    // What is wrong with the rows is found when they are read for their values.
    let (table, _) = TableReader.read(
      UnsafeBufferPointer(rebasing: bytes[..<end]), format: format, file: loaded.file,
      columns: [ColumnRequest(variable.name, .text, optional: true)], threads: 1,
      isCancelled: options.isCancelled)
    return table?[variable.name]?.text?.labels ?? []
  }

  /// Returns the finding that `header` is none: it is a comment, or its cells were not told apart, because
  /// another delimiter stands between them than the one declared; `nil` where all is well.
  private func strangeHeader(
    in header: TableHeader, of data: DataModel, _ format: TableFormat
  ) -> Diagnostic? {
    let place = header.span ?? Span(FileID(0), 0, 0)
    let missing = data.keys.first { !$0.isPattern }?.column ?? data.columns.first?.source ?? ""
    if data.comments == nil, header.names.first?.hasPrefix("#") == true,
      !header.names.contains(missing)
    {
      return .unknownColumn(
        missing, names: header.names, at: place,
        hints: ["if the first lines are comments, declare `comments \"#\"`"])
    }
    guard header.names.count == 1, format.kind != .jsonLines,
      let mark = [";", "\t", "|", ","].first(where: { header.names[0].contains($0) }),
      !data.keys.contains(where: { $0.column == header.names[0] })
    else { return nil }
    let shown = mark == "\t" ? "\\t" : String(mark)
    return .unknownColumn(
      missing, names: header.names, at: place,
      hints: ["the cells seem to be divided by this: declare `delimiter \"\(shown)\"`"])
  }

  /// Returns the file of the table `data`, `limit` bytes of it at most, reading it where it was not
  /// read so far; `nil` where that fails.
  func loadData(_ data: DataModel, in module: Int, limit: Int?) -> LoadedData? {
    guard let literal = data.file else { return nil }
    let key = "\(module).\(data.name)"
    if let known = dataFiles[key], !known.isPartial || limit != nil { return known }
    if unusable.contains(key) { return nil }
    let given = module == 0 ? options.dataFiles[data.name] : nil
    let result: Result<SourceFile, ReadFailure>
    let declaring = self.module(module)
    if let declaring, declaring.isStandard {
      result = standardData(literal.value, beside: declaring.path)
    } else {
      result = provider.read(
        given ?? literal.value, from: given == nil ? declaring?.path : nil,
        for: given == nil ? .data : .givenData, limit: limit)
    }
    switch result {
    case .failure(let failure):
      if dataFiles[key] == nil {
        diagnostics.append(
          .unreadableFile(
            failure.message, at: given == nil ? literal.node.span : .commandLine,
            hint: given == nil ? failure.hint : nil))
      }
      return nil
    case .success(let source):
      let file = dataFiles[key]?.file ?? add(source.displayPath, [])
      let bytes = text(of: source, file, data)
      replace(file, bytes.map { options.tables?.held($0) ?? $0 } ?? source.bytes)
      guard bytes != nil else {
        unusable.insert(key)
        return nil
      }
      let loaded = LoadedData(file: file, path: source.displayPath, isPartial: source.isPartial)
      dataFiles[key] = loaded
      return loaded
    }
  }

  /// Returns the bytes of `source` as UTF-8, reporting where the declared encoding does not fit.
  private func text(of source: SourceFile, _ file: FileID, _ data: DataModel) -> [UInt8]? {
    guard let encoding = data.encoding, encoding != "utf-8" else { return source.bytes }
    switch provider.decode(source.bytes, from: encoding, isPartial: source.isPartial) {
    case .success(let bytes): return bytes
    case .failure(.unknownEncoding):
      // What nobody knows was reported with the declaration.
      guard DataReader.encodings.contains(encoding) else { return nil }
      diagnostics.append(.unsupportedEncoding(encoding, at: data.span))
    case .failure(.invalid(let offset)):
      diagnostics.append(
        .undecodable(
          encoding, offset: offset, at: Span(file, offset, offset + 1), declaration: data.span))
    }
    return nil
  }

  /// Returns the data file `name` that the binary holds beside the standard module `module`.
  private func standardData(_ name: String, beside module: String) -> Result<
    SourceFile, ReadFailure
  > {
    let folder = module.split(separator: "/").dropFirst().dropLast().joined(separator: "/")
    guard let text = StandardLibrary.text("\(folder)/\(name)") else {
      return .failure(.missing(path: "std/\(folder)/\(name)"))
    }
    return .success(
      SourceFile(
        resolvedPath: "std/\(folder)/\(name)", displayPath: "std/\(folder)/\(name)",
        bytes: Array(text.utf8), isPartial: false))
  }
}

extension DataModel {
  /// Returns the findings of what the declaration names and the header, `names` at `header`, lacks.
  fileprivate func absentColumns(among names: [String], at header: Span) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    func ask(_ name: String, _ declared: Span) {
      if names.contains(name) { return }
      var finding = Diagnostic.unknownColumn(name, names: names, at: header)
      if declared.file != header.file { finding.labels.append(Label(declared, "asked for here")) }
      findings.append(finding)
    }
    for key in keys where !key.isPattern {
      ask(key.column, key.span)
      if let label = key.labelColumn { ask(label, key.span) }
    }
    if let variable {
      ask(variable.name, span)
      ask(variable.value, span)
      return findings
    }
    for column in columns {
      let pattern = ColumnPattern(column.source, in: self)
      if pattern.names.isEmpty {
        ask(column.source, column.span)
      } else if !names.contains(where: { pattern.captures(in: $0) != nil }) {
        findings.append(.noMatchingColumn(column.source, names: names, at: header))
      }
    }
    return findings
  }
}

extension DataSchema {
  /// Creates what is known of `data` from the names in its header and which of them begin as texts; of a
  /// long table from its `variables`, of which the file may have more.
  fileprivate init(
    _ data: DataModel, names: [String], isText: [Bool], firstTexts: [Diagnostic?] = [],
    variables: [String], mayHaveMore: Bool = false
  ) {
    func firstText(_ positions: [Int]) -> Diagnostic? {
      positions.first { isText[$0] && firstTexts.indices.contains($0) }.flatMap { firstTexts[$0] }
    }
    let patterns = Set(data.keys.filter(\.isPattern).map(\.column))
    let keys = Set(data.keys.map(\.column))
    var taken = Set<String>()
    var columns: [Column] = []
    for column in data.columns {
      let pattern = ColumnPattern(column.source, in: data)
      let fits = names.indices.filter {
        pattern.captures(in: names[$0]) != nil
          && (pattern.names.isEmpty || !keys.contains(names[$0]))
      }
      // A declared column that the file lacks has been reported.
      taken.formUnion(fits.map { names[$0] })
      columns.append(
        Column(
          name: column.name, patternKeys: Set(pattern.names).intersection(patterns),
          isText: column.kind == .text || fits.contains { isText[$0] },
          firstText: firstText(fits)))
    }
    for (position, name) in names.enumerated()
    where !taken.contains(name) && !keys.contains(name) && data.column(name) == nil
      && name != data.variable?.name && name != data.variable?.value
    {
      columns.append(
        Column(
          name: name, patternKeys: [], isText: isText[position],
          firstText: firstText([position])))
    }
    taken.formUnion(columns.map(\.name))
    taken.formUnion(data.columns.map(\.source))
    for name in variables where taken.insert(name).inserted {
      columns.append(Column(name: name, patternKeys: [], isText: false))
    }
    self.init(columns: columns, mayHaveMore: mayHaveMore)
  }
}
