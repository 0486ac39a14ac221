[
  (data) (scale) (axis) (index) (group) (judgement) (comparisons_at) (comparisons_of) (variant) (evaluation)
  (steps_at) (method) (block) (case)
] @fold
