public import IdxDiagnostics
import IdxTables

/// What a command asks of the driver besides the model.
public struct DriverOptions: Sendable {
  /// Files to read instead of the ones that the model names, by the name of the `data`.
  public var dataFiles: [String: String] = [:]
  /// Values of parameters, by name.
  public var parameters: [String: Double] = [:]
  /// The number of threads that evaluation may use.
  public var threads = 1
  /// `true` iff checking reads data files whole.
  public var readsAllData = false
  /// The results of evaluations to work out.
  public var wanted = WantedResults()
  /// The language of labels; the first given label by default.
  public var language: String?
  /// What stands before `AXIS=LABEL` where one asks about an element.
  public var elementPrefix = "--at "
  /// The modules of the library that were parsed for one model, for the others that get these options.
  public let library: ParsedLibrary
  /// The tables that were read before, where they are kept.
  private(set) var tables: KnownTables?
  /// Asked often; once it answers `true`, the call returns soon and without a result.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Told what is being done, at the start of each part of the work.
  public var progress: @Sendable (String) -> Void = { _ in }
  /// Runs work on as many threads as it is told, with stacks that are large enough for deeply nested models,
  /// and returns when all have ended; where there is nothing, parts of a model are checked one after the other.
  public var sideBySide: (@Sendable (Int, @escaping @Sendable () -> Void) -> Void)?

  /// Creates the defaults, with the modules in `library`.
  public init(library: ParsedLibrary = ParsedLibrary()) { self.library = library }

  /// Keeps small tables as they were read, for who reads the same files again and again.
  public mutating func keepTables() { tables = KnownTables() }
}

/// Which results of evaluations are worked out; the others are absent from reports.
public struct WantedResults: Hashable, Sendable {
  /// How deep the nodes go; 0 is the index alone.
  public var level = Int.max
  /// Scores, and the ranks of the index itself, in whose order objects are shown.
  public var hasScores = true
  /// Ranks at all nodes.
  public var hasRanks = true
  /// Weights, grades and memberships.
  public var hasWeights = true
  public var hasGrades = true
  public var hasMemberships = true
  /// `true` iff, where nothing is asked for by name, the evaluations are reported.
  public var hasEvaluations = true
  /// `true` iff, where nothing is asked for by name, the `let`s are reported although there are
  /// evaluations.
  public var hasValues = true

  /// Creates all of them.
  public init() {}

  /// Creates those that are needed to show `shown` down to `level`.
  public init(_ shown: ShownResults, level: Int) {
    self.level = level
    hasScores = shown == .scores || shown == .all
    hasRanks = shown == .ranks || shown == .all
    hasGrades = shown == .grades || shown == .all
    hasWeights = shown == .weights || shown == .all
    hasMemberships = false
    hasEvaluations = shown != .values
    hasValues = shown == .values || shown == .all
  }

  /// `true` iff ranks are needed at the depth `depth`: objects are shown in the order of the index.
  func hasRanks(atDepth depth: Int) -> Bool {
    hasRanks || depth == 0 && (hasScores || hasGrades)
  }

  /// `true` iff grades are needed at the depth `depth`: those of the index are shown by its scores.
  func hasGrades(atDepth depth: Int) -> Bool { hasGrades || depth == 0 && hasScores }
}

/// What is wrong with a model, and the texts that the places point into.
public struct CheckReport: Sendable {
  /// The files read, by the index of their `FileID`.
  public let sources: [SourceText]
  /// The findings, in the order of their places.
  public let diagnostics: [Diagnostic]

  /// Creates a report.
  public init(sources: [SourceText], diagnostics: [Diagnostic]) {
    self.sources = sources
    self.diagnostics = diagnostics
  }
}

/// The results of a model.
public struct RunReport: Sendable {
  /// What was found, and the texts.
  public let check: CheckReport
  /// The evaluations asked for, in the order of the model.
  public let evaluations: [EvaluationReport]
  /// The `let`s asked for, in the order of the model.
  public let values: [ValueReport]
  /// How many `expect`s held, and how many did not.
  public let passed: Int
  public let failed: Int

  /// Creates a report.
  public init(
    check: CheckReport, evaluations: [EvaluationReport], values: [ValueReport], passed: Int,
    failed: Int
  ) {
    self.check = check
    self.evaluations = evaluations
    self.values = values
    self.passed = passed
    self.failed = failed
  }
}

/// How a plan is written.
public enum PlanFormat: String, Sendable, CaseIterable {
  /// One line for each step, for people.
  case text
  /// One JSON object.
  case json
  /// A graph for Graphviz.
  case dot
}

/// The plan of a model.
public struct PlanReport: Sendable {
  /// What was found, and the texts.
  public let check: CheckReport
  /// The plan in the format asked for; empty if the model has errors.
  public let text: String

  /// Creates a report.
  public init(check: CheckReport, text: String) {
    self.check = check
    self.text = text
  }
}

/// How a result came about.
public struct WhyReport: Sendable {
  /// What was found, and the texts.
  public let check: CheckReport
  /// The derivation; `nil` if the model has errors or knows no such result.
  public let derivation: Derivation?
  /// What was taken because nothing was said of it, and how to ask for another: the period, the
  /// evaluation.
  public let remarks: [String]

