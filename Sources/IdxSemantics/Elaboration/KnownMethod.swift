import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// A method of the model with which nothing was wrong when it was checked by itself, with all that this depends on: its text, and
/// the methods of the model that it names. All else that it names is the library's.
final class KnownMethod: Sendable {
  let name: String
  private let text: DeclarationText
  /// The methods of the model that it names, as they were known, and the names in it that the model did not declare.
  private let own: [KnownMethod]
  private let others: [String]
  /// The declarations of the model that the check has found to be used.
  fileprivate let used: [String]
  /// The axes of the language that it made, by which the order of axes is the same.
  private let axes: [(info: AxisInfo, elements: AxisElements)]
  /// What it has asked for that others may ask for as well: of equal nodes the first is kept, with its place.
  private let shared: [SharedNode]
  /// Where the declaration began.
  private let start: Int
  /// The expressions of which the check has noted facts, as numbers in the declaration; `nil` where it noted none.
  private let noted: Set<Int>?
  /// What calls of the method have become.
  let callTemplates = CallTemplates()

  /// Creates what is known of `method`, in whose check `used` was used and `notes` and `nodes` were noted; `nil` where
  /// it depends on more, or where others see what it made.
  fileprivate init?(
    _ method: CalledMethod, used: Set<SymbolID>, _ notes: CallNotes, _ nodes: [CallRequest],
    firstAxis: Int, _ elaborator: Elaborator
  ) {
    guard let text = DeclarationText(method.declaration.node),
      let table = elaborator.tables[method.id.module]
    else { return nil }
    var own: [KnownMethod] = []
    var others: [String] = []
    for name in method.declaration.node.wordsInIt where name != method.name {
      guard table.byName[name] != nil else {
        others.append(name)
        continue
      }
      guard let known = elaborator.known?.method(name), known.isUnchanged(elaborator) else {
        return nil
      }
      own.append(known)
    }
    (name, self.text, self.own, self.others) = (method.name, text, own, others)
    self.used = used.filter { $0.module == method.id.module }.map { table.symbols[$0.index].name }
    let builder = elaborator.builder
    axes = notes.effects.languageAxes.map {
      (elaborator.axisInfos[Int($0.base)], builder.axes[Int($0.base)].elements)
    }
    start = Int(method.declaration.node.span.start)
    noted = elaborator.facts?.noted(in: method.declaration.node)
    let made = MadeAxes(infos: elaborator.axisInfos, first: firstAxis)
    guard made.areTold,
      let shared = made.shared(nodes, method.declaration.node.span, builder)
    else { return nil }
    self.shared = shared
  }

  /// `true` iff it names no other method of the model.
  var isLeaf: Bool { own.isEmpty }

  /// `true` iff `facts` hold nothing of `method`, which is this, that the check does not note.
  func hasNoted(_ facts: ElaborationFacts, of method: CalledMethod) -> Bool {
    noted?.isSuperset(of: facts.noted(in: method.declaration.node)) ?? false
  }

  /// `true` iff a check by itself would find in the model of `elaborator` what it has found.
  func isUnchanged(_ elaborator: Elaborator) -> Bool {
    var seen = Set<ObjectIdentifier>()
    return isUnchanged(elaborator, &seen)
  }

  /// Makes in the plan of `elaborator` what others may ask for as well, where the declaration begins at `start`.
  fileprivate func makeShared(_ elaborator: Elaborator, at start: Int) {
    for axis in axes { _ = elaborator.makeAxis(axis.info, elements: axis.elements) }
    var nodes: [NodeIndex] = []
    for node in shared {
      let span = node.origin.span
      nodes.append(
        elaborator.builder.node(
          node.operation, node.inputs.map { nodes[$0] }, axes: [], element: node.element,
          isOptional: node.isOptional,
          origin: Origin(
            span.file == FileID(0) ? span.moved(by: start - self.start) : span,
            method: node.origin.method, name: node.origin.name)))
    }
  }

  private func isUnchanged(_ elaborator: Elaborator, _ seen: inout Set<ObjectIdentifier>) -> Bool {
    guard seen.insert(ObjectIdentifier(self)).inserted else { return true }
    guard let table = elaborator.tables[0], let index = table.byName[name],
      case .method(let declaration) = table.symbols[index].kind,
      text.isRead(as: declaration.node)
    else { return false }
    return others.allSatisfy { table.byName[$0] == nil }
      && own.allSatisfy { $0.isUnchanged(elaborator, &seen) }
  }
}

/// A number of the plan that depends on nothing but numbers.
private struct SharedNode: Sendable {
  let operation: Operation
  let inputs: [Int]
  let element: ElementType
  let isOptional: Bool
  let origin: Origin

  init(_ node: PlanNode, _ inputs: [Int], _ origin: Origin) {
    (operation, element, isOptional) = (node.operation, node.element, node.isOptional)
    (self.inputs, self.origin) = (inputs, origin)
  }
}

/// The axes that the check of a method by itself has made, from the `first` on.
private struct MadeAxes {
  let infos: [AxisInfo]
  let first: Int

