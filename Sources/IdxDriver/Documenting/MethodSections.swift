import IdxSyntax

/// What a chapter says of methods: each is documented once, with the choices in force.
final class MethodSections {
  /// Finds a method by its name.
  private let find: (String) -> MethodDeclaration?
  /// The sources that are cited.
  let references: References
  private var order: [String] = []
  private var uses: [String: [MethodUse]] = [:]

  /// Creates sections of methods that `find` knows.
  init(references: References, find: @escaping (String) -> MethodDeclaration?) {
    self.references = references
    self.find = find
  }

  /// Notes that `use` is to be documented, if it is the use of a method.
  func note(_ use: MethodUse) {
    guard note(use.method) else { return }
    if uses[use.method]?.contains(where: { $0.written == use.written }) != true {
      uses[use.method, default: []].append(use)
    }
  }

  /// Notes that the method `name` is to be documented, with those that its formula refers to. Returns
  /// `false` iff there is no such method, or it is one of the functions of which formulas are made.
  @discardableResult func note(_ name: String) -> Bool {
    guard let method = find(name), !method.isExternal else { return false }
    guard !order.contains(name) else { return true }
    order.append(name)
    let text = MethodText(method.documentation ?? "")
    for entry in [MethodText.Entry.formula, .rule] {
      for other in text.text(entry).map({ MethodText.names(in: $0) }) ?? [] { note(other) }
    }
    return true
  }

  /// The sections, in the order in which the methods were noted.
  var blocks: [Chapter.Block] {
    order.flatMap { name in find(name).map { section(name, $0, level: 3) } ?? [] }
  }

  /// The first sentence on the method `name`.
  func summary(_ name: String) -> String? {
    find(name)?.documentation.map { DocumentationText.firstSentence($0) }
  }

  /// Returns what is said of the method `name` under a heading of `level`; without one it stands alone
  /// and says as well what other programs call it.
  func section(_ name: String, _ method: MethodDeclaration, level: Int?) -> [Chapter.Block] {
    let text = MethodText(method.documentation ?? "")
    var blocks: [Chapter.Block] = level.map { [.heading(level: $0, [.code(name)])] } ?? []
    blocks += DocumentationText.blocks(text.introduction)
    if let formula = text.text(.formula) ?? text.text(.rule) {
      blocks.append(.formula(Formula.clauses(formula)))
    } else if !method.isExternal {
      blocks += [.paragraph([.text("As the language says it:")]), .code(method.node.text)]
    }
    let kinds: [(MethodText.Entry, String)] =
      [
        (.missing, "Missing values"), (.degenerate, "Degenerate input"), (.choices, "Choices"),
        (.rounding, "Rounding"), (.use, "Use"), (.compromise, "Compromise"),
      ] + (level == nil ? [(.elsewhere, "Called elsewhere")] : [])
    let items = kinds.compactMap { entry, title -> [Chapter.Inline]? in
      self.text(entry, of: text).map {
        [.strong([.text("\(title).")]), .text(" ")] + DocumentationText.inlines(Self.capital($0))
      }
    }
    let source = self.text(.source, of: text).map {
      [[.strong([.text("Source.")]), .text(" ")] + references.cite($0)]
    }
    let known = (items + (source ?? [])).filter { !$0.isEmpty }
    if !known.isEmpty { blocks.append(.list(known)) }
    return blocks + inForce(name, method)
  }

  /// Returns what is said of `entry`, by the method itself or the one to which it refers.
  private func text(_ entry: MethodText.Entry, of text: MethodText, depth: Int = 0) -> String? {
    guard let own = text.text(entry) else { return nil }
    guard let name = MethodText.reference(in: own), depth < 4,
      let documentation = find(name)?.documentation
    else { return own }
    return self.text(entry, of: MethodText(documentation), depth: depth + 1) ?? own
  }

  /// Returns what the calls of the method in the model choose, and what holds where they do not.
  private func inForce(_ name: String, _ method: MethodDeclaration) -> [Chapter.Block] {
    let rows = (uses[name] ?? []).flatMap { use in
      use.choices(of: method).map { choice -> [[Chapter.Inline]] in
        [
          [.code(use.written)], [.code(choice.name)], [.code(choice.value)],
          [.text(choice.isSaid ? "the model" : "default")],
        ]
      }
    }
    if rows.isEmpty { return [] }
    return [
      .table(
        Chapter.Table(
          caption: "Choices in force",
          columns: [("Call", false), ("Choice", false), ("Value", false), ("Said by", false)],
          rows: rows))
    ]
  }

  private static func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
