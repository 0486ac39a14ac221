/// Rank correlations, worked out by the methods of the library.
enum RankCorrelation {
  /// Beyond as many objects Kendall's is not worked out: it looks at every pair.
  static let mostForKendall = 3000

  /// Returns the correlations of `pairs` of ranks; `nil` where there is none, as where all are equal.
  static func of(
    _ pairs: [(before: Double, after: Double)], options: DriverOptions
  ) -> (spearman: Double?, kendall: Double?) {
    guard pairs.count > 1 else { return (nil, nil) }
    var inner = DriverOptions()
    inner.threads = options.threads
    inner.isCancelled = options.isCancelled
    let names = ["spearman_of_ranks"] + (pairs.count > mostForKendall ? [] : ["kendall_of_ranks"])
    let report = Driver.run(
      RanksProvider.model, evaluations: names, provider: RanksProvider(pairs), options: inner)
    func value(_ name: String) -> Double? {
      guard case .number(let value)? = report?.values.first(where: { $0.name == name })?.cells.first
      else { return nil }
      return value
    }
    return (value("spearman_of_ranks"), value("kendall_of_ranks"))
  }
}

/// A model of two rankings, held in memory.
private struct RanksProvider: SourceProvider {
  static let model = "ranks.idx"
  private static let text = """
    data ranks from "ranks.csv" {
      key object defines Object
      column before
      column after
    }
    let spearman_of_ranks = spearman(ranks.before, ranks.after, over Object)
    let kendall_of_ranks  = kendall(ranks.before, ranks.after, over Object)

    """

  private let table: String

  init(_ pairs: [(before: Double, after: Double)]) {
    table =
      "object,before,after\n"
      + pairs.enumerated().map { "\($0),\($1.before),\($1.after)\n" }.joined()
  }

  func read(
    _ path: String, from importer: String?, for purpose: FilePurpose, limit: Int?
  ) -> Result<SourceFile, ReadFailure> {
    let bytes = Array((path == Self.model ? Self.text : table).utf8)
    let count = min(limit ?? bytes.count, bytes.count)
    return .success(
      SourceFile(
        resolvedPath: path, displayPath: path, bytes: Array(bytes.prefix(count)),
        isPartial: count < bytes.count))
  }
}
