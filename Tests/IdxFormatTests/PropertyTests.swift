import Foundation
import IdxDiagnostics
import IdxFormat
import IdxSyntax
import IdxTestSupport
import Testing

/// What holds of every model: its layout changes white space only, and laying it out again nothing.
@Suite struct PropertyTests {
  @Test(arguments: ["stdlib", "Tests", "grammar"])
  func keepsEveryModelOfTheRepository(folder: String) throws {
    for file in Fixtures.files(in: folder, "idx") {
      let text = try Fixtures.text(file)
      if let defect = defect(of: text) { Issue.record("\(Fixtures.name(of: file)): \(defect)") }
    }
  }

  /// Sentences of the grammar, a fourth of them with comments at random places.
  @Test(arguments: 0..<10)
  func keepsSampledSentences(part: Int) throws {
    let file = Fixtures.repository.appending(path: "grammar/idx.ebnf")
    var sampler = Sampler(try EBNF(Fixtures.text(file)), seed: UInt64(100 + part))
    let end = Date.now + Fixtures.fuzzSeconds / 10
    var count = 0
    var accepted = 0
    while count < 1000 || Date.now < end {
      let sentence = sampler.sentence("declaration", depth: 4 + count % 9)
      guard sentence.count < 200 else { continue }
      count += 1
      let text = count % 4 == 0 ? commented(sentence, &sampler) : GrammarToken.text(sentence)
      accepted += parse(text).diagnostics.isEmpty ? 1 : 0
      if let defect = defect(of: text) {
        Issue.record("\(defect)")
        return
      }
    }
    #expect(accepted > count * 4 / 5)
  }

  private func commented(_ sentence: [GrammarToken], _ sampler: inout Sampler) -> String {
    var result = ""
    for token in sentence {
      if !result.isEmpty { result += token.isFirstOnLine ? "\n" : " " }
      if token.isFirstOnLine, sampler.random.once(in: 2) {
        let comments = [
          " // 水 \n", "\n// a\n", "\r\n\r\n/// b\r\n", "\n\n\n// c\n\n/// d\n", "/// e \n",
        ]
        result += sampler.random.pick(comments)
      }
      result += token.text
    }
    return result + "\n"
  }
}
