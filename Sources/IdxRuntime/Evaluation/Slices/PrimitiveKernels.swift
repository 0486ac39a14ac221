internal import IdxNumerics
import IdxPlan

extension Primitive {
  /// Returns the results for one slice of each input, in the order in which the standard library
  /// declares them, or what went wrong.
  ///
  /// No cell has failed; only inputs that take missing cells have some. Where only the results
  /// `numbers` are asked for, others may be left empty.
  func results(
    _ inputs: [PrimitiveInput], only numbers: [Int]? = nil
  ) -> Result<[[Double?]], PrimitiveFailure> {
    Result { () throws(PrimitiveFailure) in
      let results: [[Double?]]
      do throws(NumericError) {
        results = try computed(inputs, numbers)
      } catch {
        throw PrimitiveFailure(reason(error, inputs))
      }
      if self == .linearProgram, results.isEmpty { return try optimum(inputs) }
      if results.contains(where: { $0.contains { !($0?.isFinite ?? true) } }) {
        throw PrimitiveFailure(what + "a number in it is too large")
      }
      return results
    }
  }

  private func computed(
    _ inputs: [PrimitiveInput], _ numbers: [Int]?
  ) throws(NumericError) -> [[Double?]] {
    switch self {
    case .principal, .eigen, .solve, .inverse, .logDeterminant: return try algebra(inputs)
    case .leastSquares: return try leastSquares(inputs, numbers)
    case .naturalBreaks, .kMeans: return [try classes(inputs)]
    case .varimax: return [try Varimax(of: inputs[0].matrix()).rotation.elements]
    case .linearProgram: return []
    case .normalCDF: return inputs[0].values.map { [NormalDistribution.cdf($0)] }
    case .studentTail:
      let (t, degrees) = (inputs[0].values[0], inputs[1].values[0])
      return [[StudentDistribution.tail(t, degrees: degrees)]]
    case .chiSquareTail:
      let (x, degrees) = (inputs[0].values[0], inputs[1].values[0])
      return [[ChiSquareDistribution.tail(x, degrees: degrees)]]
    case .fisherTail:
      let (f, numerator) = (inputs[0].values[0], inputs[1].values[0])
      return [
        [FisherDistribution.tail(f, numerator: numerator, denominator: inputs[2].values[0])]
      ]
    }
  }

  private func algebra(_ inputs: [PrimitiveInput]) throws(NumericError) -> [[Double]] {
    switch self {
    case .principal:
      let principal = try PrincipalEigenvector(of: inputs[0].squareMatrix())
      return [[principal.value], principal.vector]
    case .eigen:
      let matrix = try inputs[0].squareMatrix()
      if let (a, b) = matrix.asymmetry(tolerance: 1e-9) { throw .asymmetric(a, b) }
      let eigen = try SymmetricEigen(of: matrix)
      return [eigen.values, eigen.vectors.elements]
    case .solve:
      return [try LUDecomposition(inputs[0].squareMatrix()).solve(inputs[1].values)]
    case .inverse:
      return [try LUDecomposition(inputs[0].squareMatrix()).inverse().elements]
    case .logDeterminant:
      let decomposition = try LUDecomposition(inputs[0].squareMatrix())
      let size = inputs[0].rows
      guard decomposition.rank == size else {
        throw .rankDeficient(rank: decomposition.rank, columns: size)
      }
      return [[decomposition.logarithm]]
    default: return []
    }
  }

  private func leastSquares(
    _ inputs: [PrimitiveInput], _ numbers: [Int]?
  ) throws(NumericError) -> [[Double]] {
    let (y, x) = (inputs[0].values, inputs[1])
    let columns = x.sizes.dropFirst(inputs[0].sizes.count).reduce(1, *)
    let matrix = try Matrix(rows: y.count, columns: columns, elements: x.values)
    let fit = try LeastSquares(matrix, y, constant: inputs[2].values[0] != 0)
    var results = [fit.coefficients, [], fit.residuals, [], [fit.constant]]
    if numbers.map({ $0.contains { results[$0].isEmpty } }) ?? true {
      let (cofactors, pulls) = fit.sensitivities()
      (results[1], results[3]) = (cofactors.elements, pulls.elements)
    }
    return results
  }

