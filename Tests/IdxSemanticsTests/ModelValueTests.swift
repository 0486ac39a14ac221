import IdxDiagnostics
import IdxSemantics
import IdxTables
import Testing

@Suite struct ModelValueTests {
  @Test(arguments: [
    ("index Q { group a { indicator x cost } group b like a }", ["a", "a.x", "b", "b.x"]),
    (
      "index Q { group b like a group a { group c { indicator x cost } } }",
      ["b", "b.c", "b.c.x", "a", "a.c", "a.c.x"]
    ),
    (
      "index Q { group p like q group q { group r like s } group s { indicator x cost } }",
      ["p", "p.r", "p.r.x", "q", "q.r", "q.r.x", "s", "s.x"]
    ),
    (
      ModelFindingTests.base + "variant V of Q { remove h move g.b to Q add to g group h like g }",
      ["g", "g.a", "g.h", "g.h.a", "d", "b"]
    ),
    (
      ModelFindingTests.base + "variant V of Q { replace g with indicator z cost remove h.a }",
      ["z", "h", "h.c", "d"]
    ),
  ])
  func flattensToPreorder(source: String, paths: [String]) throws {
    let reading = ModelReading(source)
    let index = try #require(reading.indices["V"] ?? reading.indices["Q"])
    #expect(index.nodes.dropFirst().map(\.path) == paths)
    for node in index.nodes {
      #expect(index.nodes[node.id].path == node.path)
      for child in node.children { #expect(index.nodes[child].parent == node.id) }
    }
  }

  @Test(
    arguments: [
      ("weight 0.25", "weight 0.75", [0.25, 0.75]), ("importance 1", "importance 3", [0.25, 0.75]),
      ("", "", nil), ("weight 0.5", "importance 1", nil),
    ] as [(String, String, [Double]?)])
  func givenWeights(first: String, second: String, local: [Double]?) throws {
    let reading = ModelReading("index Q { indicator a cost \(first) indicator b cost \(second) }")
    let index = try #require(reading.indices["Q"])
    #expect(GivenWeights.local(of: index, group: 0) == local)
  }

  @Test(arguments: [
    ("rescale { remove c }", [0.375, 0.625]), ("rescale { weight a 0.65 }", [0.65, 0.25, 0.1]),
    ("rescale { add indicator d cost weight 0.5 }", [0.15, 0.25, 0.1, 0.5]),
    ("{ replace a with indicator d cost }", [0.3, 0.5, 0.2]),
  ])
  func variantsRescale(change: String, weights: [Double]) throws {
    let reading = ModelReading(ModelFindingTests.weighted + "variant V of Q \(change)")
    #expect(reading.lines == [])
    let variant = try #require(reading.indices["V"])
    let local = try #require(GivenWeights.local(of: variant, group: 0))
    #expect(local.count == weights.count)
    for (a, b) in zip(local, weights) { #expect(abs(a - b) < 1e-15) }
  }

  @Test(arguments: [
    ("judgement J on X { a : b, c = 2, 4 c : b = 1/2 }", 0, 2, 4.0, 0.25),
    ("judgement J on X { a : b, c = 2, 4 c : b = 1/2 }", 1, 2, 2, 0.5),
    ("judgement J on X { a : b, c = (1, 2, 4), 4 c : b = 1 }", 0, 1, 2, 0.5),
    (
      "scale W best first { grade much ratio 5 grade same ratio 1 }\n"
        + "judgement J on X in W { a : b, c = much, same c : b = 1/5 }", 0, 1, 5, 0.2
    ),
  ])
  func fillsTheReciprocalHalf(source: String, i: Int, j: Int, value: Double, mirror: Double) throws
  {
    let reading = ModelReading(source)
    #expect(reading.lines == [])
    let matrix = try #require(reading.judgements["J"]?.subjects.first?.matrices.first)
    #expect(matrix.cells[i][j] == value)
    #expect(matrix.cells[j][i] == mirror)
    #expect(matrix.cells[i][i] == 1)
  }

  @Test func triangularNumbersKeepTheirEnds() throws {
    let judgement = try #require(
      ModelReading("judgement J on X { a : b, c = (1, 2, 4), 4 c : b = 1 }").judgements["J"])
    let matrix = try #require(judgement.subjects.first?.matrices.first)
    #expect(judgement.isTriangular)
    #expect(matrix.lows[0][1] == 1 && matrix.highs[0][1] == 4)
    #expect(matrix.lows[1][0] == 0.25 && matrix.highs[1][0] == 1)
    #expect(matrix.lows[0][2] == 4 && matrix.highs[2][0] == 0.25)
  }

  @Test func readsRatersOfAFile() throws {
    let place = Span(FileID(0), 0, 9)
    func row(_ rater: String, _ left: String, _ right: String, _ value: Double) -> JudgementRow {
      JudgementRow(
        rater: rater, left: left, right: right,
        value: .numbers(low: value, middle: value, high: value), span: place)
    }
    let index = "index Q { group g { indicator a benefit indicator b benefit } indicator c cost }\n"
    let text = index + "judgement J on Q by R from \"votes.csv\""
    let rows = [row("ann", "a", "b", 3), row("bob", "b", "a", 2), row("ann", "g", "c", 1)]
    let good = ModelReading(text, rows: rows + [row("bob", "c", "g", 4)])
    #expect(good.diagnostics == [])
    let judgement = try #require(good.judgements["J"])
    #expect(judgement.raters == ["ann", "bob"])
    #expect(judgement.subjects.map(\.group) == ["g", ""])
    #expect(judgement.subjects[0].matrices.map { $0.cells[0][1] } == [3, 0.5])
    let bad = ModelReading(text, rows: rows + [row("bob", "a", "c", 4), row("bob", "x", "c", 4)])
    #expect(
      bad.diagnostics.map(\.message) == [
        "expected two children of one group, found `a` and `c`",
        "expected an element of `Q`, found `x`",
        "expected every pair of `Q` to be compared by `bob`, found 1 missing: `g : c`",
      ])
  }

