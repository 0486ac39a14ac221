/// Models written out from numbers.
enum ModelText {
  /// Returns a table `t` of objects `o1`, `o2`, … and columns `x1`, `x2`, …
  static func table(_ rows: [[Double]], named name: String = "t", objects: String = "Object")
    -> String
  {
    let width = rows.first?.count ?? 0
    var lines = ["data \(name) {", "  key o defines \(objects)"]
    lines += (1...width).map { "  column x\($0)" }
    lines.append("  | o | " + (1...width).map { "x\($0)" }.joined(separator: " | ") + " |")
    for (position, row) in rows.enumerated() {
      lines.append("  | o\(position + 1) | " + row.map { "\($0)" }.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// Returns an index `name` of as many indicators as `directions`, with importances if they are given.
  static func index(
    _ directions: [String], named name: String = "Index", weights: [Double] = []
  ) -> String {
    var lines = ["index \(name) {"]
    for (position, direction) in directions.enumerated() {
      let weight = weights.isEmpty ? "" : " importance \(weights[position])"
      lines.append("  indicator x\(position + 1) \(direction)\(weight)")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// Returns a judgement `name` on the axis `axis` of `e1`, `e2`, … with the upper triangle of `matrix`.
  static func judgement(
    _ matrix: [[String]], named name: String = "J", on axis: String, declaringAxis: Bool = true
  ) -> String {
    let declared =
      declaringAxis ? "axis \(axis) { \(codes(matrix.count).joined(separator: ", ")) }\n" : ""
    return declared + "judgement \(name) on \(axis) {\n" + pairs(matrix) { "e\($0)" } + "\n}\n"
  }

  /// Returns the upper triangle of `matrix` as comparisons of what `code` names, from 1.
  static func pairs(_ matrix: [[String]], _ code: (Int) -> String) -> String {
    matrix.indices.flatMap { row in
      matrix.indices.dropFirst(row + 1).map { column in
        "  \(code(row + 1)) : \(code(column + 1)) = \(matrix[row][column])"
      }
    }.joined(separator: "\n")
  }

  /// Returns the codes of `count` things that are compared.
  static func codes(_ count: Int) -> [String] { (1...max(count, 1)).map { "e\($0)" } }

  /// Returns `number` as a ratio: whole, or one over a whole number where it is that.
  static func ratio(_ number: Double) -> String {
    let inverse = (1 / number).rounded()
    return number < 1 && 1 / inverse == number ? "1/\(Int(inverse))" : "\(number)"
  }
}
