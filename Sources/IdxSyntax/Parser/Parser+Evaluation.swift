import IdxDiagnostics

// Evaluations.
extension Parser {
  /// Reads on with an evaluation.
  ///
  ///     evaluation = "evaluation" NAME [ label ] ( "of" path "on" path "{" { { allow } step } "}"
  ///                | "with" path [ "of" path ] [ "on" path ] "{" { { allow } ( step | change ) } "}" ) ;
  mutating func evaluationDeclaration(_ mark: Mark) {
    nameAndLabel()
    if eat(.with) {
      path()
      if eat(.of) { path() }
      if eat(.on) { path() }
      isInVariant = true
      braced("a step or a change", Keyword.steps + Keyword.changes) {
        $0.withAllows("a step or a change") { $0.step($1) || $0.change($1) }
      }
      isInVariant = false
    } else {
      if expect(.of) || kind.isName { path() }
      if expect(.on) || kind.isName { path() }
      braced("a step", Keyword.steps) {
        $0.withAllows("a step") { $0.step($1) || $0.strayChange($1) }
      }
    }
    finish(.evaluationDeclaration, mark)
  }

  /// Reads a change in an evaluation that has no base; `false` iff none begins here.
  private mutating func strayChange(_ mark: Mark) -> Bool {
    guard let keyword = kind.keyword, Keyword.changes.contains(keyword), nextKind.isName else {
      return false
    }
    refuse(
      "a step or `}`",
      hints: ["change what another evaluation has: `evaluation … with other { … }`"])
    return change(mark)
  }

  private mutating func withAllows(
    _ what: String, _ parse: (inout Parser, Mark) -> Bool
  ) -> Bool {
    let mark = start()
    guard at(.allow) else { return parse(&self, mark) }
    allows()
    if !parse(&self, mark) {
      fail("\(what) behind `allow`")
      finish(.error, mark)
    }
    return true
  }

  /// Reads a step that began at `mark`; `false` iff none does.
  ///
  ///     step = slot expression { qualifier } | "at" path "{" { step } "}" | "on" path
  ///          | "combine" "over" path expression ;
  private mutating func step(_ mark: Mark) -> Bool {
    guard let keyword = kind.keyword else { return false }
    switch keyword {
    case .at: stepsBelow(mark)
    case .on:
      advance()
      path()
      finish(.onStep, mark)
    case .combine:
      advance()
      if expect(.over) { path() }
      expression()
      finish(.combineStep, mark)
    case _ where keyword.isSlot:
      advance()
      strayMark()
      expression()
      while qualifier() {}
      finish(.slotStep, mark)
    default: return false
    }
    return true
  }

  private mutating func stepsBelow(_ mark: Mark) {
    guard enter() else { return }
    advance()
    path()
    braced("a step", Keyword.steps) {
      let mark = $0.start()
      return $0.step(mark)
    }
    finish(.atStep, mark)
    leave()
  }

  /// Reads where or on what a step works; `false` iff nothing says so here.
  ///
  ///     qualifier = "of" NAME | "in" "each" "group" | "over" "leaves" | "pooling" path ;
  private mutating func qualifier() -> Bool {
    let mark = start()
    switch kind.keyword {
    case .of:
      advance()
      name()
    case .in:
      advance()
      if expect(.each) { expect(.group) }
    case .over:
      advance()
      expect(.leaves)
    case .pooling:
      advance()
      path()
    default: return false
    }
    finish(.qualifier, mark)
    return true
  }
}
