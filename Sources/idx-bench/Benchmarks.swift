import IdxDiagnostics
import IdxDriver
import IdxSyntax
import IdxTerminal

/// Files that are held in memory.
struct MemoryProvider: SourceProvider {
  /// The contents by name.
  let files: [String: [UInt8]]

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    guard let bytes = files[path] else { return .failure(.missing(path: path)) }
    let isPartial = limit.map { $0 < bytes.count } ?? false
    return .success(
      SourceFile(
        resolvedPath: path, displayPath: path,
        bytes: isPartial ? Array(bytes.prefix(limit ?? 0)) : bytes, isPartial: isPartial))
  }
}

/// What is measured.
enum Benchmarks {
  /// How large the work is.
  struct Size {
    /// The lines of the generated model.
    var lines = 100_000
    /// The lines of the generated model that is edited.
    var edited = 10_000
    /// The units and indicators of the generated table.
    var rows = 100_000
    var columns = 50
    /// How often each is measured.
    var runs = 5
  }

  /// Returns the time for lexing and parsing a generated model.
  static func parse(_ size: Size) -> Row {
    let (text, lines, _) = ModelGenerator.model(lines: size.lines)
    let source = SourceText(file: FileID(0), path: "generated.idx", text: text)
    var nodes = 0
    let seconds = Stopwatch.median(runs: size.runs) { nodes += SyntaxTree.parse(source).nodeCount }
    precondition(nodes > 0, "the generated model has no nodes")
    return Row(
      name: "parse", bytes: source.bytes.count, count: lines, counted: "lines", seconds: seconds,
      runs: size.runs)
  }

  /// Returns the time for the tree of a generated model in which a character was typed somewhere.
  static func edit(_ size: Size) -> Row {
    let (text, lines, _) = ModelGenerator.model(lines: size.edited)
    let source = SourceText(file: FileID(0), path: "generated.idx", text: text)
    let old = SyntaxTree.parse(source)
    var random = Random(seed: 1)
    let edits = (0..<50).map { _ in
      let place = random.whole(0...source.bytes.count)
      var bytes = source.bytes
      bytes.insert(random.one(of: Array("x1 (".utf8)), at: place)
      return (
        source: SourceText(file: source.file, path: source.path, bytes: bytes),
        change: TextChange(place..<place, by: 1)
      )
    }
    var nodes = 0
    let seconds = Stopwatch.median(runs: size.runs) {
      for edit in edits {
        nodes += SyntaxTree.parse(edit.source, reusing: old, edit.change).tree.nodeCount
      }
    }
    precondition(nodes > 0, "the generated model has no nodes")
    return Row(
      name: "edit", bytes: source.bytes.count, count: lines, counted: "lines",
      seconds: seconds / Double(edits.count), runs: size.runs)
  }

  /// Returns the time for the findings of a generated model in which a character was typed behind an
  /// indicator, as an editor asks for them.
  static func recheck(_ size: Size) -> Result<Row, Objection> {
    let (text, lines, _) = ModelGenerator.model(lines: size.edited)
    let bytes = Array(text.utf8)
    let provider = MemoryProvider(files: ["generated.idx": bytes])
    guard let word = text.utf8.firstRange(of: " benefit".utf8, after: bytes.count / 2) else {
      return .failure(Objection("the generated model has no indicators"))
    }
    var broken = bytes
    broken.insert(UInt8(ascii: "x"), at: word)
    let sources = [bytes, broken].map {
      SourceText(file: FileID(0), path: "generated.idx", bytes: $0)
    }
    var tree = SyntaxTree.parse(sources[0])
    let checker = ModelChecker(path: "generated.idx")
    let options = DriverOptions()
    var counts: [Int] = []
    func check(_ number: Int) {
      tree = SyntaxTree.parse(sources[number % 2], reusing: tree).tree
      let report = checker.check(tree, provider: provider, options: options)
      counts.append(report?.diagnostics.count ?? -1)
    }
    check(0)
    let edits = 50
    let seconds = Stopwatch.median(runs: size.runs) { for number in 1...edits { check(number) } }
    guard let fewest = counts.min(), let most = counts.max(), 0 <= fewest, fewest < most else {
      return .failure(Objection("the findings did not change with the text"))
    }
    return .success(
      Row(
        name: "recheck", bytes: bytes.count, count: lines, counted: "lines",
        seconds: seconds / Double(edits), runs: size.runs))
  }

  /// Returns the time for checking a generated model, and says what was found in it.
  static func check(_ size: Size) -> Result<Row, Objection> {
    let (text, lines, _) = ModelGenerator.model(lines: size.lines)
    let provider = MemoryProvider(files: ["generated.idx": Array(text.utf8)])
    var report: CheckReport?
    let seconds = Stopwatch.median(runs: size.runs) {
      // A library of its own each time, as a process has.
      var options = DriverOptions()
      options.threads = 2
      options.sideBySide = { DeepThread.runSideBySide($0, $1) }
      report = Driver.check("generated.idx", provider: provider, options: options)
    }
    if let objection = report.flatMap(Objection.init) { return .failure(objection) }
    return .success(
      Row(
        name: "check", bytes: text.utf8.count, count: lines, counted: "lines", seconds: seconds,
        runs: size.runs))
  }

  /// Returns the time from a table in memory to the CSV text of its scores.
  static func run(_ size: Size) -> Result<Row, Objection> {
    var data: [UInt8] = []
    _ = DataGenerator.csv(rows: size.rows, columns: size.columns) {
      data += $0
      return true
    }
    let model = DataGenerator.model(columns: size.columns, data: "table.csv")
    let provider = MemoryProvider(files: ["bench.idx": Array(model.utf8), "table.csv": data])
    var options = DriverOptions()
    options.threads = 2
    var layout = ResultLayout()
    layout.level = 0
    options.wanted = WantedResults(layout.shown, level: layout.level)
    var report: RunReport?
    var isEmpty = true
    let seconds = Stopwatch.median(runs: size.runs) {
      report = Driver.run("bench.idx", evaluations: [], provider: provider, options: options)
      let text = ResultWriter.text(report?.evaluations ?? [], format: .csv, layout: layout)
      isEmpty = text.isEmpty
    }
    if let objection = report.flatMap({ Objection($0.check) }) { return .failure(objection) }
    precondition(!isEmpty, "a run without findings has results")
    return .success(
      Row(
        name: "run", bytes: data.count, count: size.rows, counted: "units", seconds: seconds,
        runs: size.runs))
  }
}

/// Why nothing was measured: the generated model is wrong.
struct Objection: Error {
  /// What is wrong.
  let message: String

  /// Creates the objection that `message` says.
  init(_ message: String) { self.message = message }

  /// Creates the objection to a model in which something was found; `nil` if nothing was.
  init?(_ report: CheckReport) {
    guard report.diagnostics.hasErrors else { return nil }
    let findings = report.diagnostics.filter { $0.severity == .error }
    let shown = HumanRenderer(
      Array(findings.prefix(3)), sources: report.sources, paint: Paint(false), width: 100)
    message = "the generated model has \(findings.count) errors:\n\(shown.text)"
  }
}

extension String.UTF8View {
  /// Returns the offset of the first `words` at the offset `start` or behind it.
  fileprivate func firstRange(of words: String.UTF8View, after start: Int) -> Int? {
    let rest = dropFirst(start)
    return rest.indices.first { rest[$0...].starts(with: words) }
      .map { distance(from: startIndex, to: $0) }
  }
}
