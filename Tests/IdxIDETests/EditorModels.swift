/// Models that use most of the language, for tests of many places.
enum EditorModels {
  /// A model in which most kinds of names are declared and used.
  static let cities = """
    data cities {
      key city defines City
      column jobs "New firms" in items
      column wages
      | city  | jobs | wages |
      | Ashby |  4.1 |    20 |
      | Brent |  5.0 |    15 |
    }

    scale Level best first { grade good from 0.5 grade poor from 0 }

    index Livable "Good" {
      group economy { indicator jobs benefit in items }
      indicator pay benefit from wages
    }

    variant Simple of Livable { remove economy }

    judgement Council on Livable { economy : pay = 2 }

    method spread[U: objects](x: Real[U]) -> (low: Real, high: Real) {
      let least = min(x, over U)
      (low: least, high: max(x, over U))
    }

    evaluation e of Livable on cities {
      normalise minmax
      weights   ahp(Council)
      aggregate arithmetic_mean
    }

    let total = sum(cities.jobs, over City)
    let firms = cities.jobs / total
    let range = spread(cities.wages).high
    expect e.rank["Ashby"] == 1
    """

  /// A model with other parts, other scripts and other line ends.
  static let others = """
    import "main.idx" as base\r
    import std.models.hdi\r
    /// 说明。\r
    /// More of it.\r
    allow(unused-declaration) "why"\r
    let `my name` "标" zh: "标签" = repeat y = 1 at most 9 while y < 5 { y * 2 }\r
    axis Part { land "L", sea }\r
    measure 里 "Li" = 500 * m\r
    parameter p = 1/3 in 0...1\r
    judgement J on Part by Expert { rater r { land : sea = 3 } rater s { land : sea = 1/2 } }\r
    index 指标 { group g { indicator a target 7 goalposts 0, 9 } group h like g }\r
    variant V of base.Livable keep { add to economy group k { indicator z cost } weight pay 0.4 }\r
    evaluation w with base.e { remove economy  at pay { normalise minmax } weight pay 1 }\r
    let x = Part(land: 1, sea: if p > 0.5 then 2 else missing otherwise 3)[land]\r
    expect sum(x, over Part where x > 0) == 1 within 1e-9 // "🦀"\r
    """
}
