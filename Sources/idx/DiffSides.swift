import IdxDriver

/// The two models that `idx diff` compares.
struct DiffSides {
  /// The models.
  let old: DifferenceSide
  let new: DifferenceSide

  /// Why there is nothing to compare: a message and the status of the process.
  struct Refusal: Error {
    let message: String
    let status: Int32

    /// The outcome that says so.
    var outcome: Outcome {
      let help = status == ExitStatus.usage ? "Try: idx help diff\n" : ""
      return Outcome(messages: "idx: \(message)\n\(help)", status: status)
    }

    /// Creates the refusal of a command line.
    static func usage(_ message: String) -> Refusal {
      Refusal(message: message, status: ExitStatus.usage)
    }

    /// Creates the refusal for what cannot be read.
    static func file(_ message: String) -> Refusal {
      Refusal(message: message, status: ExitStatus.findings)
    }
  }

  /// Returns what `arguments` ask to compare, or why that cannot be.
  static func make(_ arguments: ParsedArguments) -> Result<DiffSides, Refusal> {
    let operands = arguments.operands
    guard let revision = arguments.options["git"]?.last else {
      guard operands.count == 2 else { return .failure(.usage("expected OLD NEW")) }
      return file(operands[0], arguments).flatMap { old in
        file(operands[1], arguments).map { DiffSides(old: old, new: $0) }
      }
    }
    let path = operands[operands.count - 1]
    return Revisions.make(path, arguments).flatMap { revisions in
      revisions.side(revision, arguments).flatMap { old in
        let new =
          operands.count == 2
          ? revisions.side(operands[0], arguments) : file(path, arguments)
        return new.map { DiffSides(old: old, new: $0) }
      }
    }
  }

  private static func file(
    _ path: String, _ arguments: ParsedArguments
  ) -> Result<DifferenceSide, Refusal> {
    if let reason = FileSourceProvider.objection(toReading: path) {
      return .failure(.file(reason))
    }
    return ModelCommand.provider(for: path, arguments)
      .map { DifferenceSide(path, provider: $0) }.mapError { .file($0.message) }
  }
}

/// A model in the revisions of its repository.
private struct Revisions {
  let repository: GitRepository
  /// The path of the model, absolute, its folder without links.
  let place: String

  static func make(
    _ path: String, _ arguments: ParsedArguments
  ) -> Result<Revisions, DiffSides.Refusal> {
    let normal = Paths.normalised(path, in: Paths.resolved(".") ?? "/")
    // The folder may be one that only a revision has.
    var (folder, rest) = (normal, [Substring]())
    repeat {
      rest = folder.split(separator: "/").suffix(1) + rest
      folder = Paths.folder(of: folder)
    } while folder != "/" && !Paths.isFolder(folder)
    let resolved = Paths.resolved(folder) ?? folder
    let place = (resolved == "/" ? "" : resolved) + "/" + rest.joined(separator: "/")
    return GitRepository.containing(resolved).mapError { .usage($0.message) }
      .flatMap { repository in
        guard Paths.isInside(place, repository.root) else {
          return .failure(.usage("--git: \(quoted(path)) lies outside of its repository"))
        }
        return .success(Revisions(repository: repository, place: place))
      }
  }

  /// Returns the model as it is in `revision`.
  func side(
    _ revision: String, _ arguments: ParsedArguments
  ) -> Result<DifferenceSide, DiffSides.Refusal> {
    repository.commit(revision).mapError { .usage($0.message) }.flatMap { commit in
      ModelCommand.provider(for: place, arguments).mapError { .file($0.message) }
        .flatMap { files in
          let own = Paths.folder(of: place)
          let provider = GitSourceProvider(
            repository: repository, revision: revision, commit: commit,
            folders: [own] + files.folders.filter { $0 != own }, files: files)
          if let reason = provider.objection(toReading: place) { return .failure(.file(reason)) }
          return .success(DifferenceSide(place, provider: provider))
        }
    }
  }
}
