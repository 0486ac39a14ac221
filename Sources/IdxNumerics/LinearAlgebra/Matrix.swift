/// A matrix of doubles, row after row.
public struct Matrix: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, row after row.
  public var elements: [Double]

  /// Creates a matrix of which every element is `value`.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.rows = rows
    self.columns = columns
    elements = Array(repeating: value, count: rows * columns)
  }

  /// Creates a matrix of `elements`, row after row, whose number must be rows · columns.
  public init(rows: Int, columns: Int, elements: [Double]) throws(NumericError) {
    guard elements.count == rows * columns else {
      throw .dimensionMismatch(expected: rows * columns, found: elements.count)
    }
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// Returns the matrix with ones in the diagonal and zeros elsewhere.
  public static func identity(_ size: Int) -> Matrix {
    var matrix = Matrix(rows: size, columns: size)
    for i in 0..<size { matrix[i, i] = 1 }
    return matrix
  }

  /// The element in a row and a column, both counted from 0.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for i in 0..<rows {
      for j in 0..<columns { result[j, i] = self[i, j] }
    }
    return result
  }

  /// Returns the elements of a row.
  func row(_ row: Int) -> ArraySlice<Double> { elements[row * columns..<(row + 1) * columns] }

  /// Checks that the matrix is square and that its elements are finite.
  func checkSquare() throws(NumericError) {
    guard rows == columns else { throw .dimensionMismatch(expected: rows, found: columns) }
    try checkFinite()
  }

  /// Checks that the elements are finite.
  func checkFinite() throws(NumericError) {
    if let wrong = elements.first(where: { !$0.isFinite }) { throw .outsideDomain(wrong) }
  }

  /// Returns two elements opposite to each other that differ by more than `tolerance` of the largest.
  public func asymmetry(tolerance: Double) -> (Double, Double)? {
    let limit = tolerance * elements.reduce(0) { max($0, $1.magnitude) }
    for i in 0..<rows {
      for j in 0..<i where (self[i, j] - self[j, i]).magnitude > limit {
        return (self[j, i], self[i, j])
      }
    }
    return nil
  }

  /// Returns the product with a vector, each element summed from left to right, O(rows · columns).
  public func multiplied(by vector: [Double]) throws(NumericError) -> [Double] {
    guard vector.count == columns else {
      throw .dimensionMismatch(expected: columns, found: vector.count)
    }
    return (0..<rows).map { product(row: $0, vector) }
  }

  /// Returns the product of a row with a vector of as many elements as there are columns.
  func product(row: Int, _ vector: [Double]) -> Double {
    var sum = 0.0
    for j in 0..<columns { sum += self[row, j] * vector[j] }
    return sum
  }

  /// Returns the product with another matrix, each element summed from left to right.
  public func multiplied(by other: Matrix) throws(NumericError) -> Matrix {
    guard other.rows == columns else {
      throw .dimensionMismatch(expected: columns, found: other.rows)
    }
    var result = Matrix(rows: rows, columns: other.columns)
    for i in 0..<rows {
      for k in 0..<columns {
        let factor = self[i, k]
        for j in 0..<other.columns { result[i, j] += factor * other[k, j] }
      }
    }
    return result
  }
}
