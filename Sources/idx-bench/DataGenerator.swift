import IdxTables

/// Makes tables for measuring: one row a unit, one column an indicator, all cells present.
enum DataGenerator {
  /// Gives `write` the bytes of a CSV file, part by part: `rows` units with `columns` indicators, each
  /// with three decimals between 1 and 1000.
  ///
  /// Returns `false` as soon as `write` does.
  static func csv(
    rows: Int, columns: Int, seed: UInt64 = 1, write: ([UInt8]) -> Bool
  ) -> Bool {
    var random = Random(seed: seed)
    var writer = TableWriter(.csv, capacity: partSize + columns * 12)
    writer.text("unit")
    for column in 1...max(columns, 1) { writer.text("x\(column)") }
    writer.endRow()
    for row in 1...max(rows, 1) {
      writer.text("u\(row)")
      for _ in 0..<columns {
        writer.number(Double(random.whole(1000...999_999)) / 1000, decimals: 3)
      }
      writer.endRow()
      if writer.bytes.count >= partSize, !write(writer.take()) { return false }
    }
    return write(writer.take())
  }

  private static let partSize = 1 << 20

  /// Returns the model that turns such a table, the file `data`, into one score a unit: min-max,
  /// weights by entropy, weighted means.
  static func model(columns: Int, data: String) -> String {
    let indicators = (1...max(columns, 1)).map { "  indicator x\($0) benefit\n" }.joined()
    return """
      data table from "\(data)" {
        key unit defines Unit
        missing none
      }

      index Bench "Bench" {
      \(indicators)}

      evaluation bench of Bench on table {
        normalise minmax
        allow(method-warning) "the least value is 0, whose term in the entropy is 0"
        weights   entropy
        aggregate arithmetic_mean
      }

      """
  }
}
