public import IdxDiagnostics
public import IdxPlan
import IdxSyntax

/// What a method warns of: a condition that should hold where it is called.
public struct Caution: Sendable {
  /// What should hold, in every cell.
  public internal(set) var condition: NodeIndex
  /// What is said where it does not.
  public let message: String
  /// The axes that names in the braces of the message stand for.
  public let axes: [String: Axis]
  /// The method that warns, and its condition.
  public let method: String
  public let place: Span
  /// The call in the model that led to it, the outermost in its declaration; `nil` while there is none.
  public internal(set) var site: Span?
  /// The position of the evaluation for which the call was walked; `nil` outside of evaluations.
  public internal(set) var evaluation: Int?
}

/// What has been warned of in the bodies of methods that are being walked.
struct CautionStack {
  /// How many bodies are being walked.
  var depth = 0
  /// The position of the evaluation that is being worked out.
  var evaluation: Int?
  /// What the innermost body warns of.
  var raised: [Caution] = []
  /// The conditions of the branches around in that body, and whether they must hold; `nil` where a
  /// branch is not told by a condition.
  var paths: [(condition: ArrayTerm, holds: Bool)?] = []
}

extension Elaborator {
  /// Notes that the method of `scope` warns where `condition` does not hold.
  ///
  /// Within a loop there is no array of all the conditions, and nothing is noted.
  func warn(_ require: RequireSyntax, _ expression: Expression, _ scope: Scope) -> Bool {
    guard let condition = boolean(expression, scope) else { return false }
    guard scope.isCall, builders.count == 1, !condition.type.isSurelyTrue else { return true }
    let caution = Caution(
      condition: here(condition),
      message: require.message?.value ?? "`\(expression.node.text)` does not hold",
      axes: scope.axes, method: scope.method ?? "", place: expression.span, site: nil)
    pass([caution])
    return true
  }

  /// Returns what `walk` returns, which walks the body of a method, with what the body warns of.
  func collectingCautions<Result>(_ walk: () -> Result) -> (Result, [Caution]) {
    let outer = cautionStack
    defer { cautionStack = outer }
    cautionStack = CautionStack(depth: outer.depth + 1, evaluation: outer.evaluation)
    let result = walk()
    return (result, cautionStack.raised)
  }

  /// Passes on what the body of a method warns of to what called it at `span`.
  func raise(_ cautions: [Caution], at span: Span) {
    if cautions.isEmpty { return }
    let isOwn = !modules.values.contains { $0.isStandard && $0.tree.source.file == span.file }
    pass(
      cautions.map { caution in
        var caution = caution
        if isOwn { caution.site = span }
        return caution
      })
  }

  /// Passes on `cautions` from the body at hand, as far as its branches are taken.
  private func pass(_ cautions: [Caution]) {
    guard builders.count == 1 else { return }
    var guarded = cautions
    for path in cautionStack.paths {
      guard let path else { return }
      for i in guarded.indices {
        guarded[i].condition = self.guarded(guarded[i], by: path.condition, holds: path.holds)
      }
    }
    if cautionStack.depth > 0 {
      cautionStack.raised += guarded
    } else {
      for var caution in guarded where caution.site != nil {
        caution.evaluation = cautionStack.evaluation
        self.cautions.append(caution)
      }
    }
  }

  /// Returns the condition of `caution`, which counts only where `path` holds or does not.
  private func guarded(_ caution: Caution, by path: ArrayTerm, holds: Bool) -> NodeIndex {
    let origin = Origin(caution.place, method: caution.method)
    let fine = builder.constant(1, element: .boolean, origin: origin)
    return holds
      ? builder.select(here(path), caution.condition, fine, origin: origin)
      : builder.select(here(path), fine, caution.condition, origin: origin)
  }
}
