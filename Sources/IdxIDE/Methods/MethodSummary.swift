import IdxSyntax

/// What an editor tells of a method, apart from its file.
struct MethodSummary: Sendable {
  /// An axis variable.
  struct Variable: Hashable, Sendable {
    let name: String
    /// The kind of the axis: `objects`, `indicators`; `nil` where any will do.
    let kind: String?
    /// The axis of which it is made.
    let base: String?
    /// `true` iff a call names it after `over` or `along`.
    let isNamed: Bool
  }

  /// A type as it is written.
  struct Shape: Hashable, Sendable {
    /// `Real`, `Weights`, the name of an axis.
    let element: String
    /// The axes with their primes.
    let axes: [String]
    let isOptional: Bool
    let isOriented: Bool

    init(_ type: TypeSyntax) {
      element = type.element?.text ?? ""
      axes = type.axes.compactMap { axis in
        axis.name.map { $0.text + String(repeating: "'", count: $0.primes) }
      }
      isOptional = type.isOptional
      isOriented = type.isOriented
    }
  }

  /// An input.
  struct Input: Hashable, Sendable {
    let name: String
    /// The input as it is written, on one line.
    let text: String
    /// `nil` for words of which one is chosen, and for an axis.
    let type: Shape?
    /// The words of which one is chosen.
    let choices: [String]
    let hasDefault: Bool
    /// `true` iff it is the axis of the result: `into K`.
    let isInto: Bool
  }

  /// One of the results; the only one has no label.
  struct Output: Hashable, Sendable {
    let label: String?
    let type: Shape
  }

  let name: String
  /// The path of the module in the library; empty for what a model declares.
  let module: String
  let variables: [Variable]
  let inputs: [Input]
  let outputs: [Output]
  /// The documentation comment; empty where there is none.
  let documentation: String
  private let result: String
  private let bracket: String

  /// Creates the summary of `method`; `nil` where it has no name.
  init?(_ method: MethodDeclaration, module: String = "") {
    guard let name = method.name?.text else { return nil }
    self.name = name
    self.module = module
    variables = method.axes.compactMap { variable in
      variable.name.map {
        Variable(
          name: $0.text, kind: variable.kind?.text, base: variable.base?.text,
          isNamed: variable.clause != .none)
      }
    }
    inputs = method.inputs.compactMap { input in
      input.name.map {
        Input(
          name: $0.text, text: Self.oneLine(input.node), type: input.type.map { Shape($0) },
          choices: input.choices.map(\.text), hasDefault: input.defaultValue != nil,
          isInto: input.isInto)
      }
    }
    switch method.result {
    case .type(let type): outputs = [Output(label: nil, type: Shape(type))]
    case .record(let fields):
      outputs = fields.compactMap { field in
        field.type.map { Output(label: field.name?.text, type: Shape($0)) }
      }
    case nil: outputs = []
    }
    documentation = method.documentation ?? ""
    bracket =
      method.axes.isEmpty
      ? "" : "[" + method.axes.map { Self.oneLine($0.node) }.joined(separator: ", ") + "]"
    let written = method.node.children.first { $0.kind == .result }
    result = written.map { " -> " + Self.oneLine($0) } ?? ""
  }

  /// Returns `node` as it is written, on one line.
  static func oneLine(_ node: Node) -> String {
    node.text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }

  /// The signature on one line, with the places of the inputs in its bytes.
  var signature: (label: String, parameters: [Range<Int>]) {
    var label = name + bracket + "("
    var places: [Range<Int>] = []
    for (position, input) in inputs.enumerated() {
      if position > 0 { label += ", " }
      let start = label.utf8.count
      label += input.text
      places.append(start..<label.utf8.count)
    }
    return (label + ")" + result, places)
  }

  /// The inputs behind the name, in short: `(x, shift: …)`.
  var shortInputs: String {
    let axis = variables.first(where: \.isNamed).map { ["over \($0.name)"] } ?? []
    let names = inputs.map { $0.hasDefault ? $0.name + "?" : $0.name }
    return "(" + (names + axis).joined(separator: ", ") + ")"
  }

  /// The first sentence of the documentation.
  var firstSentence: String {
    let paragraph = documentation.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("- ") }.joined(separator: " ")
    var last: Character?
    for index in paragraph.indices {
      if last == ".", paragraph[index] == " " { return String(paragraph[..<index]) }
      last = paragraph[index]
    }
    return paragraph
  }

  /// Returns the input called `name`.
  func input(_ name: String) -> Input? { inputs.first { $0.name == name } }

  /// Returns the inputs that a call must give besides those `supplied`.
  func required(besides supplied: Set<String>) -> [Input] {
    inputs.filter { !$0.hasDefault && !supplied.contains($0.name) }
  }

  /// Returns what is written to call the method behind what is `supplied`, with tab stops.
  func snippet(besides supplied: Set<String>) -> String {
    var parts = required(besides: supplied).enumerated().map { position, input in
      // What a step supplies by its name leaves the others to be named as well.
      let label = supplied.isEmpty && !input.isInto ? "" : "\(input.name): "
      let value =
        input.choices.isEmpty
        ? "${\(position + 1):\(input.name)}"
        : "${\(position + 1)|\(input.choices.joined(separator: ","))|}"
      return label + value
    }
    if let axis = variables.first(where: \.isNamed) {
      parts.append("over ${\(parts.count + 1):\(axis.name)}")
    }
    if parts.isEmpty { return supplied.isEmpty ? "\(name)($0)" : name }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}
