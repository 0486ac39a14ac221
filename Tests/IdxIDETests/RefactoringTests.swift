import IdxEditorTestSupport
import IdxIDE
import Testing

@Suite struct RefactoringTests {
  private static let cities = """
    data cities {
      key city defines City
      | city  | jobs | wages | trees |
      | Ashby |    4 |    20 |     2 |
      | Brent |    5 |    15 |     1 |
    }
    """

  private static func model(_ index: String, _ weights: String = "given", _ rest: String = "")
    -> String
  {
    """
    \(cities)

    \(index)

    evaluation e of Good on cities {
      normalise minmax
      weights   \(weights)
      aggregate arithmetic_mean
    }\(rest)
    """
  }

  @Test(arguments: [
    ActionCase(
      "Extract 2 nodes into a group",
      model(
        """
        index Good {
          group all {
            $1indicator jobs  benefit weight 0.2
            // What people earn.
            indicator wages benefit weight 0.3$1
            indicator trees benefit weight 0.5
          }
        }
        """, "given", "\nlet w = e.at(all.jobs).share + e.at(wages).share + e.at(all.trees).share"),
      model(
        """
        index Good {
          group all {
            group subgroup weight 0.5 {
              indicator jobs  benefit weight 0.4
              // What people earn.
              indicator wages benefit weight 0.6
            }
            indicator trees benefit weight 0.5
          }
        }
        """, "given",
        "\nlet w = e.at(all.subgroup.jobs).share + e.at(wages).share + e.at(all.trees).share")),
    ActionCase(
      "Extract 2 nodes into a group",
      "index Good { $1indicator a benefit weight 0.1  indicator b benefit weight 0.2$1"
        + "  indicator c benefit weight 0.7 }",
      "index Good { group subgroup weight 0.3 { indicator a benefit weight 1/3"
        + "  indicator b benefit weight 2/3 }  indicator c benefit weight 0.7 }"),
    ActionCase(
      "Inline the group `economy`",
      model(
        """
        index Good {
          /// Money.
          group eco$0nomy "Economy" weight 0.5 {
            // Of the last year.
            indicator jobs  benefit weight 0.4
            indicator wages benefit weight 0.6
          }
          indicator trees benefit weight 0.5
        }
        """, "given", "\nlet w = e.at(economy.jobs).share"),
      model(
        """
        index Good {
          // Of the last year.
          indicator jobs  benefit weight 0.2
          indicator wages benefit weight 0.3
          indicator trees benefit weight 0.5
        }
        """, "given", "\nlet w = e.at(jobs).share")),
    ActionCase(
      "Inline the group `b`",
      "index Good { indicator a benefit importance 3  group $0b importance 2 {"
        + " indicator c benefit importance 1  indicator d benefit importance 3 } }",
      "index Good { indicator a benefit importance 3  "
        + "indicator c benefit importance 0.5  indicator d benefit importance 1.5 }"),
    ActionCase(
      "Extract into a `let`", "let a = 2 * $1(3 + 4)$1", "let value = 3 + 4\nlet a = 2 * value"),
    ActionCase(
      "Extract into a `let`",
      "method f(x: Real) -> Real {\n  let y = 2 * x\n  $1y * y$1 + 1\n}",
      "method f(x: Real) -> Real {\n  let y = 2 * x\n  let value = y * y\n  value + 1\n}"),
    ActionCase(
      "Extract into a `let`", "method f(x: Real) -> Real { $12 * x$1 + 1 }",
      "method f(x: Real) -> Real {\n  let value = 2 * x\n  value + 1 }"),
    ActionCase(
      "Inline `a` at 2 places", "let $0a = 1 + 2\nlet b = 3 * a - a\nexpect b == 6 within 0",
      "let b = 3 * (1 + 2) - (1 + 2)\nexpect b == 6 within 0"),
    ActionCase(
      "Inline `a`", "let a = 2 * 3\nlet b = $0a + 1\nexpect b == 7 within 0",
      "let b = 2 * 3 + 1\nexpect b == 7 within 0"),
    ActionCase(
      "Inline `y`", "method f(x: Real) -> Real {\n  let y = 2 * x\n  $0y ^ 2\n}",
      "method f(x: Real) -> Real {\n  (2 * x) ^ 2\n}"),
    ActionCase(
      "Make a variant of `Good` without `trees`",
      "index Good {\n  indicator jobs benefit\n  indicator tr$0ees benefit\n}",
      "index Good {\n  indicator jobs benefit\n  indicator trees benefit\n}\n\n"
        + "variant Good_variant of Good {\n  remove trees\n}"),
    ActionCase(
      "Write the variant `Small` out as an index",
      """
      index Good "Good" {
        group economy weight 0.5 {
          indicator jobs  "New firms" benefit in items weight 0.4
          indicator wages target 3 weight 0.6
        }
        /// Green.
        indicator trees benefit weight 0.5
      }
      variant Sm$0all "Small" of Good rescale {
        remove jobs
        add to economy indicator air benefit = 2 * jobs weight 0.3
      }
      """,
      """
      index Good "Good" {
        group economy weight 0.5 {
          indicator jobs  "New firms" benefit in items weight 0.4
          indicator wages target 3 weight 0.6
        }
        /// Green.
        indicator trees benefit weight 0.5
      }
      index Small "Small" {
        group economy weight 0.5 {
          indicator wages target 3 weight 0.7
          indicator air benefit = 2 * jobs weight 0.3
        }
        /// Green.
        indicator trees benefit weight 0.5
      }
      """),
    ActionCase(
      "Convert the weights of `Good` into comparisons",
      model(
        """
        index Go$0od {
          group economy weight 0.75 {
            indicator jobs  benefit weight 0.2
            indicator wages benefit weight 0.8
          }
          indicator trees benefit weight 0.25
        }
        """),
      model(
        """
        index Good {
          group economy {
            indicator jobs  benefit
            indicator wages benefit
          }
          indicator trees benefit
        }

        judgement Good_weights on Good {
          economy : trees = 3
          at economy {
            jobs : wages = 1/4
          }
        }
        """, "ahp(Good_weights)")),
    ActionCase(
      "Convert the weights of `economy` into the nearest comparisons, 1 of them cut off at 9",
      model(
        """
        index Good {
          group eco$0nomy weight 0.75 {
            indicator jobs  benefit weight 0.05
            indicator wages benefit weight 0.95
          }
          indicator trees benefit weight 0.25
        }
        """),
      model(
        """
        index Good {
          group economy weight 0.75 {
            indicator jobs  benefit
            indicator wages benefit
          }
          indicator trees benefit weight 0.25
        }

        judgement Good_weights on Good {
          at economy {
            jobs : wages = 1/9
          }
        }
        """, "given\n  at economy { weights ahp(Good_weights) }")),
    ActionCase(
      "Replace `Council` by its weights, rounded to six decimals",
      model(
        """
        index Good {
          group economy "Economy" { indicator jobs benefit  indicator wages benefit }
          indicator trees benefit
        }

        judgement Co$0uncil on Good {
          economy : trees = 2
          at economy { jobs : wages = 3 }
        }
        """, "ahp(Council)"),
      model(
        """
        index Good {
          group economy "Economy" weight 0.666667 { indicator jobs benefit weight 0.75  indicator wages benefit weight 0.25 }
          indicator trees benefit weight 0.333333
        }
        """)),
    ActionCase(
      "Draft a model of \"parks.csv\"",
      "//- parks.csv\npark,trees,birds\nnorth,3,4\nsouth,5,1\n//- main.idx\n$0",
      """
      /// Parks: an index of 2 indicators.

      data parks from "parks.csv" {
        key park defines Park
        column trees
        column birds
      }

      // Check each direction: `benefit` says that more is better, `cost` that less is. There are also
      // `target 7` and `interval 20...26`. Groups bring indicators together: group economy { … }
      index Parks "Parks" {
        indicator trees "trees" benefit
        indicator birds "birds" benefit
      }

      evaluation parks_scores of Parks on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }

      """),
    ActionCase(
      "Draft an index of the columns of \"parks.csv\"",
      "data par$0ks from \"parks.csv\" {\n  key park defines Park\n}\n"
        + "//- parks.csv\npark,trees,birds per year\nnorth,3,4\nsouth,5,1",
      """
      data parks from "parks.csv" {
        key park defines Park
      }

      // Check each direction: `benefit` says that more is better, `cost` that less is.
      index Parks_index {
        indicator trees          "trees"          benefit
        indicator birds_per_year "birds per year" benefit from `birds per year`
      }

      evaluation parks_scores of Parks_index on parks {
        normalise minmax
        weights   equal
        aggregate arithmetic_mean
      }

      """),
  ])
  func rewrites(_ example: ActionCase) { example.check() }

