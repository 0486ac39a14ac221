import IdxPlan

extension Engine {
  /// Returns result number `result` of `primitive` on the slices of `inputs` that `shape` describes.
  func primitive(
    _ primitive: Primitive, _ inputs: [ArrayValue], _ shape: PrimitiveShape, result number: Int,
    _ axes: [Axis]
  ) -> ArrayValue {
    let working = shape.axes
    let rest = extents.ordered(inputs.flatMap(\.axes).filter { !working.contains($0) })
    let sources = zip(inputs, shape.inputs).map { input, read in
      SlicedArray(input, Slices(rest + read.axes, along: read.axes, extents))
    }
    let sizes = shape.inputs.map { extents.sizes($0.axes) }
    let isMasked = zip(inputs, shape.inputs).contains {
      $0.isMasked && (!$1.takesMissing || shape.givesMissing)
    }
    let result = ArrayValue.allocate(axes: axes, sizes: extents.sizes(axes), isMasked: isMasked)
    let target = SlicedArray(result, Slices(axes, along: shape.kept, extents))
    let length = extents.sizes(shape.kept).reduce(1, *)
    let count = extents.sizes(rest).reduce(1, *)
    let cells = sizes.reduce(count) { max($0, count * $1.reduce(1, *)) }
    workers.run(count, cells: cells * 64, with: ()) { index, _ in
      var outcome = [Double?](repeating: .nan, count: length)
      let slices = zip(sources, sizes).map {
        PrimitiveInput(cells: $0.cells(index), sizes: $1)
      }
      if zip(slices, shape.inputs).contains(where: { $0.hasMissing && !$1.takesMissing }) {
        outcome = Array(repeating: nil, count: length)
      } else if !slices.contains(where: \.hasFailed),
        case .success(let arrays) = primitive.results(slices, only: number),
        arrays[number].count == length
      {
        outcome = arrays[number]
      }
      target.set(index, outcome)
    }
    return result
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
