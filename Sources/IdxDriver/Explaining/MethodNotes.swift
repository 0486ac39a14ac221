import IdxDiagnostics
import IdxPlan
import IdxSemantics
import IdxSyntax

/// What is said of methods in a derivation: each is explained once.
final class MethodNotes {
  private let session: Session
  private var told = Set<String>()

  init(_ session: Session) { self.session = session }

  /// Returns the step at `span` as it is written, whose word is `slot`, and, the first time, what is to be
  /// said of its `method`.
  ///
  /// - Parameter grades: The scale that a step may have named in place of a method.
  func lines(
    on method: String, step span: IdxDiagnostics.Span, slot: String, grades: Axis? = nil
  ) -> [String] {
    let sources = session.compilation.sources
    let text =
      sources.indices.contains(Int(span.file.index))
      ? sources[Int(span.file.index)].text(in: span.range) : "\(slot) \(method)"
    let written = text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
    if method == "given" {
      // It is a word of the language, not a method.
      let isFirst = told.insert(method).inserted
      return isFirst ? [written, "The weights that stand in the index."] : [written]
    }
    if let scale = grades.flatMap({ session.elaborator.scale($0) }), scale.name == method {
      return told.insert(method).inserted ? [written, thresholds(scale)] : [written]
    }
    return [written] + lines(on: method)
  }

  /// Returns the grades of `scale` in its order, with what they begin at: "High from 0.7".
  private func thresholds(_ scale: ScaleModel) -> String {
    scale.grades.map { grade in
      let name = grade.label?.text(language: session.options.language) ?? grade.code
      guard let threshold = grade.threshold else { return name }
      return "\(name) \(grade.isClosed ? "from" : "above") \(JSONValue.shortest(threshold))"
    }.joined(separator: ", ")
  }

  /// Returns, the first time, what the documentation of `method` says of it: its first sentence,
  /// formula and source; later nothing.
  func lines(on method: String) -> [String] {
    guard told.insert(method).inserted,
      let documentation = session.elaborator.documentation(ofMethod: method)
    else { return [] }
    let lines = documentation.split(separator: "\n", omittingEmptySubsequences: false)
    var result = lines.first.map { [String($0)] } ?? []
    var isKept = false
    for line in lines.dropFirst() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("- ") {
        isKept = ["- Formula:", "- Source:", "- Rule:"].contains { text.hasPrefix($0) }
        if isKept { result.append(String(text.dropFirst(2))) }
      } else if isKept, !text.isEmpty {
        result[result.count - 1] += " " + text
      }
    }
    return result
  }
}
