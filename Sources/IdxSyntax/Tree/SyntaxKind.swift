/// What a node of the tree is: one kind for each construct of the grammar that has a view.
public enum SyntaxKind: UInt8, Sendable, CaseIterable {
  /// The whole file, and tokens that fit nowhere.
  case model, error
  /// Parts that many constructs share.
  case name, path, label, constant, range, unit, unitFactor, weight, attribute, allow
  /// Declarations.
  case importDeclaration, dataDeclaration, measureDeclaration, scaleDeclaration, axisDeclaration
  case indexDeclaration, judgementDeclaration, methodDeclaration, evaluationDeclaration
  case variantDeclaration, letDeclaration, parameterDeclaration, expectDeclaration
  /// Items of a table.
  case keyItem, groupColumnItem, columnItem, variableItem, missingItem, layoutItem, row, cell
  /// Parts of scales, axes, the hierarchy, judgements and variants.
  case grade, part, group, indicator, direction, pair, atComparisons, raterComparisons
  case comparisonValue, change
  /// Steps of an evaluation.
  case slotStep, atStep, onStep, combineStep, qualifier
  /// Parts of methods.
  case axisVariable, input, choice, result, fieldType, type, typeAxis, refinement, block, require
  /// Parts of expressions.
  case argument, clause, indexer, field, arm
  /// Expressions.
  case numberLiteral, stringLiteral, booleanLiteral, missingLiteral, nameExpression
  case parenthesised, list, record, call, indexing, member, negation, not, binary, conditional
  case caseOf, repeatLoop

  /// `true` iff the node is an expression that could be read.
  public var isExpression: Bool { rawValue >= SyntaxKind.numberLiteral.rawValue }

  /// `true` iff the node is a declaration.
  public var isDeclaration: Bool {
    rawValue >= SyntaxKind.importDeclaration.rawValue
      && rawValue <= SyntaxKind.expectDeclaration.rawValue
  }
}
