/// How serious a diagnostic is.
public enum Severity: Int, Comparable, Sendable, CaseIterable {
  /// A matter of style.
  case hint
  /// Something that is probably not meant; the model still runs.
  case warning
  /// The model, or the part at the place, cannot be used.
  case error

  /// Orders severities from hint to error.
  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// The word that output shows: `error`, `warning` or `hint`.
  public var word: String {
    switch self {
    case .hint: "hint"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

/// A place that helps to understand a diagnostic, with what to see there.
public struct Label: Hashable, Sendable {
  /// The place.
  public let span: Span
  /// What is to be seen there.
  public let text: String

  /// Creates the note `text` at `span`.
  public init(_ span: Span, _ text: String) {
    self.span = span
    self.text = text
  }
}

/// The replacement of one span of text by another text.
public struct TextEdit: Hashable, Sendable {
  /// What is replaced; empty to insert.
  public let span: Span
  /// What it becomes.
  public let text: String

  /// Creates the edit that puts `text` in place of `span`.
  public init(_ span: Span, _ text: String) {
    self.span = span
    self.text = text
  }
}

/// A change to the source that mends what a diagnostic reports.
public struct Fix: Hashable, Sendable {
  /// How sure it is that a change is what the author wants.
  public enum Certainty: Hashable, Sendable {
    /// Nothing else can be meant: it may be made without asking.
    case certain
    /// It is probably meant.
    case likely
    /// It is one of many that may be meant: people are shown it only where they choose.
    case possible
  }

  /// What the change does, as an order: "orient the indicator".
  public let title: String
  /// The edits, none of which overlap.
  public let edits: [TextEdit]
  /// How sure it is that this is meant.
  public let certainty: Certainty

  /// Creates the fix `title`.
  public init(_ title: String, _ edits: [TextEdit], _ certainty: Certainty = .likely) {
    self.title = title
    self.edits = edits
    self.certainty = certainty
  }
}

extension Fix {
  /// Returns the fix that writes `nearest` for `name`, if there is such a name and `name` alone stands
  /// at `span`.
  static func writing(_ nearest: String?, for name: String, at span: Span) -> [Fix] {
    guard let nearest, span.range.count == name.utf8.count else { return [] }
    return [Fix("write `\(nearest)`", [TextEdit(span, nearest)])]
  }
}

/// A finding about a model or its data: what is wrong, where, and what to do.
public struct Diagnostic: Hashable, Sendable {
  /// The stable code, such as `E0402`.
  public let code: String
  /// How serious it is.
  public var severity: Severity
  /// What was expected and what was found, one sentence without a full stop.
  public var message: String
  /// The place.
  public var span: Span
  /// Places that are involved.
  public var labels: [Label]
  /// What to do, sentences without full stops.
  public var hints: [String]
  /// Changes that mend it.
  public var fixes: [Fix]

  /// Creates the finding `message` of the kind `entry` at `span`.
  public init(
    _ entry: Catalogue.Entry, _ message: String, at span: Span, labels: [Label] = [],
    hints: [String] = [], fixes: [Fix] = []
  ) {
    code = entry.code
    severity = entry.severity
    self.message = message
    self.span = span
    self.labels = labels
    self.hints = hints
    self.fixes = fixes
  }
}

extension [Diagnostic] {
  /// The diagnostics in the order of their places, doubles removed.
  public func sortedByPlace() -> [Diagnostic] {
    let sorted = self.sorted {
      ($0.span.file, $0.span.start, $0.span.end, $0.code)
        < ($1.span.file, $1.span.start, $1.span.end, $1.code)
    }
    // Doubles have the same place, so that only few are compared.
    var result: [Diagnostic] = []
    var sameStart = 0
    for diagnostic in sorted {
      if let last = result.last, last.span != diagnostic.span || last.code != diagnostic.code {
        sameStart = result.count
      }
      if !result[sameStart...].contains(diagnostic) { result.append(diagnostic) }
    }
    return result
  }

  /// The diagnostics with those about one and the same unknown name or sign in a file told once, at its
  /// first place: the other places are shown with it, and mended with it.
  public func tellingNamesOnce() -> [Diagnostic] {
    let codes = [
      Catalogue.unknownName, Catalogue.unknownColumn, Catalogue.unknownType, Catalogue.foreignSign,
    ].map(\.code)
    var result: [Diagnostic] = []
    var firsts: [FileID: [[String]: Int]] = [:]
    for diagnostic in sortedByPlace() {
      guard codes.contains(diagnostic.code) else {
        result.append(diagnostic)
        continue
      }
      let (file, key) = (diagnostic.span.file, [diagnostic.code, diagnostic.message])
      guard let first = firsts[file]?[key] else {
        firsts[file, default: [:]][key] = result.count
        result.append(diagnostic)
        continue
      }
      if result[first].span == diagnostic.span { continue }
      if result[first].labels.count < 3 {
        result[first].labels.append(Label(diagnostic.span, "and here"))
      }
      if let fix = result[first].fixes.first, let other = diagnostic.fixes.first,
        fix.title == other.title
      {
        result[first].fixes[0] = Fix(fix.title, fix.edits + other.edits, fix.certainty)
      }
    }
    return result
  }

  /// The diagnostics with the pairs of indicators that say nearly the same told in one: where a few
  /// indicators are alike, their pairs are many.
  public func tellingPairsOnce() -> [Diagnostic] {
    let entry = Catalogue.Entry.nearlyCollinear
    var told: [Span: Set<String>] = [:]
    let some = filter {
      $0.code == entry.code && told[$0.span, default: []].insert($0.message).inserted
    }
    guard var first = some.first, some.count > 1 else { return self }
    let shown = some.dropFirst().prefix(3)
    first.message +=
      ", and so it is with \(some.count - 1) other pair" + (some.count > 2 ? "s" : "")
    first.hints =
      shown.map(\.message) + (some.count > 4 ? ["and \(some.count - 4) more"] : [])
      + first.hints
    var isTold = false
    return compactMap { diagnostic in
      guard diagnostic.code == entry.code else { return diagnostic }
      defer { isTold = true }
      return isTold ? nil : first
    }
  }

  /// `true` iff one of the diagnostics is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
