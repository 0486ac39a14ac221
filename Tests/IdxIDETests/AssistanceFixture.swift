/// A model with a table, an index, a judgement, an evaluation and expectations.
let parkModel = """
  data Parks "The parks" from "parks.csv" {
    key code defines Park
    column trees "Number of trees" in items range 0...
  }
  index Green "Green parks" {
    group nature "Nature" weight 0.6 {
      indicator trees "Trees" benefit in items range 0... weight 0.25
      indicator water cost weight 0.75
    }
    indicator jobs benefit weight 0.4
  }
  judgement J on Green { nature : jobs = 3 at nature { trees : water = 1/3 } }
  judgement K on Parts {
    a : b, c = 2, 4
    b : c = 4
  }
  axis Parts { a, b, c }
  evaluation e "Parks" of Green on Parks {
    normalise minmax
    weights given
    aggregate arithmetic_mean
  }
  let doubled = 2 * Parks.trees
  let total = sum(Parks.water, over Park)
  expect total == 8 within 0
  expect total == 9 within 0

  """

/// The file that the model reads.
let parkFile = """

  //- parks.csv
  code,trees,water,jobs
  Ash,1,2,3
  Birch,7,3,4
  Cedar,9,3,5
  """
