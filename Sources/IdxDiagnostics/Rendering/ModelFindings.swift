/// What was found in one model, for the formats of other programs.
public struct ModelFindings: Sendable {
  /// The path of the model, which stands for what no file says.
  public let model: String
  /// The texts that the places point into, by the index of their `FileID`.
  public let sources: [SourceText]
  /// The findings.
  public var diagnostics: [Diagnostic]

  /// Creates the findings of `model`.
  public init(model: String, sources: [SourceText], diagnostics: [Diagnostic]) {
    self.model = model
    self.sources = sources
    self.diagnostics = diagnostics
  }

  /// The findings with what makes them the same in another version of the files.
  public var identified: [(diagnostic: Diagnostic, identity: FindingIdentity)] {
    diagnostics.map { diagnostic in
      let file = Int(diagnostic.span.file.index)
      let source = sources.indices.contains(file) ? sources[file] : nil
      return (
        diagnostic,
        FindingIdentity(
          code: diagnostic.code, path: source?.path ?? model,
          text: source?.text(diagnostic.span) ?? diagnostic.message)
      )
    }
  }
}

/// What makes a finding the same after other parts of the file have changed: not its line.
public struct FindingIdentity: Hashable, Sendable {
  /// The code.
  public let code: String
  /// The file.
  public var path: String
  /// The text at the place on one line, its end replaced by a checksum where it is long.
  public var text: String

  /// Creates the identity of a finding `code` at `text` in `path`.
  public init(code: String, path: String, text: String) {
    self.code = code
    self.path = path
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let start = words.unicodeScalars.prefix(100)
    self.text =
      start.endIndex == words.unicodeScalars.endIndex
      ? words : String(start) + "… " + Self.checksum(words)
  }

  /// A checksum for programs that want one; `number` tells findings apart that are alike.
  public func fingerprint(_ number: Int) -> String {
    Self.checksum("\(code)\n\(path)\n\(text)\n\(number)")
  }

  /// Returns 16 digits for `text`: FNV-1a of 64 bits (Fowler, Noll, Vo 1991).
  private static func checksum(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Counts how often each finding occurred, so that equal ones have different fingerprints.
struct FingerprintCounter {
  private var counts: [FindingIdentity: Int] = [:]

  /// Returns the fingerprint of the next finding with `identity`.
  mutating func next(_ identity: FindingIdentity) -> String {
    counts[identity, default: 0] += 1
    return identity.fingerprint(counts[identity] ?? 1)
  }
}

extension Diagnostic {
  /// The message with what to do, a line each.
  var adviceLines: String {
    ([message] + hints.map { "help: \($0)" } + fixes.map { "fix: \($0.title)" })
      .joined(separator: "\n")
  }
}
