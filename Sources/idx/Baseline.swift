import IdxDiagnostics

/// A file with findings that are known and left out, so that an old project can begin to check.
///
/// One finding a line: code, file (from the folder of the baseline), text of the place, and how often
/// it occurs, with tabs between them. Lines of the model do not matter.
struct Baseline {
  /// The options, for commands that leave out what is known.
  static let options = [
    OptionSpecification(
      name: "baseline", value: .text, placeholder: "FILE",
      summary: "Leaves out the findings that FILE lists"),
    OptionSpecification(
      name: "update-baseline",
      summary: "Writes all that is found now into the file of --baseline"),
  ]

  /// What the command line asks for.
  enum Use {
    /// All is told.
    case none
    /// What is known is left out.
    case leavingOut(Baseline)
    /// All is written into the file.
    case writing(String)
  }

  /// Returns what `arguments` of `command` ask for; fails where they cannot be followed.
  static func use(
    _ arguments: ParsedArguments, of command: String
  ) throws(Objection) -> Use {
    let file = arguments.options["baseline"]?.last
    let updates = arguments.options["update-baseline"] != nil
    guard let file else {
      if !updates { return .none }
      throw Objection(
        message: "--update-baseline needs --baseline FILE\nTry: idx help \(command)",
        status: ExitStatus.usage)
    }
    return updates ? .writing(file) : .leavingOut(try read(file))
  }

  /// Writes the findings of `models` as the baseline `path`, unless some of `found` could not be read.
  static func outcome(
    ofWriting models: [ModelFindings], _ found: ModelFinder, to path: String
  ) throws(Objection) -> Outcome {
    let problems = found.problems.map { "idx: \($0.reason)\n" }.joined()
    if !problems.isEmpty {
      return Outcome(
        messages: problems + "idx: the baseline is not written\n", status: ExitStatus.findings)
    }
    if let objection = write(models, to: path) {
      throw Objection(message: "cannot write \(objection)")
    }
    let count = models.reduce(0) { $0 + $1.diagnostics.count }
    return Outcome(
      output: "\(count) finding\(count == 1 ? "" : "s") written into \(quoted(path))\n")
  }

  private static let head = "# Findings that `idx check --baseline` leaves out.\n"
  private static let columns = "# code\tfile\ttext of the place\tcount\n"

  /// The folder of the baseline, absolute.
  private let folder: String
  /// How often each finding is known.
  private var counts: [FindingIdentity: Int] = [:]

  /// Creates an empty baseline that is to stand at `path`.
  private init(at path: String) {
    let name = path.split(separator: "/").last ?? ""
    let folder = String(path.dropLast(name.count))
    self.folder = Paths.resolved(folder.isEmpty ? "." : folder) ?? "/"
  }

  /// Reads the baseline `path`.
  private static func read(_ path: String) throws(Objection) -> Baseline {
    if let reason = FileSourceProvider.objection(toReading: path) {
      let hint =
        Paths.resolved(path) == nil ? "; --update-baseline writes it" : ""
      throw Objection(message: "--baseline: \(reason)\(hint)")
    }
    guard case .success(let file) = RegularFile.read(path, limit: nil) else {
      throw Objection(message: "--baseline: cannot read \(quoted(path))")
    }
    var baseline = Baseline(at: path)
    let text = String(decoding: file.bytes, as: UTF8.self)
    guard text.hasPrefix(head) else {
      throw Objection(message: "--baseline: \(quoted(path)) is no baseline")
    }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4, let count = Int(cells[3]), count > 0 else {
        throw Objection(
          message: "--baseline: \(quoted(path)):\(number + 1): expected four cells with tabs "
            + "between them: code, file, text, count")
      }
      var identity = FindingIdentity(code: cells[0], path: cells[1], text: "")
      identity.text = cells[2]
      baseline.counts[identity, default: 0] += count
    }
    return baseline
  }

  /// Writes the findings of `models` as the baseline `path`; returns what went wrong, if anything.
  private static func write(_ models: [ModelFindings], to path: String) -> String? {
    var baseline = Baseline(at: path)
    if Paths.resolved(path) != nil, !Paths.isFolder(path) {
      // Nothing else is to be written over because of a slip.
      if case .success(let file) = RegularFile.read(path, limit: head.utf8.count),
        !file.bytes.isEmpty, file.bytes != Array(head.utf8)
      {
        return "\(quoted(path)): it is no baseline"
      }
    }
    for model in models {
      for (_, identity) in model.identified {
        baseline.counts[baseline.own(identity), default: 0] += 1
      }
    }
    let lines = baseline.counts.map { identity, count in
      "\(identity.code)\t\(identity.path)\t\(identity.text)\t\(count)\n"
    }
    let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return OutputFile.write(head + columns + sorted.joined(), to: path)
  }

  /// Takes the findings that are known out of `models`; returns how many were taken out, and how many
  /// known ones do not occur.
  func remove(from models: inout [ModelFindings]) -> (removed: Int, gone: Int) {
    var left = counts
    var removed = 0
    for number in models.indices {
      models[number].diagnostics = models[number].identified.compactMap { diagnostic, identity in
        let identity = own(identity)
        guard let count = left[identity], count > 0 else { return diagnostic }
        left[identity] = count - 1
        removed += 1
        return nil
      }
    }
    return (removed, left.values.reduce(0, +))
  }

  /// Returns `identity` with the path from the folder of the baseline, so that it does not matter where
  /// the command is started.
  private func own(_ identity: FindingIdentity) -> FindingIdentity {
    var identity = identity
    if let resolved = Paths.resolved(identity.path) {
      let isBelow = folder != "/" && Paths.isInside(resolved, folder)
      identity.path = isBelow ? String(resolved.dropFirst(folder.count + 1)) : resolved
    }
    identity.path = String(identity.path.map { $0 == "\t" || $0.isNewline ? " " : $0 })
    return identity
  }
}
