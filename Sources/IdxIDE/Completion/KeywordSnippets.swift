import IdxSyntax

/// What is written for a keyword that begins something, with tab stops.
enum KeywordSnippets {
  /// Returns the snippet for `keyword`, which begins something in `declaration`, or at the top of the file;
  /// `nil` where the word alone does.
  static func body(of keyword: Keyword, in declaration: Declaration?) -> String? {
    switch (keyword, declaration) {
    case (.group, .data): "group ${1:column} defines ${2:Axis}"
    case (.rater, .judgement): "rater ${1:name} {\n  $0\n}"
    case (.at, .evaluation): "at ${1:group} { $0 }"
    case (.at, .judgement): "at ${1:group} {\n  $0\n}"
    case (.weight, .variant), (.weight, .evaluation): "weight ${1:node} ${2:0.5}"
    case (.importance, .variant), (.importance, .evaluation): "importance ${1:node} ${2:1}"
    case (.missing, .data): #"missing "$1""#
    default: bodies[keyword]
    }
  }

  private static let bodies: [Keyword: String] = [
    .import: "import ${1:std.models.hdi}",
    .data:
      "data ${1:table} from \"${2:table.csv}\" {\n  key ${3:code} defines ${4:Object}\n  $0\n}",
    .measure: "measure ${1:name} = ${2:1000} * ${3:item}",
    .scale: "scale ${1:Level} ${2|best,worst|} first {\n  grade ${3:good} from ${4:0.5}\n"
      + "  grade ${5:poor}\n}",
    .axis: "axis ${1:Part} { ${2:first}, ${3:second} }",
    .index: "index ${1:Index} {\n  group ${2:group} {\n    indicator ${3:indicator} "
      + "${4|benefit,cost|}\n  }\n  $0\n}",
    .judgement: "judgement ${1:Opinion} on ${2:Index} {\n  ${3:a} : ${4:b} = ${5:3}\n}",
    .method: "method ${1:name}[${2:I}: ${3:indicators}](${4:x}: Real[$2]) -> ${5:Real} {\n  $0\n}",
    .external: "external ${1:name}(${2:x}: Real) -> Real",
    .evaluation: "evaluation ${1:result} of ${2:Index} on ${3:table} {\n  normalise ${4:minmax}\n"
      + "  weights   ${5:equal}\n  aggregate ${6:arithmetic_mean}\n}",
    .variant: "variant ${1:Other} of ${2:Index} rescale {\n  remove ${3:node}\n}",
    .let: "let ${1:name} = $0",
    .parameter: "parameter ${1:name} = ${2:0.5} in ${3:0}...${4:1}",
    .expect: "expect ${1:value} == ${2:0} within ${3:1e-9}",
    .allow: "allow(${1:rule}) \"${2:reason}\"",
    .key: "key ${1:code} defines ${2:Object}",
    .period: "period ${1:year} defines ${2:Year}",
    .rater: "rater ${1:expert} defines ${2:Expert}",
    .category: "category ${1:kind} of ${2:Kind}",
    .column: "column ${1:name} \"${2:Label}\"",
    .variable: "variable ${1:code} value ${2:value}",
    .delimiter: "delimiter \"${1:;}\"",
    .decimal: "decimal \"${1:,}\"",
    .thousands: "thousands \"${1:.}\"",
    .encoding: "encoding \"${1:latin1}\"",
    .comments: "comments \"${1:#}\"",
    .grade: "grade ${1:name} \"${2:Label}\"",
    .group: "group ${1:name} \"${2:Label}\" {\n  $0\n}",
    .indicator: "indicator ${1:name} \"${2:Label}\" ${3|benefit,cost|}",
    .replace: "replace ${1:node} with indicator ${2:name} ${3|benefit,cost|}",
    .move: "move ${1:node} to ${2:group}",
    .require: "require ${1:condition} else \"${2:reason}\"",
    .warn: "warn ${1:condition} else \"${2:reason}\"",
    .combine: "combine over ${1:Axis} ${2:mean}",
  ]
}
