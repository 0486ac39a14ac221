; The names of captures are those of Helix, then those of Neovim.
[
  (data) (scale) (axis) (index) (group) (judgement) (comparisons_at) (comparisons_of) (variant) (evaluation)
  (steps_at) (block) (case) (call) (indexing) (list) (record) (parenthesised) (record_type) (method) (external)
] @indent @indent.begin
["}" ")" "]"] @outdent @indent.branch @indent.end
