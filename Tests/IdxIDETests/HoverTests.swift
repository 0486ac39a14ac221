import IdxEditorTestSupport
import IdxIDE
import Testing

private let model = """
  data Parks "The parks" from "parks.csv" {
    key code defines Park
    column trees "Number of trees" in items range 0...
  }
  scale Words best first { grade good "Good" ratio 3 }
  index Green "Green parks" {
    group nature "Nature" weight 0.6 {
      indicator trees "Trees" benefit in items range 0... weight 0.25
      indicator water cost weight 0.75
    }
    indicator jobs target 5 weight 0.4
  }
  judgement J on Green { nature : jobs = 1/3 }
  judgement K on Green in Words { nature : jobs = good }
  evaluation e "Parks" of Green on Parks {
    normalise minmax
    weights given
    aggregate arithmetic_mean
  }
  let total = sum(Parks.trees, over Park)

  """

private let file = """

  //- parks.csv
  code,trees,water,jobs
  a,1,2,3
  b,7,3,4
  c,9,3,4
  """

@Suite struct HoverTests {
  @Test(arguments: [
    // Indicators and groups.
    (
      "index X { indicator a benefit }\nevaluation o of Gre$0en on Parks { }",
      ["Green parks", "3 indicators"]
    ),
    (
      "expect e.at(tre$0es).score == 1",
      [
        "Trees", "more is better", "in items", "range 0...",
        "minimum 1, median 7, maximum 9", "none missing", "▇", "weight 0.250", "0.150 in the whole",
      ]
    ),
    ("expect e.at(nat$0ure).score == 1", ["Nature", "2 indicators"]),
    // Declarations.
    ("expect number(to$0tal) == 17 within 1", ["total = 17"]),
    ("expect e$0.score == 1", ["`e.score`", "`Green` on `Parks`"]),
    (
      "evaluation less with e { remove jobs  weight nature 1 }\nexpect le$0ss.score == 1",
      ["Made with `e`", "`Green` on `Parks`"]
    ),
    ("evaluation less with e$0 { }", ["**Parks** · evaluation `e`"]),
    ("evaluation less with e { remove jo$0bs }", ["**jobs** · indicator `jobs`"]),
    ("evaluation less with e { at nat$0ure { weights equal } }", ["Nature", "2 indicators"]),
    ("let b = Par$0ks.trees", ["The parks"]),
    ("let b = Parks.tr$0ees", ["Number of trees", "maximum 9"]),
    ("let b = e.sco$0re", ["the scores"]),
    // Methods.
    ("let b = med$0ian(Parks.trees, over Park)", ["median[over A]"]),
    (
      "evaluation o of Green on Parks { normalise mi$0nmax }",
      ["minmax[U: objects", "Formula", "Source"]
    ),
    // Words.
    ("let b = $0if 1 > 2 then 1 else 2", ["Chooses between two values"]),
    ("allow(group-with-one-ch$0ild) \"so\"\nlet b = 1", ["W06"]),
    ("let b = 1\nmeasure mile = 1.609 * k$0m", ["Dimension: 1000 m"]),
  ])
  func tells(_ text: String, _ expected: [String]) throws {
    let fixture = EditorFixture(model + text + file)
    let assistant = try #require(fixture.assistant)
    let found = assistant.hover(at: fixture.cursor)
    let markdown = try #require(found).markdown
    for part in expected { #expect(markdown.contains(part), "\(part) in \(markdown)") }
  }

  @Test(arguments: [
    ("1/3", "`jobs` outweighs `nature` 3 times: moderately more important"),
    ("= good", "Good"), ("weight 0.25", "0.150 in the whole index"),
  ])
  func tellsOfNumbers(_ number: String, _ expected: String) throws {
    let fixture = EditorFixture(model + file)
    let text = fixture.text(fixture.path)
    let place = try #require(text.firstRange(of: number)).upperBound
    let offset = text.utf8.distance(from: text.startIndex, to: place) - 1
    let assistant = try #require(fixture.assistant)
    let markdown = try #require(assistant.hover(at: offset)).markdown
    #expect(markdown.contains(expected), "\(markdown)")
  }

  @Test func isPlainWhereMarksAreNotShown() throws {
    let fixture = EditorFixture(model + "expect e.at(nat$0ure).score == 1" + file)
    let assistant = try #require(fixture.assistant)
    let plain = try #require(assistant.hover(at: fixture.cursor)).plain
    #expect(plain.hasPrefix("Nature · group nature"))
  }
}
