; The names of captures are those that Neovim, Helix and Zed share.

(comment) @comment
(documentation) @comment.documentation
(string) @string
(escape) @string.escape
[(integer) (number)] @number
(boolean) @boolean
(missing) @constant.builtin
(allow (rule) @constant)

["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," "." ":" "|"] @punctuation.delimiter
["=" "->" "..." "==" "!=" "<" "<=" ">" ">=" "+" "-" "*" "/" "^" "?" "'"] @operator

[
  "import" "as" "allow" "data" "measure" "scale" "axis" "index" "judgement" "method" "external" "evaluation" "variant"
  "let" "parameter" "expect"
  "key" "period" "rater" "category" "group" "column" "variable" "indicator" "grade"
  "defines" "of" "labelled" "from" "in" "range" "importance" "share" "text" "value" "none" "delimiter" "decimal"
  "thousands" "encoding" "comments"
  "best" "worst" "first" "above" "points" "ratio" "like" "benefit" "cost" "target" "interval" "goalposts" "weight"
  "graded" "by" "on" "per" "incomplete" "at" "rescale" "keep" "remove" "add" "to" "replace" "with" "move"
  "impute" "treat" "orient" "normalise" "weights" "aggregate" "membership" "identify" "classify" "each" "leaves"
  "pooling" "combine" "into" "oriented" "touching" "matches" "within" "where" "over" "along"
] @keyword

["if" "then" "else" "case" "repeat" "most" "while" "until" "require" "warn"] @keyword.control
["and" "or" "not" "otherwise"] @keyword.operator
(missing_marks "missing" @keyword)
(column "missing" @keyword)
(group_column "missing" @keyword)

[(data name: (name) @type) (measure name: (name) @type) (scale name: (name) @type) (axis name: (name) @type)
 (index name: (name) @type) (judgement name: (name) @type) (evaluation name: (name) @type)
 (variant name: (name) @type) (axis_variable name: (name) @type)]
[(method name: (name) @function) (external name: (name) @function)]
[(let name: (name) @variable) (parameter name: (name) @variable) (loop name: (name) @variable)]
[(group name: (name) @property) (indicator name: (name) @property) (column name: (name) @property)
 (key name: (name) @property) (group_column name: (name) @property) (variable name: (name) @property)]
[(grade name: (name) @constant) (part name: (name) @constant) (cell (name) @constant)]
[(input name: (name) @variable.parameter) (argument name: (name) @variable.parameter)
 (field name: (name) @variable.parameter) (field_type name: (name) @variable.parameter)]

(type cells: (path) @type)
(axis_name) @type
(key axis: (path) @type)
(group_column axis: (path) @type)
(unit (name) @type)
(call callee: (reference (name) @function.call))
(call callee: (member member: (name) @function.call))
(step (reference (name) @function.call))
(member member: (name) @property)
