import IdxDiagnostics

/// The benchmark: prints how fast the parts of the compiler are on this machine.
@main
enum Main {
  private static let usage = """
    usage: idx-bench [parse|edit|recheck|check|run|all] [--json] [--lines N] [--edited N] [--rows N]
                     [--columns N] [--runs N]
           idx-bench generate-model LINES FILE
           idx-bench generate-data ROWS COLUMNS FILE [MODEL]
    """

  static func main() {
    var words = Array(CommandLine.arguments.dropFirst())
    let isJSON = words.contains("--json")
    words.removeAll { $0 == "--json" }
    var size = Benchmarks.Size()
    take("--lines", &words, into: &size.lines)
    take("--edited", &words, into: &size.edited)
    take("--rows", &words, into: &size.rows)
    take("--columns", &words, into: &size.columns)
    take("--runs", &words, into: &size.runs)
    switch words.first ?? "all" {
    case "generate-model" where words.count == 3: generateModel(words[1], words[2])
    case "generate-data" where words.count == 4 || words.count == 5:
      generateData(words[1], words[2], words[3], model: words.count == 5 ? words[4] : nil)
    case "parse", "edit", "recheck", "check", "run", "all":
      guard words.count <= 1 else { stop(usage) }
      measure(words.first ?? "all", size, isJSON: isJSON)
    default: stop(usage)
    }
  }

  /// Takes the option `name` with its number out of `words`.
  private static func take(_ name: String, _ words: inout [String], into value: inout Int) {
    guard let place = words.firstIndex(of: name) else { return }
    guard place + 1 < words.count, let number = Int(words[place + 1]), number > 0 else {
      stop("\(name) needs a number\n\(usage)")
    }
    value = number
    words.removeSubrange(place...place + 1)
  }

  private static func measure(_ what: String, _ size: Benchmarks.Size, isJSON: Bool) {
    var rows: [Row] = []
    func add(_ row: Result<Row, Objection>) {
      switch row {
      case .success(let row):
        rows.append(row)
        if !isJSON { print(row.text) }
      case .failure(let objection): stop(objection.message)
      }
    }
    if what == "parse" || what == "all" { add(.success(Benchmarks.parse(size))) }
    if what == "edit" || what == "all" { add(.success(Benchmarks.edit(size))) }
    if what == "recheck" || what == "all" { add(Benchmarks.recheck(size)) }
    if what == "check" || what == "all" { add(Benchmarks.check(size)) }
    if what == "run" || what == "all" { add(Benchmarks.run(size)) }
    if isJSON { print(JSONValue.object([("rows", .array(rows.map(\.json)))]).text) }
  }

  private static func generateModel(_ lines: String, _ path: String) {
    guard let lines = Int(lines), lines > 0 else { stop(usage) }
    let (text, count, rules) = ModelGenerator.model(lines: lines)
    guard let file = OutputStream(path), file.write(Array(text.utf8)), file.close() else {
      stop("cannot write \(path)")
    }
    let share = (Double(rules) / Double(count) * 1000).rounded() / 10
    print(
      "\(path): \(count) lines, \(text.utf8.count) bytes; \(share) % are indicators, judgements,"
        + " methods and expectations")
  }

  private static func generateData(
    _ rows: String, _ columns: String, _ path: String, model: String?
  ) {
    guard let rows = Int(rows), let columns = Int(columns), rows > 0, columns > 0 else {
      stop(usage)
    }
    guard let file = OutputStream(path) else { stop("cannot write \(path)") }
    var bytes = 0
    let isWritten = DataGenerator.csv(rows: rows, columns: columns) { part in
      bytes += part.count
      return file.write(part)
    }
    guard isWritten, file.close() else { stop("cannot write \(path)") }
    print("\(path): \(rows) rows, \(columns) columns, \(bytes) bytes")
    guard let model else { return }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let text = DataGenerator.model(columns: columns, data: name)
    guard let file = OutputStream(model), file.write(Array(text.utf8)), file.close() else {
      stop("cannot write \(model)")
    }
  }
}
