import IdxSyntax

/// The input for which an argument is.
enum ActiveInput {
  /// Returns the position of the input of `method` to which the argument around the token `marker` of `call`
  /// belongs; what is `supplied` is given already.
  static func find(
    _ method: MethodSummary, _ call: CallExpression, _ supplied: Set<String>, marker: Int
  ) -> Int? {
    var position = 0
    let open = method.inputs.indices.filter { !supplied.contains(method.inputs[$0].name) }
    for argument in call.arguments {
      let isCurrent = argument.node.tokenRange.contains(marker)
      if let label = argument.label?.text {
        if isCurrent { return method.inputs.firstIndex { $0.name == label } }
        continue
      }
      if isCurrent { return open.indices.contains(position) ? open[position] : nil }
      position += 1
    }
    return nil
  }
}
