import IdxNumerics
import Testing

/// Columns of cells.
@Suite struct ColumnTests {
  /// A column gives back what it was made of.
  @Test func keepsCells() {
    let column = Column([1, nil, 3])
    #expect(column.count == 3 && column[0] == 1 && column[1] == nil && column[2] == 3)
    #expect(Column([1, 2]).mask == nil)
  }
}
