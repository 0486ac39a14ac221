import IdxDiagnostics
import Testing

/// The catalogue of diagnostics as a whole.
@Suite struct CatalogueTests {
  @Test func codesAndNamesAreUnique() {
    let all = Catalogue.all
    #expect(all.map(\.code) == all.map(\.code).sorted())
    #expect(Set(all.map(\.code)).count == all.count)
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.count > 100)
  }

  @Test func entriesAreWellFormed() {
    var wrong: [String] = []
    for entry in Catalogue.all {
      let digits = entry.code.dropFirst()
      let letter: Character =
        entry.severity == .error ? "E" : entry.severity == .warning ? "W" : "H"
      let isCode = entry.code.first == letter && digits.count == 4 && digits.allSatisfy(\.isNumber)
      let isName =
        entry.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        && entry.name.first?.isLetter == true && !entry.name.contains("--")
        && !entry.name.hasSuffix("-")
      let isTold = !entry.title.isEmpty && !entry.explanation.isEmpty && !entry.title.hasSuffix(".")
      if !isCode || !isName || !isTold { wrong.append("\(entry.code) \(entry.name)") }
    }
    #expect(wrong == [])
  }

  @Test func sourceNamesEveryCodeOnce() {
    var count: [String: Int] = [:]
    for file in SourceFile.program where file.path.contains("/Catalogue/") {
      for line in file.lines {
        for part in line.split(separator: "\"") where Catalogue.entry(String(part)) != nil {
          if part.first?.isUppercase == true { count[String(part), default: 0] += 1 }
        }
      }
    }
    #expect(count.filter { $0.value > 1 } == [:])
  }
}
