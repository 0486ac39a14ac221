" `:make` checks the model and lists what was found.
if exists('current_compiler')
  finish
endif
let current_compiler = 'idx'

CompilerSet makeprg=idx\ check\ --color\ never\ %:S
CompilerSet errorformat=%Eerror[%t%n]:\ %m,%Wwarning[%t%n]:\ %m,%Ihint[%t%n]:\ %m,%C%*[\ ]-->\ %f:%l:%c,%-G%.%#
