public import IdxDiagnostics

/// A name in a model, with what it stands for.
public struct Reference: Hashable, Sendable {
  /// The place of the name, without the primes behind it; of a text in quotes with its quotes.
  public let span: Span
  /// What it stands for.
  public let target: ReferenceTarget
  /// What that is, for colours and icons.
  public let kind: ReferenceKind
  /// `true` iff the name is declared here, not only used.
  public let isDeclaration: Bool
  /// What the name stands for besides, where it is written once for a label and for its value: `(weights, cr)`.
  public let label: ReferenceTarget?

  /// Creates the reference at `span`.
  init(
    _ span: Span, _ target: ReferenceTarget, _ kind: ReferenceKind, isDeclaration: Bool = false,
    label: ReferenceTarget? = nil
  ) {
    self.span = span
    self.target = target
    self.kind = kind
    self.isDeclaration = isDeclaration
    self.label = label
  }
}

/// What a name stands for. Two names that mean the same thing have targets with the same definition
/// (`ElaborationFacts.definition(of:)`), even where the targets differ, as those of a node and of the
/// same node in a variant.
public enum ReferenceTarget: Hashable, Sendable {
  /// A declaration of a model or of the library.
  case symbol(SymbolID)
  /// A file that is imported, or a module of the library.
  case module(Int)
  /// The name under which the module `importer` uses another one.
  case alias(importer: Int, name: String)
  /// A node of a hierarchy, by its position in the `IndexModel`.
  case node(index: SymbolID, position: Int)
  /// A column of a table, be it declared or in the header of its file only.
  case column(table: SymbolID, name: String)
  /// Something that is known in a part of a file only, by the place of its name: a `let` of a method, the
  /// variable of a loop, the label of a record.
  case local(Span)
  /// A grade of a scale.
  case grade(scale: SymbolID, code: String)
  /// An element of an axis: a part, a rater, an object of a table.
  case element(axis: SymbolID, code: String)
  /// An input or an axis variable of a method.
  case input(method: SymbolID, name: String)
  /// A word that an input of a method may be.
  case choice(method: SymbolID, input: String, word: String)
  /// A labelled result of a method.
  case field(method: SymbolID, name: String)
  /// A word that means something at this place of the language: `score`, `leaves`, `Real`.
  case word(String)
}

/// What the target of a reference is.
public enum ReferenceKind: String, Hashable, Sendable, CaseIterable {
  /// Declarations.
  case table, measure, scale, axis, index, judgement, method, evaluation, value, parameter
  /// Parts of declarations.
  case column, grade, element, group, indicator, input, axisVariable, choice, field
  /// What is known in a part of a file only.
  case local, loopVariable
  /// Files and modules of the library, and their aliases.
  case module
  /// Words of the language: results of evaluations, attributes of axes, kinds of axes, types, stages and others.
  case result, attribute, axisKind, type, word
  /// The language of a label, and the rule that an `allow` names.
  case language, rule
}

extension Symbol {
  /// What the symbol is as the target of a reference.
  public var referenceKind: ReferenceKind {
    switch kind {
    case .data: .table
    case .measure: .measure
    case .scale: .scale
    case .axis, .tableAxis, .raterAxis: .axis
    case .index, .variant: .index
    case .judgement: .judgement
    case .method: .method
    case .evaluation: .evaluation
    case .value: .value
    case .parameter: .parameter
    }
  }
}

/// A call of a method, or a step that names one.
public struct CallFact: Sendable {
  /// The whole call.
  public let span: Span
  /// The place of what is called.
  public let callee: Span
  /// The method.
  public let method: SymbolID
  /// The inputs that a step supplies by itself.
  public let supplied: Set<String>
  /// The arguments in their order, each with the name of the input that it is for, if there is one.
  public let arguments: [Argument]

  /// An argument.
  public struct Argument: Sendable {
    /// The value.
    public let span: Span
    /// The input.
    public let input: String?
    /// `true` iff the call names the input.
    public let isLabelled: Bool
  }
}

/// What is known of the value of an expression.
public struct TypeFact: Sendable {
  /// The type, where the value is an array.
  public let type: ValueType?
  /// What the value is, in words: "a number (0...1) for each City".
  public let words: String
  /// The names of the axes, with their primes.
  public let axes: [String]
  /// The measure of numbers as the language writes it; empty for plain numbers.
  public let measure: String
  /// The range of numbers as the language writes it; empty where nothing is known of it.
  public let range: String
  /// The parts of a record with their labels.
  public let fields: [Field]

  /// A part of a record.
  public struct Field: Sendable {
    /// The label.
    public let label: String
    /// What is known of the part.
    public let type: TypeFact
  }
}
