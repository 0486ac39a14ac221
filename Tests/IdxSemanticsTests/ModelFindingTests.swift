import IdxDiagnostics
import IdxSemantics
import Testing

/// A model with all that is reported of it.
struct FindingCase: CustomTestStringConvertible, Sendable {
  let source: String
  let lines: [String]

  init(_ source: String, _ lines: String...) {
    self.source = source
    self.lines = lines
  }

  var testDescription: String { source }
}

@Suite struct ModelFindingTests {
  static let hierarchy: [FindingCase] = [
    .init(
      "index Q { indicator a  indicator a benefit }",
      "E0402 `a` expected a direction for `a`, found none",
      "E0401 `a` expected codes that differ among siblings, found `a` again"),
    .init(
      "index Q { indicator a target 3 benefit  indicator b interval ...4 }",
      "E0403 `benefit` expected one direction for `a`, found `benefit` after `target`",
      "E0408 `...4` expected both ends of the best interval of `b`, found one open"),
    .init(
      "index Q { indicator a benefit in m in m  group g { indicator x benefit indicator y "
        + "cost } }",
      "E0404 `in m` expected each attribute of `a` once, found one again"),
    .init("index Q {}", "E0405 `Q` expected groups or indicators in `Q`, found none"),
    .init(
      "index Q { group g like h  group gg { indicator x benefit indicator y benefit } }",
      "E0406 `h` expected `h` to be a group of this index, found no group of this name"),
    .init(
      "index Q { indicator h benefit  group g like h }",
      "E0406 `h` expected `h` to be a group of this index, found an indicator"),
    .init(
      "index Q { indicator h benefit  group g like g }",
      "E0407 `g` expected `g` to be apart from `g`, found a group that contains itself"),
    .init(
      "index Q { group a { indicator x benefit group b like a }  indicator y cost }",
      "E0407 `a` expected `a` to be apart from `b`, found a group that contains itself"),
    .init(
      "index Q { indicator a benefit range 9...1 goalposts 5, 5 indicator b cost }",
      "E0408 `9...1` expected the range of `a` from low to high, found 9 before 1",
      "E0409 `goalposts 5, 5` expected the lower goalpost of `a` first, found 5, 5"),
    .init(
      "index Q { indicator a benefit weight 0.3 indicator b cost importance 2 }",
      "E0420 `importance 2` expected weights of one kind in `Q`, found `b` with an importance"),
    .init(
      "index Q { indicator a benefit indicator b cost weight 1 indicator c cost }",
      "E0421 `a` expected weights for all or for none in `Q`, found none for `a` and `c`"),
    .init(
      "index Q { group g weight 1 { indicator a benefit weight 0.3 indicator b cost weight 0.3 "
        + "indicator c cost weight 0.3 } }",
      "E0422 `g` expected the weights in `g` to sum to 1, found 0.9"),
    .init("index Q { indicator a benefit weight 1/3 indicator b cost weight 2/3 }"),
    .init(
      "index Q { indicator a benefit weight 1/0 indicator b cost weight 2 }",
      "E0425 `1/0` expected a finite number, found `1/0`"),
    .init(
      "index Q { indicator a benefit weight -1 indicator b cost importance 2 }",
      "E0423 `weight -1` expected a weight of 0 or more for `a`, found -1"),
    .init(
      "index Q { indicator a benefit importance 0 indicator b cost importance 0 }",
      "E0424 `Q` expected a positive weight in `Q`, found all of them 0"),
    .init(
      "index Q { group g { indicator a benefit } indicator b cost }",
      "W0602 `g` expected two children or more in `g`, found `a` alone"),
  ]

