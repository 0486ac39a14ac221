import IdxDiagnostics
import IdxDriver
import IdxSemantics
import IdxSyntax

/// The place at which actions are asked for, with what is known there.
struct ActionContext {
  let workspace: Workspace
  let analysis: Analysis
  /// What the names of the document stand for.
  let model: ModelAnalysis
  /// The bytes that are selected; empty at the cursor.
  let range: Range<Int>
  /// The nodes around them, the whole file first.
  let nodes: [Node]

  init(
    _ workspace: Workspace, _ analysis: Analysis, _ model: ModelAnalysis, _ range: Range<Int>
  ) {
    self.workspace = workspace
    self.model = model
    self.analysis = analysis
    let size = analysis.document.bytes.count
    self.range = range.clamped(to: 0..<size)
    nodes = analysis.document.tree.root.path(to: self.range)
  }

  /// What makes actions of some kinds.
  struct Maker {
    let kinds: [CodeAction.Kind]
    let make: (ActionContext) -> [Proposal]
  }

  /// All that makes actions.
  static var makers: [Maker] {
    [
      Maker(kinds: [.quickFix]) { $0.fixes },
      Maker(kinds: [.quickFix]) { $0.missingImports },
      Maker(kinds: [.quickFix]) { $0.silencings },
      Maker(kinds: [.quickFix]) { $0.fixesOfOneKind },
      Maker(kinds: [.extract]) { $0.extractedGroup },
      Maker(kinds: [.inline]) { $0.inlinedGroup },
      Maker(kinds: [.extract]) { $0.extractedLet },
      Maker(kinds: [.inline]) { $0.inlinedLet },
      Maker(kinds: [.extract]) { $0.extractedVariant },
      Maker(kinds: [.inline]) { $0.inlinedVariant },
      Maker(kinds: [.rewrite]) { $0.judgementOfWeights },
      Maker(kinds: [.rewrite]) { $0.weightsOfJudgement },
      Maker(kinds: [.rewrite]) { $0.drafts },
      Maker(kinds: [.fixAll]) { $0.allCertainFixes },
      Maker(kinds: [.organizeImports]) { $0.organizedImports },
    ]
  }

  var document: Document { analysis.document }
  var source: SourceText { analysis.document.source }

  /// The innermost declaration around the place.
  var declaration: Declaration? { nodes.lazy.compactMap { Declaration($0) }.first }

  /// The findings that touch the place, or would be mended here.
  var findingsHere: [Finding] {
    analysis.findings.filter { finding in
      touches(finding.range)
        || finding.fixes.contains { fix in
          fix.edits.contains { $0.span.file == FileID(0) && touches($0.span.range) }
        }
    }
  }

  private func touches(_ place: Range<Int>) -> Bool {
    place.lowerBound <= range.upperBound && range.lowerBound <= place.upperBound
  }

  /// Returns the text of the bytes `range`.
  func text(_ range: Range<Int>) -> String { source.text(in: range) }

  /// Returns the white space with which the line of the byte at `offset` begins.
  func indentation(at offset: Int) -> String {
    let line = document.lines.range(ofLine: document.lines.line(at: offset))
    return String(text(line).prefix { $0 == " " || $0 == "\t" })
  }

  /// `true` iff only white space stands before the byte at `offset` on its line.
  func isFirstOnLine(_ offset: Int) -> Bool {
    let start = document.lines.starts[document.lines.line(at: offset)]
    return text(start..<offset).allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// Returns `edits` of the findings of the analysis as changes of the document; `nil` where one is of another
  /// file.
  func own(_ edits: [TextEdit]) -> [ByteEdit]? {
    if edits.contains(where: { $0.span.file != FileID(0) }) { return nil }
    return edits.map { edit in
      edit.text.isEmpty ? deletion(of: edit.span.range) : ByteEdit(edit.span.range, edit.text)
    }
  }

  /// Returns the change that takes out `range`, with the lines that would be left empty.
  func deletion(of range: Range<Int>) -> ByteEdit {
    let bytes = document.bytes
    var (start, end) = (range.lowerBound, range.upperBound)
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == 0x0A else {
      // What stands before on the line keeps no blanks behind it.
      var rest = end
      while rest < bytes.count, isBlank(bytes[rest]) { rest += 1 }
      let endsLine = rest == bytes.count || bytes[rest] == 0x0A || bytes[rest] == 0x0D
      return ByteEdit(endsLine ? start..<rest : range, "")
    }
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    guard end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D else {
      // What follows on the line begins it.
      return ByteEdit(range.lowerBound..<end, "")
    }
    end = pastLineEnd(end)
    // Of two blank lines that meet one is enough.
    let isBehindBlank = start == 0 || start >= 2 && bytes[start - 2] == 0x0A
    let next = pastLineEnd(end)
    if isBehindBlank, next > end, next - end <= 2, bytes[next - 1] == 0x0A,
      bytes[end] == 0x0A || bytes[end] == 0x0D
    {
      end = next
    }
    return ByteEdit(start..<end, "")
  }

  /// Returns the byte behind the line end at or behind `offset`.
  func pastLineEnd(_ offset: Int) -> Int {
    let bytes = document.bytes
    var end = offset
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return min(end + 1, bytes.count)
  }
}

extension ByteEdit {
  /// Creates the edit that puts `text` in place of `range`.
  init(_ range: Range<Int>, _ text: String) { self.init(range, Array(text.utf8)) }
}

extension Node {
  /// Returns the node and those in it that hold the bytes `range`, from the outside.
  func path(to range: Range<Int>) -> [Node] {
    var result = [self]
    while let inner = result[result.count - 1].children.first(where: { child in
      let span = child.span.range
      return span.lowerBound <= range.lowerBound && range.upperBound <= span.upperBound
    }) {
      result.append(inner)
    }
    return result
  }
}
