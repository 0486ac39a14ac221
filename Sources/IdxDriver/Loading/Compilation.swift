import IdxDiagnostics
import IdxSemantics
import IdxStandardLibrary
import IdxSyntax

/// One compilation: the files read, the modules parsed, and what was found in them.
final class Compilation {
  /// The way to files.
  let provider: any SourceProvider
  /// What was asked for.
  let options: DriverOptions
  /// The texts, by the index of their `FileID`: that of the model, then those of the standard library, empty as
  /// long as nothing asks for them, then all others.
  private(set) var sources = ParsedLibrary.unread
  /// What was found while loading.
  var diagnostics: [Diagnostic] = []
  /// The modules that a file imports or that a name resolved into, the model first.
  private(set) var modules: [Module] = []
  /// Their positions, by their numbers.
  private var positions: [Int: Int] = [:]
  /// The numbers of modules that are files, by path.
  private var moduleByPath: [String: Int] = [:]
  private var loading: [String] = []
  /// The files of which an import could not be read whole, so that names may lack.
  private(set) var lackingImports: Set<FileID> = []
  var schemas: [String: DataSchema?] = [:]
  /// The data files read, by table: the whole bytes once they are needed.
  var dataFiles: [String: LoadedData] = [:]
  /// The comparisons of files, by module and name; `nil` where they cannot be read.
  var judgementFiles: [String: [JudgementRow]?] = [:]
  /// Where the model names the file of which the text of an index was made.
  var indexFiles: [FileID: Span] = [:]
  /// The tables whose files do not have the declared encoding or columns.
  var unusable = Set<String>()

  /// The part of a parsed file that is compiled, instead of a file that is read.
  private let focus: ModuleFocus?
  let callTemplates: CallTemplates?

  /// Creates a compilation that reads through `provider`, all but the main module where that is a `focus`. The body
  /// of a method is walked at every call iff `walksCalls`.
  init(
    provider: any SourceProvider, options: DriverOptions, focus: ModuleFocus? = nil,
    walksCalls: Bool = false
  ) {
    callTemplates = walksCalls ? nil : options.library.callTemplates
    self.provider = provider
    self.options = options
    self.focus = focus
  }

  /// Returns the module that has `number`.
  func module(_ number: Int) -> Module? { positions[number].map { modules[$0] } }

  /// Adds the text of the model.
  private func addModel(_ path: String, _ bytes: [UInt8]) -> SourceText {
    sources[0] = SourceText(file: FileID(0), path: path, bytes: bytes)
    return sources[0]
  }

  /// Adds a text and returns its identity.
  func add(_ path: String, _ bytes: [UInt8]) -> FileID {
    let file = FileID(sources.count)
    sources.append(SourceText(file: file, path: path, bytes: bytes))
    return file
  }

  /// Replaces the text of `file`, of which only the beginning was read before.
  func replace(_ file: FileID, _ bytes: [UInt8]) {
    let old = sources[Int(file.index)]
    sources[Int(file.index)] = SourceText(file: file, path: old.path, bytes: bytes)
  }

  /// Returns the main module, read from `path` if it was not `read` before, with all that it imports loaded; `nil`
  /// where it cannot be read.
  func load(_ path: String, _ read: SourceFile? = nil) -> Module? {
    if let focus {
      _ = addModel(focus.tree.source.path, focus.tree.source.bytes)
      return enter(
        Module(
          id: 0, tree: focus.tree, path: path, isStandard: false,
          declarations: focus.declarations, rest: focus.rest))
    }
    if let read { return enter(read) }
    switch provider.read(path, from: nil, for: .model, limit: SyntaxTree.largestFile + 1) {
    case .failure(let failure):
      _ = addModel(path, [])
      diagnostics.append(
        .unreadableFile(failure.message, at: Span(FileID(0), 0, 0), hint: failure.hint))
      return nil
    case .success(let source): return enter(source)
    }
  }

  /// Makes the main module of the file that was `read`.
  private func enter(_ read: SourceFile) -> Module {
    let tree = SyntaxTree.parse(addModel(read.displayPath, read.bytes))
    let module = enter(tree, read.resolvedPath)
    if module.declarations.isEmpty, module.tree.diagnostics.isEmpty {
      diagnostics.append(.emptyModel(at: Span(module.tree.source.file, 0, 0)))
    }
    return module
  }

  /// Makes a module of `tree`, whose text has been added, with all that it imports.
  private func enter(_ tree: SyntaxTree, _ path: String) -> Module {
    let id = modules.isEmpty ? 0 : StandardLibrary.modulePaths.count + modules.count
    diagnostics += tree.diagnostics
    return enter(Module(id: id, tree: tree, path: path, isStandard: false))
  }

