(method body: (block) @function.inside) @function.around
(external) @function.around
[(data) (index) (judgement) (evaluation) (variant) (scale) (axis)] @class.around
[(input) (axis_variable)] @parameter.inside
(argument) @parameter.inside
[(comment) (documentation)] @comment.inside
[(comment) (documentation)]+ @comment.around
