import IdxDiagnostics
import IdxNumerics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax

/// One array of a `let`: what is asked for and reported.
struct ValuePart {
  /// The `let`.
  let value: NamedValue
  /// The name of the part, that of the `let` where there is one array only.
  let name: String
  /// The array; `nil` where the `let` is a text.
  let array: ArrayTerm?
}

/// The evaluations and the arrays of `let`s that are to be shown.
struct Wanted {
  var evaluations: [ElaboratedEvaluation] = []
  var values: [ValuePart] = []
}

extension Session {
  /// The evaluations of the model, in its order.
  var ownEvaluations: [ElaboratedEvaluation] {
    elaborator.evaluations.filter { $0.module == 0 }.sorted { $0.span.start < $1.span.start }
  }

  /// The arrays and texts of the model's `let`s, in its order.
  var ownValues: [ValuePart] {
    elaborator.namedValues(in: 0).flatMap { value -> [ValuePart] in
      if case .text = value.term { return [ValuePart(value: value, name: value.name, array: nil)] }
      return value.arrays(of: elaborator.evaluations).map {
        ValuePart(value: value, name: $0.name, array: $0.array)
      }
    }
  }

  /// The evaluations and `let`s called `names`, each once; what the options say where there are none.
  /// Reports names of neither.
  func wanted(_ names: [String]) -> Wanted {
    let (evaluations, values) = (ownEvaluations, ownValues)
    if names.isEmpty {
      let all = options.wanted
      return Wanted(
        evaluations: all.hasEvaluations ? evaluations : [],
        values: all.hasValues || evaluations.isEmpty ? values : [])
    }
    var result = Wanted()
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted {
      let parts = values.filter { $0.name == name || $0.value.name == name }
      if let found = evaluations.first(where: { $0.name == name }) {
        result.evaluations.append(found)
      } else if !parts.isEmpty {
        result.values += parts
      } else {
        reportUnknown(name)
      }
    }
    return result
  }

  /// Reports that the model has neither an evaluation nor a `let` that holds cells called `name`.
  func reportUnknown(_ name: String) {
    // What is wrong in the model may be why it does not have it.
    if (compilation.diagnostics + elaborator.diagnostics).hasErrors { return }
    if let value = elaborator.namedValues(in: 0).first(where: { $0.name == name }) {
      findings.append(.notAValue(name, declared: value.span, at: .commandLine))
    } else {
      findings.append(.unknownEvaluation(name, known: knownNames, at: .commandLine))
    }
  }

  /// Reports that nothing was named where no evaluation is there to be taken.
  func reportUnsaid() {
    if (compilation.diagnostics + elaborator.diagnostics).hasErrors { return }
    findings.append(.unsaidResult(known: knownNames, at: .commandLine))
  }

  /// The names of the evaluations and of the `let`s.
  var knownNames: [String] {
    var names = ownEvaluations.map(\.name)
    for part in ownValues where names.last != part.value.name { names.append(part.value.name) }
    return names
  }

  /// Asks the plan for the cells of `parts`.
  func ask(for parts: [ValuePart]) {
    for part in parts {
      guard let array = part.array else { continue }
      elaborator.builder.output(OutputName.value(part.name), array.node)
      for axis in array.type.axes { askForElements(of: axis) }
      if case .element(let axis) = array.type.element { askForElements(of: axis) }
    }
  }

  /// Asks the plan for which elements `axis` takes of another, if it does.
  func askForElements(of axis: Axis) {
    guard case .filtered(let base, _) = elaborator.builder.plan.axes[Int(axis.base)].elements
    else { return }
    let name = OutputName.elements(of: axis)
    guard !elaborator.builder.plan.outputs.contains(where: { $0.name == name }) else { return }
    let origin = Origin(elaborator.axisInfos[Int(axis.base)].span ?? .commandLine)
    let whole = elaborator.builder.elements(base.unprimed, origin: origin)
    let taken = elaborator.builder.node(
      .restrict(from: base.unprimed, to: axis.unprimed, positions: nil), [whole], origin: origin)
    elaborator.builder.output(name, taken)
    askForElements(of: base)
  }

  /// Adds what failed in `parts`.
  func addFailures(of parts: [ValuePart], _ outcomes: [String: IdxRuntime.Outcome]) {
    for part in parts {
      if case .failure(let failure) = outcomes[OutputName.value(part.name)] {
        add(failure, asked: part.value.span)
      }
    }
  }

  /// Returns what `parts` hold as it stands in `outcomes`; adds what failed in them.
  func reports(
    on parts: [ValuePart], _ outcomes: [String: IdxRuntime.Outcome], _ elements: Elements
  ) -> [ValueReport] {
    parts.compactMap { part in
      guard part.array != nil else { return report(on: part, nil, elements) }
      switch outcomes[OutputName.value(part.name)] {
      case .value(let value): return report(on: part, value, elements)
      case .failure(let failure):
        add(failure, asked: part.value.span)
        return nil
      case nil: return nil
      }
    }
  }

  private func report(
    on part: ValuePart, _ value: ArrayValue?, _ elements: Elements
  ) -> ValueReport {
    let element = part.array?.type.element
    var cells: [ResultTable.Cell] = []
    if let value {
      let words = words(for: element, elements)
      cells = value.allCells.map { cell(of: $0, element, words) }
    } else if case .text(let text) = part.value.term {
      cells = [.text(text)]
    }
    return ValueReport(
      declared: part.value.name, name: part.name,
      label: part.value.label?.text(language: options.language) ?? "",
      measure: part.array.map { measure($0.type) } ?? "",
      axes: (value?.axes ?? []).map { axis in
        .init(
          name: name(of: axis), codes: elements.codes(axis), labels: elements.labels(axis))
      },
      isBoolean: element == .boolean, cells: cells)
  }

  private func cell(
    of number: Double?, _ element: ElementType?, _ words: [String]
  ) -> ResultTable.Cell {
    guard let number else { return .missing }
    switch element {
    case .integer: return .ordinal(number)
    case .boolean, .element:
      return words.indices.contains(Int(number)) ? .text(words[Int(number)]) : .missing
    default: return .number(number)
    }
  }

  /// Returns the words that the cells of `element` stand for, by their numbers; none for numbers.
  func words(for element: ElementType?, _ elements: Elements) -> [String] {
    switch element {
    case .boolean: ["false", "true"]
    case .element(let axis): elements.labels(axis)
    default: []
    }
  }

  /// Returns the measure of numbers of `type` as the language writes it; empty for plain numbers.
  func measure(_ type: ValueType) -> String {
    let measure = type.measure
    return !type.isNumeric || measure.isNone || measure.isUnknown || measure.elementAxis != nil
      ? "" : "\(measure)"
  }

  /// Returns the name of `axis` for people, with its primes.
  func name(of axis: Axis) -> String {
    elaborator.axisInfos[Int(axis.base)].name
      + String(repeating: "'", count: Int(axis.primes))
  }
}

extension ArrayValue {
  /// The cells in canonical order.
  fileprivate var allCells: [Double?] {
    columns.flatMap { slice in (0..<innerSize).map { slice.column[slice.offset + $0] } }
  }
}
