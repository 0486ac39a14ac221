public import IdxDiagnostics
import IdxDriver

/// How a session shows things: what `:set` changes.
public struct SessionSettings: Sendable {
  /// The digits behind the point in tables.
  public var decimals = 4
  /// The most rows of a table; `nil` for all.
  public var rows: Int? = 10
  /// `true` iff evaluations are shown for all slices, such as years, and not for the last alone.
  public var showsAllSlices = false
  /// The cells of a line.
  public var width = 80
  /// The colours.
  public var paint = Paint(false)
  /// `true` iff replies are as short as can be.
  public var isQuiet = false

  /// Creates the defaults.
  public init() {}

  /// The layout of tables.
  var layout: ResultLayout {
    var layout = ResultLayout()
    layout.decimals = decimals
    layout.rows = rows
    layout.width = width
    layout.paint = paint
    layout.howToSeeMore = ":set rows all shows them"
    return layout
  }
}
