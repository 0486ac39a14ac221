public import IdxPlan
import IdxRuntime
import IdxSemantics

extension ModelAnalysis {
  /// Returns the elements of `axis` with what they are called, as far as the model and the beginnings of its files
  /// tell them.
  public func elements(of axis: Axis) -> [(code: String, label: String)] {
    asking {
      let plan = session.elaborator.builder.plan
      guard let inputs = session.inputs(for: plan, onlyBeginnings: true) else { return [] }
      let elements = session.elements(plan, inputs)
      return zip(elements.codes(axis), elements.labels(axis)).map { ($0, $1) }
    }
  }
}
