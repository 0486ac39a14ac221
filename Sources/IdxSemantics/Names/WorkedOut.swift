/// What has been worked out of the declarations, for those who compare models.
extension Elaborator {
  /// Returns the symbols that `module` declares, in its order.
  public func symbols(of module: Int) -> [Symbol] { tables[module]?.symbols ?? [] }

  /// Returns the hierarchy that `id` declares, if it has been worked out.
  public func workedOutIndex(_ id: SymbolID) -> IndexModel? { indexes[id] ?? nil }

  /// Returns the judgement that `id` declares, if it has been worked out.
  public func workedOutJudgement(_ id: SymbolID) -> JudgementModel? { judgements[id] ?? nil }
}
