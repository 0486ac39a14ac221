import IdxNumerics
import IdxPlan
import IdxRuntime

/// The elements of the axes of an evaluated plan.
struct Elements {
  let plan: Plan
  let inputs: PlanInputs
  /// The labels in the language asked for, where the model has some, by the position of the axis. What
  /// models and data say of elements does not depend on it.
  var translated: [Int: [String]] = [:]
  /// The positions that filtered axes take of the axes that they are made from, as far as they were
  /// asked for, by the position of the axis.
  var taken: [Int: [Int]] = [:]

  /// Returns the codes of the elements of `axis`, as far as they come from the model or a table.
  func codes(_ axis: Axis) -> [String] { of(axis)?.codes ?? [] }

  /// Returns the labels of the elements of `axis`.
  func labels(_ axis: Axis) -> [String] {
    if let known = translated[Int(axis.base)] { return known }
    // Those of the axis that it is made from may be translated.
    if let (base, positions) = part(axis) {
      let labels = labels(base)
      return positions.map { labels.indices.contains($0) ? labels[$0] : "\($0 + 1)" }
    }
    return of(axis)?.labels ?? []
  }

  /// Returns the axis that `axis` is a part of, and the positions of its elements there.
  private func part(_ axis: Axis) -> (base: Axis, positions: [Int])? {
    guard case .filtered(let base, _) = plan.axes[Int(axis.base)].elements else { return nil }
    return taken[Int(axis.base)].map { (base, $0) }
  }

  private func of(_ axis: Axis) -> (codes: [String], labels: [String])? {
    if let found = inputs.elements[Int(axis.base)] { return (found.codes, found.labels) }
    switch plan.axes[Int(axis.base)].elements {
    case .fixed(let codes, let labels): return (codes, labels)
    case .product(let factors):
      var result: [(String, String)] = [("", "")]
      for factor in factors {
        guard let next = of(factor) else { return nil }
        result = result.flatMap { before in
          zip(next.codes, next.labels).map {
            (
              before.0.isEmpty ? $0 : "\(before.0), \($0)",
              before.1.isEmpty ? $1 : "\(before.1), \($1)"
            )
          }
        }
      }
      return (result.map(\.0), result.map(\.1))
    case .numbered(let base):
      let numbers = of(base)?.codes.indices.map { "\($0 + 1)" } ?? []
      return (numbers, numbers)
    case .filtered:
      guard let (base, positions) = part(axis), let whole = of(base) else { return nil }
      let known = positions.filter { whole.codes.indices.contains($0) }
      return (known.map { whole.codes[$0] }, known.map { whole.labels[$0] })
    case .table: return nil
    }
  }

  /// Notes which elements the filtered axes of the plan take, as `positions` tells it by the position
  /// of the axis.
  mutating func take(_ positions: (Int) -> [Int]?) {
    for axis in plan.axes.indices {
      if case .filtered = plan.axes[axis].elements { taken[axis] = positions(axis) }
    }
  }

  /// Returns the place of cell `number` of `value` in words: "Norway, 2021".
  func place(_ value: ArrayValue, cell number: Int) -> String {
    var rest = number
    var words: [String] = []
    for (axis, size) in zip(value.axes, value.sizes).reversed() {
      let position = rest % max(size, 1)
      rest /= max(size, 1)
      let labels = labels(axis)
      words.append(labels.indices.contains(position) ? labels[position] : "\(position + 1)")
    }
    return words.joined(separator: ", ")
  }
}

extension ArrayValue {
  /// The number of cells.
  var cellCount: Int { sizes.reduce(1, *) }

  /// Returns cell `number` in canonical order.
  func cell(number: Int) -> Double? {
    var positions = Array(repeating: 0, count: sizes.count)
    var rest = number
    for place in sizes.indices.reversed() {
      positions[place] = rest % max(sizes[place], 1)
      rest /= max(sizes[place], 1)
    }
    return cell(positions)
  }

  /// Returns the positions of cell `number` in canonical order.
  func place(ofCell number: Int) -> [Axis: Int] {
    var place: [Axis: Int] = [:]
    var rest = number
    for (axis, size) in zip(axes, sizes).reversed() {
      place[axis] = rest % max(size, 1)
      rest /= max(size, 1)
    }
    return place
  }

  /// Returns the cells along `axis`, which is one of the axes, at `place` on the others.
  func cells(along axis: Axis, at place: [Axis: Int]) -> [Double?] {
    var positions = axes.map { place[$0] ?? 0 }
    guard let own = axes.firstIndex(of: axis) else { return [] }
    guard own == axes.count - 1 else {
      return (0..<sizes[own]).map { element in
        positions[own] = element
        return cell(positions)
      }
    }
    // The last axis runs along memory.
    let number = zip(positions, sizes).dropLast().reduce(0) { $0 * $1.1 + $1.0 }
    let slice = columns[number]
    let values = slice.column.values + slice.offset
    guard let mask = slice.column.mask.map({ $0 + slice.offset }) else {
      return (0..<innerSize).map { values[$0] }
    }
    return (0..<innerSize).map { mask[$0] == 0 ? nil : values[$0] }
  }

  /// Returns the cell that goes with cell `number` of `other`, whose axes include those of `self`.
  func cell(alongside other: ArrayValue, number: Int) -> Double? {
    let place = other.place(ofCell: number)
    return cell(axes.map { place[$0] ?? 0 })
  }
}
