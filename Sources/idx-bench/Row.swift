import IdxDiagnostics

/// One line of the benchmark: how long it took to work through something.
struct Row {
  /// What was done.
  let name: String
  /// The size of what it was done to.
  let bytes: Int
  /// How many lines, or units, that was.
  let count: Int
  /// What is counted: `lines`, `units`.
  let counted: String
  /// The median time.
  let seconds: Double
  /// The number of runs measured, after the one that warms up.
  let runs: Int

  /// The row for people.
  var text: String {
    let speed = "\(round(Double(bytes) / seconds / 1e6)) MB/s"
    let rate = "\(round(Double(count) / seconds)) \(counted)/s"
    return pad(name, 22) + pad("\(bytes) bytes", 18) + pad("\(count) \(counted)", 18)
      + pad("\(Int((seconds * 1e6).rounded()))", 10, isNumber: true) + " µs  "
      + pad(speed, 12, isNumber: true) + "  " + pad(rate, 20, isNumber: true)
  }

  /// The row for programs.
  var json: JSONValue {
    .object([
      ("name", .string(name)), ("bytes", .integer(bytes)), (counted, .integer(count)),
      ("seconds", .number(seconds)),
      ("megabytes_per_second", .number(Double(bytes) / seconds / 1e6)),
      ("\(counted)_per_second", .number(Double(count) / seconds)), ("runs", .integer(runs)),
    ])
  }

  private func round(_ value: Double) -> Int { value.isFinite ? Int(value.rounded()) : 0 }

  private func pad(_ text: String, _ width: Int, isNumber: Bool = false) -> String {
    let room = String(repeating: " ", count: max(0, width - text.count))
    return isNumber ? room + text : text + room
  }
}

/// Measures work.
enum Stopwatch {
  /// Returns the median time in seconds of `runs` runs of `work`, after one that warms up.
  static func median(runs: Int, _ work: () -> Void) -> Double {
    work()
    let clock = ContinuousClock()
    let times = (0..<max(runs, 1)).map { _ in
      let time = clock.measure(work).components
      return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }.sorted()
    return times[times.count / 2]
  }
}
