// The grammar of idx for tree-sitter: the productions of ../idx.ebnf, in its order and under its names.
// Words in single quotes are keywords of the language, to which a test holds them; all else is in double quotes.
//
// A name is any word wherever a name is due: a word is read as a keyword only where the parser expects that
// keyword. What the EBNF marks by ~ and ^, signs that heed line ends, comes from src/scanner.c.

const list = (element) => seq(element, repeat(seq(",", element)));
const listWithLastComma = (element) => seq(list(element), optional(","));

const strength = { otherwise: 1, choice: 2, or: 3, and: 4, not: 5, relation: 6, sum: 7, product: 8, sign: 9, power: 10 };

module.exports = grammar({
  name: "idx",

  word: ($) => $._identifier,

  extras: ($) => [/[\s\u00A0\u3000]/, /\u200E|\u200F|[\u202A-\u202E\u2066-\u2069]|\uFEFF/, $.comment, $.documentation],

  externals: ($) => [
    $._row_start, $._bar, $._row_end, $._call_start, $._index_start, $._minus, $._missing_of_column, $._language,
    $._label_of_arm, $._never,
  ],

  supertypes: ($) => [$.declaration, $.expression],

  inline: ($) => [$._declared, $._labelled, $._integer_or_number],

  // What a second word decides: before `:` or `=` in an index stands the name of an axis; behind a comma may
  // stand what goes on or what is next; a weight among changes may be of the indicator before or a change.
  conflicts: ($) => [[$.axis_name, $.reference], [$._refinement], [$.indicator]],

  rules: {
    model: ($) => repeat(seq(repeat($.allow), $.declaration)),

    declaration: ($) =>
      choice(
        $.import, $.data, $.measure, $.scale, $.axis, $.index, $.judgement, $.method, $.external, $.evaluation,
        $.variant, $.let, $.parameter, $.expect,
      ),

    allow: ($) => seq('allow', "(", $.rule, ")", field("reason", $.string)),
    rule: ($) => seq($._name, repeat(seq("-", $._name))),
    label: ($) => prec.right(seq($.string, repeat($.translation))),
    translation: ($) => seq(field("language", choice($.name, alias($._language, $.name))), ":", $.string),
    _declared: ($) => field("name", $.name),
    _labelled: ($) => seq(field("name", $.name), optional($.label)),

    import: ($) => prec.right(seq('import', choice($.string, $.path), optional(seq('as', $._declared)))),
    path: ($) => prec.right(seq($._name, repeat(seq(".", $._name)))),

    // Data

    data: ($) => seq('data', $._labelled, optional(seq('from', $.string)), "{", repeat($._item), "}"),
    _item: ($) => choice($.key, $.group_column, $.column, $.variable, $.missing_marks, $.layout, $.row),
    key: ($) =>
      seq(
        choice('key', 'period', 'rater', 'category'), $._place, choice('defines', 'of'), field("axis", $.path),
        repeat("'"), optional(seq('labelled', $.name)),
      ),
    _place: ($) => choice($._declared, seq("{", $._declared, "}")),
    group_column: ($) =>
      seq(
        'group', $._declared, choice('defines', 'of'), field("axis", $.path),
        optional(seq(alias($._missing_of_column, 'missing'), $._absent)),
      ),
    column: ($) =>
      seq(
        'column', $._labelled,
        repeat(
          choice(
            seq('from', $.string), seq('in', $.unit), seq('range', $.range),
            seq(alias($._missing_of_column, 'missing'), $._absent), 'importance', 'share', 'text',
          ),
        ),
      ),
    variable: ($) => seq('variable', $._declared, 'value', $._declared),
    missing_marks: ($) => seq('missing', $._absent),
    _absent: ($) => choice('none', list($.string)),
    layout: ($) => seq(choice('delimiter', 'decimal', 'thousands', 'encoding', 'comments'), $.string),
    row: ($) => seq(alias($._row_start, "|"), repeat(seq(optional($.cell), alias($._bar, "|"))), $._row_end),
    cell: ($) => choice($.string, $.name, $.constant),

    measure: ($) => seq('measure', $._labelled, optional(seq("=", $.unit))),
    unit: ($) => prec.left(seq($._unit_factor, repeat(seq(choice("*", "/"), $._unit_factor)))),
    _unit_factor: ($) => seq(choice($.name, $._integer_or_number), optional(seq("^", optional("-"), $.integer))),

    scale: ($) => seq('scale', $._labelled, choice('best', 'worst'), 'first', "{", repeat($.grade), "}"),
    grade: ($) =>
      seq(
        'grade', $._labelled,
        repeat(choice(seq(choice('from', 'above', 'points'), $.constant), seq('ratio', $._value))),
      ),

    axis: ($) =>
      seq(
        'axis', $._labelled,
        choice(
          seq("=", $.path, choice(seq('where', $.expression), seq('of', $.path))),
          seq("{", listWithLastComma($.part), "}"),
        ),
      ),
    part: ($) => $._labelled,

    // The hierarchy

    index: ($) => seq('index', $._labelled, choice(seq('from', $.string), $._nodes)),
    _nodes: ($) => seq("{", repeat(seq(repeat($.allow), $._node)), "}"),
    _node: ($) => choice($.group, $.indicator),
    group: ($) => seq('group', $._labelled, repeat($._weight), choice($._nodes, seq('like', $.path))),
    indicator: ($) => seq('indicator', $._labelled, repeat($._attribute)),
    _attribute: ($) =>
      choice(
        'benefit', 'cost', seq('target', $.constant), seq('interval', $.range), seq('in', $.unit),
        seq('range', $.range), seq('goalposts', $.constant, ",", $.constant), $._weight, seq('from', $.name),
        seq('graded', 'by', $.path), seq("=", $.expression),
      ),
    _weight: ($) => seq(choice('weight', 'importance'), $.constant),

    judgement: ($) =>
      seq(
        'judgement', $._labelled, 'on', $.path, optional(seq('per', $.path)), optional(seq('by', $.path)),
        optional('incomplete'), optional(seq('in', $.path)), choice(seq('from', $.string), $._comparisons),
      ),
    _comparisons: ($) => seq("{", repeat(choice($.pair, $.comparisons_at, $.comparisons_of)), "}"),
    comparisons_at: ($) => seq('at', $.path, $._comparisons),
    comparisons_of: ($) => seq('rater', $.name, $._comparisons),
    pair: ($) => prec.right(seq($._element, ":", list($.name), "=", list($._value))),
    // The words that begin other comparisons are names before a colon.
    _element: ($) => choice($.name, alias(choice('at', 'rater'), $.name)),
    _value: ($) => choice($.constant, $.name, seq("(", $.constant, ",", $.constant, ",", $.constant, ")")),

    variant: ($) =>
      seq('variant', $._labelled, 'of', $.path, optional(choice('rescale', 'keep')), "{", repeat($.change), "}"),
    change: ($) =>
      choice(
        seq('remove', $.path), seq('add', optional(seq('to', $.path)), $._node),
        seq('replace', $.path, 'with', $._node), seq('move', $.path, 'to', $.path),
        seq(choice('weight', 'importance'), $.path, $.constant),
      ),

    // Evaluation

    evaluation: ($) =>
      seq(
        'evaluation', $._labelled,
        choice(
          seq('of', $.path, 'on', $.path, "{", repeat(seq(repeat($.allow), $._step)), "}"),
          seq(
            'with', $.path, optional(seq('of', $.path)), optional(seq('on', $.path)),
            "{", repeat(seq(repeat($.allow), choice($._step, $.change))), "}",
          ),
        ),
      ),
    _step: ($) => choice($.step, $.steps_at, $.data_step, $.combination),
    step: ($) =>
      seq(
        choice(
          'impute', 'treat', 'orient', 'normalise', 'weights', 'aggregate', 'membership', 'identify', 'classify',
        ),
        $.expression, repeat($.qualifier),
      ),
    steps_at: ($) => seq('at', $.path, "{", repeat($._step), "}"),
    data_step: ($) => seq('on', $.path),
    combination: ($) => seq('combine', 'over', $.path, $.expression),
    qualifier: ($) =>
      choice(seq('of', $.name), seq('in', 'each', 'group'), seq('over', 'leaves'), seq('pooling', $.path)),

    let: ($) => seq('let', $._labelled, optional(seq(":", $.type)), "=", field("value", $.expression)),
    parameter: ($) => seq('parameter', $._labelled, "=", $.constant, optional(seq('in', choice($.range, $.unit)))),
    expect: ($) =>
      seq(
        'expect', $.expression, optional(seq('matches', $.string)), optional(seq('within', $.constant)),
        optional(seq('where', $.expression)),
      ),

    // Methods

    method: ($) => seq('method', $._signature, field("body", $.block)),
    external: ($) => seq('external', $._signature),
    _signature: ($) =>
      seq(
        $._declared,
        optional(seq(alias($._index_start, "["), listWithLastComma($.axis_variable), "]")),
        choice("(", alias($._call_start, "(")), optional(listWithLastComma($.input)), ")", "->", $._result,
      ),
    axis_variable: ($) =>
      seq(
        optional(choice('over', 'along')), $._declared,
        optional(seq(":", field("kind", $.name), optional(seq('of', $.name)))),
      ),
    input: ($) =>
      choice(
        seq(choice($._declared, field("name", alias('into', $.name))), ":", choice($.type, $.choice), optional(seq("=", $.expression))), seq('into', $._declared),
      ),
    choice: ($) => seq($.name, repeat1(seq(choice("|", alias($._bar, "|"), alias($._row_start, "|")), $.name))),
    _result: ($) => choice($.type, $.record_type),
    record_type: ($) => seq("(", listWithLastComma($.field_type), ")"),
    field_type: ($) => seq($._declared, ":", $.type),
    type: ($) =>
      prec.right(
        seq(
          optional('oriented'), field("cells", $.path), optional("?"),
          optional(seq(alias($._index_start, "["), list($.type_axis), "]")), repeat($._refinement),
        ),
      ),
    type_axis: ($) => seq($.axis_name, optional("?")),
    _refinement: ($) =>
      choice(
        seq('in', choice($.range, $.unit)), seq(choice(">=", ">"), $.constant),
        seq('touching', list($.constant)),
      ),
    block: ($) => seq("{", repeat(choice($.let, $.requirement)), field("result", $.expression), "}"),
    requirement: ($) =>
      prec.right(seq(choice('require', 'warn'), $.expression, optional(seq('else', field("message", $.string))))),

    // Expressions

    expression: ($) =>
      choice(
        $.conditional, $.case, $.loop, $.binary, $.not, $.negation, $.call, $.indexing, $.member, $.reference,
        $.number, $.integer, $.string, $.boolean, $.missing, $.parenthesised, $.record, $.list,
      ),
    conditional: ($) =>
      prec.right(
        strength.choice,
        seq(
          'if', field("condition", $.expression), 'then', field("then", $.expression), 'else',
          field("else", $.expression),
        ),
      ),
    case: ($) => seq('case', $.expression, "{", repeat($.arm), "}"),
    // A word that could go on with the branch before is a name before a colon or a comma.
    arm: ($) => seq(list(choice($.name, alias($._label_of_arm, $.name))), ":", $.expression),
    loop: ($) =>
      seq(
        'repeat', $._declared, "=", $.expression, 'at', 'most', $.expression, choice('while', 'until'),
        $.expression, alias($.round, $.block),
      ),
    round: ($) => seq("{", repeat($.let), field("result", $.expression), "}"),
    binary: ($) => {
      const operation = (operator, precedence) =>
        prec.left(precedence, seq(field("left", $.expression), operator, field("right", $.expression)));
      return choice(
        operation('otherwise', strength.otherwise),
        operation('or', strength.or),
        operation('and', strength.and),
        operation(choice("==", "!=", "<", "<=", ">", ">="), strength.relation),
        operation(choice("+", alias($._minus, "-")), strength.sum),
        operation(choice("*", "/"), strength.product),
        prec.right(strength.power, seq(field("left", $.expression), "^", field("right", $.expression))),
      );
    },
    not: ($) => prec(strength.not, seq('not', $.expression)),
    negation: ($) => prec(strength.sign, seq(choice("-", alias($._minus, "-")), $.expression)),
    call: ($) =>
      prec.left(
        strength.power + 1,
        seq(field("callee", $.expression), alias($._call_start, "("), optional($._arguments), ")"),
      ),
    _arguments: ($) =>
      seq(
        choice(seq(list($.argument), optional(seq(",", $.clause))), $.clause),
        optional(","),
      ),
    argument: ($) => seq(optional(seq(field("name", $._argument_name), ":")), $.expression),
    // The words that begin a clause are names before a colon.
    _argument_name: ($) => choice($.name, alias(choice(...['over', 'along']), $.name)),
    clause: ($) =>
      prec.right(
        seq(
          choice('over', 'along'), list($.axis_name), optional(seq('where', $.expression)),
          optional(seq('by', $.expression)),
        ),
      ),
    indexing: ($) =>
      prec.left(
        strength.power + 1,
        seq(field("array", $.expression), alias($._index_start, "["), listWithLastComma($.indexer), "]"),
      ),
    indexer: ($) => seq(optional(seq(field("axis", $.axis_name), choice(":", "="))), $.expression),
    member: ($) =>
      prec.left(
        strength.power + 1,
        seq(field("object", $.expression), ".", field("member", $.name), repeat("'")),
      ),
    reference: ($) => seq($._name, repeat("'")),
    parenthesised: ($) => seq("(", $.expression, ")"),
    record: ($) =>
      seq(
        "(",
        choice(alias($.named, $.field), seq(alias($.expression, $.field), ",", $.field)),
        repeat(seq(",", $.field)), optional(","), ")",
      ),
    named: ($) => seq(field("name", $.name), ":", $.expression),
    field: ($) => seq(optional(seq(field("name", $.name), ":")), $.expression),
    list: ($) => seq("[", listWithLastComma($.expression), "]"),
    axis_name: ($) => seq($._name, repeat(seq(".", $._name)), repeat("'")),
    boolean: ($) => choice('true', 'false'),
    missing: ($) => 'missing',

    // Tokens

    constant: ($) =>
      prec.right(seq(optional($._any_minus), $._integer_or_number, optional(seq("/", $._integer_or_number)))),
    range: ($) => prec.right(seq(optional($._bound), "...", optional($._bound))),
    _bound: ($) => seq(optional($._any_minus), $._integer_or_number),
    _any_minus: ($) => choice("-", alias($._minus, "-")),
    _integer_or_number: ($) => choice($.integer, $.number),
    _name: ($) => $.name,
    name: ($) => choice($._identifier, $._quoted_name),
    _identifier: () => /[_\p{XID_Start}]\p{XID_Continue}*/u,
    _quoted_name: () => /`[^`\r\n]+`/,
    integer: () => /[0-9]+(_[0-9]+)*/,
    number: () =>
      /[0-9]+(_[0-9]+)*(\.[0-9]+(_[0-9]+)*([eE][+-]?[0-9]+(_[0-9]+)*)?|[eE][+-]?[0-9]+(_[0-9]+)*)/,
    string: ($) =>
      seq('"', repeat(choice(token.immediate(prec(1, /[^"\\\r\n]+/)), $.escape)), token.immediate('"')),
    escape: () => token.immediate(/\\(["\\nt]|u\{[0-9A-Fa-f]+\})/),
    comment: () => /\/\/([^\/\r\n][^\r\n]*|\/\/[^\r\n]*)?/,
    documentation: () => /\/\/\/([^\/\r\n][^\r\n]*)?/,
  },
});
