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
    workers.run(slices.count, cells: slices.cells * 64, state: {}) { [self] index, _ in
      let cells = sources.map { $0.cells(index) }
      if cells.contains(where: { $0.contains { $0 == nil } }) {
        return target.set(index, Array(repeating: nil, count: length))
      }
      let values = cells.map { $0.compactMap { $0 } }
      let results = values.contains { $0.contains(where: \.isNaN) }
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
      return principalPair(of: inputs[0], sizes[0])
    }
  }
}

/// Returns the principal eigenvalue and eigenvector (summing to 1) of the positive matrix `a`, by
/// powers (von Mises and Pollaczek-Geiringer 1929), or `nil` if it is not positive or does not settle.
private func principalPair(of a: [Double], _ n: Int) -> [[Double]]? {
  guard n > 0, a.allSatisfy({ $0 > 0 }) else { return nil }
  var vector = Array(repeating: 1 / Double(n), count: n)
  for _ in 0..<10_000 {
    let product = (0..<n).map { i in (0..<n).reduce(0.0) { $0 + a[i * n + $1] * vector[$1] } }
    let total = product.reduce(0, +)
    guard total.isFinite, total > 0 else { return nil }
    let next = product.map { $0 / total }
    let change = zip(next, vector).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
    vector = next
    if change <= 1e-15 { return [[total], vector] }
  }
  return nil
}