  /// What would break a model is not offered where that is seen at once, and refused where it is taken.
  @Test(arguments: [
    // A judgement compares what would no longer be siblings.
    "index Q {\n  $1indicator a benefit\n  indicator b benefit$1\n  indicator c benefit\n}\n"
      + "judgement J on Q { a : b, c = 2, 4  b : c = 2 }",
    // Something is said of the group.
    "index Q { group $0g { indicator a benefit }  indicator b benefit }\nlet n = count(over Q.g)",
    "method f(x: Real) -> Real { repeat y = x at most 3 while $1y + 1$1 < 9 { y + 1 } }",
  ])
  func leavesAloneWhatItWouldBreak(_ text: String) {
    let fixture = EditorFixture(text)
    let actions = fixture.workspace.actions(in: fixture.path, fixture.selection) ?? []
    let made = actions.filter { action in
      let outcome = fixture.workspace.outcome(of: action.id, in: fixture.path, fixture.selection)
      return if case .edits? = outcome { true } else { false }
    }
    let titles = made.map(\.title)
    #expect(!titles.contains { $0.hasSuffix("a group") || $0.hasPrefix("Inline") })
    #expect(!titles.contains("Extract into a `let`"))
  }

  /// Groups are written, and left out, in the paths of other models too.
  @Test(arguments: [
    (
      "Extract 2 nodes into a group",
      "index Q { group all {\n  $1indicator a benefit\n  indicator b benefit$1\n  indicator c benefit\n} }",
      "import \"main.idx\" as m\nvariant V of m.Q { remove all.a  remove all.c }",
      "import \"main.idx\" as m\nvariant V of m.Q { remove all.subgroup.a  remove all.c }"
    ),
    (
      "Inline the group `g`",
      "index Q { group all { group $0g { indicator a benefit  indicator b benefit } } }",
      "import \"main.idx\"\nvariant V of Q { remove all.g.a }",
      "import \"main.idx\"\nvariant V of Q { remove all.a }"
    ),
  ])
  func changesModelsThatUseTheModel(
    _ title: String, _ text: String, _ user: String, _ expected: String
  ) throws {
    let fixture = EditorFixture(text + "\n//- user.idx\n" + user)
    let actions = fixture.workspace.actions(in: fixture.path, fixture.selection) ?? []
    let action = try #require(actions.first { $0.title == title }, "\(actions.map(\.title))")
    let outcome = fixture.workspace.outcome(of: action.id, in: fixture.path, fixture.selection)
    guard case .edits(let edits)? = outcome else {
      Issue.record("\(outcome.map { "\($0)" } ?? "none")")
      return
    }
    #expect(edits.map(\.path) == ["/models/main.idx", "/models/user.idx"])
    let changed = edits.last.map {
      applied($0.edits, to: Array(fixture.text("/models/user.idx").utf8))
    }
    #expect(changed == expected)
  }

  @Test func keepsModelsThatUseTheModel() throws {
    let fixture = EditorFixture(
      "let $0a = 1 + 2\nlet b = 3 * a\n//- user.idx\nimport \"main.idx\"\nlet c = a")
    let actions = fixture.workspace.actions(in: fixture.path, fixture.selection) ?? []
    let action = try #require(actions.first { $0.title == "Inline `a`" })
    let outcome = fixture.workspace.outcome(of: action.id, in: fixture.path, fixture.selection)
    guard case .refused(let reason)? = outcome else {
      Issue.record("it was made")
      return
    }
    #expect(reason.hasPrefix("`user.idx`, which uses the model, would not be free of errors"))
  }
}
