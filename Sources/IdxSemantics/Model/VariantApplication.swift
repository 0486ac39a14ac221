public import IdxDiagnostics
public import IdxSyntax

/// Makes an index from another by the changes that a variant states.
public enum VariantApplication {
  /// Returns the index that `variant` called `name` makes of `base`, and what is wrong with it.
  public static func apply(
    _ variant: VariantDeclaration, named name: String, to base: IndexModel
  ) -> (IndexModel, [Diagnostic]) {
    var work = VariantWork(base, name: name)
    for change in variant.changes { work.apply(change) }
    work.settleWeights(variant.policy.flatMap { WeightPolicy(rawValue: $0.text) })
    var result = work.draft.flattened(name).index
    result.nodes[0].label = variant.label ?? result.nodes[0].label
    if variant.documentation != nil { result.nodes[0].documented = variant.node }
    work.checkGroups(result, span: variant.name?.span ?? variant.node.span)
    return (result, work.findings)
  }
}

extension VariantApplication {
  /// An index that changes have made of another.
  struct Changed {
    /// The index.
    let index: IndexModel
    /// Where the nodes of the other are in it, by their positions there; those that are gone are not.
    let places: [Int: Int]
    /// What is wrong with the changes.
    let findings: [Diagnostic]
  }

  /// Returns what `changes` make of `base`, whose name stays. Other shares are rescaled.
  static func apply(_ changes: [ChangeSyntax], to base: IndexModel) -> Changed {
    var work = VariantWork(base, name: base.name)
    for change in changes { work.apply(change) }
    work.settleWeights(.rescale)
    let (index, numbers) = work.draft.flattened(base.name)
    work.checkGroups(index, span: changes.first?.span ?? base.nodes[0].span)
    var places = Dictionary(
      numbers.enumerated().filter { $0.element < base.nodes.count }.map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    // What was replaced by a node of its name has its place.
    for node in base.nodes where places[node.id] == nil {
      if let other = index.nodes.first(where: { $0.path == node.path }) {
        places[node.id] = other.id
      }
    }
    return Changed(index: index, places: places, findings: work.findings)
  }
}

/// What becomes of given weights when siblings come and go.
enum WeightPolicy: String {
  case rescale, keep
}

/// A variant that is being made.
struct VariantWork {
  /// The index as it is after the changes so far.
  private(set) var draft: IndexDraft
  /// What is wrong, in the order of the source.
  private(set) var findings: [Diagnostic] = []
  private let name: String
  /// The names by which the root is known.
  private let rootNames: [String]
  /// The parents whose children changed, each with the place of the last change.
  private var touched: [(parent: Int, span: Span)] = []
  /// The nodes whose weights the variant itself gives.
  private var weighed: Set<Int> = []

  /// Creates the work on `base`.
  init(_ base: IndexModel, name: String) {
    draft = IndexDraft(base)
    self.name = base.name
    rootNames = [base.name, name]
  }

  /// Makes `change`, or reports why it cannot be made.
  mutating func apply(_ change: ChangeSyntax) {
    switch change.content {
    case nil: return
    case .remove(let path):
      guard let node = node(path) else { return }
      if let place = draft.detach(node) {
        touch(place.parent, path.span)
      }
    case .add(let path, let node):
      guard let parent = path.map({ group($0) }) ?? 0 else { return }
      add(node, to: parent, at: nil, span: path?.span ?? node.name?.span ?? change.span)
    case .replace(let path, let node): replace(path, node)
    case .move(let path, let target): move(path, target)
    case .weight(let path, let weight): weigh(path, weight)
    }
  }

  private mutating func replace(_ path: Path, _ node: IndexNode) {
    guard let old = self.node(path), let place = draft.detach(old) else { return }
    guard let number = add(node, to: place.parent, at: place.position, span: path.span)
    else { return }
    // A node without weight takes the place of the old one with that one's weight.
    if draft.nodes[number].weight == nil {
      weighed.remove(number)
      draft.weigh(number, draft.nodes[old].weight, at: draft.nodes[old].weightSpan)
    }
  }

  private mutating func move(_ path: Path, _ target: Path) {
    guard let node = node(path), let parent = group(target) else { return }
    if draft.isWithin(parent, node) {
      findings.append(
        .impossibleChange(
          expected: "a group outside of `\(path.text)`", found: "`\(target.text)` within it",
          at: target.span))
      return
    }
    let code = draft.nodes[node].code
    if !isFree(code, in: parent, except: node, at: path.span) { return }
    guard let place = draft.detach(node) else { return }
    touch(place.parent, path.span)
    draft.attach(node, to: parent)
    touch(parent, target.span)
  }

  private mutating func weigh(_ path: Path, _ weight: ChangeSyntax.Change) {
    guard let node = node(path) else { return }
    if let constant = weight.constant { findings += ConstantCheck.findings(constant) }
    guard let value = weight.constant?.value else { return }
    let given: GivenWeight = weight.isShare ? .share(value) : .importance(value)
    draft.weigh(node, given, at: weight.span)
    weighed.insert(node)
    if let parent = draft.nodes[node].parent { touch(parent, weight.span) }
  }

