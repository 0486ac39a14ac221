import IdxPlan

/// The space of an element-wise program: its axes, cut into tasks.
struct Space {
  /// How many cells of a column one task works on: a few runs.
  static let chunk = 16 * Machine.blockSize

  /// The axes, in canonical order.
  let axes: [Axis]
  /// Their sizes.
  let sizes: [Int]

  /// Creates the space of `axes`.
  init(_ axes: [Axis], _ extents: Extents) {
    self.axes = axes
    sizes = extents.sizes(axes)
  }

  /// The length of the last axis.
  var inner: Int { sizes.last ?? 1 }
  /// The number of chunks in a column.
  var chunks: Int { (inner + Space.chunk - 1) / Space.chunk }
  /// The number of cells.
  var cells: Int { sizes.reduce(1, *) }
}

/// Calls `body` with the start and length of each run of `range`.
@inline(__always)
func forEachRun(_ range: Range<Int>, _ body: (Int, Int) -> Void) {
  var start = range.lowerBound
  while start < range.upperBound {
    let count = min(Machine.blockSize, range.upperBound - start)
    body(start, count)
    start += count
  }
}

extension Engine {
  /// Returns the result of the element-wise `program` over `axes`.
  func map(_ program: Program, _ inputs: [ArrayValue], _ axes: [Axis]) -> ArrayValue {
    let space = Space(axes, extents)
    let code = Code(program)
    let isMasked = code.masked(inputs.map(\.isMasked))[0]
    let result = ArrayValue.allocate(axes: axes, sizes: space.sizes, isMasked: isMasked)
    let readers = inputs.map { Reader($0, in: axes) }
    let outer = Array(space.sizes.dropLast())
    // Columns that are short are worked on several at a time.
    let group = max(1, Space.chunk / max(space.inner, 1))
    let columns = result.columns.count
    let tasks = group > 1 ? (columns + group - 1) / group : columns * space.chunks
    workers.run(tasks, cells: space.cells, with: Machine(code)) { task, machine in
      let first = group > 1 ? task * group : task / space.chunks
      let start = group > 1 ? 0 : task % space.chunks * Space.chunk
      for column in first..<min(first + group, columns) {
        let place = tuple(column, outer)
        forEachRun(start..<min(start + Space.chunk, space.inner)) { offset, count in
          machine.begin(count)
          for (i, reader) in readers.enumerated() {
            machine.set(i, reader.operand(place, from: offset))
          }
          machine.store(0, to: result.columns[column], offset: offset)
        }
      }
    }
    return result
  }
}
