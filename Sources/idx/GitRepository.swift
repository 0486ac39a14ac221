import IdxDiagnostics
import IdxTerminal

/// A repository of git, asked by the program `git`.
struct GitRepository {
  /// The program.
  let program: ChildProcess
  /// The folder of the working tree, absolute and without links.
  let root: String

  /// Something that a revision holds under a path.
  struct Entry {
    /// The mode as git writes it: `100644`, `120000` for a link.
    let mode: String
    /// The kind: `blob`, `tree`, `commit`.
    let kind: String
    /// The name of the object.
    let object: String
    /// The bytes of a blob.
    let size: Int
  }

  /// What git needs to know of the user and of where repositories are.
  private static let inherited = [
    "PATH", "HOME", "XDG_CONFIG_HOME", "USER", "TMPDIR", "GIT_DIR", "GIT_WORK_TREE",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
  ]

  /// Returns the repository that `folder` lies in, or why there is none.
  static func containing(_ folder: String) -> Result<GitRepository, Objection> {
    guard let program = ChildProcess(named: "git") else {
      return .failure(Objection(message: "--git: there is no program git in the folders of PATH"))
    }
    return run(program, in: folder, ["rev-parse", "--show-toplevel"]).flatMap { output in
      let root = String(decoding: output.dropLast(output.last == 0x0A ? 1 : 0), as: UTF8.self)
      guard let resolved = Paths.resolved(root) else {
        return .failure(Objection(message: "--git: \(quoted(folder)) has no working tree"))
      }
      return .success(GitRepository(program: program, root: resolved))
    }
  }

  /// Returns the commit that `revision` names, or why there is none.
  func commit(_ revision: String) -> Result<String, Objection> {
    // What begins with "-" would be an option to git.
    if revision.isEmpty || revision.hasPrefix("-") {
      return .failure(Objection(message: "--git \(quoted(revision)): this is no revision"))
    }
    let words = ["rev-parse", "--verify", "--quiet", "\(revision)^{commit}"]
    guard case .success(let output) = run(words) else {
      return .failure(Objection(message: "--git \(quoted(revision)): git knows no such revision"))
    }
    return .success(String(decoding: output, as: UTF8.self).filter { !$0.isNewline })
  }

  /// Returns what `commit` holds under `path`, which is taken from the root; `nil` if there is nothing.
  func entry(_ path: String, in commit: String) -> Result<Entry?, Objection> {
    run(["ls-tree", "-z", "-l", "--full-tree", commit, "--", path]).map { output in
      let line = String(decoding: output.prefix { $0 != 0 }, as: UTF8.self)
      let words = line.prefix { $0 != "\t" }.split(separator: " ")
      guard words.count == 4 else { return nil }
      return Entry(
        mode: String(words[0]), kind: String(words[1]), object: String(words[2]),
        size: Int(words[3]) ?? 0)
    }
  }

  /// Returns the bytes of the blob `object`.
  func blob(_ object: String) -> Result<[UInt8], Objection> {
    run(["cat-file", "blob", object])
  }

  private func run(_ words: [String]) -> Result<[UInt8], Objection> {
    Self.run(program, in: root, words)
  }

  /// Returns what git prints, or the first line of what it complains of.
  private static func run(
    _ program: ChildProcess, in folder: String, _ words: [String]
  ) -> Result<[UInt8], Objection> {
    let all = ["--literal-pathspecs", "-C", folder] + words
    let quiet = ["LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"]
    switch program.run(all, inheriting: inherited, environment: quiet) {
    case .failure(.system(let reason)):
      return .failure(Objection(message: "--git: git cannot be started: \(reason)"))
    case .success(let result):
      if result.status == 0 { return .success(result.output) }
      var complaint = String(decoding: result.messages.prefix { $0 != 0x0A }, as: UTF8.self)
      if complaint.hasPrefix("fatal: ") { complaint.removeFirst("fatal: ".count) }
      let reason = complaint.isEmpty ? "git failed" : PrintableText.shown(complaint)
      return .failure(Objection(message: "--git: \(reason)"))
    }
  }
}
