import IdxDiagnostics
import IdxPlan
import IdxSyntax

extension Elaborator {
  /// Returns `term` as the triangular numbers that `declared` says: plain numbers are such without width.
  func conformingTriangular(
    _ term: Term, _ declared: DeclaredType, _ what: String, _ span: Span
  ) -> Term {
    var part = declared
    part.isTriangular = false
    if let array = term.array, array.type.isNumeric {
      let fitting = conforming(term, to: part, what: what, at: span)
      return fitting.isFailed
        ? .failed : .record(["l", "m", "u"].map { (label: $0, term: fitting) })
    }
    guard case .record(let fields) = term, fields.map(\.label) == ["l", "m", "u"] else {
      return fail(
        .wrongType(expected: "triangular numbers (l, m, u)", found: describe(term), at: span))
    }
    var parts: [ArrayTerm] = []
    for field in fields {
      let term = conforming(
        field.term, to: part, what: "`\(field.label)` of \(what)", at: span)
      guard let array = term.array else { return .failed }
      parts.append(array)
    }
    guard pairs(parts[0], parts[1], at: span), pairs(parts[1], parts[2], at: span) else {
      return .failed
    }
    return .record(
      zip(fields, demandingOrder(parts, what: what, at: span)).map { ($0.label, .array($1)) })
  }

  /// Returns the parts of a triangular number, l, m and u, each with the demand that none of them is
  /// greater than the next, rounding aside.
  private func demandingOrder(
    _ parts: [ArrayTerm], what: String, at span: Span
  ) -> [ArrayTerm] {
    // What is known now was checked where it was written.
    if parts.allSatisfy({ isConstant($0) }), isOrdered(parts) { return parts }
    let origin = Origin(span)
    func follows(_ low: ArrayTerm, _ high: ArrayTerm) -> NodeIndex {
      let slack = builder.binary(
        .multiply, here(high), builder.constant(1 + 1e-9, origin: origin), origin: origin)
      return builder.binary(.lessEqual, here(low), slack, origin: origin)
    }
    var ordered = builder.binary(
      .and, follows(parts[0], parts[1]), follows(parts[1], parts[2]), origin: origin)
    if builder.isOptional(ordered) {
      let fine = builder.constant(1, element: .boolean, origin: origin)
      ordered = builder.binary(.otherwise, ordered, fine, origin: origin)
    }
    return parts.map { part in
      let node = builder.demand(
        ordered, here(part), message: "\(what) must be triangular numbers, l <= m <= u",
        axes: [:], origin: origin)
      var type = part.type
      type.axes = builder.axes(of: node)
      return ArrayTerm(type, node, level: builders.count - 1)
    }
  }

  private func isConstant(_ array: ArrayTerm) -> Bool { constantCells(array) != nil }

  private func isOrdered(_ parts: [ArrayTerm]) -> Bool {
    let cells = parts.compactMap { constantCells($0) }
    guard cells.count == 3, cells[0].count == cells[1].count, cells[1].count == cells[2].count
    else {
      return false
    }
    return cells[0].indices.allSatisfy {
      cells[0][$0] <= cells[1][$0] && cells[1][$0] <= cells[2][$0]
    }
  }

  private func constantCells(_ array: ArrayTerm) -> [Double]? {
    guard case .constant(let value) = operation(of: array) else {
      return nil
    }
    let cells = value.cells.compactMap { $0 }
    return cells.count == value.cells.count ? cells : nil
  }
}
