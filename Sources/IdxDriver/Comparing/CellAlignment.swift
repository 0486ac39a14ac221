/// Which cells of two arrays, whose axes have the same names, stand for the same elements.
struct CellAlignment {
  /// An axis of an array.
  struct AxisCodes {
    let name: String
    let codes: [String]
    /// Where people expect it among the axes.
    var rank = 0
  }

  /// For each axis of the old array its size, the step in the new array, and the positions there of its
  /// elements.
  private let axes: [(old: AxisCodes, step: Int, positions: [Int?])]

  /// Creates the alignment of arrays over `old` and `new`; `nil` where the axes are others.
  init?(_ old: [AxisCodes], _ new: [AxisCodes]) {
    let names = Set(old.map(\.name))
    guard names.count == old.count, old.count == new.count, names == Set(new.map(\.name)) else {
      return nil
    }
    var steps: [String: Int] = [:]
    var step = 1
    for axis in new.reversed() {
      steps[axis.name] = step
      step *= axis.codes.count
    }
    let byName = Dictionary(new.map { ($0.name, $0.codes) }) { first, _ in first }
    axes = old.map { axis in
      let codes = byName[axis.name] ?? []
      let places = Dictionary(codes.enumerated().map { ($1, $0) }) { first, _ in first }
      return (axis, steps[axis.name] ?? 0, axis.codes.map { places[$0] })
    }
  }

  /// Calls `body` with the numbers of the cells that stand for the same elements, in the order of the
  /// old array.
  func forEach(_ body: (_ old: Int, _ new: Int) -> Void) {
    let count = axes.reduce(1) { $0 * $1.old.codes.count }
    if count == 0 { return }
    var place = Array(repeating: 0, count: axes.count)
    for old in 0..<count {
      var new: Int? = 0
      for (axis, position) in zip(axes, place) {
        new = new.flatMap { sum in axis.positions[position].map { sum + $0 * axis.step } }
      }
      if let new { body(old, new) }
      var axis = axes.count - 1
      while axis >= 0 {
        place[axis] += 1
        if place[axis] < axes[axis].old.codes.count { break }
        place[axis] = 0
        axis -= 1
      }
    }
  }

  /// Returns the codes of the elements that cell `number` of the old array stands for.
  func words(ofOld number: Int) -> String {
    var rest = number
    var words: [(rank: Int, text: String)] = []
    for (axis, _, _) in axes.reversed() {
      words.insert((axis.rank, axis.codes[rest % axis.codes.count]), at: 0)
      rest /= axis.codes.count
    }
    let ranks = Set(words.map(\.rank)).sorted()
    return ranks.flatMap { rank in words.filter { $0.rank == rank } }.map(\.text)
      .joined(separator: ", ")
  }
}
