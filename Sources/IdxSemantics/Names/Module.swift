public import IdxDiagnostics
public import IdxSyntax

/// A parsed file with the names that it declares and sees.
public struct Module: Sendable {
  /// The position among the modules of the program.
  public let id: Int
  /// The tree.
  public let tree: SyntaxTree
  /// The declarations, in order.
  public let declarations: [Declaration]
  /// The name by which other modules import it: a resolved path, or a path in the standard library.
  public let path: String
  /// `true` iff the file is part of the standard library.
  public let isStandard: Bool
  /// The modules imported, with the names they go by.
  public var imports: [(module: Int, alias: String?)] = []
  /// What is known of the declarations of the file that are not among `declarations`.
  public let rest: RestOfModule?
  /// The names that the file declares, where they were found out ahead.
  let names: NameTable?

  /// Creates the module `id` of `tree`, or of those of its `declarations` that are given, with the `rest`.
  public init(
    id: Int, tree: SyntaxTree, path: String, isStandard: Bool, declarations: [Declaration]? = nil,
    rest: RestOfModule? = nil
  ) {
    self.id = id
    self.tree = tree
    self.declarations = declarations ?? tree.model.declarations
    self.path = path
    self.isStandard = isStandard
    self.rest = rest
    names = nil
  }

  /// Creates `module` with the names that it declares found out ahead, for many compilations in which it has the
  /// same number; `nil` if something is wrong with them.
  public init?(prepared module: Module) {
    var findings: [Diagnostic] = []
    let names = NameTable(module, diagnostics: &findings)
    guard findings.isEmpty else { return nil }
    (id, tree, declarations) = (module.id, module.tree, module.declarations)
    (path, isStandard, imports) = (module.path, module.isStandard, module.imports)
    rest = module.rest
    self.names = names
  }
}

/// What the check of a part of a file needs to know of the other parts, none of which it names.
public struct RestOfModule: Sendable {
  /// `true` iff the file has an evaluation or an expectation.
  public let isComputing: Bool
  private let find: @Sendable () -> [Symbol]

  /// Creates what is known of the rest of a file, the symbols of which are what `find` returns: it is asked where somebody
  /// wants them, since most parts name nothing that is not there.
  public init(isComputing: Bool, symbols find: @escaping @Sendable () -> [Symbol]) {
    self.isComputing = isComputing
    self.find = find
  }

  /// The symbols of the whole file: names that may have been meant.
  public var symbols: [Symbol] { find() }
}

extension Declaration {
  /// `true` iff it asks for results.
  public var isComputing: Bool {
    switch self {
    case .evaluation, .expect: true
    default: false
    }
  }
}

extension Module {
  /// Returns the symbols that `declarations` make, with what is wrong with their names; they are of no module.
  public static func symbols(
    of declarations: [Declaration], in tree: SyntaxTree
  ) -> (symbols: [Symbol], findings: [Diagnostic]) {
    var findings: [Diagnostic] = []
    let module = Module(
      id: -1, tree: tree, path: "", isStandard: false, declarations: declarations)
    let table = NameTable(module, diagnostics: &findings)
    return (table.symbols, findings)
  }
}

extension Module {
  /// The declarations by the places of their names. Complexity: O(declarations), at every use.
  var declarationsByName: [Span: Declaration] {
    let named = declarations.compactMap { declaration in
      declaration.name.map { ($0.span, declaration) }
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }
}

/// Where a declaration stands: its module and its position in it.
public struct SymbolID: Hashable, Sendable {
  /// The module.
  public let module: Int
  /// The position among the module's symbols.
  public let index: Int
}

/// Something that a module declares by name.
public struct Symbol: Sendable {
  /// What is declared, and how.
  public enum Kind: Sendable {
    case data(DataDeclaration)
    case measure(MeasureDeclaration)
    case scale(ScaleDeclaration)
    case axis(AxisDeclaration)
    /// An axis that a key or group column of a table defines.
    case tableAxis(DataDeclaration, column: String)
    case index(IndexDeclaration)
    case variant(VariantDeclaration)
    case judgement(JudgementDeclaration)
    /// The axis of the raters of a judgement.
    case raterAxis(JudgementDeclaration)
    case method(MethodDeclaration)
    case evaluation(EvaluationDeclaration)
    case value(LetDeclaration)
    case parameter(ParameterDeclaration)

    /// The word for it.
    public var word: String {
      switch self {
      case .data: "table"
      case .measure: "measure"
      case .scale: "scale"
      case .axis, .tableAxis, .raterAxis: "axis"
      case .index, .variant: "index"
      case .judgement: "judgement"
      case .method: "method"
      case .evaluation: "evaluation"
      case .value: "value"
      case .parameter: "parameter"
      }
    }

    /// The word for one of it: "an index".
    var phrase: String { "aeiou".contains(word.first ?? " ") ? "an \(word)" : "a \(word)" }

    /// `true` iff it is a hierarchy, declared as such or as a variant.
    public var isIndex: Bool { word == "index" }

    /// `true` iff it names an axis: by itself, or a hierarchy that of its first level.
    var isAxis: Bool { ["axis", "scale", "index"].contains(word) }

    /// `true` iff it can stand where `what` is due.
    func fits(_ what: String) -> Bool {
      switch what {
      case "value": word != "measure"
      case "axis", "index or axis": isAxis
      case "scale or method": ["scale", "method"].contains(word)
      case "table", "index", "measure", "scale", "method", "judgement", "evaluation": word == what
      default: true
      }
    }
  }

  /// Where it is.
  public let id: SymbolID
  /// The name.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// The place of the name.
  public let span: Span
}
