import IdxDiagnostics
import IdxDriver

/// A change that an editor offers at a place.
public struct CodeAction: Sendable {
  /// What sort of change it is, as editors name sorts.
  public enum Kind: String, Sendable, CaseIterable {
    case quickFix = "quickfix"
    case extract = "refactor.extract"
    case inline = "refactor.inline"
    case rewrite = "refactor.rewrite"
    case fixAll = "source.fixAll"
    case organizeImports = "source.organizeImports"

    /// `true` iff it is asked for where only `kinds` are, each with the sorts below it; a source action only
    /// where it is named.
    public func isWanted(_ kinds: [String]?) -> Bool {
      guard let kinds else { return !rawValue.hasPrefix("source.") }
      return kinds.contains { $0.isEmpty || rawValue == $0 || rawValue.hasPrefix($0 + ".") }
    }
  }

  /// What it does, as an order.
  public let title: String
  /// What sort of change it is.
  public let kind: Kind
  /// What it mends.
  public let findings: [Finding]
  /// `true` iff it is the one to take where there are several.
  public let isPreferred: Bool

  /// The name by which it is found again at the same place of the same text.
  public var id: String { "\(kind.rawValue) \(title)" }
}

/// Changes of one file.
public struct FileEdit: Hashable, Sendable {
  /// The path of the file.
  public let path: String
  /// The changes, in the order of places; none overlap.
  public let edits: [ByteEdit]
}

/// What becomes of an action that is taken.
public enum ActionOutcome: Sendable {
  /// The changes.
  case edits([FileEdit])
  /// It cannot be made, for the reason given to people.
  case refused(String)
}

/// An action with the way to its changes, which is gone only where somebody wants them.
struct Proposal {
  let action: CodeAction
  /// `true` iff a model without errors is to have none after it: it is then refused otherwise.
  let keepsModelFree: Bool
  /// Returns the changes of the document, in any order; `nil` where it turns out that none can be made.
  let edits: () -> [ByteEdit]?
  /// Returns the changes of the models that import the document.
  let elsewhere: () -> [FileEdit]

  init(
    _ title: String, _ kind: CodeAction.Kind, findings: [Finding] = [], isPreferred: Bool = false,
    edits: @escaping () -> [ByteEdit]?, elsewhere: @escaping () -> [FileEdit] = { [] }
  ) {
    action = CodeAction(title: title, kind: kind, findings: findings, isPreferred: isPreferred)
    keepsModelFree = kind != .quickFix && kind != .fixAll
    self.edits = edits
    self.elsewhere = elsewhere
  }
}

extension Workspace {
  /// Returns what can be done at the bytes `range` of `path`, of the sorts `only` where they are given; `nil` once
  /// `isCancelled`, or where nothing can be read.
  public func actions(
    in path: String, _ range: Range<Int>, only: [String]? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [CodeAction]? {
    proposals(in: path, range, only: only, isCancelled)?.map(\.action)
  }

  /// Returns what becomes of the action `id`, which was offered at the bytes `range` of `path`; `nil` once
  /// `isCancelled`, or where there is no such action.
  public func outcome(
    of id: String, in path: String, _ range: Range<Int>,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> ActionOutcome? {
    let kind = String(id.prefix { $0 != " " })
    guard let found = proposals(in: path, range, only: [kind], isCancelled) else { return nil }
    return found.first { $0.action.id == id }.map { outcome(of: $0, in: path, isCancelled) }
  }

  private func proposals(
    in path: String, _ range: Range<Int>, only: [String]?,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [Proposal]? {
    // What imports are needed for is known of the whole only; all else is of what stands at the place.
    let isWhole = only?.contains { $0.hasPrefix("source") } ?? false
    guard let analysis = analysis(of: path, isCancelled: isCancelled),
      let assistant = isWhole
        ? analysis.assistant(isCancelled: isCancelled)
        : assistant(of: path, around: range.lowerBound, isCancelled: isCancelled)
    else { return nil }
    let context = ActionContext(self, analysis, assistant.model, range)
    var seen = Set<String>()
    return ActionContext.makers.flatMap { maker in
      maker.kinds.contains { $0.isWanted(only) } && !isCancelled() ? maker.make(context) : []
    }.filter { $0.action.kind.isWanted(only) && seen.insert($0.action.id).inserted }
  }

  private func outcome(
    of proposal: Proposal, in path: String, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> ActionOutcome {
    guard document(path) != nil, let made = proposal.edits(), !made.isEmpty else {
      return .refused("there is nothing to change")
    }
    var changes: [(document: Document, edits: [ByteEdit])] = []
    for change in [FileEdit(path: path, edits: made)] + proposal.elsewhere() {
      let edits = change.edits.sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
      guard let document = document(change.path),
        edits.allSatisfy({ $0.range.upperBound <= document.bytes.count }),
        zip(edits, edits.dropFirst()).allSatisfy({ $0.range.upperBound <= $1.range.lowerBound })
      else { return .refused("the changes meet each other") }
      changes.append((document, edits))
    }
    if proposal.keepsModelFree {
      let changed = changes.map { document, edits in
        document.applying(edits.reversed(), version: document.version)
      }
      if let objection = objection(to: changed, isCancelled) { return .refused(objection) }
    }
    return .edits(changes.map { FileEdit(path: $0.document.path, edits: $0.edits) })
  }

  /// Returns what would break if documents became those of `changed`, the model itself and others that import it, if
  /// anything would.
  private func objection(
    to changed: [Document], _ isCancelled: @escaping @Sendable () -> Bool
  ) -> String? {
    let own = changed[0]
    return ([own.path] + users(of: own)).lazy.compactMap { path in
      guard let first = self.newError(in: path, with: changed, isCancelled) else { return nil }
      let file = path.split(separator: "/").last.map(String.init) ?? path
      return path == own.path
        ? "the model would not be free of errors: \(first)"
        : "`\(file)`, which uses the model, would not be free of errors: \(first)"
    }.first
  }

  /// Returns the first error of the model at `path` if it would have more of them with documents as they are in
  /// `changed`.
  private func newError(
    in path: String, with changed: [Document], _ isCancelled: @escaping @Sendable () -> Bool
  ) -> String? {
    guard let before = analysis(of: path, isCancelled: isCancelled),
      let after = check(
        changed.first { $0.path == path } ?? before.document, beside: changed,
        isCancelled: isCancelled)
    else { return nil }
    let known = before.report.diagnostics.count { $0.severity == .error }
    let errors = after.diagnostics.filter { $0.severity == .error }
    return errors.count > known ? errors.first?.message : nil
  }

  /// Returns the models of the workspace that name the file of `document` in an import.
  func users(of document: Document) -> [String] {
    models.filter { path in
      guard path != document.path, let other = self.document(path) else { return false }
      return other.imports(document.path)
    }
  }
}
