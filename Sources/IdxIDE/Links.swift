import IdxDiagnostics
import IdxDriver
import IdxStandardLibrary
import IdxSyntax

/// A place of a document that names a file.
public struct FileLink: Hashable, Sendable {
  /// The bytes of the name, without quotes.
  public let range: Range<Int>
  /// The path of the file, or `std/…` for a file of the library.
  public let target: String
}

extension Workspace {
  /// Returns the places of `document` that name a file that is there.
  public func links(in document: Document) -> [FileLink] {
    let provider = provider(for: document)
    return document.fileNames.compactMap { name in
      switch name.content {
      case .standard(let path): return FileLink(range: name.range, target: path)
      case .file(let text, let purpose):
        // The beginning tells that it is there.
        guard
          case .success(let file) = provider.read(
            text, from: document.path, for: purpose, limit: 1)
        else { return nil }
        return FileLink(range: name.range, target: file.resolvedPath)
      }
    }
  }

  /// Returns the path by which an editor can open `path`, which may be one of the library; `nil` where
  /// that is not possible.
  public func openable(_ path: String) -> String? {
    guard path.hasPrefix("std/") else { return path }
    return host.copy(ofStandardModule: String(path.dropFirst(4)))
  }
}

/// A place of a document that names a file, whether it is there or not.
struct FileNameUse {
  /// What is named.
  enum Content {
    /// A file by its path.
    case file(String, FilePurpose)
    /// A module of the library, as `std/…`.
    case standard(String)
  }
  /// The bytes of the name, without quotes.
  let range: Range<Int>
  let content: Content
  /// What the declaration is that names it.
  let owner: SyntaxKind
}

extension Document {
  /// The places that name files: imports, data, recorded results.
  var fileNames: [FileNameUse] {
    tree.root.children.flatMap { node -> [FileNameUse] in
      guard let declaration = Declaration(node) else { return [] }
      switch declaration {
      case .importing(let view):
        if let file = view.file { return Self.use(file, .module, node) }
        guard let path = view.path, let found = Self.standardModule(path.names.map(\.text)) else {
          return []
        }
        return [
          FileNameUse(range: path.span.range, content: .standard("std/" + found), owner: node.kind)
        ]
      case .data(let view): return Self.use(view.file, .data, node)
      case .index(let view): return Self.use(view.file, .data, node)
      case .judgement(let view): return Self.use(view.file, .data, node)
      case .expect(let view): return Self.use(view.record, .data, node)
      default: return []
      }
    }
  }

  private static func use(_ literal: StringLiteral?, _ purpose: FilePurpose, _ node: Node)
    -> [FileNameUse]
  {
    guard let literal, !literal.value.isEmpty, literal.span.range.count > 2 else { return [] }
    let range = literal.span.range
    return [
      FileNameUse(
        range: range.lowerBound + 1..<range.upperBound - 1, content: .file(literal.value, purpose),
        owner: node.kind)
    ]
  }

  /// Returns the path in the library of the module that `names` import.
  private static func standardModule(_ names: [String]) -> String? {
    guard names.first == "std", let last = names.last, names.count > 1 else { return nil }
    let name = names.dropFirst().joined(separator: "/")
    return ["\(name).idx", "\(name)/\(last).idx"].first { StandardLibrary.text($0) != nil }
  }
}
