/// Results of tests in the XML that build servers read, as JUnit began it.
public struct JUnitWriter {
  /// What was tested together: a model.
  public struct Suite: Sendable {
    /// Its name.
    public let name: String
    /// What was tested in it.
    public let cases: [Case]

    /// Creates the suite `name`.
    public init(name: String, cases: [Case]) {
      self.name = name
      self.cases = cases
    }
  }

  /// How a case ended.
  public enum Outcome: Sendable {
    case passed
    /// What was tested does not hold: in short, of which kind, and in full.
    case failed(message: String, type: String, text: String)
    /// It could not be tested.
    case broken(message: String, type: String, text: String)
    /// It was left out.
    case skipped(message: String)
  }

  /// One test.
  public struct Case: Sendable {
    /// Its name.
    public let name: String
    /// The line where it stands, if it has one.
    public let line: Int?
    /// How it ended.
    public let outcome: Outcome

    /// Creates the case `name`.
    public init(name: String, line: Int?, outcome: Outcome) {
      self.name = name
      self.line = line
      self.outcome = outcome
    }
  }

  private let name: String
  private let suites: [Suite]

  /// Creates the report `name` of `suites`.
  public init(_ name: String, _ suites: [Suite]) {
    self.name = name
    self.suites = suites
  }

  /// The whole document.
  public var text: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"\(escaped(name))\"\(counts(suites.flatMap(\.cases)))>\n"
      + suites.map(text).joined() + "</testsuites>\n"
  }

  private func counts(_ cases: [Case]) -> String {
    func count(_ isCounted: (Outcome) -> Bool) -> Int { cases.count { isCounted($0.outcome) } }
    let failures = count { if case .failed = $0 { true } else { false } }
    let errors = count { if case .broken = $0 { true } else { false } }
    let skipped = count { if case .skipped = $0 { true } else { false } }
    return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
      + " skipped=\"\(skipped)\""
  }

  private func text(_ suite: Suite) -> String {
    "  <testsuite name=\"\(escaped(suite.name))\"\(counts(suite.cases))>\n"
      + suite.cases.map { text($0, of: suite) }.joined() + "  </testsuite>\n"
  }

  private func text(_ test: Case, of suite: Suite) -> String {
    let line = test.line.map { " line=\"\($0)\"" } ?? ""
    let head =
      "    <testcase name=\"\(escaped(test.name))\" classname=\"\(escaped(suite.name))\""
      + " file=\"\(escaped(suite.name))\"\(line)"
    func body(_ element: String, _ message: String, _ type: String, _ text: String) -> String {
      head + ">\n      <\(element) message=\"\(escaped(message))\" type=\"\(escaped(type))\">"
        + escaped(text) + "</\(element)>\n    </testcase>\n"
    }
    switch test.outcome {
    case .passed: return head + "/>\n"
    case .failed(let message, let type, let text): return body("failure", message, type, text)
    case .broken(let message, let type, let text): return body("error", message, type, text)
    case .skipped(let message):
      return head + ">\n      <skipped message=\"\(escaped(message))\"/>\n    </testcase>\n"
    }
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        // XML 1.0 has no way to write these.
        let isForbidden =
          scalar.value < 0x20 || (0xD800...0xDFFF).contains(scalar.value)
          || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}
