public import IdxDiagnostics
public import IdxSyntax

/// The pairwise comparisons of one set of things by one rater.
public struct ComparisonMatrix: Sendable {
  /// The codes of the things compared, in order.
  public var codes: [String]
  /// How many times the row outweighs the column; `nil` where nothing is said. The diagonal is 1.
  /// For a triangular number these are the middles.
  public var cells: [[Double?]]
  /// The lower and upper values, for triangular judgements.
  public var lows: [[Double?]]
  public var highs: [[Double?]]
  /// Where each pair was said, by row and column as written, when it was read.
  var places: [[Span?]]
  /// Where the number of a pair stood that is a single one, by row and column as written.
  var numberPlaces: [[Span?]]
  /// How far the text has moved since.
  var shift = 0

  /// Returns where it is said how many times `row` outweighs `column`; `nil` where it is not said that way round.
  public func place(_ row: Int, _ column: Int) -> Span? { places[row][column]?.moved(by: shift) }

  /// Returns where the number stands of what is said of `row` and `column`, if it is a single one.
  public func numberPlace(_ row: Int, _ column: Int) -> Span? {
    numberPlaces[row][column]?.moved(by: shift)
  }
}

/// A judgement: comparisons over groups of an index or over an axis, by one rater or several.
public struct JudgementModel: Sendable {
  /// One set of things compared, with the matrices of the raters.
  public struct Subject: Sendable {
    /// The path of the group in the index (empty: the root); `nil` for a plain axis.
    public var group: String?
    /// The things compared.
    public var codes: [String]
    /// One matrix a rater, in the order of `raters`; one where there are no raters.
    public var matrices: [ComparisonMatrix]
    /// The place where the comparisons begin.
    public var span: Span
  }

  /// The name.
  public var name: String
  /// The name of the index or axis that is compared; `nil` in a broken declaration.
  public var on: Path?
  /// The names of the raters; empty where there is one judgement only.
  public var raters: [String]
  /// The name of the axis of the raters.
  public var raterAxis: String?
  /// `true` iff pairs may be missing.
  public var isIncomplete: Bool
  /// `true` iff the values are triangular numbers.
  public var isTriangular: Bool
  /// The sets compared.
  public var subjects: [Subject]
  /// The place of the name.
  public var span: Span

  /// Returns the judgement as it is where its declaration stands `shift` bytes farther behind.
  func moved(by shift: Int) -> JudgementModel {
    if shift == 0 { return self }
    var result = self
    result.span = span.moved(by: shift)
    for i in subjects.indices {
      result.subjects[i].span = subjects[i].span.moved(by: shift)
      for k in subjects[i].matrices.indices { result.subjects[i].matrices[k].shift += shift }
    }
    return result
  }
}
