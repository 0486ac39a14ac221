import IdxDiagnostics
import IdxDriver
import Testing

@Suite struct ResultWriterTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let format: ResultFormat
    let shown: ShownResults
    var level = 1
    let expected: String
    var testDescription: String { "\(format) \(shown) \(level)" }
  }

  @Test(arguments: ResultWriterTests.cases) func writes(example: Case) {
    var layout = ResultLayout()
    layout.shown = example.shown
    layout.level = example.level
    let text = ResultWriter.text([SampleReports.panel], format: example.format, layout: layout)
    #expect(text == example.expected + "\n")
  }

  static let cases = [
    Case(
      format: .table, shown: .scores,
      expected: """
        Human development · Year 2020

        Rank  Country                     Index  Grade  Long and healthy life
           1  NOR      Norway            0.9000  High                  1.0000
           2  CHN      中国              0.1235  Low                   0.2500
           –  AB_C     A & B | "C", [d]       –  –                     0.0000

        Human development · Year 2021

        Rank  Country                         Index  Grade  Long and healthy life
           1  AB_C     A & B | "C", [d]      0.7000  –                     0.0000
           2  CHN      中国                  0.1000  Low                   0.2500
           3  NOR      Norway            -1234.5000  High                  1.0000
        """),
    Case(
      format: .table, shown: .weights, level: 9,
      expected: """
        Human development · Weights

        Node                                Weight  In the index
        HDI        Index                         –        1.0000
        life         Long and healthy life  0.5000        0.5000
        life.mean      Mean                 0.2500        0.1250
        """),
    Case(
      format: .csv, shown: .all, level: 2,
      expected: """
        Year,rank,Country,label,HDI,grade,life,life.mean
        2020,1,NOR,Norway,0.9,High,1,3
        2020,2,CHN,中国,0.123456789,Low,0.25,2
        2020,,AB_C,"A & B | ""C"", [d]",,,1e-09,1
        2021,1,AB_C,"A & B | ""C"", [d]",0.7,,0,1
        2021,2,CHN,中国,0.1,Low,0.25,2
        2021,3,NOR,Norway,-1234.5,High,1,3

        Year,rank,Country,label,life,life.mean
        2020,1,NOR,Norway,1,1
        2020,2,CHN,中国,2,2
        2020,,AB_C,"A & B | ""C"", [d]",3,3
        2021,1,AB_C,"A & B | ""C"", [d]",3,3
        2021,2,CHN,中国,2,2
        2021,3,NOR,Norway,1,1

        Year,rank,Country,label,HDI
        2020,1,NOR,Norway,High
        2020,2,CHN,中国,Low
        2020,,AB_C,"A & B | ""C"", [d]",
        2021,1,AB_C,"A & B | ""C"", [d]",
        2021,2,CHN,中国,Low
        2021,3,NOR,Norway,High

        node,label,weight,effective
        HDI,Index,,1
        life,Long and healthy life,0.5,0.5
        life.mean,Mean,0.25,0.125
        """),
    Case(
      format: .json, shown: .weights, level: 0,
      expected: """
        {
          "evaluations": [
            {
              "name": "hdi",
              "label": "Human development",
              "axis": "Country",
              "slices": [
                {
                  "at": {"Year": "2020"},
                  "weights": [
                    {"node": "HDI", "label": "Index", "depth": 0, "weight": null, "effective": 1}
                  ]
                },
                {
                  "at": {"Year": "2021"},
                  "weights": [
                    {"node": "HDI", "label": "Index", "depth": 0, "weight": null, "effective": 1}
                  ]
                }
              ]
            }
          ]
        }
        """),
    Case(
      format: .markdown, shown: .grades,
      expected: """
        **Human development · Year 2020 · Grades**

        | Rank | Country |  | Index |
        |---:|---|---|---|
        | 1 | NOR | Norway | High |
        | 2 | CHN | 中国 | Low |
        | – | AB\\_C | A & B \\| "C", \\[d\\] | – |

        **Human development · Year 2021 · Grades**

        | Rank | Country |  | Index |
        |---:|---|---|---|
        | 1 | AB\\_C | A & B \\| "C", \\[d\\] | – |
        | 2 | CHN | 中国 | Low |
        | 3 | NOR | Norway | High |
        """),
    Case(
      format: .latex, shown: .weights,
      expected: """
        % Human development · Weights
        \\begin{tabular}{llrr}
        \\hline
        Node &  & Weight & In the index \\\\
        \\hline
        HDI & Index & -- & 1.0000 \\\\
        life & \\quad Long and healthy life & 0.5000 & 0.5000 \\\\
        \\hline
        \\end{tabular}
        """),
  ]

  /// On a screen a table ends after so many rows, and says how many it leaves out.
  @Test(arguments: [(nil, 3, ""), (3, 3, ""), (2, 2, "(1 more row: "), (1, 1, "(2 more rows: ")])
  func leavesRowsOut(most: Int?, shown: Int, note: String) {
    var layout = ResultLayout()
    layout.rows = most
    for format in [ResultFormat.table, .csv, .markdown] {
      let text = ResultWriter.text([SampleReports.panel], format: format, layout: layout)
      let rows = text.split(separator: "\n").count { $0.contains("NOR") || $0.contains("CHN") }
      let all = text.split(separator: "\n").count { $0.contains("AB") } + rows
      #expect(all == (format == .table ? shown : 3) * 2)
      #expect(text.contains("more row") == (format == .table && !note.isEmpty))
      if format == .table { #expect(note.isEmpty || text.contains(note)) }
    }
  }

  @Test func writesTheResultsOfObjectsInJSON() {
    let text = ResultWriter.text([SampleReports.panel], format: .json, layout: ResultLayout())
    #expect(text.contains("\"label\": \"A & B | \\\"C\\\", [d]\",\n"))
    #expect(text.contains("\"scores\": {\"HDI\": null, \"life\": 1e-09}\n"))
    #expect(text.contains("\"rank\": null,\n"))
    #expect(text.contains("\"rank\": 1,\n              \"grade\": \"High\",\n"))
  }

  @Test func escapesForLatex() {
    let text = ResultWriter.text([SampleReports.panel], format: .latex, layout: ResultLayout())
    #expect(text.contains("-- & AB\\_C & A \\& B | \"C\", [d] & -- & -- & 0.0000 \\\\\n"))
  }

  @Test(arguments: [(100, 5), (60, 9), (30, 12)])
  func leavesOutWhatDoesNotFit(width: Int, left: Int) {
    var layout = ResultLayout()
    layout.width = width
    let text = ResultWriter.text([SampleReports.wide(12)], format: .table, layout: layout)
    #expect(text.contains("(\(left) columns are not shown for want of room: n\(13 - left), n"))
    #expect(text.split(separator: "\n").dropLast().allSatisfy { DisplayWidth.cells($0) <= width })
  }

  @Test func leavesOutLabelsBeforeTheIndex() {
    var layout = ResultLayout()
    layout.width = 30
    let text = ResultWriter.text([SampleReports.panel], format: .table, layout: layout)
    let expected = """
      Human development · Year 2020

      Rank  Country   Index
         1  NOR      0.9000
         2  CHN      0.1235
         –  AB_C          –
      (3 columns are not shown for want of room: label, grade, life)

      """
    #expect(text.hasPrefix(expected))
  }

  @Test func namesTheEvaluationsInCSVIfThereAreSeveral() {
    var layout = ResultLayout()
    layout.level = 0
    let text = ResultWriter.text(
      [SampleReports.wide(0), SampleReports.panel], format: .csv, layout: layout)
    #expect(
      text.hasPrefix(
        """
        evaluation,rank,Object,root
        w,1,an object with a long code,0

        evaluation,Year,rank,Country,label,HDI,grade
        hdi,2020,1,NOR,Norway,0.9,High

        """))
  }
}
