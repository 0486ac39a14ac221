import IdxDiagnostics
import IdxDriver

/// Shares that sum to one, such as weights and degrees of membership, as bars.
struct DistributionChart {
  private let labels: [String]
  private let shares: [Double]
  private let title: String
  private let settings: SessionSettings

  /// The most shares that are drawn, and the cells of the longest bar.
  private static let mostShares = 40
  private static let barWidth = 24

  /// Creates the chart of `value`; `nil` if it is no distribution along one axis.
  init?(_ value: ValueReport, _ settings: SessionSettings) {
    guard value.axes.count == 1, value.cells.count > 1, value.cells.count <= Self.mostShares else {
      return nil
    }
    let shares = value.cells.compactMap { cell -> Double? in
      if case .number(let number) = cell, number >= 0, number <= 1 { number } else { nil }
    }
    guard shares.count == value.cells.count, abs(shares.reduce(0, +) - 1) < 1e-9 else {
      return nil
    }
    self.shares = shares
    labels = value.axes[0].labels
    title = value.name
    self.settings = settings
  }

  /// The bars, one a line.
  var text: String {
    let shown = labels.map { PrintableText.shown($0) }
    let width = shown.reduce(0) { max($0, DisplayWidth.cells($1)) }
    let greatest = shares.max() ?? 1
    let lines = zip(shown, shares).map { label, share in
      let number = DecimalText.fixed(share, decimals: settings.decimals)
      let bar = Self.bar(share / greatest, cells: Self.barWidth)
      return
        "\(DisplayWidth.padded(label, to: width))  \(number)  \(settings.paint(bar, .gutter))\n"
    }
    return settings.paint(title, .strong) + "\n\n" + lines.joined()
  }

  /// Returns a bar for `part` of `cells`, to an eighth of a cell.
  static func bar(_ part: Double, cells: Int) -> String {
    let eighths = Int((part * Double(cells) * 8).rounded())
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }
}
