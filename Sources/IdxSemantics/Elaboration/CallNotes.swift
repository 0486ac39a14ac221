import IdxPlan

/// What is noted of a call while the body of its method is walked, so that calls like it need not be.
struct CallNotes {
  /// The number of nodes, and of those that were asked for, when it began.
  let firstNode: Int
  let firstRequest: Int
  /// `true` iff all that the body has seen is told by the shape of the call.
  var isTold = true
  /// What was done besides making nodes.
  var effects = CallEffects()
}

/// A node that the body of a method has asked for, and where.
typealias CallRequest = (node: NodeIndex, origin: Origin)

/// An attribute of indicators that the body of a method has read.
struct ReadAttribute {
  let name: AttributeName
  let axis: Axis
  /// What it is, and where it was asked for.
  let type: ValueType
  let request: CallRequest
  /// `true` iff the values themselves decide on what is made of them.
  var isDecisive = false
}

/// What the body of a method does besides making nodes.
struct CallEffects {
  /// The attributes that it reads.
  var attributes: [ReadAttribute] = []
  /// The arrays that were found to go with the opposite ones.
  var ties: [TiedArray] = []
  /// The axes whose elements are asked for.
  var readAxes: [Axis] = []
  /// The methods that were called.
  var callees: Set<String> = []
  /// The axes of the language that were made.
  var languageAxes: [Axis] = []

  /// Adds what `other` has done.
  mutating func merge(_ other: CallEffects) {
    attributes += other.attributes
    ties += other.ties
    readAxes += other.readAxes
    callees.formUnion(other.callees)
    languageAxes += other.languageAxes
  }
}

extension Elaborator {
  /// Notes that a body has seen what the shape of its call does not tell.
  func seeBeyondShape() {
    for i in openCalls.indices { openCalls[i].isTold = false }
  }

  /// Returns what the node of `array` does: to calls to which the node is given this is more than their shape tells.
  func operation(of array: ArrayTerm) -> Operation {
    if array.level == 0 {
      for i in openCalls.indices where openCalls[i].isTold {
        if !isOwn(array.node, of: openCalls[i]) { openCalls[i].isTold = false }
        for k in openCalls[i].effects.attributes.indices
        where openCalls[i].effects.attributes[k].request.node == array.node {
          openCalls[i].effects.attributes[k].isDecisive = true
        }
      }
    }
    return builders[array.level].operation(of: array.node)
  }

  /// `true` iff the body of `call` has asked for `node` itself.
  private func isOwn(_ node: NodeIndex, of call: CallNotes) -> Bool {
    Int(node) >= call.firstNode
      || builders[0].requests?[call.firstRequest...].contains { $0.node == node } ?? false
  }

  /// Notes that a body reads the attribute `name` of `axis`, for which nodes were asked since there were `first`.
  func note(_ name: AttributeName, of axis: Axis, as term: Term, since first: Int) {
    guard !openCalls.isEmpty else { return }
    guard let requests = builders[0].requests, requests.count == first + 1, builders.count == 1,
      case .array(let array) = term, array.node == requests[first].node,
      case .nodes = axisInfos[Int(axis.base)].origin
    else { return seeBeyondShape() }
    openCalls[openCalls.count - 1].effects.attributes.append(
      ReadAttribute(name: name, axis: axis, type: array.type, request: requests[first]))
  }

  /// Notes what a call does whose body is not walked again: that it asks for `nodes`, and `effects`.
  func note(_ nodes: [CallRequest], _ effects: CallEffects) {
    guard !openCalls.isEmpty else { return }
    builders[0].requests?.append(contentsOf: nodes)
    openCalls[openCalls.count - 1].effects.merge(effects)
  }

  /// Begins to note what the body of a call sees and does.
  func openCall() {
    if openCalls.isEmpty { builders[0].requests = [] }
    openCalls.append(
      CallNotes(
        firstNode: builders[0].nodeCount, firstRequest: builders[0].requests?.count ?? 0))
  }

  /// Ends what `openCall` began. Returns what was noted, and the nodes that were asked for, in that order, each
  /// once.
  func closeCall() -> (notes: CallNotes, nodes: [CallRequest]) {
    let notes = openCalls.removeLast()
    var seen = Set<NodeIndex>()
    let nodes = (builders[0].requests?[notes.firstRequest...] ?? []).filter {
      seen.insert($0.node).inserted
    }
    if openCalls.isEmpty {
      builders[0].requests = nil
    } else {
      openCalls[openCalls.count - 1].effects.merge(notes.effects)
    }
    return (notes, nodes)
  }

  /// Returns which ties of `array` are known.
  func ties(of array: ArrayTerm) -> UInt8 {
    guard !tied.isEmpty else { return 0 }
    var result: UInt8 = 0
    for (bit, operation) in [IdxPlan.BinaryOperator.multiply, .add].enumerated() {
      if let opposites = Opposites(operation, array.type.axes),
        tied.contains(TiedArray(opposites: opposites, node: array.node))
      {
        result |= 1 << UInt8(bit)
      }
    }
    return result
  }
}
