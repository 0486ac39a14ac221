internal import IdxNumerics
import IdxPlan

extension Engine {
  /// Returns result number `result` of `primitive` on the slices of `inputs` along `along`.
  func primitive(
    _ primitive: Primitive, _ inputs: [ArrayValue], along: [Axis], result number: Int,
    _ axes: [Axis]
  ) -> ArrayValue {
    let read = primitive.read(along)
    let slices = Slices(extents.ordered(inputs.flatMap(\.axes)), along: read, extents)
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
      var outcome: [Double?] = Array(repeating: .nan, count: length)
      if !values.contains(where: { $0.contains(where: \.isNaN) }),
        case .success(let arrays) = primitive.results(values, sizes: extents.sizes(read))
      {
        outcome = arrays[number]
      }
      target.set(index, outcome)
    }
    return result
  }
}

extension Primitive {
  /// Returns the results for one slice of each input, or what went wrong.
  ///
  /// The inputs have no missing and no failed cells; `sizes` are those of the axes that they are over.
  func results(
    _ inputs: [[Double]], sizes: [Int]
  ) -> Result<[[Double]], NumericError> {
    Result { () throws(NumericError) in
      switch self {
      case .principal:
        let matrix = try Matrix(rows: sizes[0], columns: sizes[1], elements: inputs[0])
        let principal = try PrincipalEigenvector(of: matrix)
        return [[principal.value], principal.vector]
      case .eigen:
        let matrix = try Matrix(rows: sizes[0], columns: sizes[1], elements: inputs[0])
        if let (a, b) = matrix.asymmetry(tolerance: 1e-9) { throw .asymmetric(a, b) }
        let eigen = try SymmetricEigen(of: matrix)
        return [eigen.values, eigen.vectors.elements]
      }
    }
  }

  /// Returns why there are no results, in words.
  func reason(_ error: NumericError) -> String {
    let what =
      switch self {
      case .principal: "no principal eigenvector was found: "
      case .eigen: "no eigenvectors were found: "
      }
    return switch error {
    case .notConverged(let iterations, _):
      what + "the iteration did not settle after \(iterations) steps"
    case .outsideDomain(let value): what + "the matrix holds \(value.plain)"
    case .asymmetric(let a, let b):
      what + "the matrix is not symmetric, with \(a.plain) opposite to \(b.plain)"
    case .rankDeficient: what + "its columns depend on each other"
    case .notPositiveDefinite(let row): what + "it is not positive definite in row \(row + 1)"
    case .dimensionMismatch(let expected, let found):
      what + "\(found) rows or columns stand where \(expected) are due"
    }
  }
}