  /// `true` iff all are of the method alone or of the language.
  var areTold: Bool {
    infos.indices[first...].allSatisfy { isOwn(Axis($0)) || infos[$0].isOfLanguage }
  }

  /// `true` iff `axis` is of the method alone.
  private func isOwn(_ axis: Axis) -> Bool {
    guard Int(axis.base) >= first else { return false }
    return switch infos[Int(axis.base)].origin {
    case .variable: true
    case .filtered(let base), .components(let base): isOwn(base)
    case .product(let axes): axes.contains(where: isOwn)
    default: false
    }
  }

  /// Returns those of `nodes`, which the method at `span` has asked for, for which others may ask as well, as far as it
  /// matters who was the first; `nil` where one depends on more than numbers.
  func shared(
    _ nodes: [CallRequest], _ span: Span, _ builder: PlanBuilder
  ) -> [SharedNode]? {
    var own = Set<NodeIndex>()
    var shared: [SharedNode] = []
    var numbers: [NodeIndex: Int] = [:]
    for (index, origin) in nodes {
      let node = builder[index]
      let axes = axes(of: node)
      if node.inputs.contains(where: own.contains) || isInput(node)
        || axes.contains(where: isOwn)
      {
        own.insert(index)
        continue
      }
      let inputs = node.inputs.compactMap { numbers[$0] }
      let isElsewhere = origin.span.file != span.file
      let isInside = span.start <= origin.span.start && origin.span.end <= span.end
      let isConstant = isConstant(node.operation)
      if axes.isEmpty, node.operation.renamed({ $0 }) != nil, inputs.count == node.inputs.count,
        isConstant || isElsewhere || isInside
      {
        numbers[index] = shared.count
        shared.append(SharedNode(node, inputs, origin))
      } else if !isConstant {
        return nil
      }
    }
    return shared.allSatisfy { isConstant($0.operation) } ? [] : shared
  }

  private func axes(of node: PlanNode) -> [Axis] {
    var axes = node.axes
    func look(_ axis: Axis) -> Axis {
      axes.append(axis)
      return axis
    }
    _ = node.element.renamed(look)
    _ = node.operation.renamed(look)
    return axes
  }

  private func isInput(_ node: PlanNode) -> Bool {
    if case .column(Elaborator.unknownTable, _) = node.operation { true } else { false }
  }

  /// `true` iff it does not matter who was the first to ask for `operation`: its place is told nowhere.
  private func isConstant(_ operation: Operation) -> Bool {
    switch operation {
    case .constant: true
    case .lookup(let axis, _): infos[Int(axis.base)].isOfLanguage
    default: false
    }
  }
}

extension Elaborator {
  /// `true` iff what is known of `method` is kept: it sees nothing but its module and the library.
  private func isKept(_ method: CalledMethod) -> Bool {
    guard known != nil, method.id.module == 0, let module = modules[0] else { return false }
    return module.imports.isEmpty && facts?.isOfPart ?? true
  }

  /// Takes what is known of the check of `method` by itself. Returns `false` iff it has to be checked.
  func takeKnown(_ method: CalledMethod) -> Bool {
    guard isKept(method), let found = known?.method(method.name), found.isUnchanged(self),
      let table = tables[0]
    else { return false }
    for name in found.used {
      if let index = table.byName[name] { used.insert(SymbolID(module: 0, index: index)) }
    }
    keptMethods[method.id] = found
    apart { found.makeShared(self, at: Int(method.declaration.node.span.start)) }
    if facts != nil { unwalkedMethods.append(method) }
    return true
  }

  /// Returns what `check` does, which checks `method` by itself, and keeps what is found if that is nothing.
  func keeping(_ method: CalledMethod, _ check: () -> Void) {
    guard isKept(method) else { return check() }
    let (before, firstAxis, outer) = (diagnostics.count, axisInfos.count, used)
    used = []
    openCall()
    check()
    let (notes, nodes) = closeCall()
    let own = used
    used.formUnion(outer)
    guard diagnostics.count == before, !failedMethods.contains(method.id), !isCancelled(),
      let made = KnownMethod(method, used: own, notes, nodes, firstAxis: firstAxis, self)
    else { return }
    known?.take(made)
    keptMethods[method.id] = made
  }

  /// Walks the methods that were not checked by themselves because that was known, for the facts of their bodies.
  public func walkKnownMethods() {
    guard let facts, !unwalkedMethods.isEmpty else { return }
    let methods = unwalkedMethods
    unwalkedMethods = []
    known = nil
    // The walk of a method by itself comes before those of its calls.
    let noted = methods.map { facts.withdraw($0.declaration.node) }
    checkedMethods.subtract(methods.map(\.id))
    quietly { for method in methods { checkAlone(method) } }
    for part in noted { facts.add(part) }
  }
}

extension Node {
  /// The words that stand in it as names, each once.
  fileprivate var wordsInIt: Set<String> {
    var words = Set<String>()
    for index in tokenRange where tree.kind(ofToken: index).isName {
      let token = tree.token(index)
      let text = token.text
      words.insert(
        token.kind == .quotedName ? String(text.dropFirst().prefix { $0 != "`" }) : text)
    }
    return words
  }
}
