/// Scores as bars, the best first.
struct RankingFigure: Sendable {
  let title: String
  let caption: String
  /// The objects with their ranks and scores, in the order of the ranks.
  let rows: [(label: String, rank: String, value: Double)]
  let decimals: Int

  /// Returns the picture; `id` is of nothing else on the page.
  func svg(id: String) -> String {
    let scale = BarScale(rows.map(\.value), from: 250, to: 800)
    var content = ""
    for (number, row) in rows.enumerated() {
      let y = Double(number) * 21
      let value = DecimalText.fixed(row.value, decimals: decimals)
      content += SVGText.text(row.rank, x: 28, y: y + 15, anchor: "end", kind: "soft")
      content += SVGText.text(SVGText.fitted(row.label, to: 200), x: 38, y: y + 15)
      content += scale.bar(row.value, y: y + 3, height: 15, title: "\(row.label): \(value)")
      content += SVGText.text(value, x: scale.end(of: row.value) + 6, y: y + 15)
    }
    let height = Double(rows.count) * 21 + 2
    content += SVGText.line("axis", scale.place(0), 0, scale.place(0), height)
    let words = rows.prefix(3).map { "\($0.rank). \($0.label)" }.joined(separator: ", ")
    return SVGText.figure(
      id: id, title: title, description: "The first: \(words)", caption: caption, width: 900,
      height: height, content: content)
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

  /// Returns the picture; `id` is of nothing else on the page.
  func svg(id: String) -> String {
    let scale = BarScale(range, from: 250, to: 620)
    var content = ""
    var words: [String] = []
    for (number, row) in rows.enumerated() {
      let y = Double(number) * 23
      let value = row.value.map { DecimalText.fixed($0, decimals: decimals) } ?? "missing"
      words.append("\(row.label) \(value)")
      content += SVGText.text(SVGText.fitted(row.label, to: 230), x: 0, y: y + 16)
      if let number = row.value {
        content += scale.bar(number, y: y + 4, height: 15, title: "\(row.label): \(value)")
      }
      if let middle = row.middle {
        content += SVGText.line(
          "mark", scale.place(middle), y + 1, scale.place(middle), y + 22)
      }
      content += SVGText.text(value, x: 700, y: y + 16, anchor: "end")
    }
    let height = Double(rows.count) * 23 + 2
    content += SVGText.line("axis", scale.place(0), 0, scale.place(0), height)
    return SVGText.figure(
      id: id, title: title, description: words.joined(separator: ", "), caption: caption,
      width: 720, height: height, content: content)
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
  func bar(_ value: Double, y: Double, height: Double, title: String) -> String {
    let start = min(place(0), place(value))
    return SVGText.rectangle(
      "bar", x: start, y: y, width: abs(place(value) - place(0)), height: height, title: title)
  }
}
