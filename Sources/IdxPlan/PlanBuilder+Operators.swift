extension PlanBuilder {
  /// Returns the node of the number `value`, `nil` for missing.
  public func constant(
    _ value: Double?, element: ElementType? = nil, origin: Origin
  ) -> NodeIndex {
    // Without negative zeros, equal constants are the same constant.
    node(
      .constant(ConstantValue([value.map { $0 + 0 }])), axes: [], element: element, origin: origin)
  }

  /// Returns the node of an array known now: `cells` over `axes` in canonical order.
  public func array(
    _ cells: [Double?], axes: [Axis], element: ElementType? = nil, origin: Origin
  ) -> NodeIndex {
    let cells = cells.map { $0.map { $0 + 0 } }
    return node(.constant(ConstantValue(cells)), axes: axes, element: element, origin: origin)
  }

  /// Returns the node of the column `column` of `table` over `axes`.
  public func column(
    _ table: String, _ column: String, axes: [Axis], element: ElementType = .real,
    isOptional: Bool, origin: Origin
  ) -> NodeIndex {
    node(
      .column(table: table, column: column), axes: axes, element: element,
      isOptional: isOptional, origin: origin)
  }

  /// Returns the node of the positions of the elements of `axis`.
  public func elements(_ axis: Axis, origin: Origin) -> NodeIndex {
    node(.elements(axis), origin: origin)
  }

  /// Returns the node of the number of elements of `axis`.
  public func size(_ axis: Axis, origin: Origin) -> NodeIndex {
    // Counts of what is written in the model are the same number wherever they are the same.
    if case .fixed(let codes, _) = axes[Int(axis.base)].elements {
      return constant(Double(codes.count), origin: origin)
    }
    return node(.size(axis.unprimed), origin: origin)
  }

  /// Returns the node of `operation` on each cell of `x`.
  public func unary(_ operation: UnaryOperator, _ x: NodeIndex, origin: Origin) -> NodeIndex {
    node(.unary(operation), [x], origin: origin)
  }

  /// Returns the node of `operation` on the cells of `x` and `y`.
  public func binary(
    _ operation: BinaryOperator, _ x: NodeIndex, _ y: NodeIndex, origin: Origin
  ) -> NodeIndex {
    node(.binary(operation), [x, y], origin: origin)
  }

  /// Returns the node of `yes` where `condition` is true and of `no` where it is false.
  public func select(
    _ condition: NodeIndex, _ yes: NodeIndex, _ no: NodeIndex, origin: Origin
  ) -> NodeIndex {
    node(.select, [condition, yes, no], origin: origin)
  }

  /// Returns the node of `value`, with failure where `condition` is false.
  public func demand(
    _ condition: NodeIndex, _ value: NodeIndex, message: String, axes: [String: Axis],
    origin: Origin
  ) -> NodeIndex {
    node(.demand(message: message, axes: axes), [condition, value], origin: origin)
  }

  /// Returns the node of the reduction of `value` over the axes `over`.
  ///
  /// - Parameters:
  ///   - value: What is reduced; `nil` for `count`, `first` and `last`.
  ///   - extra: The second operand of `nth` and `quantile`; not over the axes reduced.
  ///   - condition: Which cells count; those where it is missing do not.
  ///   - by: The axis that takes the place of the one reduced, and the map into it; no other
  ///     operand has that axis.
  public func reduce(
    _ operation: ReductionOperator, _ value: NodeIndex?, over: [Axis], extra: NodeIndex? = nil,
    condition: NodeIndex? = nil, by: (axis: Axis, map: NodeIndex)? = nil, origin: Origin
  ) -> NodeIndex {
    node(
      .reduce(operation, over: ordered(over), hasCondition: condition != nil, by: by?.axis),
      [value, extra, condition, by?.map].compactMap { $0 }, origin: origin)
  }

  /// Returns the node of `operation` on `x` along `axis`.
  public func along(
    _ operation: AlongOperator, _ x: NodeIndex, _ axis: Axis, origin: Origin
  ) -> NodeIndex {
    node(.along(operation, axis), [x], origin: origin)
  }

  /// Returns the node of `array` read along `axis` at `positions`.
  public func gather(
    _ array: NodeIndex, _ axis: Axis, at positions: NodeIndex, origin: Origin
  ) -> NodeIndex {
    node(.gather(axis), [array, positions], origin: origin)
  }

  /// Returns the node of `x` under other names of axes; two that become one give the diagonal.
  public func relabel(_ x: NodeIndex, _ names: [Axis: Axis], origin: Origin) -> NodeIndex {
    let names = names.filter { $0.key != $0.value && self[x].axes.contains($0.key) }
    return names.isEmpty ? x : node(.relabel(names), [x], origin: origin)
  }

  /// Returns the node of `inputs` one beside the other along the new axis `axis`.
  public func stack(_ inputs: [NodeIndex], along axis: Axis, origin: Origin) -> NodeIndex {
    node(.stack(axis), inputs, origin: origin)
  }

  /// Returns the node of `x` at the element of `axis` at `position`.
  public func element(
    _ x: NodeIndex, _ axis: Axis, position: Int, origin: Origin
  ) -> NodeIndex {
    node(.element(axis, position: position), [x], origin: origin)
  }

  /// Returns the node of `x` over those elements of `from` that make up `to`.
  public func restrict(
    _ x: NodeIndex, from: Axis, to: Axis, positions: [Int]? = nil, origin: Origin
  ) -> NodeIndex {
    node(.restrict(from: from, to: to, positions: positions), [x], origin: origin)
  }

  /// Returns the node of `x` with its axes joined to the product axis `axis`.
  public func pool(_ x: NodeIndex, _ axis: Axis, origin: Origin) -> NodeIndex {
    node(.pool(axis), [x], origin: origin)
  }

  /// Returns the node of `x` with the product axis `axis` taken apart.
  public func unpool(_ x: NodeIndex, _ axis: Axis, origin: Origin) -> NodeIndex {
    node(.unpool(axis), [x], origin: origin)
  }

  /// Returns the node of result number `result` of `primitive` on `inputs`.
  public func primitive(
    _ primitive: Primitive, _ inputs: [NodeIndex], _ shape: PrimitiveShape, result: Int,
    origin: Origin
  ) -> NodeIndex {
    node(.primitive(primitive, shape, result: result), inputs, origin: origin)
  }

  /// Returns the node of `repeat`: from `start`, at most `most` steps.
  ///
  /// `body` is given the builder of the body and the current value in it, and returns the condition
  /// and the next value; it reads nodes around it by `capture`. It is called again when the next value
  /// turns out to have more axes than the start, or may be missing.
  public func loop(
    start: NodeIndex, most: NodeIndex, isUntil: Bool, mayNotSettle: Bool = false, origin: Origin,
    body: (PlanBuilder, NodeIndex) -> (condition: NodeIndex, next: NodeIndex)
  ) -> NodeIndex {
    var axes = ordered(self[start].axes + self[most].axes)
    var isOptional = self[start].isOptional || self[most].isOptional
    var element = self[start].element
    while true {
      let inner = PlanBuilder(bodyIn: self)
      let variable = inner.node(
        .loopVariable, axes: axes, element: element, isOptional: isOptional, origin: origin)
      let (condition, next) = body(inner, variable)
      let grown = ordered(axes + inner[condition].axes + inner[next].axes)
      let missing = isOptional || inner[condition].isOptional || inner[next].isOptional
      let cells = inner[next].element == element ? element : .real
      if grown == axes && missing == isOptional && cells == element {
        let nodes = inner.nodes
        let loop = LoopBody(
          nodes: nodes, condition: condition, isUntil: isUntil, next: next,
          mayNotSettle: mayNotSettle)
        return node(
          .loop(loop), [start, most] + inner.captured, axes: axes, element: element,
          isOptional: isOptional || mayNotSettle, origin: origin)
      }
      (axes, isOptional, element) = (grown, missing, cells)
    }
  }
}
