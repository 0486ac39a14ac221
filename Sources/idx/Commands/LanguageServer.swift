import IdxDriver
import IdxIDE
import IdxLSP
import IdxTerminal

/// `idx lsp`: serves editors.
enum LanguageServer {
  /// What the command line knows of it.
  static let specification = CommandSpecification(
    name: "lsp", summary: "Serves an editor: diagnostics, completion, hover and more",
    operands: [], operandCount: 0...0,
    options: [
      .init(name: "stdio", summary: "Speaks over standard input and output, as it does anyway")
    ],
    notes: [
      "An editor starts it; it speaks the Language Server Protocol over standard input and output. "
        + "How to set up editors is told in the folder `editors`."
    ],
    examples: [("idx lsp", "Waits for messages of an editor.")],
    perform: perform)

  private static func perform(_ arguments: ParsedArguments, _ context: CommandContext) -> Outcome? {
    // Each edit of a long model makes its tree anew: what the former one took would be kept in pieces.
    Memory.givesBackLargeBlocks()
    let inbox = Inbox()
    let server = Server(host: EditorHost(), version: Help.version, inbox: inbox) { bytes in
      if case .failure = Terminal.write(bytes: bytes, to: Terminal.output) { return false }
      return true
    }
    let isReading = DeepThread.detach {
      StandardInput.forEachPiece {
        inbox.receive($0)
        return true
      }
      inbox.end()
    }
    // An editor that was killed may leave its pipe open in other processes.
    let isWatching = DeepThread.detach {
      while inbox.clientProcess.map({ Processes.exists($0) }) ?? true {
        Processes.sleep(seconds: 2)
      }
      inbox.end()
    }
    guard isReading, isWatching else {
      return Outcome(messages: "idx: the system grants no thread\n", status: ExitStatus.findings)
    }
    return Outcome(status: server.run())
  }
}

/// What the editor's engine sees of the file system.
struct EditorHost: IDEHost {
  func provider(forModel path: String, allowedFolders: [String]) -> any SourceProvider {
    FileSourceProvider(
      model: path, allowedFolders: allowedFolders.compactMap { Paths.resolved($0) })
  }

  func models(in folder: String) -> [String] {
    Paths.isFolder(folder) ? ModelFinder([folder]).models : []
  }

  func tables(in folder: String) -> [String] {
    (ModelFinder.names(in: folder) ?? []).filter(Self.isTable).map { folder + "/" + $0 }
  }

  func tables(below folder: String) -> [String] {
    var result: [String] = []
    var folders = [(path: folder, depth: 0)]
    while let next = folders.popLast(), result.count < Self.mostTables {
      for name in ModelFinder.names(in: next.path) ?? [] {
        let path = next.path + "/" + name
        if Self.isTable(name) {
          result.append(path)
        } else if next.depth < Self.deepestFolder, !name.contains("."), Paths.isFolder(path) {
          folders.append((path, next.depth + 1))
        }
      }
    }
    return result.sorted()
  }

  /// How far below a model its data are looked for, and how many are shown to choose from.
  private static let deepestFolder = 3
  private static let mostTables = 1000

  private static func isTable(_ name: String) -> Bool {
    [".csv", ".tsv", ".jsonl"].contains { name.hasSuffix($0) }
  }

  func copy(ofStandardModule name: String) -> String? { LibraryCopies.path(of: name) }

  func page(onFindings code: String) -> String? { LibraryCopies.page(onFindings: code) }

  func page(of text: String, called name: String) -> String? {
    LibraryCopies.page(of: text, called: name)
  }

  func standardModule(copiedTo path: String) -> String? { LibraryCopies.name(of: path) }
}
