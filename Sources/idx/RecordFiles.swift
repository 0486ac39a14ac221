import IdxDiagnostics
import IdxDriver

/// Writes the files of recorded results.
enum RecordFiles {
  /// Records the results of `models` that differ from their files; the expectations have then passed.
  /// Returns the lines that say what was done and what could not be.
  static func update(_ models: inout [TestResults.Model]) -> String {
    var messages = ""
    // What each file was given, so that no two expectations write over each other.
    var written: [String: String] = [:]
    for number in models.indices {
      let model = models[number]
      var mended: [Span] = []
      let cases = model.report.cases.map { test -> TestCase in
        guard let record = test.record else { return test }
        var test = test
        switch target(record.path, of: model.path) {
        case .failure(let objection): messages += objection.outcome.messages
        case .success(let target):
          if let known = written[target], known != record.text {
            messages +=
              "idx: \(quoted(record.path)): another expectation records other results there\n"
            return test
          }
          if let objection = OutputFile.write(record.text, to: target) {
            messages += "idx: cannot write \(objection)\n"
            return test
          }
          if written.updateValue(record.text, forKey: target) == nil {
            messages += "recorded \(quoted(Paths.shown(target)))\n"
          }
          mended.append(test.span)
          test.outcome = .passed
          test.expected = test.got
          test.message = nil
          test.findings = []
          test.hints = []
          test.derivations = []
        }
        return test
      }
      let check = model.report.check
      let left = check.diagnostics.filter { finding in
        !mended.contains { span in
          span.file == finding.span.file && span.range.contains(Int(finding.span.start))
        }
      }
      models[number] = .init(
        path: model.path,
        report: TestReport(
          check: CheckReport(sources: check.sources, diagnostics: left), cases: cases))
    }
    return messages
  }

  /// Returns the absolute path of the file that the model `model` names `path`; fails where it may not
  /// be written.
  private static func target(_ path: String, of model: String) -> Result<String, Objection> {
    guard let folder = Paths.resolved(model).map({ Paths.folder(of: $0) }) else {
      return .failure(Objection(message: "cannot read \(quoted(model))"))
    }
    func failure(_ reason: String) -> Result<String, Objection> {
      .failure(Objection(message: "cannot write \(quoted(path)): \(reason)"))
    }
    // A slip must not write over a model or a script.
    guard path.hasSuffix(".csv") else { return failure("recorded results are a .csv file") }
    let place = Paths.normalised(path, in: folder)
    guard let parent = Paths.resolved(Paths.folder(of: place)) else {
      return failure("there is no such folder")
    }
    let name = place.split(separator: "/").last.map(String.init) ?? ""
    // Links are followed before the place is judged.
    let target = Paths.resolved(place) ?? (parent == "/" ? "" : parent) + "/" + name
    guard Paths.isInside(target, folder) else {
      return failure("it lies outside of the model's folder")
    }
    return .success(target)
  }
}
