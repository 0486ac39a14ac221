/// What has been worked out of the declarations, for those who compare models.
extension Elaborator {
  /// Returns the symbols that `module` declares, in its order.
  public func symbols(of module: Int) -> [Symbol] { tables[module]?.symbols ?? [] }

  /// Returns the hierarchy that `id` declares, or makes of its base's, if it has been worked out.
  public func workedOutIndex(_ id: SymbolID) -> IndexModel? { hierarchy(id) }

  /// Returns the hierarchy that the evaluation `id` evaluates, with the declared one that it is or is made of,
  /// if that has been worked out.
  public func workedOutIndex(ofEvaluation id: SymbolID) -> (declared: SymbolID, model: IndexModel)?
  {
    (compositions[id] ?? nil).map { ($0.declaredIndex, $0.index) }
  }

  /// Returns the judgement that `id` declares, if it has been worked out.
  public func workedOutJudgement(_ id: SymbolID) -> JudgementModel? { judgements[id] ?? nil }

  /// Returns what `id` declares.
  public func declaration(_ id: SymbolID) -> Symbol? { symbol(id) }

  /// Returns the table that `id` declares, as it is written where nothing has asked for it.
  public func table(_ id: SymbolID) -> DataModel? {
    if let known = dataModels[id] { return known }
    guard let symbol = symbol(id), case .data(let declaration) = symbol.kind else { return nil }
    return DataReader.read(declaration, named: symbol.name).0
  }

  /// Returns the scale that `id` declares, if it has been worked out.
  public func workedOutScale(_ id: SymbolID) -> ScaleModel? { scales[id] }

  /// Returns what the main module, or `module`, knows as `name`: its own, what it imports, what the library
  /// has for everybody.
  public func symbol(named name: String, in module: Int = 0) -> Symbol? {
    resolve(name, in: module).flatMap { symbol($0) }
  }

  /// Returns the column `name` of the table `id`, for which the plan may be asked; `nil` where the table has
  /// none, or something is wrong with it. Nothing is reported.
  public func column(_ name: String, ofTable id: SymbolID) -> ArrayTerm? {
    let known = diagnostics
    defer { diagnostics = known }
    guard let model = dataModel(id) else { return nil }
    return apart { column(name, of: id, model, at: model.span, isOptional: true) }?.array
  }

  /// Returns the type of the array that the `let` or the parameter `id` names, if it has been worked out.
  public func workedOutType(_ id: SymbolID) -> ValueType? { (values[id] ?? nil)?.array?.type }
}
