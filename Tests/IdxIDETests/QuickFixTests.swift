import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct QuickFixTests {
  private static let cities = """
    data cities {
      key city defines City
      | city  | jobs | trees |
      | Ashby |    4 |     2 |
      | Brent |    5 |     1 |
    }
    """

  @Test(arguments: [
    ActionCase(
      "Bind it to `trees`",
      "\(cities)\nindex Good { indicator tree$0 benefit }\n"
        + "evaluation e of Good on cities {\n  normalise minmax\n  weights equal\n  aggregate arithmetic_mean\n}",
      "\(cities)\nindex Good { indicator tree from trees benefit }\n"
        + "evaluation e of Good on cities {\n  normalise minmax\n  weights equal\n  aggregate arithmetic_mean\n}"
    ),
    ActionCase(
      "Bind it to `jobs`",
      "\(cities)\nindex Good { indicator tree$0 benefit }\n"
        + "evaluation e of Good on cities {\n  normalise minmax\n  weights equal\n  aggregate arithmetic_mean\n}",
      "\(cities)\nindex Good { indicator tree from jobs benefit }\n"
        + "evaluation e of Good on cities {\n  normalise minmax\n  weights equal\n  aggregate arithmetic_mean\n}"
    ),
    ActionCase(
      "Say that less is better", "index Good { indicator noise$0 }",
      "index Good { indicator noise cost }"),
    ActionCase(
      "Add `a : c = 6`, as the others imply",
      "axis Part { a, b, c }\njudgement J$0 on Part {\n  a : b = 2\n  b : c = 3\n}",
      "axis Part { a, b, c }\njudgement J on Part {\n  a : b = 2\n  b : c = 3\n  a : c = 6\n}"),
    ActionCase(
      "Add the 3 missing pairs as equal", "axis Part { a, b, c }\njudgement J$0 on Part {\n}",
      "axis Part { a, b, c }\njudgement J on Part {\n  a : b = 1\n  a : c = 1\n  b : c = 1\n}"),
    ActionCase(
      "Add `a : b = 1`, as equal", "axis Part { a, b }\njudgement J$0 on Part {}",
      "axis Part { a, b }\njudgement J on Part {\n  a : b = 1\n}"),
    ActionCase(
      "Write `std.models.hdi.hdi`", "import std.modles.hdi.hdi$0\nlet a = 1",
      "import std.models.hdi.hdi\nlet a = 1"),
    ActionCase(
      "Write `latin1`",
      "data d from \"d.csv\" { key a defines A  encoding \"latin-1\"$0 }\n//- d.csv\na",
      "data d from \"d.csv\" { key a defines A  encoding \"latin1\" }\n"),
    ActionCase(
      "Add the 3 missing pairs with the values that the others imply",
      "axis Part { a, b, c, d }\njudgement J$0 on Part {\n  a : b, c, d = 2, 4, 1/3\n}",
      "axis Part { a, b, c, d }\njudgement J on Part {\n  a : b, c, d = 2, 4, 1/3\n"
        + "  b : c = 2\n  b : d = 1/6\n  c : d = 1/9\n}"),
    ActionCase(
      "Add `c : a = strong`, as the others imply",
      """
      scale Words worst first { grade even ratio 1  grade some ratio 3  grade strong ratio 5 }
      axis Part { a, b, c }
      judgement J$0 on Part in Words {
        b : a = some
        c : b = some
      }
      """,
      """
      scale Words worst first { grade even ratio 1  grade some ratio 3  grade strong ratio 5 }
      axis Part { a, b, c }
      judgement J on Part in Words {
        b : a = some
        c : b = some
        c : a = strong
      }
      """),
    ActionCase(
      "Say 2, as the others imply",
      "axis Part { a, b, c, d }\njudgement J on Part {\n  a : b, c, d = 2, 4, 8\n"
        + "  b : c, d = 2, 4\n  c : d = 1/$09\n}",
      "axis Part { a, b, c, d }\njudgement J on Part {\n  a : b, c, d = 2, 4, 8\n"
        + "  b : c, d = 2, 4\n  c : d = 2\n}"),
    ActionCase(
      "Rescale the weights to sum to 1",
      "index Go$0od { indicator a benefit weight 1  indicator b benefit weight 2 }",
      "index Good { indicator a benefit weight 0.333333  indicator b benefit weight 0.666667 }"),
    ActionCase(
      "Add `normalise minmax`, which turns costs round",
      "\(cities)\nindex Good { indicator trees cost  indicator jobs benefit }\n"
        + "evaluation e of Good on cities {\n  weights equal\n  $0aggregate arithmetic_mean\n}",
      "\(cities)\nindex Good { indicator trees cost  indicator jobs benefit }\n"
        + "evaluation e of Good on cities {\n  weights equal\n  normalise minmax\n  aggregate arithmetic_mean\n}"
    ),
    ActionCase("Write `alpha`", "let alpha = 1\nlet b = alpah$0", "let alpha = 1\nlet b = alpha"),
    ActionCase(
      "Import \"parts/base.idx\"",
      "let a = widt$0h\n//- parts/base.idx\nlet width = 2",
      "import \"parts/base.idx\"\n\nlet a = width\n"),
    ActionCase(
      "Import \"other.idx\"",
      "import \"base.idx\"\n\nlet a = width + height$0\n//- base.idx\nlet width = 2\n//- other.idx\nlet height = 3",
      "import \"base.idx\"\nimport \"other.idx\"\n\nlet a = width + height\n"),
    ActionCase(
      "Delete it", "/// A rate.\nparameter rate$0 = 0.05\n\nexpect 2 * 2 == 4 within 0",
      "expect 2 * 2 == 4 within 0"),
    ActionCase(
      "Allow `unused-declaration` here",
      "parameter rate$0 = 0.05\nexpect 2 * 2 == 4 within 0",
      "allow(unused-declaration) \"say why\"\nparameter rate = 0.05\nexpect 2 * 2 == 4 within 0"),
    ActionCase(
      "Allow `group-with-one-child` here",
      "index Good {\n  group a$0 {\n    indicator b benefit\n  }\n  indicator c benefit\n}",
      "index Good {\n  allow(group-with-one-child) \"say why\"\n  group a {\n    indicator b benefit\n  }\n"
        + "  indicator c benefit\n}"),
    ActionCase(
      "Fix all 2 of `unused-declaration`",
      "parameter rate$0 = 0.05\nparameter other = 1\nexpect 2 * 2 == 4 within 0",
      "expect 2 * 2 == 4 within 0"),
    ActionCase(
      "Fix all that is certain",
      "let a$0 = 2 × 3\nallow(double-counting) \"gone\"\nlet b = 4 ÷ 2",
      "let a = 2 * 3\nallow(double-counting) \"gone\"\nlet b = 4 / 2", only: ["source.fixAll"]),
    ActionCase(
      "Fix all that is certain", "allow(double-counting) \"gone\"\nlet b$0 = 4 / 2",
      "let b = 4 / 2",
      only: ["source"]),
    ActionCase(
      "Organize imports",
      """
      import "b.idx"
      import std.models.hdi
      import "a.idx"
      import "b.idx"

      let c$0 = a + b
      //- a.idx
      let a = 1
      //- b.idx
      let b = 1
      """,
      "import \"a.idx\"\nimport \"b.idx\"\n\nlet c = a + b\n", only: ["source.organizeImports"]),
  ])
  func mends(_ example: ActionCase) { example.check() }

  @Test func offersWhatIsAskedFor() {
    let fixture = EditorFixture("parameter rate$0 = 0.05\nexpect 2 * 2 == 4 within 0")
    func kinds(_ only: [String]?) -> Set<String> {
      let actions = fixture.workspace.actions(in: fixture.path, fixture.selection, only: only)
      return Set((actions ?? []).map(\.kind.rawValue))
    }
    #expect(kinds(nil) == ["quickfix"])
    #expect(kinds(["quickfix"]) == ["quickfix"])
    #expect(kinds(["refactor"]) == [])
    #expect(kinds(["source"]) == [])
  }

  @Test func attachesFindings() throws {
    let fixture = EditorFixture("let alpha = 1\nlet b = alpah$0")
    let actions = fixture.workspace.actions(in: fixture.path, fixture.selection) ?? []
    let action = try #require(actions.first { $0.title == "Write `alpha`" })
    #expect(action.findings.map(\.code) == ["E0201"])
    #expect(action.isPreferred)
  }
}