  static let tables: [FindingCase] = [
    .init(
      "data d { }",
      "E0411 `d` expected a key in `d`, found none",
      "E0415 `d` expected a file or rows for `d`, found neither"),
    .init(
      "data d from \"x.csv\" { key a defines A\n | a |\n | 1 | }",
      "E0415 `d` expected a file or rows for `d`, found both"),
    .init(
      "data d { key a defines A\n | a | b | }",
      "E0415 `d` expected a file or rows for `d`, found a header without rows"),
    .init("data d from \"x.csv\" { variable v value w }"),
    .init(
      "data d from \"x.csv\" { key a defines A period a defines B }",
      "E0412 `a` expected a column of its own for each key, found `a` again"),
    .init(
      "data d from \"x.csv\" { key a defines A period {y} defines Y column v from \"v_{z}\" }",
      "E0413 `y` expected `{y}` in the name of a column, found it in none",
      "E0413 `\"v_{z}\"` expected the names in braces of `v_{z}` to be keys, found `{z}`"),
    .init(
      "data d from \"x.csv\" { key a defines A column v range 3...1 group v of G }",
      "E0408 `3...1` expected the range of `v` from low to high, found 3 before 1",
      "E0414 `v` expected each column once, found `v` again"),
    .init(
      "data d { key a defines A\n | a | a |\n | 1 | 2 | 3 |\n | 1 | |\n }",
      "E0414 `a` expected each column once, found `a` again",
      "E0416 `| 1 | 2 | 3 |` expected 2 cells in this row, found 3"),
    .init(
      "data d { key a defines A\n | a | |\n | 1 | 2 |\n }",
      "E0416 `` expected the name of a column, found an empty cell"),
    .init(
      "data d from \"x.csv\" { key a defines A delimiter \";;\" decimal \";\" thousands \"1\" }",
      "E0417 `\";;\"` expected one ASCII character that is no digit, letter, quote or line end "
        + "after `delimiter`, found `;;`",
      "E0417 `\";\"` expected `.` or `,` after `decimal`, found `;`",
      "E0417 `\"1\"` expected one ASCII character that is no digit, letter, quote or line end "
        + "after `thousands`, found `1`"),
    .init(
      "data d from \"x.csv\" { key a defines A decimal \",\" delimiter \",\" }",
      "E0417 `delimiter \",\"` expected a character other than that of `decimal` after "
        + "`delimiter`, found `,`"),
    .init(
      "data d from \"x.csv\" { key a defines A encoding \"gb18031\" encoding \"gbk\" }",
      "E0418 `\"gb18031\"` expected a known encoding, found `gb18031`",
      "E0404 `encoding \"gbk\"` expected each attribute of `d` once, found one again"),
    .init(
      "data d from \"x.csv\" { key a defines A missing none missing \"-\" }",
      "E0419 `missing \"-\"` expected `missing` once, found it again"),
  ]

  static let scales: [FindingCase] = [
    .init("scale S best first {}", "E0426 `S` expected grades in `S`, found none"),
    .init(
      "scale S worst first { grade a grade b from 1 grade c above 1 grade b from 3 }",
      "E0428 `c` expected a threshold above 1 for `c`, found 1",
      "E0427 `b` expected each grade once, found `b` again"),
    .init(
      "scale S worst first { grade a from 0 grade b grade c above 1 }",
      "E0429 `b` expected a threshold for `b`, found none"),
    .init(
      "scale S best first { grade a from 3 above 2 points 1 grade b points 1 }",
      "E0430 `2` expected one threshold for `a`, found `from` and `above`",
      "E0431 `b` expected points that differ, found 1 for `b` and `a`"),
    .init(
      "scale S best first { grade a ratio -3 grade b ratio (3, 2, 1) grade c ratio b }",
      "E0446 `-3` expected a positive ratio, found -3",
      "E0448 `(3, 2, 1)` expected a triangular number from low to high, found (3, 2, 1)",
      "E0432 `b` expected a number as the ratio of `c`, found `b`"),
  ]

