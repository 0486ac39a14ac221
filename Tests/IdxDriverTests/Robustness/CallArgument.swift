import IdxSyntax

/// What is wrong with an argument, if anything.
enum Degeneracy: String, CaseIterable {
  case good, constant, zero, negative, opposite, ties, huge, tiny, gaps, empty

  /// `true` iff one argument of this kind alone makes little of a difference.
  var isMild: Bool { [.opposite, .ties, .tiny].contains(self) }
}

/// Values of the type of an input, written in the language.
struct CallArgument {
  let label: String
  let type: TypeSyntax
  let axes: CallAxes
  let what: Degeneracy

  /// Returns the value; `nil` if the type has none of that kind, or is not known.
  var text: String? {
    let isGap = what == .gaps || what == .empty
    if isGap, !type.isOptional { return nil }
    let element = type.element?.text ?? ""
    if element == "Tfn" { return triangle }
    if let scalar = scalarOfUnknownAxes { return scalar }
    let value = nested { positions in cell(positions, element) }
    guard let value else { return elements(element) }
    return type.isOriented ? "upwards(\(value))" : value
  }

  /// Returns one number where an axis is not known: it stands for as many; a list for positions.
  private var scalarOfUnknownAxes: String? {
    guard axes.axes(of: type).contains(nil) else { return nil }
    if type.axes.map(\.node.text) == ["P"] { return axes.isSingle ? "[1]" : "[0.5, 0.3, 0.2]" }
    return number([]).map { "(\($0) * one)" }
  }

  /// Returns the value with `cell` for each tuple of positions; `nil` if there is no such cell.
  private func nested(_ cell: ([Int]) -> String?) -> String? {
    let paths = axes.axes(of: type).compactMap { $0 }
    func choice(_ positions: [Int]) -> String? {
      guard positions.count < paths.count else { return cell(positions) }
      let axis = paths[positions.count]
      let branches = (0..<axes.size(of: axis)).map { choice(positions + [$0]) }
      guard branches.allSatisfy({ $0 != nil }) else { return nil }
      var text = branches.last.flatMap { $0 } ?? ""
      for (position, branch) in branches.enumerated().dropLast().reversed() {
        let element = CallAxes.element(of: axis, at: position)
        text = "if \(axis) == \"\(element)\" then (\(branch ?? "")) else (\(text))"
      }
      return text
    }
    return choice([]).map { "(\($0))" }
  }

  private func cell(_ positions: [Int], _ element: String) -> String? {
    if what == .empty, !isOwn(positions) { return "missing" }
    if what == .gaps, !isOwn(positions), positions.reduce(0, +) % 3 == 1 { return "missing" }
    switch element {
    case "Real": return number(positions).map { "\($0) * one" }
    case "Int": return whole.map { "\($0)" }
    case "Bool": return number(positions).map { "\($0) * one > 0.4" }
    case "Weights", "Membership": return share(positions).map { "\($0) * one" }
    case "Ratio": return ratio(positions).map { "\($0) * one" }
    case "Complement": return degree(positions).map { "\($0) * one" }
    default:
      guard let axis = axes.element(element), type.isOptional else { return nil }
      let code = CallAxes.element(of: axis, at: (positions.last ?? 0) % axes.size(of: axis))
      return what == .good || what == .gaps
        ? "first(over \(axis) where \(axis) == \"\(code)\" and one > 0)" : nil
    }
  }

  /// Returns the elements of the classes in which the table has the objects.
  private func elements(_ element: String) -> String? {
    guard what == .good, axes.element(element) == "Class", type.axes.count == 1 else { return nil }
    return "U.c"
  }

  /// `true` iff a comparison is of a thing with itself, which nobody leaves out.
  private func isOwn(_ positions: [Int]) -> Bool {
    ["Ratio", "Complement", "Tfn"].contains(type.element?.text ?? "")
      && positions[0] == positions[1]
  }

  private var whole: Int? {
    switch what {
    case .good, .gaps, .empty: 1
    case .constant: 2
    case .zero: 0
    case .negative: -1
    case .huge: 1_000_000_000
    default: nil
    }
  }

