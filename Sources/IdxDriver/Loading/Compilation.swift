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
  /// The texts, by the index of their `FileID`.
  private(set) var sources: [SourceText] = []
  /// What was found while loading.
  var diagnostics: [Diagnostic] = []
  /// The modules that a file imports or that a name resolved into.
  private(set) var modules: [Module] = []
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

  /// Creates a compilation that reads through `provider`, all but the main module where that is a `focus`.
  init(provider: any SourceProvider, options: DriverOptions, focus: ModuleFocus? = nil) {
    self.provider = provider
    self.options = options
    self.focus = focus
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

  /// Returns the main module, read from `path`, with all that it imports loaded; `nil` where it
  /// cannot be read.
  func load(_ path: String) -> Module? {
    if let focus {
      let file = add(focus.tree.source.path, focus.tree.source.bytes)
      assert(file == focus.tree.source.file)
      return enter(
        Module(
          id: 0, tree: focus.tree, path: path, isStandard: false,
          declarations: focus.declarations, rest: focus.rest))
    }
    switch provider.read(path, from: nil, for: .model, limit: Self.modelLimit + 1) {
    case .failure(let failure):
      let file = add(path, [])
      diagnostics.append(
        .unreadableFile(failure.message, at: Span(file, 0, 0), hint: failure.hint))
      return nil
    case .success(let source):
      let module = parse(source)
      if module.declarations.isEmpty, module.tree.diagnostics.isEmpty {
        diagnostics.append(.emptyModel(at: Span(module.tree.source.file, 0, 0)))
      }
      return module
    }
  }

  private static let modelLimit = 16 << 20

  /// Makes a module of a file that was read.
  private func parse(_ read: SourceFile) -> Module {
    let file = add(read.displayPath, read.bytes)
    let tree = SyntaxTree.parse(sources[Int(file.index)])
    return enter(tree, read.resolvedPath, isStandard: false)
  }

  /// Makes a module of `tree`, whose text has been added, with all that it imports.
  private func enter(_ tree: SyntaxTree, _ path: String, isStandard: Bool) -> Module {
    diagnostics += tree.diagnostics
    return enter(Module(id: modules.count, tree: tree, path: path, isStandard: isStandard))
  }

  private func enter(_ module: Module) -> Module {
    let (id, file) = (module.id, module.tree.source.file)
    modules.append(module)
    moduleByPath[module.path] = id
    loading.append(module.path)
    for declaration in modules[id].declarations {
      guard case .importing(let syntax) = declaration else { continue }
      guard let imported = load(syntax, into: id) else {
        lackingImports.insert(file)
        continue
      }
      if modules[imported].tree.diagnostics.hasErrors { lackingImports.insert(file) }
      modules[id].imports.append((module: imported, alias: syntax.alias?.text))
    }
    loading.removeLast()
    return modules[id]
  }

  /// Returns the module that `syntax` imports, reporting where that fails.
  private func load(_ syntax: ImportDeclaration, into importer: Int) -> Int? {
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
    return module.id
  }

  private func load(file literal: StringLiteral, into importer: Int) -> Int? {
    let result = provider.read(
      literal.value, from: modules[importer].path, for: .module, limit: Self.modelLimit + 1)
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
      if let known = moduleByPath[source.resolvedPath] { return known }
      return parse(source).id
    }
  }

  /// Returns the module of the standard library at `path` in it.
  func standardModule(_ path: String) -> Module? {
    if let known = moduleByPath["std/\(path)"] { return modules[known] }
    guard let text = StandardLibrary.text(path) else { return nil }
    let tree = options.library.tree("std/\(path)", text)
    let file = add("std/\(path)", tree.source.bytes)
    // What is wrong with a module has places in the file that it is here.
    let own =
      tree.diagnostics.isEmpty
      ? tree.moved(to: file) : SyntaxTree.parse(sources[Int(file.index)])
    return enter(own, "std/\(path)", isStandard: true)
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