  private func enter(_ module: Module) -> Module {
    let file = module.tree.source.file
    let position = modules.count
    modules.append(module)
    positions[module.id] = position
    moduleByPath[module.path] = module.id
    loading.append(module.path)
    for declaration in module.declarations {
      guard let syntax = declaration.imported else { continue }
      guard let imported = load(syntax, into: module) else {
        lackingImports.insert(file)
        continue
      }
      if imported.tree.diagnostics.hasErrors { lackingImports.insert(file) }
      modules[position].imports.append((module: imported.id, alias: syntax.alias?.text))
    }
    loading.removeLast()
    return modules[position]
  }

  /// Returns the module that `syntax` imports, reporting where that fails.
  private func load(_ syntax: ImportDeclaration, into importer: Module) -> Module? {
    if let literal = syntax.file {
      return load(file: literal, into: importer)
    }
    guard let path = syntax.path else { return nil }
    let parts = path.names.map(\.text)
    guard parts.first == "std", parts.count > 1 else {
      diagnostics.append(
        .unreadableImport(
          "there is no module `\(path.text)`", at: path.span,
          hint:
            "modules of the standard library begin with `std.`; files are imported by a path in quotes"
        ))
      return nil
    }
    let name = parts.dropFirst().joined(separator: "/")
    let known = StandardLibrary.files.map(\.path).filter { $0.hasSuffix(".idx") }
    let candidates = ["\(name).idx", "\(name)/\(parts[parts.count - 1]).idx"]
    guard let found = candidates.first(where: { known.contains($0) }),
      let module = standardModule(found)
    else {
      let dotted = known.map {
        "std." + $0.dropLast(4).split(separator: "/").joined(separator: ".")
      }
      diagnostics.append(
        .unknownModule(path.text, known: dotted, at: path.span))
      return nil
    }
    return module
  }

  private func load(file literal: StringLiteral, into importer: Module) -> Module? {
    let result = provider.read(
      literal.value, from: importer.path, for: .module, limit: SyntaxTree.largestFile + 1)
    switch result {
    case .failure(let failure):
      diagnostics.append(
        .unreadableImport(failure.message, at: literal.node.span, hint: failure.hint))
      return nil
    case .success(let source):
      if let start = loading.firstIndex(of: source.resolvedPath) {
        let chain = (loading[start...] + [source.resolvedPath]).map { path in
          path.split(separator: "/").last.map(String.init) ?? path
        }
        diagnostics.append(.importCycle(chain, at: literal.node.span))
        return nil
      }
      if let known = moduleByPath[source.resolvedPath] { return module(known) }
      let file = add(source.displayPath, source.bytes)
      return enter(SyntaxTree.parse(sources[Int(file.index)]), source.resolvedPath)
    }
  }

  /// Returns the module of the standard library at `path` in it.
  func standardModule(_ path: String) -> Module? {
    guard let number = StandardLibrary.moduleNumber(path) else { return nil }
    if let known = module(number) { return known }
    if let prepared = options.library.module(number) {
      sources[number] = prepared.tree.source
      positions[number] = modules.count
      modules.append(prepared)
      return prepared
    }
    guard let text = StandardLibrary.text(path) else { return nil }
    sources[number] = SourceText(file: FileID(number), path: "std/\(path)", text: text)
    let tree = SyntaxTree.parse(sources[number])
    diagnostics += tree.diagnostics
    return enter(Module(id: number, tree: tree, path: "std/\(path)", isStandard: true))
  }
}

/// A part of a parsed file, to be compiled by itself.
struct ModuleFocus: Sendable {
  /// The whole file, as file 0.
  let tree: SyntaxTree
  /// The declarations that are compiled, with all that they name.
  let declarations: [Declaration]
  /// What is known of the others.
  let rest: RestOfModule
}

extension ReadFailure {
  /// What went wrong, for people.
  public var message: String {
    switch self {
    case .missing(let path): "there is no file `\(path)`"
    case .isDirectory(let path): "`\(path)` is a folder, not a file"
    case .notPermitted(let path): "there is no permission to read `\(path)`"
    case .outside(let path, let folder): "`\(path)` lies outside of the model's folder `\(folder)`"
    case .other(let path, let reason): "`\(path)` cannot be read: \(reason)"
    }
  }

  /// What to do about it.
  var hint: String? {
    switch self {
    case .missing: "paths are relative to the file in which they are written"
    case .outside: "move the file into the folder, or allow its folder by `--allow-read DIR`"
    default: nil
    }
  }
}