  static let judgements: [FindingCase] = [
    .init(
      "judgement J on X { a : b, c = 2, 4 b : d = 2 }",
      "E0440 `d` expected an element of `X`, found `d`"),
    .init(
      "judgement J on X { a : a, b, c = 1, 2, 4 b : c = 2 }",
      "E0441 `a` expected two different elements, found `a` twice"),
    .init(
      "judgement J on X { a : b, c = 2, 4 b : c = 2 c : a = 1/4 }",
      "E0442 `c : a` expected each pair once, found `c : a` again"),
    .init(
      "judgement J on X { a : b, c = 2, 4 b : c = 2 c : a = 1/3 }",
      "E0443 `c : a` expected 1/4 for `c : a` as said before, found 1/3"),
    .init(
      "judgement J on X { a : b = 2 }",
      "E0444 `J` expected every pair of `X` to be compared, found 2 missing: `a : c`, `b : c`"),
    .init(
      "judgement J on X {}",
      "E0444 `J` expected every pair of `X` to be compared, found 3 missing: `a : b`, `a : c`, "
        + "`b : c`"),
    .init(
      "judgement J on X by R { rater ann { a : b, c = 2, 4 b : c = 2 } rater bob { a : b = "
        + "1 } }",
      "E0444 `J` expected every pair of `X` to be compared by `bob`, found 2 missing: `a : c`, "
        + "`b : c`"),
    .init(
      "judgement J on X incomplete { a : b = 2 }",
      "E0445 `J` expected comparisons that connect all of `X`, found 2 parts: `a`, `b` | `c`"),
    .init(
      "judgement J on X { a : b, c = 0, 10 b : c = 1/0 }",
      "E0446 `0` expected a positive ratio, found 0",
      "E0447 `10` expected a ratio from 1/9 to 9 on the scale from 1 to 9, found 10",
      "E0425 `1/0` expected a finite number, found `1/0`"),
    .init("judgement J on X { a : b, c = 1/9, 2.5 b : c = 9 }"),
    .init(
      "scale W best first { grade much ratio 5 grade same ratio 1 grade other }\n"
        + "judgement J on X in W { a : b, c = mucho, 6 b : c = other }",
      "E0453 `mucho` expected a grade of `W` with a ratio, found `mucho`",
      "E0447 `6` expected a ratio from 1/5 to 5 on the scale `W`, found 6",
      "E0453 `other` expected a grade of `W` with a ratio, found `other`"),
    .init(
      "judgement J on X { a : b, c = (3, 2, 4), 2 b : c = 1, 2 }",
      "E0448 `(3, 2, 4)` expected a triangular number from low to high, found (3, 2, 4)",
      "E0449 `b : c = 1, 2` expected 1 result, one for each name on the right, found 2"),
    .init(
      "judgement J on X { at g { a : b = 2 } }",
      "E0450 `g` expected `g` to be a group, found an axis without groups"),
    .init(
      "judgement J on X per P { at north { a : b, c = 2, 4 b : c = 2 } at m { a : b = 2 } }",
      "E0450 `m` expected `m` to be an element of the axis after `per`, found no element of "
        + "this name"),
    .init(
      "judgement J on X per P { a : b = 2 }",
      "E0450 `a : b = 2` expected `a : b = 2` to be in a block `at Element { … }`, found it "
        + "outside"),
    .init(
      "judgement J on X by R { a : b = 2 rater ann { rater bob { a : b = 2 } } }",
      "E0454 `a : b = 2` expected the name of the rater, found a comparison outside of any block",
      "E0454 `bob` expected comparisons, found the rater `bob` within a rater's block"),
    .init(
      "index Q { group g { indicator a benefit indicator b benefit } indicator c cost }\n"
        + "judgement J on Q { g : c = 2 at g { a : c = 2 } at c { a : b = 1 } at q { a : b = 1 } }",
      "E0455 `c` expected a child of `g`, found `c` of `Q`",
      "E0450 `c` expected `c` to be a group, found an indicator",
      "E0450 `q` expected `q` to be a group, found no node of this name"),
  ]

