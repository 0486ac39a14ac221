[(method) (external) (loop)] @local.scope
[(input name: (name) @local.definition) (axis_variable name: (name) @local.definition)
 (method (block (let name: (name) @local.definition))) (loop name: (name) @local.definition)]
(reference (name) @local.reference)
(type cells: (path (name) @local.reference))
