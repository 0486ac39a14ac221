public import IdxDiagnostics
import Synchronization

/// Small files whose tables were read before: who asks the same of the same bytes again is told what was read.
///
/// The bytes are held, so that what stands where they stand is surely the same.
public final class KnownTables: Sendable {
  private struct Question: Hashable {
    /// How many of the bytes are looked at.
    let count: Int
    let format: TableFormat
    let file: FileID
    let columns: [ColumnRequest]
  }

  private struct HeldFile {
    let bytes: [UInt8]
    var tables: [Question: TableReader.Result] = [:]
    var profiles: [Question: [ColumnProfile]] = [:]

    /// `true` iff `part` is the beginning of the bytes, where they are held.
    func holds(_ part: TableBytes) -> Bool {
      bytes.withUnsafeBufferPointer { whole in
        whole.baseAddress == part.baseAddress && part.count <= whole.count
      }
    }
  }

  /// The files, the one that was held last at the end.
  private let files = Mutex<[HeldFile]>([])

  /// The most files that are held, the most bytes of one, and the most answers about one.
  private static let mostFiles = 8
  private static let mostBytes = 1 << 20
  private static let mostAnswers = 32

  /// Creates the knowledge of no files.
  public init() {}

  /// Returns `bytes`, or the same as they are held.
  public func held(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.isEmpty || bytes.count > Self.mostBytes { return bytes }
    return files.withLock { files in
      if let known = files.first(where: { $0.bytes == bytes }) { return known.bytes }
      if files.count == Self.mostFiles { files.removeFirst() }
      files.append(HeldFile(bytes: bytes))
      return bytes
    }
  }

  /// Returns what reading `columns` of `bytes` gives, which `read` does.
  public func table(
    _ bytes: TableBytes, _ format: TableFormat, _ file: FileID, _ columns: [ColumnRequest],
    read: () -> TableReader.Result
  ) -> TableReader.Result {
    let question = Question(count: bytes.count, format: format, file: file, columns: columns)
    if let known = answer(bytes, { $0.tables[question] }) { return known }
    let found = read()
    // What was cancelled says nothing.
    if found.table != nil {
      note(bytes) { file in
        if file.tables.count == Self.mostAnswers { file.tables = [:] }
        file.tables[question] = found
      }
    }
    return found
  }

  /// Returns what the columns below `header` of `bytes` seem to be.
  public func profiles(
    _ bytes: TableBytes, _ header: TableHeader, _ format: TableFormat, _ file: FileID
  ) -> [ColumnProfile] {
    let question = Question(count: bytes.count, format: format, file: file, columns: [])
    if let known = answer(bytes, { $0.profiles[question] }) { return known }
    let found = header.sniff(bytes, format: format, file: file)
    note(bytes) { file in
      if file.profiles.count == Self.mostAnswers { file.profiles = [:] }
      file.profiles[question] = found
    }
    return found
  }

  private func answer<Answer: Sendable>(
    _ bytes: TableBytes, _ look: (HeldFile) -> Answer?
  ) -> Answer? {
    files.withLock { files in files.first { $0.holds(bytes) }.flatMap(look) }
  }

  private func note(_ bytes: TableBytes, _ change: (inout HeldFile) -> Void) {
    files.withLock { files in
      guard let place = files.firstIndex(where: { $0.holds(bytes) }) else { return }
      change(&files[place])
    }
  }
}
