import IdxDiagnostics

extension ActionContext {
  /// The changes that mend what is wrong here.
  var fixes: [Proposal] {
    findingsHere.flatMap { finding -> [Proposal] in
      let likely = finding.fixes.filter { $0.certainty != .possible }
      return finding.fixes.compactMap { fix in
        guard own(fix.edits) != nil else { return nil }
        return Proposal(
          capitalised(fix.title), .quickFix, findings: [finding],
          isPreferred: likely.count == 1 && fix == likely[0]
        ) { own(fix.edits) }
      }
    }
  }

  /// For each sort of finding here of which there are several, the change that mends all of them.
  var fixesOfOneKind: [Proposal] {
    var seen = Set<String>()
    return findingsHere.compactMap { finding -> Proposal? in
      guard seen.insert(finding.code).inserted, let entry = Catalogue.entry(finding.code) else {
        return nil
      }
      let all = analysis.findings.filter { $0.code == finding.code && !mending([$0]).isEmpty }
      guard all.count > 1 else { return nil }
      return Proposal("Fix all \(all.count) of `\(entry.name)`", .quickFix, findings: all) {
        mending(all)
      }
    }
  }

  /// The change that mends everything about which there is no doubt.
  var allCertainFixes: [Proposal] {
    let certain = analysis.findings.filter { $0.fixes.first?.certainty == .certain }
    if certain.isEmpty { return [] }
    return [Proposal("Fix all that is certain", .fixAll, findings: certain) { mending(certain) }]
  }

  /// Returns the changes of the fixes of `findings` that are sure enough to be made without a choice, those left
  /// out that overlap earlier ones.
  private func mending(_ findings: [Finding]) -> [ByteEdit] {
    var result: [ByteEdit] = []
    for finding in findings {
      let likely = finding.fixes.filter { $0.certainty != .possible }
      guard likely.count == 1, let edits = own(likely[0].edits) else { continue }
      let meets = edits.contains { edit in result.contains { $0.meets(edit) } }
      if !meets { result += edits }
    }
    return result
  }
}

extension ByteEdit {
  /// `true` iff the order in which `self` and `other` are made would matter.
  func meets(_ other: ByteEdit) -> Bool {
    range == other.range
      || range.lowerBound < other.range.upperBound && other.range.lowerBound < range.upperBound
      || range.isEmpty && other.range.contains(range.lowerBound)
      || other.range.isEmpty && range.contains(other.range.lowerBound)
  }
}

/// Returns `text` as a title.
func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