  @discardableResult
  private mutating func add(
    _ node: IndexNode, to parent: Int, at position: Int?, span: Span
  ) -> Int? {
    let (subtree, faults) = IndexReader.read(node, in: draft.flattened(name).index)
    findings += faults
    guard let root = subtree.first,
      isFree(root.code, in: parent, except: nil, at: root.span)
    else { return nil }
    let number = draft.insert(subtree)
    if root.weight != nil { weighed.insert(number) }
    draft.attach(number, to: parent, at: position)
    touch(parent, span)
    return number
  }

  /// `true` iff no child of `parent` but `node` has `code`; says so otherwise.
  private mutating func isFree(
    _ code: String, in parent: Int, except node: Int?, at span: Span
  ) -> Bool {
    let children = draft.nodes[parent].children.filter { $0 != node }
    guard let other = children.first(where: { draft.nodes[$0].code == code }) else { return true }
    findings.append(.duplicateCode(code, at: span, first: draft.nodes[other].span))
    return false
  }

  private mutating func touch(_ parent: Int, _ span: Span) {
    touched.removeAll { $0.parent == parent }
    touched.append((parent, span))
  }

  /// Returns the node at `path`; reports where there is none or several.
  private mutating func node(_ path: Path) -> Int? {
    let (index, numbers) = draft.flattened(name)
    switch index.find(path.names.map(\.text)) {
    case .found(let id): return numbers[id]
    case .ambiguous(let all):
      findings.append(
        .unknownNode(
          path.text, in: name, candidates: all.map { index.nodes[$0].path }, nearest: nil,
          at: path.span))
    case .missing(let nearest):
      findings.append(
        .unknownNode(path.text, in: name, candidates: [], nearest: nearest, at: path.span))
    }
    return nil
  }

  /// Returns the group at `path`, which may be the root; reports where there is none.
  private mutating func group(_ path: Path) -> Int? {
    let (index, _) = draft.flattened(name)
    if case .missing = index.find(path.names.map(\.text)), rootNames.contains(path.text) {
      return 0
    }
    guard let node = node(path) else { return nil }
    if draft.nodes[node].isIndicator {
      findings.append(
        .impossibleChange(expected: "a group", found: "the indicator `\(path.text)`", at: path.span)
      )
      return nil
    }
    return node
  }
}

extension VariantWork {
  /// Makes the weights of changed siblings sum to 1 where `policy` says so, and checks them.
  mutating func settleWeights(_ policy: WeightPolicy?) {
    for (parent, span) in touched where draft.isAttached(parent) {
      if policy == .rescale { rescale(parent) }
      let node = draft.nodes[parent]
      let children = node.children.map { number in
        let child = draft.nodes[number]
        return WeightedChild(
          code: NamedSpan(child.code, child.span), weight: child.weight,
          weightSpan: child.weightSpan)
      }
      let title = node.depth == 0 ? name : node.code
      for finding in WeightCheck.findings(in: title, at: span, children, fixable: false) {
        let isSum = finding.code == Catalogue.entry("share-sum")?.code
        let sum = children.compactMap { $0.weight?.number }.reduce(0, +)
        findings.append(
          isSum && policy == nil ? .weightPolicy(title, sum: sum, at: span) : finding)
      }
    }
  }

  /// Rescales the shares below `parent` that the variant does not give to what the others leave.
  private mutating func rescale(_ parent: Int) {
    let children = draft.nodes[parent].children
    guard !children.isEmpty, children.allSatisfy({ draft.nodes[$0].weight?.isShare == true })
    else { return }
    let share = { (draft: IndexDraft, number: Int) in draft.nodes[number].weight?.number ?? 0 }
    let fixed = children.filter { weighed.contains($0) }.map { share(draft, $0) }.reduce(0, +)
    let rest = children.filter { !weighed.contains($0) }
    let sum = rest.map { share(draft, $0) }.reduce(0, +)
    guard sum > 0, fixed <= 1 else { return }
    for number in rest {
      let weight = share(draft, number) / sum * (1 - fixed)
      draft.weigh(number, .share(weight), at: draft.nodes[number].weightSpan)
    }
  }

  /// Reports groups of `result` that the changes left empty.
  mutating func checkGroups(_ result: IndexModel, span: Span) {
    let empty = result.nodes.filter { $0.indicator == nil && $0.children.isEmpty }
    for node in empty {
      let places = touched.filter { draft.nodes[$0.parent].span == node.span }
      guard node.depth > 0 || !places.isEmpty, let place = places.first else { continue }
      let title = node.depth == 0 ? result.name : node.path
      findings.append(
        .impossibleChange(
          expected: "children in `\(title)`", found: "none left", at: place.span))
    }
  }
}
