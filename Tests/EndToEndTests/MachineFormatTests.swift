import Foundation
import IdxDiagnostics
import IdxTestSupport
import Testing

/// What other programs read: that it can be read, and that it agrees.
@Suite struct MachineFormatTests {
  private static let hdi =
    Fixtures.repository.appending(path: "stdlib/models/hdi/hdi.idx").path

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func planIsJSON() throws {
    let result = try Tool.run(["plan", Self.hdi, "--format", "json"])
    #expect(result.status == 0)
    #expect(result.messages == "")
    let plan = try object(result.output)
    let nodes = try #require(plan["nodes"] as? [[String: Any]])
    #expect(nodes.count > 10)
    for (number, node) in nodes.enumerated() {
      let inputs = try #require(node["inputs"] as? [Int])
      #expect(inputs.allSatisfy { $0 < number }, "a node comes after what it is made of")
    }
  }

  @Test func planIsDOT() throws {
    let result = try Tool.run(["plan", Self.hdi, "--format", "dot"])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n").map { $0.trimmingCharacters(in: [" "]) }
    #expect(lines.first?.hasPrefix("digraph") == true)
    #expect(lines.last == "}")
    let nodes = lines.filter { $0.hasPrefix("n") || $0.hasPrefix("o") }.filter { $0.contains(" [") }
    let names = Set(nodes.compactMap { $0.split(separator: " ").first })
    let edges = lines.filter { $0.contains(" -> ") }
    #expect(!edges.isEmpty)
    for edge in edges {
      let words = edge.split(whereSeparator: { " ;".contains($0) })
      #expect(names.contains(words[0]) && names.contains(words[2]), "\(edge)")
    }
  }

  @Test func resultsAgreeInJSONAndCSV() throws {
    let json = try Tool.run(["run", Self.hdi, "--level", "all", "--format", "json"])
    let csv = try Tool.run(["run", Self.hdi, "--level", "all", "--format", "csv"])
    #expect(json.status == 0 && csv.status == 0)
    let text = json.output
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let rows = csv.output.split(separator: "\n").map { $0.split(separator: ",") }
    let norway = try #require(rows.first { $0.contains("NOR") && $0.contains("2021") })
    let score = try #require(norway.last { Double($0) != nil })
    #expect(text.contains(String(score)))
    #expect(rows.count == 195 * 3 + 1)
  }

  @Test func findingsAreJSON() throws {
    let place = try TemporaryFolder()
    try place.file("bad.idx", "let x = 1 +\nlet 水 = y\n")
    let result = try Tool.run(["check", "--format", "json"], in: place.url)
    #expect(result.status == 1)
    let report = try object(result.output)
    #expect(report["models"] as? [String] == ["bad.idx"])
    let findings = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(findings.count == report["errors"] as? Int)
    #expect(findings.allSatisfy { $0["code"] is String && $0["message"] is String })
  }

  @Test(arguments: [Catalogue.all.map(\.code)]) func explainsEveryFinding(codes: [String]) throws {
    let script =
      "for code in \(codes.joined(separator: " ")); do $idx explain $code || exit 1; done"
    let result = try Tool.shell(script)
    #expect(result.status == 0)
    #expect(result.messages == "")
    for entry in Catalogue.all {
      #expect(result.output.contains("[\(entry.code)]: \(entry.title)\nName: \(entry.name)\n"))
    }
    let list = try Tool.run(["explain"])
    #expect(list.output.split(separator: "\n").count == Catalogue.all.count)
  }
}
