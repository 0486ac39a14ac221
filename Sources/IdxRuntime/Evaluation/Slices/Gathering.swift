import IdxPlan

extension Engine {
  /// Returns `array` read along `axis` at `positions`; out of range or missing gives missing.
  func gather(
    _ array: ArrayValue, _ axis: Axis, at positions: ArrayValue, _ axes: [Axis]
  ) -> ArrayValue {
    let space = Space(axes, extents)
    let isSafe = !array.isMasked && !positions.isMasked && isInRange(positions, axis)
    let result = ArrayValue.allocate(axes: axes, sizes: space.sizes, isMasked: !isSafe)
    let rest = axes.map { $0 == axis ? .zero : array.stride($0) }
    let index = axes.map { positions.stride($0) }
    let step = array.stride(axis)
    let size = Double(extents.size(axis))
    let innerRest = rest.last ?? .zero
    let innerIndex = index.last ?? .zero
    workers.run(result.columns.count, cells: space.cells, with: ()) { column, _ in
      var base = Address.zero
      var place = Address.zero
      for (i, position) in tuple(column, space.sizes.dropLast()).enumerated() {
        base = base + rest[i] * position
        place = place + index[i] * position
      }
      let target = result.columns[column]
      for i in 0..<space.inner {
        let at = positions.cell(place + innerIndex * i)
        guard let at, at.isNaN || isPosition(at, size) else {
          target.set(i, nil)
          continue
        }
        target.set(i, at.isNaN ? .nan : array.cell(base + innerRest * i + step * Int(at)))
      }
    }
    return result
  }

  private func isInRange(_ positions: ArrayValue, _ axis: Axis) -> Bool {
    let size = Double(extents.size(axis))
    return positions.columns.allSatisfy { slice in
      (0..<positions.innerSize).allSatisfy {
        slice.values[$0].isNaN || isPosition(slice.values[$0], size)
      }
    }
  }
}

/// `true` iff `at` is a position below `size`.
func isPosition(_ at: Double, _ size: Double) -> Bool {
  at >= 0 && at < size && at == Elementwise.floor(at)
}
