import IdxDiagnostics
import IdxDriver
import IdxSemantics
import Testing

/// What an analysis answers besides names and types.
@Suite struct ModelAnalysisTests {
  @Test(arguments: LibraryModelTests.models) func reportIsThatOfACheck(_ path: String) throws {
    let model = try AnalysedModel(library: path)
    #expect(Models.lines(model.analysis.report) == Models.lines(model.checked))
    #expect(model.analysis.modules.first?.path == AnalysedModel.path)
  }

  /// Questions leave the report as it is, and can be asked again.
  @Test func questionsChangeNothing() throws {
    let model = try AnalysedModel(Self.cities)
    let analysis = model.analysis
    for _ in 0..<2 {
      let report = try #require(analysis.run(evaluation: "e"))
      #expect(report.nodes[0].scores == [[0.25, 0.75]])
      #expect(report.nodes.map(\.code) == ["Livable", "economy", "jobs", "permit", "trees"])
      #expect(analysis.run()?.check.diagnostics.map(\.code) == ["W0627", "E0561"])
      #expect(analysis.test()?.cases.map(\.outcome) == [.passed, .failed])
      #expect(analysis.test()?.cases.last?.got == "2")
    }
    #expect(analysis.run(evaluation: "nothing") == nil)
    #expect(Models.lines(analysis.report) == Models.lines(model.checked))
    #expect(analysis.report.diagnostics.isEmpty)
  }

  @Test func modelWithErrorsHasNoResults() throws {
    let analysis = try AnalysedModel(Self.cities + "\nlet broken = nowhere").analysis
    #expect(analysis.report.diagnostics.hasErrors)
    #expect(analysis.run(evaluation: "e") == nil)
    #expect(analysis.weights(ofEvaluation: "e").count == 5)
  }

  @Test func modelThatIsNotThereIsAnalysed() throws {
    let found = Driver.analyse(
      "nothing.idx", provider: MemoryProvider(files: [:]), options: DriverOptions())
    let analysis = try #require(found)
    #expect(analysis.modules.isEmpty)
    #expect(analysis.report.diagnostics.map(\.code) == ["E0563"])
    #expect(analysis.facts.references(in: 0).isEmpty)
    #expect(analysis.judgements.isEmpty)
  }

  @Test func cancelledAnalysisGivesNothing() {
    var options = DriverOptions()
    options.isCancelled = { true }
    let provider = MemoryProvider(files: ["model.idx": Array(Self.cities.utf8)])
    #expect(Driver.analyse("model.idx", provider: provider, options: options) == nil)
  }

