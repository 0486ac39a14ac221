import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// What became of one expectation.
struct Verdict {
  /// The expectation.
  let expectation: ElaboratedExpectation
  /// What is wrong; `nil` where it holds.
  var finding: Diagnostic?
  /// The cell that says most: the only one, or the one that is furthest off.
  var cell: [Axis: Int]?
  /// That cell in words: "Norway, 2021".
  var place = ""
  /// What stands there on the two sides of a comparison.
  var got: String?
  var wanted: String?
  /// The text to record, where results are recorded and differ.
  var record: RecordedResults?

  init(_ expectation: ElaboratedExpectation) { self.expectation = expectation }
}

extension Session {
  /// Returns how many expectations held and did not, of those that `outcomes` decides, and adds what
  /// is to be said of the others.
  func judge(
    _ outcomes: [String: IdxRuntime.Outcome], _ elements: Elements
  ) -> (passed: Int, failed: Int) {
    let held = heldExpectations(outcomes, elements)
    return (held.values.count { $0 }, held.values.count { !$0 })
  }

  /// Returns by their places whether the expectations hold that `outcomes` decides, and adds what is to be
  /// said of those that do not.
  func heldExpectations(
    _ outcomes: [String: IdxRuntime.Outcome], _ elements: Elements
  ) -> [IdxDiagnostics.Span: Bool] {
    // An expectation of many things, such as the weights of all groups, is one.
    var held: [IdxDiagnostics.Span: Bool] = [:]
    for verdict in verdicts(outcomes, elements) {
      let span = verdict.expectation.span
      held[span] = (held[span] ?? true) && verdict.finding == nil
    }
    return held
  }

  /// Returns what became of the expectations that `outcomes` decides, and adds what is to be said.
  func verdicts(
    _ outcomes: [String: IdxRuntime.Outcome], _ elements: Elements
  ) -> [Verdict] {
    var verdicts: [Verdict] = []
    for (number, expectation) in elaborator.expectations.enumerated() {
      func value(_ part: String) -> ArrayValue? {
        if case .value(let array)? = outcomes[OutputName.expectation(number, part)] { return array }
        return nil
      }
      switch outcomes[OutputName.expectation(number, "holds")] {
      case nil: continue
      case .failure(let failure):
        var verdict = Verdict(expectation)
        verdict.finding = add(failure, asked: expectation.span)
        verdicts.append(verdict)
      case .value(let array):
        let verdict =
          expectation.record == nil
          ? verdict(expectation, array, value("filter"), value("left"), value("right"), elements)
          : comparison(expectation, array, value("filter"), elements)
        if let finding = verdict.finding { findings.append(finding) }
        verdicts.append(verdict)
      }
    }
    return verdicts
  }

  /// Adds the finding that a number could not be computed. Where that happened in the library, or in a
  /// method that a step takes, the place is what `asked` for it in the model.
  @discardableResult func add(_ failure: Failure, asked: IdxDiagnostics.Span) -> Diagnostic {
    let place = failure.place.map { "\($0.label)" }.joined(separator: ", ")
    let inner = failure.origin.span
    let isOfLibrary = compilation.modules.contains {
      $0.isStandard && $0.tree.source.file == inner.file
    }
    let step = failure.origin.method == nil ? nil : failure.origin.step
    let isOwn = !isOfLibrary && step.map { inner.isInside($0) } != false
    let asked = step ?? asked
    var finding = Diagnostic.numericFailure(
      failure.reason, place: place, method: failure.origin.method, at: isOwn ? inner : asked)
    if !isOwn { finding.labels.append(Label(inner, "here, in `\(failure.origin.method ?? "")`")) }
    // One failure spoils many results: it is told once.
    let isKnown = findings.contains { known in
      known.code == finding.code && known.span == finding.span && known.labels == finding.labels
        && known.message.hasPrefix(failure.reason)
    }
    if !isKnown { findings.append(finding) }
    return finding
  }

  /// Returns what became of `expectation`, whose cells are `holds`.
  private func verdict(
    _ expectation: ElaboratedExpectation, _ holds: ArrayValue, _ filter: ArrayValue?,
    _ left: ArrayValue?, _ right: ArrayValue?, _ elements: Elements
  ) -> Verdict {
    var verdict = Verdict(expectation)
    func show(_ cell: Int) {
      verdict.cell = holds.place(ofCell: cell)
      verdict.place = elements.place(holds, cell: cell)
      let sides = [left, right].map { $0?.cell(alongside: holds, number: cell) }
      verdict.got = sides[0].map { text($0, expectation, elements) }
      verdict.wanted = sides[1].map { text($0, expectation, elements) }
    }
    var wrong: [Int] = []
    var counted = 0
    for number in 0..<holds.cellCount {
      if let filter, filter.cell(alongside: holds, number: number) != 1 { continue }
      counted += 1
      let cell = holds.cell(number: number)
      if cell == nil {
        show(number)
        verdict.finding = .missingExpectation(place: verdict.place, at: expectation.span)
        return verdict
      }
      if cell != 1 { wrong.append(number) }
    }
    if counted == 0 {
      verdict.finding = .nothingExpected(
        cells: holds.cellCount, at: expectation.span, condition: expectation.filterSpan)
    } else if let worst = worst(of: wrong, holds, left, right) {
      show(worst)
      let hints =
        wrong.count > 1 ? ["it fails for \(wrong.count) of \(counted); this is the worst"] : []
      verdict.finding = .failedExpectation(
        message(verdict), at: expectation.span, hints: hints)
    } else if holds.cellCount == 1 {
      show(0)
    }
    return verdict
  }

  private func message(_ verdict: Verdict) -> String {
    let expectation = verdict.expectation
    guard let got = verdict.got, let wanted = verdict.wanted else {
      return "this does not hold" + (verdict.place.isEmpty ? "" : " for \(verdict.place)")
    }
    return "got \(got), expected "
      + (expectation.relation == "==" ? "" : "\(expectation.relation) ") + wanted
      + (expectation.tolerance.map { " within \(Interval.text($0))" } ?? "")
      + (verdict.place.isEmpty ? "" : ", for \(verdict.place)")
  }

  /// Returns a side of a comparison as people write it: a number, or the label of an element.
  private func text(
    _ number: Double, _ expectation: ElaboratedExpectation, _ elements: Elements
  ) -> String {
    guard let labels = expectation.elements.map({ elements.labels($0) }),
      labels.indices.contains(Int(number))
    else { return Interval.text(number) }
    return labels[Int(number)]
  }

  private func worst(
    of wrong: [Int], _ holds: ArrayValue, _ left: ArrayValue?, _ right: ArrayValue?
  ) -> Int? {
    guard let left, let right else { return wrong.first }
    return wrong.max { a, b in
      distance(a, holds, left, right) < distance(b, holds, left, right)
    }
  }

  private func distance(
    _ number: Int, _ holds: ArrayValue, _ left: ArrayValue, _ right: ArrayValue
  ) -> Double {
    guard let a = left.cell(alongside: holds, number: number),
      let b = right.cell(alongside: holds, number: number)
    else { return .infinity }
    return abs(a - b)
  }
}

extension IdxDiagnostics.Span {
  /// `true` iff it lies in `outer`.
  fileprivate func isInside(_ outer: IdxDiagnostics.Span) -> Bool {
    file == outer.file && outer.start <= start && end <= outer.end
  }
}
