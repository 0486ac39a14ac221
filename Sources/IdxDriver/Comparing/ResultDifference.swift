/// What became of the results of one evaluation.
public struct EvaluationDifference: Sendable {
  /// The name of the evaluation, what it was called before, and its label.
  public let name: String
  public let oldName: String
  public let label: String
  /// The name of the axis of objects.
  public let objectAxis: String
  /// The slices that both have.
  public let slices: [SliceDifference]
  /// The slices that only one of them has.
  public let removedSlices: [[SliceCoordinate]]
  public let addedSlices: [[SliceCoordinate]]
  /// The weights that changed, in the order of the new index, then those of nodes that are gone.
  public let weights: [WeightDifference]

  /// `true` iff nothing changed.
  public var isSame: Bool {
    weights.isEmpty && removedSlices.isEmpty && addedSlices.isEmpty
      && slices.allSatisfy { slice in !slice.objects.contains { $0.isChanged } }
  }

  /// `true` iff objects are graded, before or after.
  public var isGraded: Bool {
    slices.contains { slice in
      slice.objects.contains { $0.before?.grade != nil || $0.after?.grade != nil }
    }
  }
}

/// What became of the scores in one slice.
public struct SliceDifference: Sendable {
  /// The slice.
  public let slice: [SliceCoordinate]
  /// The objects before and after, in the order of the new ranks, those that are gone last.
  public let objects: [ObjectDifference]
  /// The rank correlations of the objects that are ranked in both, by the library's `spearman` and
  /// `kendall`; `nil` where there is none, as where all ranks are equal.
  public let spearman: Double?
  public let kendall: Double?
}

/// What became of one object.
public struct ObjectDifference: Hashable, Sendable {
  /// What an object has reached.
  public struct Standing: Hashable, Sendable {
    /// The score, its rank and grade; `nil` where they are missing.
    public let score: Double?
    public let rank: Double?
    public let grade: String?

    /// Creates a standing.
    public init(score: Double?, rank: Double?, grade: String?) {
      self.score = score
      self.rank = rank
      self.grade = grade
    }
  }

  /// The code and the label.
  public let code: String
  public let label: String
  /// Where it stood and stands; `nil` where the evaluation has no such object.
  public let before: Standing?
  public let after: Standing?
  /// `true` iff its score changed by more than rounding.
  public let isScoreChanged: Bool

  /// `true` iff something changed.
  public var isChanged: Bool {
    isScoreChanged || before?.rank != after?.rank || before?.grade != after?.grade
      || (before == nil) != (after == nil)
  }

  /// The places that it has gained, negative if it has lost some; `nil` unless it is ranked in both.
  public var gain: Double? {
    guard let old = before?.rank, let new = after?.rank else { return nil }
    return old - new
  }

  /// What was added to its score; `nil` unless it has one in both.
  public var scoreChange: Double? {
    guard let old = before?.score, let new = after?.score else { return nil }
    return isScoreChanged ? new - old : 0
  }
}

/// What became of the weights of one node, declared or derived.
public struct WeightDifference: Hashable, Sendable {
  /// The share among the siblings and in the whole index.
  public struct Shares: Hashable, Sendable {
    /// Among the siblings.
    public let local: Double?
    /// In the whole index.
    public let effective: Double?

    /// Creates shares.
    public init(local: Double?, effective: Double?) {
      self.local = local
      self.effective = effective
    }
  }

  /// The weights in one slice.
  public struct Entry: Hashable, Sendable {
    /// The slice; empty where the weights are the same in all of them.
    public let slice: [SliceCoordinate]
    /// What they were and are; `nil` where there is no such node.
    public let before: Shares?
    public let after: Shares?

    /// By how much they changed at most.
    public var size: Double {
      let pairs = [(before?.local, after?.local), (before?.effective, after?.effective)]
      return pairs.reduce(0) { max($0, abs(($1.0 ?? 0) - ($1.1 ?? 0))) }
    }
  }

  /// The path in the new index, or in the old one if the node is gone; the name of the index for the root.
  public let node: String
  /// The label and the depth.
  public let label: String
  public let depth: Int
  /// The weights in each slice where they changed.
  public let entries: [Entry]
}

/// What became of the cells of a `let`.
public struct ValueDifference: Sendable {
  /// The name and the label.
  public let name: String
  public let label: String
  /// How many cells of elements that are in both changed, and of how many.
  public let changed: Int
  public let cells: Int
  /// The first that changed: where it is (empty for a single number), what it was and is.
  public let first: String
  public let before: ResultTable.Cell
  public let after: ResultTable.Cell
}