  static let variants: [FindingCase] = [
    .init(
      base + "variant V of Q { remove dd add indicator e cost }",
      "E0460 `dd` expected a node of `Q`, found `dd`"),
    .init(
      base + "variant V of Q { remove a }",
      "E0460 `a` expected one node of `Q`, found 2 called `a`"),
    .init(
      base + "variant V of Q { add to d indicator e cost move g to g.a move g to g }",
      "E0461 `d` expected a group, found the indicator `d`",
      "E0461 `g.a` expected a group, found the indicator `g.a`",
      "E0461 `g` expected a group outside of `g`, found `g` within it"),
    .init(
      base + "variant V of Q { remove g.a remove g.b }",
      "E0461 `g.b` expected children in `g`, found none left"),
    .init(
      base + "variant V of Q { move g.a to h }",
      "E0401 `g.a` expected codes that differ among siblings, found `a` again"),
    .init(
      weighted + "variant V of Q { remove c }",
      "E0462 `c` expected `rescale` or `keep` for the weights in `Q`, found shares that sum to "
        + "0.8"),
    .init(
      weighted + "variant V of Q keep { remove c }",
      "E0422 `c` expected the weights in `Q` to sum to 1, found 0.8"),
    .init(weighted + "variant V of Q keep { remove c weight a 0.5 }"),
    .init(
      weighted + "variant V of Q rescale { add indicator e cost }",
      "E0421 `e` expected weights for all or for none in `Q`, found none for `e`"),
    .init(
      weighted + "variant V of Q rescale { weight a 1.5 }",
      "E0422 `weight a 1.5` expected the weights in `Q` to sum to 1, found 2.2"),
    .init(
      weighted + "variant V of Q { replace a with indicator e }",
      "E0402 `e` expected a direction for `e`, found none"),
  ]

  static let base = """
    index Q {
      group g { indicator a benefit  indicator b cost }
      group h { indicator a benefit  indicator c cost }
      indicator d cost
    }

    """
  static let weighted = """
    index Q {
      indicator a benefit weight 0.3
      indicator b benefit weight 0.5
      indicator c benefit weight 0.2
    }

    """

  @Test(arguments: hierarchy + tables + scales + judgements + variants)
  func reportsExactly(finding: FindingCase) {
    #expect(ModelReading(finding.source).lines == finding.lines)
  }

  @Test(arguments: [
    ("judgement J on X { a : b, c = 2, 4 b : cc = 2 }", "did you mean `c`?"),
    (
      "index Q { group g like hom  group home { indicator x benefit indicator y benefit } }",
      "did you mean `home`?"
    ),
    (base + "variant V of Q { remove a }", "write `g.a` or `h.a`"),
    (base + "variant V of Q { remove dx }", "did you mean `d`?"),
    ("judgement J on X per P { at sooth { a : b = 2 } }", "did you mean `south`?"),
    ("data d from \"x.csv\" { key a defines A encoding \"utf8\" }", "did you mean `utf-8`?"),
  ])
  func hints(source: String, hint: String) {
    let reading = ModelReading(source)
    #expect(reading.diagnostics.count == 1)
    #expect(reading.diagnostics.first?.hints.first == hint)
  }

  @Test(arguments: [
    (
      "index Q { indicator a \"A\" indicator b cost }", 1,
      "index Q { indicator a \"A\" cost indicator b cost }"
    ),
    (
      "index Q { indicator a interval 3...1 indicator b cost }", 0,
      "index Q { indicator a interval 1...3 indicator b cost }"
    ),
    (
      "index Q { indicator a cost goalposts 1/2, 0.1 indicator b cost }", 0,
      "index Q { indicator a cost goalposts 0.1, 1/2 indicator b cost }"
    ),
    (
      "index Q { indicator a cost weight 0.3 indicator b cost weight 0.3 indicator c cost "
        + "weight 0.3 }",
      0,
      "index Q { indicator a cost weight 0.333334 indicator b cost weight 0.333333 "
        + "indicator c cost weight 0.333333 }"
    ),
    (
      "judgement J on X {\n  a : b = 2\n}\n", 0,
      "judgement J on X {\n  a : b = 2\n  a : c = 1\n  b : c = 1\n}\n"
    ),
    (
      "judgement J on X { a : b = 2 }", 0,
      "judgement J on X { a : b = 2  a : c = 1  b : c = 1 }"
    ),
    (
      "judgement J on X { a : b, c = (3, 2, 4), 2 b : c = 1 }", 0,
      "judgement J on X { a : b, c = (2, 3, 4), 2 b : c = 1 }"
    ),
  ])
  func fixes(source: String, fix: Int, mended: String) {
    let result = ModelReading(source).mended(fix)
    #expect(result == mended)
    #expect(ModelReading(result).lines == [])
  }
}
