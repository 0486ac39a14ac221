import IdxDiagnostics
import IdxSyntax
import Synchronization

/// What declarations of a file were found to be that is edited: of those that an edit changes nothing for it is
/// not worked out again. What is found does not depend on it.
public final class KnownDeclarations: Sendable {
  private let judgements = Mutex<[String: KnownJudgement]>([:])
  private let methods = Mutex<[String: KnownMethod]>([:])

  /// Creates what is known where nothing was checked.
  public init() {}

  /// How many declarations of a kind are known: who edits a file works at few at a time.
  private static let most = 64

  /// Returns the judgement `declaration` called `name` on `things` if nothing was wrong with it when it was read last, and
  /// it would be read the same.
  func judgement(
    _ declaration: JudgementDeclaration, named name: String, on things: ComparedThings
  ) -> JudgementModel? {
    judgements.withLock { $0[name] }?.model(of: declaration, on: things)
  }

  /// Takes note of `model`, which was read of `declaration` on `things`, and with which nothing is wrong.
  func take(
    _ model: JudgementModel, of declaration: JudgementDeclaration, on things: ComparedThings
  ) {
    guard let known = KnownJudgement(model, of: declaration, on: things) else { return }
    judgements.withLock { judgements in
      if judgements.count >= Self.most { judgements = [:] }
      judgements[model.name] = known
    }
  }

  /// Returns what is known of the method called `name`, which may have changed since.
  func method(_ name: String) -> KnownMethod? { methods.withLock { $0[name] } }

  /// Takes note of `method`.
  func take(_ method: KnownMethod) {
    methods.withLock { methods in
      if methods.count >= Self.most { methods = [:] }
      methods[method.name] = method
    }
  }
}

/// The text of a declaration, by which it is known again.
struct DeclarationText: Sendable {
  private let bytes: [UInt8]
  private let nodeCount: Int

  /// Creates the text of `node`; `nil` where the parser has found something wrong in it.
  init?(_ node: Node) {
    guard node.faults.isEmpty else { return nil }
    bytes = Array(node.tree.source.bytes[node.span.range])
    nodeCount = node.subtreeCount
  }

  /// `true` iff `node` has the same text, and was read the same.
  func isRead(as node: Node) -> Bool {
    let range = node.span.range
    return range.count == bytes.count && nodeCount == node.subtreeCount && node.faults.isEmpty
      && TextChange.isSame(node.tree.source.bytes[range], bytes[...])
  }
}

/// A judgement that was read, with all that this depends on.
private struct KnownJudgement: Sendable {
  private let text: DeclarationText
  private let things: Things
  /// What it is, without what holds on to the tree.
  private let model: JudgementModel
  /// Where the declaration began.
  private let start: Int

  /// What a judgement sees of the things that it compares.
  private enum Things: Equatable {
    case index(String, [IndexShape])
    case axis(codes: [String], per: [String]?)
  }

  /// What a judgement sees of a node of an index.
  private struct IndexShape: Equatable {
    let code: String
    let path: String
    let parent: Int?
    let isIndicator: Bool
  }

  /// Creates what is known of `model`, read of `declaration` on `things`; `nil` where it depends on more.
  init?(_ model: JudgementModel, of declaration: JudgementDeclaration, on things: ComparedThings) {
    guard declaration.file == nil, declaration.scale == nil,
      let text = DeclarationText(declaration.node)
    else { return nil }
    self.text = text
    self.things = Self.shape(of: things)
    var model = model
    model.on = nil
    self.model = model
    start = Int(declaration.node.span.start)
  }

  /// Returns what `declaration` is on `things`; `nil` where it may be something else than it was.
  func model(of declaration: JudgementDeclaration, on things: ComparedThings) -> JudgementModel? {
    guard text.isRead(as: declaration.node), isSame(as: things) else { return nil }
    var model = model.moved(by: Int(declaration.node.span.start) - start)
    model.on = declaration.subject
    return model
  }

  private static func shape(of things: ComparedThings) -> Things {
    switch things {
    case .index(let index): .index(index.name, index.nodes.map(shape))
    case .axis(let codes, let per): .axis(codes: codes, per: per)
    }
  }

  private static func shape(_ node: IndexNodeModel) -> IndexShape {
    IndexShape(
      code: node.code, path: node.path, parent: node.parent, isIndicator: node.isIndicator)
  }

  private func isSame(as other: ComparedThings) -> Bool {
    guard case .index(let name, let nodes) = things, case .index(let index) = other else {
      return things == Self.shape(of: other)
    }
    return name == index.name && nodes.count == index.nodes.count
      && zip(nodes, index.nodes).allSatisfy { $0 == Self.shape($1) }
  }
}
