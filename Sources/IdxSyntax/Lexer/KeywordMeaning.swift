extension Keyword {
  /// What the word does in a model, in a sentence: the one source of what editors tell of it.
  public var meaning: String { Keyword.meanings[self] ?? "" }

  private static let meanings: [Keyword: String] = inExpressions.merging(
    declaring.merging(
      inTables.merging(
        inHierarchies.merging(inEvaluations, uniquingKeysWith: one), uniquingKeysWith: one),
      uniquingKeysWith: one),
    uniquingKeysWith: one)

  private static func one(_ first: String, _: String) -> String { first }

  private static let inExpressions: [Keyword: String] = [
    .if: "Chooses between two values, cell by cell: what fails in the branch not taken has not "
      + "happened.",
    .then: "Stands before the value where the condition holds.",
    .else: "Stands before the value where the condition does not hold, or before the text of a "
      + "`require` or `warn`.",
    .case: "Chooses a value by which element its subject is, cell by cell.",
    .repeat: "A loop with a greatest number of rounds; it gives the last value.",
    .and: "True where both sides are.",
    .or: "True where a side is.",
    .not: "True where what follows is false.",
    .otherwise: "Supplies another value where the one before it is missing.",
    .over:
      "Names the axes that a reduction removes; `over leaves` makes a step weigh all indicators "
      + "at once.",
    .along: "Names the axis along which a method goes, which the result keeps.",
    .where: "Says which elements or cells count.",
    .within: "Says how far computed numbers may differ and still count as equal.",
    .missing: "A value that is not there; in a table it says which texts stand for one.",
    .true: "The truth value of what holds.",
    .false: "The truth value of what does not hold.",
    .let: "Names a value.",
    .require: "States what must hold for a method to be used; otherwise it is an error.",
    .warn: "Gives the result all the same and warns where a condition does not hold.",
    .most: "Follows `at` before the greatest number of rounds of a loop.",
    .while: "Says as long as what a loop goes on.",
    .until: "Says at what a loop ends.",
  ]

  private static let declaring: [Keyword: String] = [
    .import: "Makes the names of another file or of a module of the library visible.",
    .data: "Declares a table, from a file or written in the model.",
    .measure: "Declares a unit of measure, by itself or as a multiple of others.",
    .scale: "Declares ordered grades, with thresholds, points or ratios; a scale is an axis.",
    .axis: "Declares an axis: a list of parts, or some elements of another axis.",
    .index: "Declares a hierarchy of groups and indicators.",
    .judgement: "Declares pairwise comparisons of things, from which weights follow.",
    .method: "Declares a function over arrays.",
    .external: "Declares what the program itself computes; only the library does.",
    .evaluation: "Binds an index to a table and says the steps that lead to scores.",
    .variant: "Makes an index from another by changes.",
    .parameter: "Names a number that the command line may change.",
    .expect: "States what must hold, in every cell: a test.",
    .allow: "Silences a warning at what follows, with the reason.",
    .as: "Gives an imported file a name of its own.",
    .into: "Marks the axis that a method adds to its result.",
    .oriented: "Says that more is better in all values, whatever the direction of the indicator.",
    .touching: "Says which values surely occur in the result.",
    .matches: "Compares an array with a file of recorded results.",
  ]

  private static let inTables: [Keyword: String] = [
    .key: "A column that says which row it is.",
    .period: "A key whose elements are periods, in their order.",
    .rater: "A key whose elements are raters; in a judgement, what one rater says.",
    .category: "A key whose elements are categories.",
    .defines: "Makes an axis of the values of a column.",
    .of: "Names what something belongs to: an axis that is used, an index, a stage.",
    .labelled: "Takes the labels of a key from another column.",
    .group: "In an index, a node with children; in a table, a column that puts the objects into "
      + "groups.",
    .column: "Says something of a column: its label, measure, range, name in the file.",
    .from:
      "Names where something is found: a file, a column; of a grade, the least score that earns "
      + "it.",
    .in: "Says a measure or a range; of a judgement, the scale of its words.",
    .range: "Says where valid values lie: one outside of it is an error.",
    .importance: "Weights that are rescaled so that they sum to 1.",
    .share: "Says that the numbers of a column are weights which sum to 1.",
    .text: "Says that the cells of a column are texts, which can be compared.",
    .variable: "Names the column of a long table that says of which variable a row is.",
    .value: "Names the column of a long table that holds the values.",
    .none: "Says that no cell of the column may be missing.",
    .delimiter: "Says what stands between the cells of a file.",
    .decimal: "Says what stands before the fraction of a number in a file.",
    .thousands: "Says what stands between the thousands of a number in a file.",
    .encoding: "Says how the characters of a file are encoded.",
    .comments: "Says with what the first lines of a file begin that are left out.",
    .best: "The grades are written from the best to the worst: `best first`.",
    .worst: "The grades are written from the worst to the best: `worst first`.",
    .first: "Follows `best` or `worst` and says which grade is written first.",
    .grade: "A grade of a scale.",
    .above: "A threshold that a score must exceed.",
    .points: "What a grade is worth as a number.",
    .ratio: "What the word of a grade means in a comparison.",
  ]

  private static let inHierarchies: [Keyword: String] = [
    .indicator: "What is measured: a leaf of the index, with its direction and its column.",
    .like: "Repeats the children of another group with their columns.",
    .benefit: "More of the indicator is better.",
    .cost: "Less of the indicator is better.",
    .target: "The nearer the indicator is to the number, the better.",
    .interval: "The indicator is best inside of the interval, and worse with the distance from it.",
    .goalposts: "Says which values count as the lowest and the highest in normalisation.",
    .weight: "A share among the siblings; the shares of a group sum to 1.",
    .graded: "Turns the words of the column into points: `graded by` a scale.",
    .by: "Names a scale, the axis of raters, or the map by which sums are kept apart.",
    .on: "Names what is compared, or the table that is read.",
    .per: "Names an axis for each of whose elements the things are compared.",
    .incomplete: "Allows pairs to be absent from the judgement.",
    .at:
      "Says something for a part: steps or comparisons below a group; rounds of a loop `at most`.",
    .rescale: "What is left of given weights after a change is rescaled to sum to 1.",
    .keep: "Given weights stay as they are after a change.",
    .remove: "Takes a node out of the index.",
    .add: "Adds a node to the index or to one of its groups.",
    .to: "Names the group into which a node is put.",
    .replace: "Puts another node in the place of one.",
    .with:
      "Stands before the node that comes into the place of another, and before the evaluation "
      + "whose index, table and steps another takes.",
    .move: "Puts a node into another group.",
  ]

  private static let inEvaluations: [Keyword: String] = [
    .impute: "The step that supplies missing values of the indicators.",
    .treat: "The step that changes values before they are normalised, such as outliers.",
    .orient: "The step that turns costs, targets and intervals round, so that more is better.",
    .normalise:
      "The step that brings the indicators to one scale; most methods turn costs round as "
      + "well.",
    .weights: "The step that says how much the children of each group count.",
    .aggregate: "The step that makes one score of each group of the scores of its children.",
    .membership: "The step that turns an indicator into degrees over grades.",
    .identify: "The step that turns the degrees of a group into a grade.",
    .classify: "The step that grades the score of the index.",
    .each: "In `in each group`: the step works on each group by itself.",
    .leaves: "All indicators, below a group or in the whole index.",
    .pooling: "Treats the objects of all elements of an axis, such as all years, as one set.",
    .combine: "Removes an axis from all scores at the end.",
  ]
}