  /// Creates a report.
  public init(check: CheckReport, derivation: Derivation?, remarks: [String] = []) {
    self.check = check
    self.derivation = derivation
    self.remarks = remarks
  }
}

/// The results of one evaluation.
///
/// A slice is what one ranking is made over: all objects at one element of every other axis, such as
/// one year of a panel.
public struct EvaluationReport: Sendable {
  /// The names of the evaluation in the model and for people.
  public let name: String
  public let label: String
  /// The name of the axis of objects, and the codes and labels of its elements.
  public let objectAxis: String
  public let objectCodes: [String]
  public let objectLabels: [String]
  /// For each slice the axes that it fixes, with the label of the element; one empty slice where
  /// there are only objects.
  public let slices: [[SliceCoordinate]]
  /// The nodes of the hierarchy in the order of the model, the index itself first.
  public let nodes: [NodeReport]
  /// The labels of the grades, worst or best first as in the scale; empty if nothing is classified.
  public let grades: [String]

  /// Creates a report.
  public init(
    name: String, label: String, objectAxis: String, objectCodes: [String], objectLabels: [String],
    slices: [[SliceCoordinate]], nodes: [NodeReport], grades: [String]
  ) {
    self.name = name
    self.label = label
    self.objectAxis = objectAxis
    self.objectCodes = objectCodes
    self.objectLabels = objectLabels
    self.slices = slices
    self.nodes = nodes
    self.grades = grades
  }

  /// `true` iff there is a number or a grade at any node.
  public var hasResults: Bool {
    nodes.contains { node in
      (node.scores + node.ranks + [node.weights, node.effectiveWeights]).joined()
        .contains { $0 != nil } || node.grades.joined().contains { $0 != nil }
    }
  }
}

/// One fixed axis of a slice.
public struct SliceCoordinate: Hashable, Sendable {
  /// The name of the axis.
  public let axis: String
  /// The label of the element.
  public let label: String

  /// Creates the coordinate `label` on `axis`.
  public init(axis: String, label: String) {
    self.axis = axis
    self.label = label
  }
}

extension [SliceCoordinate] {
  /// The coordinates as they are shown, with `separator` between them.
  public func words(separator: String = ", ") -> String {
    map { "\($0.axis) \($0.label)" }.joined(separator: separator)
  }
}

/// The results at one node of the hierarchy. The outer arrays are over slices, the inner ones over
/// objects; `nil` is missing.
public struct NodeReport: Sendable {
  /// The path of codes from the root, without the root: `education.mean`; empty for the root.
  public let path: String
  /// The code and the label.
  public let code: String
  public let label: String
  /// 0 for the index itself.
  public let depth: Int
  /// `true` iff it is an indicator.
  public let isIndicator: Bool
  /// Its share among its siblings, for each slice; `nil` for the root and where there is none.
  public let weights: [Double?]
  /// Its share in the whole index, for each slice.
  public let effectiveWeights: [Double?]
  /// Its scores (for an indicator: its normalised values).
  public let scores: [[Double?]]
  /// The ranks of the scores, 1 for the highest, equal scores sharing the smallest.
  public let ranks: [[Double?]]
  /// The grades, if there are any at this node.
  public let grades: [[String?]]

  /// Creates a report.
  public init(
    path: String, code: String, label: String, depth: Int, isIndicator: Bool, weights: [Double?],
    effectiveWeights: [Double?], scores: [[Double?]], ranks: [[Double?]], grades: [[String?]]
  ) {
    self.path = path
    self.code = code
    self.label = label
    self.depth = depth
    self.isIndicator = isIndicator
    self.weights = weights
    self.effectiveWeights = effectiveWeights
    self.scores = scores
    self.ranks = ranks
    self.grades = grades
  }
}

/// How one number came about: a value, what it was computed by, and the numbers it was computed from.
public struct Derivation: Sendable {
  /// What the number is: "Human Development Index of Norway (2021)".
  public let title: String
  /// The number; `nil` is missing.
  public let value: Double?
  /// `true` iff it stands over numbers, and is none itself.
  public let isHeading: Bool
  /// The grade or other word that goes with it.
  public let word: String?
  /// How it was computed, one statement a line: the method, its formula, its source.
  public internal(set) var notes: [String]
  /// The place in the model.
  public let span: Span?
  /// What it was computed from, each with its part in the value where the parts add up.
  public let parts: [Part]

  /// One of the numbers from which another was computed.
  public struct Part: Sendable {
    /// The weight that it had.
    public let weight: Double?
    /// What it contributed, where contributions add up to the value.
    public let contribution: Double?
    /// `true` iff the weight is a power and the contributions are multiplied.
    public let isFactor: Bool
    /// Its own derivation.
    public let derivation: Derivation

    /// Creates a part.
    public init(
      weight: Double? = nil, contribution: Double? = nil, isFactor: Bool = false,
      derivation: Derivation
    ) {
      self.weight = weight
      self.contribution = contribution
      self.isFactor = isFactor
      self.derivation = derivation
    }
  }

  /// Creates a derivation.
  public init(
    title: String, value: Double?, isHeading: Bool = false, word: String? = nil,
    notes: [String] = [], span: Span? = nil, parts: [Part]
  ) {
    self.title = title
    self.value = value
    self.isHeading = isHeading
    self.word = word
    self.notes = notes
    self.span = span
    self.parts = parts
  }
}
