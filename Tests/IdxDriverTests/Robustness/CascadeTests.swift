import IdxDiagnostics
import IdxDriver
import Testing

/// One mistake, one finding: what follows from it is not reported too.
@Suite struct CascadeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let model: String
    let files: [String: String]
    /// The one finding.
    let message: String
    let hint: String
  }

  private static let index = """
    index L {
      indicator jobs benefit in items
      indicator trees benefit in items
      indicator area benefit
    }
    evaluation e of L on cities {
      normalise minmax
      weights   equal
      aggregate arithmetic_mean
    }
    """
  private static let judgement = """
    index L { indicator jobs benefit  indicator trees benefit  indicator area benefit }
    judgement J on L by Expert from "panel.csv"
    judgement K on L from "panel.csv"
    """
  private static let rows = "ann,jobs,trees,2\nann,jobs,area,3\nann,trees,area,2\n"
  private static let columns =
    "E0456: expected the columns `left`, `right` and `value`, and `rater` or `set` where they are due"

  static let cases = [
    Case(
      testDescription: "other delimiter, declared columns",
      model: """
        data cities from "d.csv" {
          key city defines City
          column jobs in items
          column trees in items
        }

        """ + index,
      files: ["d.csv": "city;jobs;trees;area\na;1;2;3\nb;2;3;4\n"],
      message: "E0503: expected a column `city`, found `city;jobs;trees;area`",
      hint: "the cells seem to be divided by this: declare `delimiter \";\"`"),
    Case(
      testDescription: "other delimiter, no declared columns",
      model: "data cities from \"d.csv\" { key city defines City }\n" + index,
      files: ["d.csv": "city\tjobs\ttrees\tarea\na\t1\t2\t3\nb\t2\t3\t4\n"],
      message: "E0503: expected a column `city`, found `city\tjobs\ttrees\tarea`",
      hint: "the cells seem to be divided by this: declare `delimiter \"\\t\"`"),
    Case(
      testDescription: "undeclared comments",
      model: "data cities from \"d.csv\" { key city defines City }\n" + index,
      files: ["d.csv": "# By us.\ncity,jobs,trees,area\na,1,2,3\nb,2,3,4\n"],
      message: "E0503: expected a column `city`, found `# By us.`",
      hint: "if the first lines are comments, declare `comments \"#\"`"),
    Case(
      testDescription: "experts", model: judgement,
      files: ["panel.csv": "expert,left,right,value\n" + rows],
      message: columns + ", found `expert`, `left`, `right`, `value`",
      hint: "rename `expert` to `rater`"),
    Case(
      testDescription: "another column", model: judgement,
      files: ["panel.csv": "remark,left,right,value\n" + rows],
      message: columns + ", found `remark`, `left`, `right`, `value`",
      hint: "rename or delete the column `remark`"),
    Case(
      testDescription: "misspelt column", model: judgement,
      files: ["panel.csv": "rater,left,rigth,value\n" + rows],
      message: columns + ", found `rater`, `left`, `rigth`, `value`",
      hint: "rename `rigth` to `right`"),
    Case(
      testDescription: "judgements between semicolons", model: judgement,
      files: ["panel.csv": "rater;left;right;value\nann;jobs;trees;2\n"],
      message: columns + ", found `rater;left;right;value`",
      hint: "let commas stand between the cells, not `;`"),
  ]

  @Test(arguments: cases, [Catalogue.Task.check, .run([])])
  func isToldOnce(_ test: Case, _ task: Catalogue.Task) {
    let files = test.files.mapValues { Array($0.utf8) }
    let report = Models.findings(in: test.model, files: files, by: task)
    #expect(Models.lines(report) == [test.message])
    #expect(report?.diagnostics.first?.hints == [test.hint])
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      "let x = 1", "let x# = y#", "data d# { key u defines U }",
      "index I# { indicator a, benefit }",
    ])
  func manyFindingsTakeLinearTime(_ line: String) throws {
    let count = 20_000
    let text = (0..<count).map { line.replacing("#", with: "\($0)") + "\n" }.joined()
    let report = try #require(Models.findings(in: text))
    #expect(report.diagnostics.count >= count - 1)
    // Near names are searched for the first of many unknown names alone.
    #expect(report.diagnostics.count { $0.code == "E0201" && !$0.fixes.isEmpty } <= 200)
  }

  @Test func commentsAreOfTheTable() throws {
    let model = """
      data cities from "d.csv" {
        key city defines City
        comments "#"
      }
      expect sum(cities.jobs, over City) == 3 within 0
      """
    let files = ["d.csv": Array("# \"By us, 2020\ncity,jobs\na,1\nb,2\n".utf8)]
    #expect(Models.lines(Models.findings(in: model, files: files, by: .run([]))) == [])
    let wrong = model.replacing("\"#\"", with: "\",\"\n  delimiter \",\"")
    #expect(
      Models.lines(Models.findings(in: wrong, files: files)).first?.hasPrefix("E0417") == true)
  }
}
