import IdxPlan

/// One of the results of a call of a primitive.
struct PrimitiveResult {
  /// What the primitive is given, and what the result is over in one slice.
  let shape: PrimitiveShape
  /// Which of the results of the primitive it is.
  let number: Int
  /// The axes of the result.
  let axes: [Axis]

  /// Creates the result that `node` is, which is `nil` unless it is one.
  init?(_ node: PlanNode) {
    guard case .primitive(_, let shape, let number) = node.operation else { return nil }
    (self.shape, self.number, axes) = (shape, number, node.axes)
  }
}

/// The array that a result of a primitive is written to, slice by slice.
private struct ResultTarget: Sendable {
  let array: ArrayValue
  let slices: SlicedArray
  let number: Int
  /// The number of cells in a slice.
  let length: Int
}

extension Engine {
  /// Returns `results` of `primitive` on the slices of `inputs` that their shapes describe.
  ///
  /// The shapes differ in nothing but what the results are over.
  func primitive(
    _ primitive: Primitive, _ inputs: [ArrayValue], _ results: [PrimitiveResult]
  ) -> [ArrayValue] {
    guard let shape = results.first?.shape else { return [] }
    let working = shape.axes
    let rest = extents.ordered(inputs.flatMap(\.axes).filter { !working.contains($0) })
    let sources = zip(inputs, shape.inputs).map { input, read in
      SlicedArray(input, Slices(rest + read.axes, along: read.axes, extents))
    }
    let sizes = shape.inputs.map { extents.sizes($0.axes) }
    let targets = results.map { target($0, inputs) }
    let numbers = targets.map(\.number)
    let count = extents.sizes(rest).reduce(1, *)
    let cells = sizes.reduce(count) { max($0, count * $1.reduce(1, *)) }
    workers.run(count, cells: cells * 64, with: ()) { index, _ in
      let slices = zip(sources, sizes).map {
        PrimitiveInput(cells: $0.cells(index), sizes: $1)
      }
      let isMissing = zip(slices, shape.inputs).contains { $0.hasMissing && !$1.takesMissing }
      let canRun = !isMissing && !slices.contains(where: \.hasFailed)
      let arrays = canRun ? (try? primitive.results(slices, only: numbers).get()) ?? [] : []
      for target in targets {
        let fits =
          arrays.indices.contains(target.number)
          && arrays[target.number].count == target.length
        let cell: Double? = isMissing ? nil : .nan
        target.slices.set(
          index, fits ? arrays[target.number] : Array(repeating: cell, count: target.length))
      }
    }
    return targets.map(\.array)
  }

  /// Returns the place for `result` of a primitive on `inputs`.
  private func target(_ result: PrimitiveResult, _ inputs: [ArrayValue]) -> ResultTarget {
    let (shape, axes) = (result.shape, result.axes)
    let isMasked = zip(inputs, shape.inputs).contains {
      $0.isMasked && (!$1.takesMissing || shape.givesMissing)
    }
    let array = ArrayValue.allocate(axes: axes, sizes: extents.sizes(axes), isMasked: isMasked)
    return ResultTarget(
      array: array, slices: SlicedArray(array, Slices(axes, along: shape.kept, extents)),
      number: result.number, length: extents.sizes(shape.kept).reduce(1, *))
  }
}

/// What a primitive is given of one input in one slice.
struct PrimitiveInput {
  /// The cells, the last axis fastest.
  let cells: [Double?]
  /// The sizes of the axes.
  let sizes: [Int]

  /// `true` iff a cell is missing.
  var hasMissing: Bool { cells.contains { $0 == nil } }
  /// `true` iff a cell failed.
  var hasFailed: Bool { cells.contains { $0?.isNaN ?? false } }
  /// The cells that are there.
  var values: [Double] { cells.compactMap { $0 } }
}

/// Why a primitive has no results.
struct PrimitiveFailure: Error {
  /// The reason, in words.
  let reason: String

  /// Creates a failure.
  init(_ reason: String) { self.reason = reason }
}
