import IdxDiagnostics
import IdxSyntax

/// Returns what is wrong with the shape of `tree`, `nil` if nothing is.
func defect(of tree: SyntaxTree) -> String? {
  if tree.text != tree.source.bytes { return "the tree loses bytes" }
  if tree.root.tokenRange != 0..<tree.tokenCount { return "the root does not hold all tokens" }
  for index in 0..<tree.nodeCount {
    let node = tree.node(NodeID(index))
    var end = node.tokenRange.lowerBound
    if node.tokenRange.isEmpty && node.kind != .model { return "\(node.kind) is empty" }
    for child in node.children {
      if child.tokenRange.lowerBound < end { return "\(child.kind) overlaps what is before it" }
      end = child.tokenRange.upperBound
    }
    if end > node.tokenRange.upperBound { return "\(node.kind) ends before its children do" }
    readEverything(node)
  }
  for diagnostic in tree.diagnostics where Int(diagnostic.span.end) > tree.source.bytes.count {
    return "\(diagnostic.code) lies outside the file"
  }
  return nil
}

/// Reads all views of `node`, so that one that fails on a broken tree ends the test.
private func readEverything(_ node: Node) {
  _ = (node.span, node.documentation, node.tokens.count)
  if let declaration = Declaration(node) { read(declaration) }
  if let expression = Expression(node) { read(expression) }
  if let item = IndexNode(node) { read(item) }
}

private func read(_ declaration: Declaration) {
  _ = (declaration.name?.text, declaration.label?.languages, declaration.documentation)
  _ = declaration.allows.map { ($0.rule, $0.reason, $0.ruleSpan) }
  switch declaration {
  case .importing(let view): _ = (view.file?.value, view.path?.text, view.alias?.text)
  case .data(let view): read(view)
  case .measure(let view): _ = view.definition?.factors
  case .scale(let view):
    _ = view.bestFirst
    for grade in view.grades {
      _ = (grade.from?.value, grade.above?.value, grade.points?.value, grade.ratio?.content)
    }
  case .axis(let view): _ = (view.parts.map(\.name?.text), view.base, view.condition)
  case .index(let view): view.nodes.forEach(read)
  case .judgement(let view):
    _ = (view.subject, view.per, view.raters, view.isIncomplete, view.scale, view.file)
    read(view.comparisons)
  case .method(let view): read(view)
  case .evaluation(let view):
    _ = (view.index, view.data)
    read(view.steps)
  case .variant(let view):
    _ = (view.base, view.policy, view.changes.map { ($0.content, $0.span) })
  case .let(let view): _ = (view.type.map(read), view.value)
  case .parameter(let view): _ = (view.value?.value, view.range?.upper, view.unit?.factors)
  case .expect(let view): _ = (view.condition, view.tolerance?.value, view.filter)
  }
}

private func read(_ data: DataDeclaration) {
  _ = (data.file, data.rows.map { $0.cells.map { ($0.text, $0.isString, $0.span) } })
  for item in data.items {
    switch item {
    case .key(let item):
      _ = (item.role, item.column, item.isPattern, item.defines, item.axis, item.axisPrimes)
      _ = item.labelColumn
    case .group(let item): _ = (item.column, item.defines, item.axis)
    case .column(let item):
      _ = (item.name, item.source, item.unit, item.range?.lower, item.missing?.marks)
      _ = (item.isImportance, item.isShare, item.isText)
    case .variable(let item): _ = (item.variable, item.value)
    case .missing(let item): _ = (item.none, item.marks.map(\.value))
    case .layout(let item): _ = (item.keyword, item.value)
    }
  }
}

private func read(_ node: IndexNode) {
  _ = (node.name, node.label, node.documentation, node.allows)
  switch node {
  case .group(let group): _ = (group.weights.map { ($0.isShare, $0.constant) }, group.like)
  case .indicator(let indicator):
    _ = indicator.directions.map { ($0.kind, $0.target, $0.interval) }
    _ = (indicator.unit, indicator.range, indicator.goalposts, indicator.goalpostsSpan)
    _ = (indicator.source, indicator.gradedBy, indicator.formula, indicator.duplicates)
  }
}

private func read(_ comparisons: [ComparisonSyntax]) {
  for comparison in comparisons {
    switch comparison {
    case .pair(let pair): _ = (pair.left, pair.rights, pair.values.map { ($0.content, $0.span) })
    case .at(let at): _ = (at.path, at.comparisons.count)
    case .rater(let rater): _ = (rater.name, rater.comparisons.count)
    }
  }
}

private func read(_ steps: [StepSyntax]) {
  for step in steps {
    switch step {
    case .slot(let step):
      _ = (step.slot, step.slotSpan, step.method, step.stage, step.scope, step.pooling)
    case .at(let step): _ = (step.path, step.steps.count)
    case .on(let step): _ = step.path
    case .combine(let step): _ = (step.axis, step.method)
    }
  }
}

private func read(_ method: MethodDeclaration) {
  _ = (method.isExternal, method.axes.map { ($0.name, $0.kind, $0.clause) })
  for input in method.inputs {
    _ = (input.name, input.type.map(read), input.choices, input.defaultValue, input.isInto)
  }
  if case .record(let fields)? = method.result { _ = fields.map { ($0.name, $0.type.map(read)) } }
  for statement in method.body?.statements ?? [] {
    if case .require(let view) = statement {
      _ = (view.condition, view.isWarning, view.message?.value)
    }
  }
  _ = method.body?.result
}

private func read(_ type: TypeSyntax) {
  _ = (type.isOriented, type.element, type.isOptional, type.axes.map { ($0.name, $0.isOptional) })
  _ = (type.range, type.unit, type.lowerBound, type.touching)
}

private func read(_ expression: Expression) {
  switch expression {
  case .number(let view): _ = (view.value, view.isInteger)
  case .string(let view): _ = view.value
  case .boolean(let view): _ = view.value
  case .name(let view): _ = (view.name.text, view.name.primes)
  case .missing, .error: break
  case .parenthesised(let view): _ = view.inner
  case .list(let view): _ = view.elements
  case .record(let view): _ = view.fields
  case .call(let view):
    _ = (view.callee, view.arguments.map { ($0.label, $0.value) })
    if let clause = view.clause {
      _ = (clause.isAlong, clause.axes, clause.condition, clause.by)
    }
  case .index(let view):
    _ = (view.base, view.indexers.map { ($0.axis, $0.isBinding, $0.value) })
  case .member(let view): _ = (view.base, view.member)
  case .negation(let view), .not(let view): _ = view.operand
  case .binary(let view): _ = (view.op, view.left, view.right)
  case .conditional(let view): _ = (view.condition, view.then, view.else)
  case .caseOf(let view): _ = (view.subject, view.arms.map { ($0.labels, $0.value) })
  case .repeatLoop(let view):
    _ = (view.variable, view.initial, view.limit, view.isUntil, view.condition, view.next)
    _ = view.body?.statements.map(\.node)
  }
}