  /// Returns the class of each element, from 1; what is missing has none.
  private func classes(_ inputs: [PrimitiveInput]) throws(NumericError) -> [Double?] {
    let cells = inputs[0].cells
    // Clusters are of the elements of the first axis, each with its values along the second.
    let columns = self == .kMeans ? inputs[0].sizes[1] : 1
    let count = self == .kMeans ? inputs[0].sizes[0] : cells.count
    let isThere = (0..<count).map { row in
      !cells[row * columns..<(row + 1) * columns].contains { $0 == nil }
    }
    let rows = isThere.indices.filter { isThere[$0] }
    let values = rows.flatMap { cells[$0 * columns..<($0 + 1) * columns].compactMap { $0 } }
    if rows.isEmpty { return isThere.map { _ in nil } }
    let found: [Int]
    if self == .naturalBreaks {
      found = try NaturalBreaks(values, into: inputs[1].count()).classes
    } else {
      let matrix = try Matrix(rows: rows.count, columns: columns, elements: values)
      found = try KMeans(matrix, into: inputs[1].count()).clusters
    }
    var result = [Double?](repeating: nil, count: count)
    for (row, number) in zip(rows, found) { result[row] = Double(number + 1) }
    return result
  }
}

extension PrimitiveInput {
  /// The number of rows of a square matrix over the axes, of which half are those of its rows.
  var rows: Int { sizes.prefix(sizes.count / 2).reduce(1, *) }

  /// Returns the square matrix that the cells are.
  func squareMatrix() throws(NumericError) -> Matrix {
    try Matrix(rows: rows, columns: rows, elements: values)
  }

  /// Returns the matrix that the cells over two axes are.
  func matrix() throws(NumericError) -> Matrix {
    try Matrix(rows: sizes[0], columns: sizes[1], elements: values)
  }

  /// Returns the whole number that the one cell is.
  func count() throws(NumericError) -> Int {
    guard let number = values.first, let count = Int(exactly: number), count >= 1 else {
      throw .outsideDomain(values.first ?? 0)
    }
    return count
  }
}

extension Primitive {
  /// Returns why there are no results, in words.
  private func reason(_ error: NumericError, _ inputs: [PrimitiveInput]) -> String {
    switch error {
    case .notConverged(let iterations, _):
      what + "the iteration did not settle after \(iterations) steps"
    case .outsideDomain(let value) where !value.isFinite: what + "a number in it is too large"
    case .outsideDomain(let value) where self == .naturalBreaks || self == .kMeans:
      what + "their number is \(value.plain)"
    case .outsideDomain(let value): what + "the matrix holds \(value.plain)"
    case .asymmetric(let a, let b):
      what + "the matrix is not symmetric, with \(a.plain) opposite to \(b.plain)"
    case .rankDeficient(let rank, let columns) where self == .leastSquares:
      what + "only \(rank) of the \(columns) terms do not depend on the others"
    case .rankDeficient(let rank, let columns):
      what + "the matrix is singular, of rank \(rank) where \(columns) is due"
    case .dimensionMismatch(let expected, let found) where self == .naturalBreaks:
      what + "\(expected) are wanted of \(found) different values"
    case .dimensionMismatch(let expected, let found) where self == .kMeans:
      what + "\(expected) are wanted of \(found) objects"
    case .dimensionMismatch(let expected, let found):
      what + "\(found) rows or columns stand where \(expected) are due"
    }
  }

  /// What could not be found.
  private var what: String {
    switch self {
    case .principal: "no principal eigenvector was found: "
    case .eigen: "no eigenvectors were found: "
    case .solve: "the equations have no single solution: "
    case .inverse: "there is no inverse: "
    case .logDeterminant: "the determinant has no logarithm: "
    case .leastSquares: "no coefficients were found: "
    case .linearProgram: "no optimum was found: "
    case .naturalBreaks: "no classes were found: "
    case .kMeans: "no clusters were found: "
    case .varimax: "no rotation was found: "
    case .normalCDF, .studentTail, .fisherTail, .chiSquareTail:
      "no probability was found: "
    }
  }
}
