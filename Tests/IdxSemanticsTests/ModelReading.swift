import IdxDiagnostics
import IdxSemantics
import IdxSyntax

/// All that the readers make of a model.
struct ModelReading {
  var indices: [String: IndexModel] = [:]
  var scales: [String: ScaleModel] = [:]
  var tables: [String: DataModel] = [:]
  var judgements: [String: JudgementModel] = [:]
  var diagnostics: [Diagnostic]
  let source: SourceText

  /// Reads `text`; comparisons of files are `rows`.
  init(_ text: String, rows: [JudgementRow] = []) {
    source = SourceText(file: FileID(0), path: "model.idx", text: text)
    let tree = SyntaxTree.parse(source)
    diagnostics = tree.diagnostics
    for declaration in tree.model.declarations {
      let name = declaration.name?.text ?? ""
      switch declaration {
      case .index(let index):
        let (model, findings) = IndexReader.read(index, named: name)
        indices[name] = model
        diagnostics += findings
      case .scale(let scale):
        let (model, findings) = ScaleReader.read(scale, named: name)
        scales[name] = model
        diagnostics += findings
      case .data(let data):
        let (model, findings) = DataReader.read(data, named: name)
        tables[name] = model
        diagnostics += findings
      default: break
      }
    }
    for declaration in tree.model.declarations {
      let name = declaration.name?.text ?? ""
      switch declaration {
      case .judgement(let judgement):
        let subject = judgement.subject?.text ?? ""
        let per = judgement.per == nil ? nil : ["north", "south"]
        let things =
          indices[subject].map { ComparedThings.index($0) }
          ?? .axis(codes: ["a", "b", "c"], per: per)
        let (model, findings) = JudgementReader.read(
          judgement, named: name, on: things, scale: scales[judgement.scale?.text ?? ""],
          rows: rows)
        judgements[name] = model
        diagnostics += findings
      case .variant(let variant):
        guard let base = indices[variant.base?.text ?? ""] else { continue }
        let (model, findings) = VariantApplication.apply(variant, named: name, to: base)
        indices[name] = model
        diagnostics += findings
      default: break
      }
    }
  }

  /// The findings as code, place and message, in the order of their places.
  var lines: [String] {
    diagnostics.sortedByPlace().map { "\($0.code) `\(source.text($0.span))` \($0.message)" }
  }

  /// Returns the source after fix `number` of the only finding.
  func mended(_ number: Int = 0) -> String {
    guard diagnostics.count == 1, number < diagnostics[0].fixes.count else { return "" }
    var bytes = source.bytes
    let edits = diagnostics[0].fixes[number].edits.sorted { $0.span.start > $1.span.start }
    for edit in edits { bytes.replaceSubrange(edit.span.range, with: edit.text.utf8) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
