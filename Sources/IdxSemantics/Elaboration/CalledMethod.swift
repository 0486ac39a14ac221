import IdxDiagnostics
import IdxPlan
import IdxSyntax

/// A method as its calls see it: what its declaration says, looked up and named once for all of them.
final class CalledMethod {
  /// An axis variable of the signature.
  struct AxisVariable {
    let name: String?
    /// The kind that it asks for; `nil` where it asks for none, or for one that does not exist.
    let kind: AxisKind?
    let syntax: AxisVariableSyntax
  }

  /// An input of the signature.
  struct Input {
    let name: String?
    /// The words that the argument may be; empty if it has a type.
    let words: [String]
    /// The place of the argument; inputs of one name, which is reported where they stand, share it.
    let place: Int
    let syntax: InputSyntax
  }

  /// What declares it, and as what.
  let id: SymbolID
  let name: String
  let declaration: MethodDeclaration
  /// `true` iff the body is outside the language.
  let isExternal: Bool
  /// What stands for that body; `nil` where there is a body, or this version has nothing for it.
  let builtin: Builtin?
  /// What the signature says.
  let axes: [AxisVariable]
  let inputs: [Input]
  let result: ResultSyntax?
  /// The body; `nil` if it has none.
  let body: BlockSyntax?

  /// Creates what calls see of `declaration`, which `symbol` names.
  init(_ symbol: Symbol, _ declaration: MethodDeclaration) {
    (id, name, self.declaration) = (symbol.id, symbol.name, declaration)
    isExternal = declaration.isExternal
    builtin = isExternal ? Builtin(rawValue: symbol.name) : nil
    axes = declaration.axes.map { variable in
      AxisVariable(
        name: variable.name?.text, kind: variable.kind.flatMap { AxisKind(rawValue: $0.text) },
        syntax: variable)
    }
    let names = declaration.inputs.map { $0.name?.text }
    inputs = zip(declaration.inputs, names).enumerated().map { position, input in
      Input(
        name: input.1, words: input.0.choices.map(\.text),
        place: names.firstIndex(of: input.1) ?? position, syntax: input.0)
    }
    result = declaration.result
    body = declaration.body
  }

  /// Returns the first input called `name`.
  func input(_ name: String) -> Input? { inputs.first { $0.name == name } }
}

/// What the inputs of a method are given, by their places.
struct Arguments {
  /// What they are; `nil` where nothing is given.
  private(set) var terms: [Term?]
  /// Where that is written.
  private var spans: [Span?]

  /// Creates the arguments of a call that gives nothing to `method`.
  init(of method: CalledMethod) {
    terms = Array(repeating: nil, count: method.inputs.count)
    spans = Array(repeating: nil, count: method.inputs.count)
  }

  /// What `input` is given.
  subscript(input: CalledMethod.Input) -> Term? {
    get { terms[input.place] }
    set { terms[input.place] = newValue }
  }

  /// Returns where what `input` is given is written; `nil` where a step supplies it, and of defaults.
  func span(_ input: CalledMethod.Input) -> Span? { spans[input.place] }

  /// Notes that what `input` is given is written at `span`. Returns `false` iff something else was noted already.
  mutating func note(_ span: Span, of input: CalledMethod.Input) -> Bool {
    if spans[input.place] != nil { return false }
    spans[input.place] = span
    return true
  }
}

extension Elaborator {
  /// Returns the method that `id` declares, as its calls see it.
  func calledMethod(_ id: SymbolID) -> CalledMethod? {
    if let known = calledMethods[id] { return known }
    guard let symbol = symbol(id), case .method(let declaration) = symbol.kind else { return nil }
    let method = CalledMethod(symbol, declaration)
    calledMethods[id] = method
    return method
  }
}
