/// Scores as bars, the best first.
struct RankingFigure: Sendable {
  let title: String
  let caption: String
  /// The objects with their ranks and scores, in the order of the ranks.
  let rows: [(label: String, rank: String, value: Double)]
  let decimals: Int

  /// The picture.
  var drawing: Drawing {
    let scale = BarScale(rows.map(\.value), from: 250, to: 800)
    var shapes: [Drawing.Shape] = []
    for (number, row) in rows.enumerated() {
      let y = Double(number) * 21
      let value = DecimalText.fixed(row.value, decimals: decimals)
      shapes += [
        .text(row.rank, x: 28, y: y + 15, isEnd: true, isSoft: true),
        .text(row.label, x: 38, y: y + 15, room: 200),
        scale.bar(row.value, y: y + 3, height: 15, title: "\(row.label): \(value)"),
        .text(value, x: scale.end(of: row.value) + 6, y: y + 15),
      ]
    }
    let height = Double(rows.count) * 21 + 2
    shapes.append(.line(.axis, x: scale.place(0), top: 0, bottom: height))
    let words = rows.prefix(3).map { "\($0.rank). \($0.label)" }.joined(separator: ", ")
    return Drawing(
      title: title, description: "The first: \(words)", caption: caption, width: 900,
      height: height, shapes: shapes)
  }
}

/// The scores of one object at the parts of an index, beside what is usual.
struct ProfileFigure: Sendable {
  let title: String
  let caption: String
  /// The parts with the score of the object and the middle score of all.
  let rows: [(label: String, value: Double?, middle: Double?)]
  /// The scores of all objects, which say how long bars are.
  let range: [Double]
  let decimals: Int

  /// The picture.
  var drawing: Drawing {
    let scale = BarScale(range, from: 250, to: 620)
    var shapes: [Drawing.Shape] = []
    var words: [String] = []
    for (number, row) in rows.enumerated() {
      let y = Double(number) * 23
      let value = row.value.map { DecimalText.fixed($0, decimals: decimals) } ?? "missing"
      words.append("\(row.label) \(value)")
      shapes.append(.text(row.label, x: 0, y: y + 16, room: 230))
      if let number = row.value {
        shapes.append(scale.bar(number, y: y + 4, height: 15, title: "\(row.label): \(value)"))
      }
      if let middle = row.middle {
        shapes.append(.line(.mark, x: scale.place(middle), top: y + 1, bottom: y + 22))
      }
      shapes.append(.text(value, x: 700, y: y + 16, isEnd: true))
    }
    let height = Double(rows.count) * 23 + 2
    shapes.append(.line(.axis, x: scale.place(0), top: 0, bottom: height))
    return Drawing(
      title: title, description: words.joined(separator: ", "), caption: caption, width: 720,
      height: height, shapes: shapes)
  }
}

/// Where numbers lie along bars, which begin at 0.
struct BarScale {
  private let low: Double
  private let high: Double
  private let left: Double
  private let right: Double

  /// Creates the scale that holds `values` between the places `left` and `right`.
  init(_ values: [Double], from left: Double, to right: Double) {
    let known = values.filter(\.isFinite)
    low = min(0, known.min() ?? 0)
    high = max(0, known.max() ?? 0)
    self.left = left
    self.right = right
  }

  /// Returns the place of `value`.
  func place(_ value: Double) -> Double {
    high > low ? left + (min(max(value, low), high) - low) / (high - low) * (right - left) : left
  }

  /// Returns the place of the right end of the bar of `value`.
  func end(of value: Double) -> Double { max(place(0), place(value)) }

  /// Returns the bar of `value`.
  func bar(_ value: Double, y: Double, height: Double, title: String) -> Drawing.Shape {
    .rectangle(
      .bar, x: min(place(0), place(value)), y: y, width: abs(place(value) - place(0)),
      height: height, title: title)
  }
}
