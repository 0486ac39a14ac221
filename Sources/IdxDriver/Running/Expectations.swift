import IdxDiagnostics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

extension Session {
  /// Returns how many expectations held and did not, of those that `outcomes` decides, and adds what
  /// is to be said of the others.
  func judge(
    _ outcomes: [String: IdxRuntime.Outcome], _ elements: Elements
  ) -> (passed: Int, failed: Int) {
    let verdicts = verdicts(outcomes, elements)
    return (verdicts.values.count { $0 }, verdicts.values.count { !$0 })
  }

  /// Returns by their places whether the expectations hold that `outcomes` decides, and adds what is to
  /// be said of those that do not.
  func verdicts(
    _ outcomes: [String: IdxRuntime.Outcome], _ elements: Elements
  ) -> [IdxDiagnostics.Span: Bool] {
    var verdicts: [IdxDiagnostics.Span: Bool] = [:]
    for (number, expectation) in elaborator.expectations.enumerated() {
      func value(_ part: String) -> ArrayValue? {
        if case .value(let array)? = outcomes[OutputName.expectation(number, part)] { return array }
        return nil
      }
      guard let holds = outcomes[OutputName.expectation(number, "holds")] else { continue }
      var verdict = true
      switch holds {
      case .failure(let failure):
        add(failure, asked: expectation.span)
        verdict = false
      case .value(let array):
        if let finding = finding(
          expectation, array, value("filter"), value("left"), value("right"), elements)
        {
          findings.append(finding)
          verdict = false
        }
      }
      verdicts[expectation.span] = (verdicts[expectation.span] ?? true) && verdict
    }
    return verdicts
  }

  /// Adds the finding that a number could not be computed. Where that happened in the library, or in a
  /// method that a step takes, the place is what `asked` for it in the model.
  func add(_ failure: Failure, asked: IdxDiagnostics.Span) {
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
  }

  /// Returns what is wrong with an expectation whose cells are `holds`, `nil` where nothing is.
  private func finding(
    _ expectation: ElaboratedExpectation, _ holds: ArrayValue, _ filter: ArrayValue?,
    _ left: ArrayValue?, _ right: ArrayValue?, _ elements: Elements
  ) -> Diagnostic? {
    var wrong: [Int] = []
    var counted = 0
    for number in 0..<holds.cellCount {
      if let filter, filter.cell(alongside: holds, number: number) != 1 { continue }
      counted += 1
      let cell = holds.cell(number: number)
      if cell == nil {
        return .missingExpectation(place: elements.place(holds, cell: number), at: expectation.span)
      }
      if cell != 1 { wrong.append(number) }
    }
    if counted == 0 {
      return .nothingExpected(
        cells: holds.cellCount, at: expectation.span, condition: expectation.filterSpan)
    }
    guard let worst = worst(of: wrong, holds, left, right) else { return nil }
    let place = elements.place(holds, cell: worst)
    var message = "this does not hold" + (place.isEmpty ? "" : " for \(place)")
    if let left, let right, let got = left.cell(alongside: holds, number: worst),
      let wanted = right.cell(alongside: holds, number: worst)
    {
      message =
        "got \(text(got, expectation, elements)), expected "
        + (expectation.relation == "==" ? "" : "\(expectation.relation) ")
        + text(wanted, expectation, elements)
        + (expectation.tolerance.map { " within \(Interval.text($0))" } ?? "")
        + (place.isEmpty ? "" : ", for \(place)")
    }
    let hints =
      wrong.count > 1 ? ["it fails for \(wrong.count) of \(counted); this is the worst"] : []
    return .failedExpectation(message, at: expectation.span, hints: hints)
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