  @Test(
    arguments: [
      ("left,right,value\na,b,1/4\n", [.numbers(low: 0.25, middle: 0.25, high: 0.25)], []),
      ("left,right,value\na,b,much\n", [.word("much")], []),
      ("left,right,low,middle,high\na,b,1,2,3\n", [.numbers(low: 1, middle: 2, high: 3)], []),
      (
        "left,right,low,middle,high\na,b,1,x,3\n", [],
        ["line 2, column `middle`: expected a number, found `x`"]
      ),
      ("left,right\na,b\n", [], ["expected a column `value`, found `left`, `right`"]),
    ] as [(String, [JudgementRow.Value], [String])])
  func readsFilesOfComparisons(text: String, values: [JudgementRow.Value], messages: [String]) {
    let (rows, diagnostics) = Array(text.utf8).withUnsafeBufferPointer {
      JudgementFile.read($0, format: .csv, file: FileID(1))
    }
    #expect(rows.map(\.value) == values)
    #expect(rows.allSatisfy { $0.left == "a" && $0.right == "b" && $0.rater == nil })
    #expect(diagnostics.map(\.message) == messages)
  }

  @Test(
    arguments: [
      (
        "# by hand\nparent,code,label,weight,indicator\n,g,\"The \"\"g\"\"\",0.4,\ng,a,,,benefit\n,a b,,0.6,cost\n",
        "index `rows` {\n\n  group g \"The \\\"g\\\"\" weight 0.4 {\n    indicator a benefit }\n"
          + "  indicator `a b` weight 0.6 cost }\n", []
      ),
      (
        "code,indicator,parent\ng,,\nh,,\ng,,h\na,cost,g\nb,cost,h.g\nc,cost,h\n",
        "index `rows` {\n  group g { }\n  group h {\n    group g {\n      indicator a cost\n"
          + "      indicator b cost }\n    indicator c cost } }\n", []
      ),
      (
        "code,indicator,parent\na,cost,\nb,cost,a\nc,cost,d\nd,,\n,cost,\n", nil,
        ["line 6, column `code`: expected a value, found an empty cell"]
      ),
      (
        "code,indicator,parent\na,cost,\nb,cost,a\nc,cost,d\nd,,\nx`y,cost,\n", nil,
        [
          "expected the parent `a` to be a group in a row above, found an indicator",
          "expected the parent `d` to be a group in a row above, found none",
          "expected a code, found `x`y`",
        ]
      ),
      ("code,parent\na,\n", nil, ["expected a column `indicator`, found `code`, `parent`"]),
    ] as [(String, String?, [String])])
  func readsFilesOfNodes(table: String, text: String?, messages: [String]) {
    let found = Array(table.utf8).withUnsafeBufferPointer {
      IndexFile.text(
        of: $0, format: TableFormat(.csv, commentMark: UInt8(ascii: "#")), file: FileID(1))
    }
    #expect(found.text == text)
    #expect(found.diagnostics.map(\.message) == messages)
  }

  @Test(
    arguments: [
      ((1...300).map { "g\($0),\($0 == 1 ? "" : "g\($0 - 1)"),\n" }, 1, "at most 256 levels"),
      ((0...100_000).map { "g\($0),,cost\n" }, 1, "at most 100000 nodes"),
      ((0...90_000).map { "g\($0),\($0 % 2 == 0 ? "" : "x")," + "\n" }, 20, "the parent `x`"),
    ] as [([String], Int, String)])
  func boundsFilesOfNodes(rows: [String], count: Int, message: String) throws {
    let found = Array(("code,parent,indicator\n" + rows.joined()).utf8).withUnsafeBufferPointer {
      IndexFile.text(of: $0, format: .csv, file: FileID(1))
    }
    #expect(found.text == nil)
    #expect(found.diagnostics.count == count)
    #expect(try #require(found.diagnostics.first).message.hasPrefix("expected \(message)"))
  }

  @Test(
    arguments: [
      ("le_{year}", "le_2020", ["2020"]), ("le_{year}", "le_", nil),
      ("le_{year}", "le_rank_2020", nil),
      ("{a}-{b}", "x-y-z", ["x", "y-z"]),
      ("plain", "plain", []), ("plain", "plainer", nil), ("{a}x", "yxzx", ["yxz"]),
    ] as [(String, String, [String]?)])
  func patternsCapture(pattern: String, name: String, captures: [String]?) throws {
    let reading = ModelReading("data d from \"x\" { period {year} defines Y }")
    let data = try #require(reading.tables["d"])
    #expect(ColumnPattern(pattern, in: data).captures(in: name) == captures)
  }
}
