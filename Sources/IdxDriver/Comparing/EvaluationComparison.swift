/// What became of the results of an evaluation.
struct EvaluationComparison {
  let old: EvaluationReport
  let new: EvaluationReport
  /// The paths in the new index by those in the old one, of nodes that are in both.
  let newPaths: [String: String]
  let options: DriverOptions

  /// Scores and weights that differ by no more of the greatest are the same but for rounding, as for
  /// ranks.
  private static let tolerance = 1e-12

  /// Returns what became of them.
  func difference() -> EvaluationDifference {
    let pairs = slicePairs()
    return EvaluationDifference(
      name: new.name, oldName: old.name, label: new.label, objectAxis: new.objectAxis,
      slices: pairs.map { slice($0.old, $0.new) },
      removedSlices: unpaired(old.slices, pairs.map(\.old)),
      addedSlices: unpaired(new.slices, pairs.map(\.new)), weights: weights(pairs))
  }

  private func slicePairs() -> [(old: Int, new: Int)] {
    let known = Dictionary(old.slices.enumerated().map { (Set($1), $0) }) { first, _ in first }
    return new.slices.enumerated().compactMap { position, slice in
      known[Set(slice)].map { (old: $0, new: position) }
    }
  }

  private func unpaired(
    _ slices: [[SliceCoordinate]], _ paired: [Int]
  ) -> [[SliceCoordinate]] {
    let paired = Set(paired)
    return slices.indices.filter { !paired.contains($0) }.map { slices[$0] }
  }

  // MARK: - Objects

  private func slice(_ oldSlice: Int, _ newSlice: Int) -> SliceDifference {
    let greatest = [(old, oldSlice), (new, newSlice)].reduce(0.0) { greatest, side in
      (side.0.nodes.first?.scores.row(side.1) ?? []).reduce(greatest) { max($0, abs($1 ?? 0)) }
    }
    let places = Dictionary(old.objectCodes.enumerated().map { ($1, $0) }) { first, _ in first }
    let known = Set(new.objectCodes)
    func object(_ oldPlace: Int?, _ newPlace: Int?) -> ObjectDifference {
      let before = oldPlace.map { standing(old, oldSlice, $0) }
      let after = newPlace.map { standing(new, newSlice, $0) }
      let (report, place) = newPlace.map { (new, $0) } ?? (old, oldPlace ?? 0)
      return ObjectDifference(
        code: report.objectCodes[place], label: report.objectLabels[place], before: before,
        after: after, isScoreChanged: isOther(before?.score, after?.score, greatest))
    }
    let objects =
      new.order(inSlice: newSlice).map { object(places[new.objectCodes[$0]], $0) }
      + old.order(inSlice: oldSlice).filter { !known.contains(old.objectCodes[$0]) }
      .map { object($0, nil) }
    let ranked = objects.compactMap { object -> (before: Double, after: Double)? in
      guard let before = object.before?.rank, let after = object.after?.rank else { return nil }
      return (before, after)
    }
    let correlation = RankCorrelation.of(ranked, options: options)
    return SliceDifference(
      slice: new.slices[newSlice], objects: objects, spearman: correlation.spearman,
      kendall: correlation.kendall)
  }

  private func standing(
    _ report: EvaluationReport, _ slice: Int, _ object: Int
  ) -> ObjectDifference.Standing {
    let root = report.nodes.first
    return ObjectDifference.Standing(
      score: root?.scores.at(slice, object), rank: root?.ranks.at(slice, object),
      grade: root?.grades.at(slice, object))
  }

  private func isOther(_ a: Double?, _ b: Double?, _ greatest: Double) -> Bool {
    guard let a, let b else { return (a == nil) != (b == nil) }
    return abs(a - b) > Self.tolerance * greatest
  }

  // MARK: - Weights

  private func weights(_ slices: [(old: Int, new: Int)]) -> [WeightDifference] {
    let oldByNewPath = Dictionary(
      old.nodes.compactMap { node in newPaths[node.path].map { ($0, node) } }
    ) { first, _ in first }
    let known = Set(new.nodes.map(\.path))
    // The root has no weight of its own.
    return new.nodes.dropFirst().compactMap { weights(oldByNewPath[$0.path], $0, slices) }
      + old.nodes.dropFirst().filter { node in
        newPaths[node.path].map { !known.contains($0) } ?? true
      }.compactMap { weights($0, nil, slices) }
  }

  private func weights(
    _ old: NodeReport?, _ new: NodeReport?, _ slices: [(old: Int, new: Int)]
  ) -> WeightDifference? {
    guard let node = new ?? old else { return nil }
    func shares(_ node: NodeReport?, _ slice: Int) -> WeightDifference.Shares? {
      guard let node else { return nil }
      let shares = WeightDifference.Shares(
        local: node.weights.at(slice), effective: node.effectiveWeights.at(slice))
      return shares.local == nil && shares.effective == nil ? nil : shares
    }
    let all = slices.map { slice in
      WeightDifference.Entry(
        slice: self.new.slices[slice.new], before: shares(old, slice.old),
        after: shares(new, slice.new))
    }
    let changed = all.filter { entry in
      isOther(entry.before?.local, entry.after?.local, 1)
        || isOther(entry.before?.effective, entry.after?.effective, 1)
    }
    guard let first = changed.first else { return nil }
    let isOne =
      changed.count == all.count
      && all.allSatisfy { $0.before == first.before && $0.after == first.after }
    return WeightDifference(
      node: node.path, label: node.label, depth: node.depth,
      entries: isOne
        ? [WeightDifference.Entry(slice: [], before: first.before, after: first.after)] : changed)
  }
}