  @Test func weightsAreKnownAsFarAsTheModelTells() throws {
    let analysis = try AnalysedModel(Self.cities).analysis
    let weights = analysis.weights(ofEvaluation: "e")
    #expect(weights.map(\.local) == [nil, 0.75, 2.0 / 3, 1.0 / 3, 0.25])
    #expect(
      weights.map { $0.effective.map { ($0 * 1e12).rounded() / 1e12 } } == [
        nil, 0.75, 0.5, 0.25, 0.25,
      ])
    // Weights that follow from data are not known before it is read.
    #expect(analysis.weights(ofEvaluation: "f").map(\.local) == [nil, nil, nil, nil, nil])
    #expect(analysis.weights(ofEvaluation: "nothing") == [])
  }

  @Test func judgementsHaveWeightsAndConsistency() throws {
    let text = """
      axis Part { a, b, c }
      judgement Own on Part { a : b, c = 2, 4  b : c = 2 }
      judgement Panel on Part by Expert {
        rater x { a : b, c = 2, 4  b : c = 2 }
        rater y { a : b, c = 1, 1  b : c = 1 }
      }
      axis Two { d, e }
      judgement Small on Two { d : e = 3 }
      """
    let judgements = try AnalysedModel(text).analysis.judgements
    #expect(judgements.map(\.name) == ["Own", "Panel", "Small"])
    let rounded = judgements.map {
      $0.weights.map { $0.map { ($0 ?? 0) * 7 }.map { ($0 * 1e9).rounded() / 1e9 } }
    }
    #expect(rounded[0] == [[4, 2, 1]])
    #expect(rounded[1][0] == [4, 2, 1])
    #expect(judgements[1].weights[1].allSatisfy { abs(($0 ?? 0) - 1.0 / 3) < 1e-12 })
    #expect(judgements.map(\.ratios.count) == [1, 2, 0])
    #expect(judgements[0].ratios.allSatisfy { abs($0 ?? 1) < 1e-9 })
    #expect(judgements[1].raters == ["x", "y"])
    #expect(judgements[2].weights.isEmpty)
    // Each pair is where it was said.
    let place = try #require(judgements[0].matrices[0].place(0, 2))
    #expect(String(decoding: Array(text.utf8)[place.range], as: UTF8.self).hasPrefix("a : b, c"))
  }

  @Test func tablesHaveColumns() throws {
    let text = """
      data un from "un.csv" {
        key country defines Country labelled name
        period {year} defines Year
        group region defines Region
        column life "Life" from "life_{year}" in years missing ""
      }
      measure years
      """
    let file = "country,name,region,life_2020,life_2021,notes,size\nA,Aland,N,70,71,good,1\n"
    let analysis = try AnalysedModel(text, files: ["un.csv": file]).analysis
    let table = try #require(analysis.symbol(named: "un"))
    let schema = try #require(analysis.schema(of: table.id))
    #expect(
      schema.columns.map(\.name) == ["country", "year", "region", "life", "name", "notes", "size"])
    #expect(
      schema.columns.map(\.content) == [
        .key(axis: "Country"), .key(axis: "Year"), .group(axis: "Region"), .number(unit: "years"),
        .text, .text, .number(unit: ""),
      ])
    #expect(schema.column("life")?.label == "Life")
    #expect(schema.column("life")?.allowsMissing == true)
    #expect(schema.column("size")?.isDeclared == false)
    let places = schema.columns.map {
      $0.place.map { analysis.sources[Int($0.file.index)].text($0) }
    }
    #expect(places == ["country", nil, "region", "life_2020", "name", "notes", "size"])
    #expect(analysis.schema(of: try #require(analysis.symbol(named: "Country")).id) == nil)
  }

  @Test func columnsHaveStatistics() throws {
    let text = """
      data un from "un.csv" {
        key country defines Country
        period {year} defines Year
        column life from "life_{year}" missing ""
        column name text
      }
      data other {
        key country of Country
        column share
        | country | share |
        | A       | 2     |
        | B       | 2     |
      }
      """
    let file = "country,name,life_2020,life_2021\nA,Aland,70,71\nB,Bland,80,\n"
    let analysis = try AnalysedModel(text, files: ["un.csv": file]).analysis
    let un = try #require(analysis.symbol(named: "un")).id
    let life = try #require(analysis.statistics(ofColumn: "life", in: un))
    #expect(life.count == 4)
    #expect(life.missing == 1)
    #expect(life.minimum == 70)
    #expect(life.median == 71)
    #expect(life.maximum == 80)
    #expect(life.histogram == [1, 1, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(analysis.statistics(ofColumn: "name", in: un) == nil)
    #expect(analysis.statistics(ofColumn: "nothing", in: un) == nil)
    let other = try #require(analysis.symbol(named: "other")).id
    let share = try #require(analysis.statistics(ofColumn: "share", in: other))
    #expect(share.histogram == [2])
    #expect(share.median == 2)
    #expect(analysis.report.diagnostics.isEmpty)
  }

  @Test func indicatorsReadColumns() throws {
    let analysis = try AnalysedModel(Self.cities).analysis
    let id = try #require(analysis.symbol(named: "Livable")).id
    let index = try #require(analysis.index(id))
    let read = index.leaves.map { analysis.facts.column(readBy: index.nodes[$0]) }
    #expect(read.map { $0?.name } == ["jobs", "days", nil])
    #expect(read[0].flatMap { analysis.symbol($0.table)?.name } == "cities")
    #expect(analysis.evaluations.map(\.name) == ["e", "f"])
    #expect(analysis.libraryNames.contains("entropy"))
    #expect(analysis.symbol(named: "entropy")?.kind.word == "method")
  }

  private static let cities = """
    data cities {
      key city defines City
      column jobs
      column days
      column trees
      | city  | jobs | days | trees |
      | Ashby | 4    | 30   | 2     |
      | Brent | 5    | 55   | 1     |
    }
    index Livable {
      group economy { indicator jobs benefit  indicator permit cost from days }
      indicator trees cost = 2 * trees
    }
    judgement Council on Livable {
      economy : trees = 3
      at economy { jobs : permit = 2 }
    }
    evaluation e of Livable on cities {
      normalise minmax
      weights   ahp(Council)
      aggregate arithmetic_mean
    }
    evaluation f of Livable on cities {
      normalise minmax
      weights   entropy
      aggregate arithmetic_mean
    }
    expect e.rank["Brent"] == 1
    expect e.rank["Ashby"] == 1
    """
}
