import IdxPlan

/// The slices of a space along some axes, and where their cells are in arrays.
struct Slices {
  /// The axes that the slices lie side by side along.
  let kept: [Axis]
  /// The axes that the slices run along.
  let along: [Axis]
  private let keptSizes: [Int]
  private let alongSizes: [Int]

  /// Creates the slices of the space of `axes` along `along`.
  init(_ axes: [Axis], along: [Axis], _ extents: Extents) {
    kept = axes.filter { !along.contains($0) }
    self.along = along
    keptSizes = extents.sizes(kept)
    alongSizes = extents.sizes(along)
  }

  /// The number of slices.
  var count: Int { keptSizes.reduce(1, *) }
  /// The number of cells in each.
  var length: Int { alongSizes.reduce(1, *) }
  /// The number of cells in all.
  var cells: Int { count * length }

  /// Returns where in `array` slice number `index` begins.
  func start(_ index: Int, in array: ArrayValue) -> Address {
    zip(kept, tuple(index, keptSizes)).reduce(.zero) { $0 + array.stride($1.0) * $1.1 }
  }

  /// Returns how far from the start of a slice of `array` its cells are.
  func steps(in array: ArrayValue) -> [Address] { array.addresses(along, alongSizes) }
}

/// An array read slice by slice.
struct SlicedArray {
  /// The array.
  let array: ArrayValue
  private let slices: Slices
  private let steps: [Address]

  /// Creates the reader of the `slices` of `array`, broadcast where it lacks axes.
  init(_ array: ArrayValue, _ slices: Slices) {
    self.array = array
    self.slices = slices
    steps = slices.steps(in: array)
  }

  /// Returns the cells of slice number `index`.
  func cells(_ index: Int) -> [Double?] {
    let start = slices.start(index, in: array)
    return steps.map { array.cell(start + $0) }
  }

  /// Returns where slice number `index` begins.
  func start(_ index: Int) -> Address { slices.start(index, in: array) }

  /// Returns cell `i` of the slice that begins at `start`.
  @inline(__always) func cell(_ i: Int, from start: Address?) -> Double? {
    array.cell((start ?? .zero) + steps[i])
  }

  /// Returns the first cell of slice number `index`.
  func first(_ index: Int) -> Double? { array.cell(slices.start(index, in: array)) }

  /// Writes `cells` to slice number `index` of an array that is not shared yet.
  func set(_ index: Int, _ cells: [Double?]) {
    let start = slices.start(index, in: array)
    for (step, cell) in zip(steps, cells) {
      let address = start + step
      array.columns[address.column].set(address.cell, cell)
    }
  }
}
