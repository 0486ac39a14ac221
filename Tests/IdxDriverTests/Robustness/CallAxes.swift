import IdxSyntax

/// The axes for which a method is called, and what a model has to say to declare them.
struct CallAxes {
  /// The axis of the model for each axis variable of the method.
  private(set) var names: [String: String] = [:]
  /// What the call says in brackets after the method's name, and in `over` at its end.
  private(set) var brackets: [String] = []
  private(set) var ends: [String] = []
  private(set) var clause = ""
  /// `true` iff each axis has one element.
  let isSingle: Bool

  /// The axes of the model of each kind, one for each variable of that kind.
  private static let known: [String: [String]] = [
    "objects": ["U", "V"], "indicators": ["Three", "Two"], "parts": ["Part", "Side"],
    "compared": ["Part", "Side"], "raters": ["Rater"], "periods": ["Year"], "grades": ["Level"],
    "categories": ["Class"],
  ]

  /// The letter with which the elements of an axis of the model begin.
  private static let letters = [
    "U": "u", "V": "v", "Three": "i", "Two": "k", "Part": "p", "Side": "s", "Rater": "r",
    "Year": "202", "Level": "g", "Class": "c",
  ]

  /// Takes axes for the variables of `method`, of one element each if `isSingle`.
  init(_ method: MethodDeclaration, isSingle: Bool) {
    self.isSingle = isSingle
    var free = Self.known
    // What belongs to a class is an object, which the table knows.
    for input in method.inputs {
      guard let type = input.type, let kind = type.element?.text, type.axes.count == 1,
        method.axes.contains(where: { $0.name?.text == kind && $0.kind?.text == "categories" }),
        let owner = type.axes.first?.name?.text
      else { continue }
      names[owner] = "U"
      free["objects"]?.removeAll { $0 == "U" }
    }
    for axis in method.axes {
      guard let name = axis.name?.text, axis.base == nil else { continue }
      // Objects of two kinds would not meet in one value.
      let isFirst = axis.clause != .none && ends.isEmpty
      let kind = axis.kind?.text ?? (isFirst ? "objects" : "parts")
      if names[name] == nil {
        guard let first = free[kind]?.first else { continue }
        names[name] = first
        free[kind]?.removeFirst()
      }
      guard let taken = names[name] else { continue }
      if axis.clause == .none { brackets.append("\(name) = \(taken)") } else { ends.append(taken) }
    }
    for input in method.inputs where input.isInto {
      if let name = input.name?.text { names[name] = "Level" }
    }
    if !ends.isEmpty {
      let word = method.axes.contains { $0.clause == .along } ? "along" : "over"
      clause = "\(word) \(ends.joined(separator: ", "))"
    }
  }

  /// Returns the axes of the model over which a value of `type` is given: those of the call where it names
  /// none, but takes numbers that may be missing.
  func axes(of type: TypeSyntax) -> [String?] {
    if type.axes.isEmpty, type.isOptional { return ends }
    return type.axes.map { axis($0.node.text.filter { $0 != "?" }) }
  }

  /// Returns the axis of the model, primes and all, for the axis `path` of a type; `nil` if it is not known.
  private func axis(_ path: String) -> String? {
    let primes = path.reversed().prefix { $0 == "'" }.count
    return names[String(path.dropLast(primes))].map { $0 + String(repeating: "'", count: primes) }
  }

  /// Returns how many elements `axis` has: more objects than indicators.
  func size(of axis: String) -> Int {
    isSingle ? 1 : axis.hasPrefix("U") || axis.hasPrefix("V") ? 5 : 3
  }

  /// Returns the axis of the model for the axis variable `name`, if there is one.
  func element(_ name: String) -> String? { names[name] }

  /// Returns the element of `axis` at `position`.
  static func element(of axis: String, at position: Int) -> String {
    (letters[axis.filter { $0 != "'" }] ?? "") + "\(position + 1)"
  }

  /// The declarations of the axes.
  var declarations: String {
    let grades = rows("Level") { position in
      let threshold = position == size(of: "Level") - 1 ? "" : " from \(["0.6", "0.3"][position])"
      return "grade g\(position + 1)\(threshold) points \(["0.9", "0.6", "0.3"][position])"
    }
    return table("objects", "key", "U", "group c defines Class")
      + table("others", "key", "V", "column n") + table("people", "rater", "Rater", "column n")
      + table("years", "period", "Year", "column n") + index("Three") + index("Two")
      + parts("Part") + parts("Side") + "scale Level best first {\n\(grades)}\n"
      + "method upwards(x: Real?) -> oriented Real? { x }\n"
      // What data say is known only when they are read.
      + "let one = max(others.n, over V)\n"
  }

  private func rows(_ axis: String, _ line: (Int) -> String) -> String {
    (0..<size(of: axis)).map { "  \(line($0))\n" }.joined()
  }

  private func table(_ name: String, _ key: String, _ axis: String, _ column: String) -> String {
    "data \(name) {\n  \(key) k defines \(axis)\n  \(column)\n  | k | \(column.split(separator: " ")[1]) |\n"
      + rows(axis) { position in
        let cell = column == "column n" ? "1" : "c\(position % size(of: "Class") + 1)"
        return "| \(Self.element(of: axis, at: position)) | \(cell) |"
      } + "}\n"
  }

  private func index(_ axis: String) -> String {
    "index \(axis) {\n"
      + rows(axis) { position in
        let direction = position == 1 ? "cost" : "benefit"
        return "indicator \(Self.element(of: axis, at: position)) \(direction) goalposts 0.01, 1"
      } + "}\n"
  }

  private func parts(_ axis: String) -> String {
    let elements = (0..<size(of: axis)).map { Self.element(of: axis, at: $0) }
    return "axis \(axis) { \(elements.joined(separator: ", ")) }\n"
  }
}
