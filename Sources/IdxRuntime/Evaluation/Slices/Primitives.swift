internal import IdxNumerics
import IdxPlan

extension Engine {
  /// Returns result number `result` of `primitive` on the slices of `inputs` along `along`.
  func primitive(
    _ primitive: Primitive, _ inputs: [ArrayValue], along: [Axis], result number: Int,
    _ axes: [Axis]
  ) -> ArrayValue {
    let slices = Slices(extents.ordered(inputs.flatMap(\.axes)), along: along, extents)
    let sources = inputs.map { SlicedArray($0, slices) }
    let kept = primitive.kept(along, result: number)
    let result = ArrayValue.allocate(
      axes: axes, sizes: extents.sizes(axes), isMasked: inputs.contains(where: \.isMasked))
    let target = SlicedArray(result, Slices(axes, along: kept, extents))
    let length = extents.sizes(kept).reduce(1, *)
    workers.run(slices.count, cells: slices.cells * 64, with: ()) { [self] index, _ in
      let cells = sources.map { $0.cells(index) }
      if cells.contains(where: { $0.contains { $0 == nil } }) {
        return target.set(index, Array(repeating: nil, count: length))
      }
      let values = cells.map { $0.compactMap { $0 } }
      let results =
        values.contains { $0.contains(where: \.isNaN) }
        ? nil : primitive.results(values, sizes: extents.sizes(along))
      target.set(index, results?[number] ?? Array(repeating: .nan, count: length))
    }
    return result
  }
}

extension Primitive {
  /// Returns the results for one slice of each input, or `nil` where there are none.
  func results(_ inputs: [[Double]], sizes: [Int]) -> [[Double]]? {
    switch self {
    case .principal:
      guard inputs.count == 1, sizes.count == 2, sizes[0] == sizes[1] else { return nil }
      // What has no principal eigenvector, or none that is found, has no results.
      guard let matrix = try? Matrix(rows: sizes[0], columns: sizes[0], elements: inputs[0]),
        let principal = try? PrincipalEigenvector(of: matrix)
      else { return nil }
      return [[principal.value], principal.vector]
    }
  }
}
