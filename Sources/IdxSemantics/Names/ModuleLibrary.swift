public import IdxSyntax

/// Where the elaboration finds what is not in the module at hand.
public protocol ModuleLibrary: AnyObject {
  /// Returns the standard module that declares `name` for everybody, parsed on the first request.
  func standardModule(declaring name: String) -> Module?
  /// The names that standard modules declare for everybody, for suggestions.
  var standardNames: [String] { get }
  /// Returns the names of what standard modules declare and other programs call `name`.
  func standardNames(elsewhereCalled name: String) -> [String]
  /// What calls of its methods have become; `nil` where all bodies are walked.
  var callTemplates: CallTemplates? { get }
  /// Returns what is known of the table `data` of `module` before all of it is read, or `nil` where
  /// that has been reported.
  func schema(of data: DataModel, in module: Int) -> DataSchema?
  /// Returns the comparisons in the file `name` of a judgement of `module`, or `nil` where it
  /// has been reported that they cannot be read.
  func comparisons(in name: StringLiteral, of module: Int) -> [JudgementRow]?
  /// Returns the index that the file `name` of `module` describes row by row, or `nil` where it has
  /// been reported that it cannot be read.
  func index(in name: StringLiteral, of module: Int) -> IndexDeclaration?
}
