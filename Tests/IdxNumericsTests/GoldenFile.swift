import Foundation
import IdxNumerics

/// A file of arguments, correctly rounded results, and how many ulps ours are off.
struct GoldenFile {
  /// One line: the columns as bits, and the recorded deviations.
  struct Line {
    /// The bits of the arguments and of the correctly rounded results.
    var columns: [UInt64]
    /// For each result `=`, `+` or `-`: how ours deviates.
    var deviations: [UInt8]
  }

  /// The lines.
  var lines: [Line] = []
  /// Where the file is.
  let url: URL

  /// Reads the golden file called `name`.
  init(_ name: String) throws {
    url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/\(name).txt")
    var columns: [UInt64] = []
    var deviations: [UInt8] = []
    var value: UInt64 = 0
    var digits = 0
    for byte in try [UInt8](Data(contentsOf: url)) {
      switch byte {
      case 0x30...0x39: (value, digits) = (value << 4 | UInt64(byte - 0x30), digits + 1)
      case 0x61...0x66: (value, digits) = (value << 4 | UInt64(byte - 0x57), digits + 1)
      case 0x20, 0x0a:
        if digits > 0 { columns.append(value) }
        (value, digits) = (0, 0)
        if byte == 0x0a {
          lines.append(Line(columns: columns, deviations: deviations))
          columns.removeAll()
          deviations.removeAll()
        }
      default: deviations.append(byte)
      }
    }
  }

  /// Writes the file with the deviations that its lines have now.
  func record() throws {
    var text = ""
    for line in lines {
      let columns = line.columns.map {
        let digits = String($0, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }
      text += columns.joined(separator: " ") + " "
      text += String(decoding: line.deviations, as: UTF8.self) + "\n"
    }
    try Data(text.utf8).write(to: url)
  }

  /// Returns `=`, `+` or `-` where `ours` is the reference, the double above or below, else `!`.
  static func deviation(_ ours: Double, from reference: Double) -> UInt8 {
    if ours.bitPattern == reference.bitPattern { return UInt8(ascii: "=") }
    if ours == reference && ours != 0 || ours.isNaN && reference.isNaN { return UInt8(ascii: "=") }
    if ours == reference.nextUp { return UInt8(ascii: "+") }
    return ours == reference.nextDown ? UInt8(ascii: "-") : UInt8(ascii: "!")
  }
}
