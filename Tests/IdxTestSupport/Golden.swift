public import Foundation

/// Expected output in files: blessed by `IDX_UPDATE=1 swift test`.
public enum Golden {
  /// Returns `nil` if `actual` is the text of `file`, else what differs.
  ///
  /// On a difference the text is written beside the file, with the extension `observed`; with
  /// `IDX_UPDATE=1` it is written into the file itself.
  public static func difference(_ actual: String, from file: URL) throws -> String? {
    let observed = file.appendingPathExtension("observed")
    let expected = try? Fixtures.text(file)
    if expected == actual {
      try? FileManager.default.removeItem(at: observed)
      return nil
    }
    if isBlessing {
      try Data(actual.utf8).write(to: file)
      return nil
    }
    try Data(actual.utf8).write(to: observed)
    return "\(Fixtures.name(of: file)): " + firstDifference(expected ?? "", actual)
  }

  /// `true` iff expectations are to be written, not checked.
  public static var isBlessing: Bool {
    ProcessInfo.processInfo.environment["IDX_UPDATE"] == "1"
  }

  /// Returns the first line in which the texts differ.
  public static func firstDifference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var line = 0
    while line < old.count, line < new.count, old[line] == new[line] { line += 1 }
    let expectedLine = line < old.count ? String(old[line]) : "(the end)"
    let actualLine = line < new.count ? String(new[line]) : "(the end)"
    return "line \(line + 1): expected \(expectedLine), found \(actualLine)"
  }
}