  /// Returns a number in the range of the type, if it is a good one.
  private func number(_ positions: [Int]) -> Double? {
    // The same both ways where an axis meets its twin.
    let paths = type.axes.map(\.node.text)
    let isSquare = positions.count > 1 && paths.count > 1 && paths[1] == paths[0] + "'"
    let places =
      isSquare ? positions.prefix(2).sorted() + positions.dropFirst(2) : positions
    var hash = label.utf8.reduce(3) { ($0 * 5 + Int($1)) % 23 }
    for place in places { hash = (hash * hash + 7 * place * place + 5 * place + 2) % 23 }
    var part = Double(hash + 1) / 25
    if isSquare, positions[0] == positions[1] { part += 1.5 }
    let low = type.range?.lower ?? type.lowerBound?.value ?? 0
    let high = type.range?.upper ?? low + 1
    switch what {
    case .good, .gaps, .empty: return low + (high - low) * part
    case .constant: return low + (high - low) / 2
    case .zero: return 0
    case .negative: return -part
    case .opposite: return places.reduce(0, +) % 2 == 0 ? part : -part
    case .ties: return low + (high - low) * (places.reduce(0, +) % 2 == 0 ? 0.25 : 0.75)
    case .huge: return 1e300 * part
    case .tiny: return 1e-300 * part
    }
  }

  /// Returns a share along the last axis.
  private func share(_ positions: [Int]) -> Double? {
    let n = axes.axes(of: type).last.flatMap { $0 }.map { axes.size(of: $0) } ?? 1
    let place = positions.reduce(0, +) % n
    let sum = Double(n * (n + 1) / 2)
    switch what {
    case .good, .gaps, .empty: return Double(n - place) / sum
    case .constant: return 1 / Double(n)
    case .zero: return place == 0 ? 1 : 0
    case .negative: return n == 1 ? -1 : place == 0 ? 1.5 : place == 1 ? -0.5 : 0
    case .tiny: return place == 0 ? 1 : place == 1 ? 1e-300 : 0
    default: return nil
    }
  }

  /// Returns how many times the first thing outweighs the second.
  private func ratio(_ positions: [Int]) -> Double? {
    let (i, j) = (positions[0], positions[1])
    let scales: [Degeneracy: [Double]] = [
      .good: [1, 0.4, 0.25], .gaps: [1, 0.4, 0.25], .empty: [1, 1, 1], .constant: [1, 1, 1],
      .ties: [3, 1, 1], .huge: [1, 1e9, 1e-9],
    ]
    if let scale = scales[what] {
      // A little out of step.
      let slip = what == .good && abs(i - j) == 2 ? (i < j ? 1.2 : 1 / 1.2) : 1
      return scale[i] / scale[j] * slip
    }
    switch what {
    case .zero: return i == j ? 1 : 0
    case .negative: return i == j ? 1 : -1
    case .opposite: return i == j ? 1 : (j - i + 3) % 3 == 1 ? 9 : 1.0 / 9
    default: return nil
    }
  }

  /// Returns how far the first thing is preferred to the second.
  private func degree(_ positions: [Int]) -> Double? {
    let (i, j) = (positions[0], positions[1])
    switch what {
    case .good: return 0.5 + 0.15 * Double(j - i)
    case .constant: return 0.5
    case .zero: return i == j ? 0.5 : i < j ? 1 : 0
    case .opposite: return i == j ? 0.5 : (j - i + 3) % 3 == 1 ? 1 : 0
    case .negative: return i == j ? 0.5 : i < j ? 1.5 : -0.5
    default: return nil
    }
  }

  private var triangle: String? {
    let widths: [(String, Double)] = [("l", 0.8), ("m", 1), ("u", 1.25)]
    var parts: [String] = []
    for (label, width) in widths {
      let part = nested { positions in
        guard positions.count > 1 else { return number(positions).map { "\($0 * width) * one" } }
        let own = positions[0] == positions[1]
        return ratio(positions).map { "\(own ? 1 : $0 * width) * one" }
      }
      guard let part else { return nil }
      parts.append("\(label): \(part)")
    }
    return "(\(parts.joined(separator: ", ")))"
  }
}
